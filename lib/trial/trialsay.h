/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trialsay: the rows about groups and their differences, by the kind of the outcome. */
#ifndef TRIAL_TRIALSAY_H
#define TRIAL_TRIALSAY_H

#include "trial/contrast.h"
#include "trial/outcomes.h"
#include "trial/trialtable.h"

/* A group by itself. */
void trialsay_sample(struct trialtable *t, const struct sample *s);

/* Its difference to the baseline, with interval and test; P corrected for what else was compared; and the same by other
 * methods, and as a ratio. */
void trialsay_contrast(struct trialtable *t, enum contrast_kind kind, const struct contrast *c);
void trialsay_corrected(struct trialtable *t, const struct contrast_rule *rule, double p);
void trialsay_others(struct trialtable *t, const struct sample *a, const struct sample *b, const struct contrast *c,
                     double tails);

/* The contrast of a group with the baseline by values that CUPED has adjusted. */
void trialsay_cuped(struct trialtable *t, const struct outcomes *o, uint32_t arm, const double *adjusted,
                    const struct contrast_rule *rule);

/* Is there any difference between three groups and more? sample[i] is group i of `o`. */
void trialsay_any(struct trialtable *t, const struct outcomes *o, const struct sample *sample);

#endif
