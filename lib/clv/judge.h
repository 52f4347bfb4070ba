/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * judge: the warnings and errors about a fit. */
#ifndef CLV_JUDGE_H
#define CLV_JUDGE_H

#include "clv/modelfile.h"

/* Warns unless the fit is an optimum. An unusable fit ends the tool if it is the only one. */
void judge_fit(const struct clvmodel *m, bool alone);

/* Sets m->spend_correlation from the patterns of spend, and warns if the model's assumption does not hold. */
void judge_spend(struct clvmodel *m, const struct patterns *p);

/* Warns of groups for which the fit of all customers stands in, and of a bootstrap with too few replicates for its
 * quantiles; 0: there are none. */
void judge_small(const struct family *f, uint64_t small, uint32_t groups);
void judge_replicates(uint64_t n);

#endif
