/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * segments: the effect within each segment, and whether it differs between them.
 *
 * Of twenty segments one shows an effect by chance. So P is corrected over the segments, and the test that
 * counts is that of the interaction: whether the effects differ from each other at all. */
#ifndef TRIAL_SEGMENTS_H
#define TRIAL_SEGMENTS_H

#include "trial/outcomes.h"
#include "trial/trialtable.h"
#include "trial/verdict.h"

/* Rows of each segment in the order of its keys, and the interaction of each group with all of them. `v` has level and
 * names. */
void segments_say(struct trialtable *t, const struct outcomes *o, enum contrast_kind kind,
                  const struct contrast_rule *rule, const struct verdict *v);

#endif
