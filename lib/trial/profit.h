/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * profit: what the difference between two groups earned, and what it cost.
 *
 * A customer of a group earned worth * difference more than one of the baseline, and cost more by the difference of
 * their costs; times the customers of the group that is the profit that the experiment made. Its interval is that by
 * which the difference is judged. ROI is profit by extra cost, and has no value if the group did not cost more. */
#ifndef TRIAL_PROFIT_H
#define TRIAL_PROFIT_H

#include "base/opt.h"
#include "trial/contrast.h"
#include "trial/trialtable.h"

/* What a customer of each group costs, by words NAME:COST; 0 of those that are not named. An unusable word ends the
 * tool, status 2. free() it. */
double *profit_costs(const char *option, struct opt_list costs, const struct slice *arm, uint32_t arms);

void profit_say(struct trialtable *t, double worth, double extra_cost, const struct sample *b,
                const struct contrast *c);

#endif
