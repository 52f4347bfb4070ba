/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/judge.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "btyd/gammagamma.h"

void judge_fit(const struct clvmodel *m, bool alone)
{
    char *text = model_verdict_text(m);
    const char *name = m->fit.family->name;
    if (!fit_usable(m->fit.verdict) && alone)
        die(STATUS_DATA, "%s: %s", name, text);
    const char *of = m->pooled ? "all customers" : m->by, *group = m->group && !m->pooled ? m->group : NULL;
    if (m->fit.verdict != FIT_OPTIMUM)
        warn("%s%s%s%s%s: %s", name, of ? ", " : "", of ? of : "", group ? " " : "", group ? group : "", text);
    free(text);
}

/* The model of spend assumes that the amount does not depend on how often a customer buys. A correlation that may be
 * chance is not reported: its square times the customers is about chi-square. */
#define CORRELATED 0.3
void judge_spend(struct clvmodel *m, const struct patterns *p)
{
    double r = m->spend_correlation = gammagamma_correlation(p);
    if (fabs(r) >= CORRELATED && r * r * p->total > 3.84 && p->total >= FIT_ENOUGH * FAMILY_GAMMAGAMMA.n)
        warn("gammagamma%s%s: number and mean value of purchases are correlated, %.2f, but the model takes spend to be"
             " the same however often a customer buys: the values of customers who buy seldom are too %s",
             m->group ? ", " : "", m->group ? m->group : "", r, r > 0 ? "high" : "low");
}

void judge_small(const struct family *f, uint64_t small, uint32_t groups)
{
    if (small)
        warn("%s: groups that are too small for a separate fit: %" PRIu64 " of %" PRIu32
             "; the fit of all customers is used for them (--compare shows which)",
             f->name, small, groups);
}

/* From 40 on there is one beyond each end. */
#define ENOUGH_REPLICATES 40
void judge_replicates(uint64_t n)
{
    if (n && n < ENOUGH_REPLICATES)
        warn("--bootstrap %" PRIu64
             ": too few replicates for quantiles of 2.5 and 97.5 %% (%d at least, 1000 are usual)",
             n, ENOUGH_REPLICATES);
}
