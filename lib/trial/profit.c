/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/profit.h"

#include <math.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

double *profit_costs(const char *option, struct opt_list costs, const struct slice *arm, uint32_t arms)
{
    double *cost = mem_zero(arms, sizeof *cost);
    for (size_t i = 0; i < costs.n; i++) {
        struct slice rest = costs.word[i], name = slice_cut(&rest, ':');
        uint32_t k = 0;
        while (k < arms && !slice_eq(arm[k], name))
            k++;
        if (k == arms || !rest.p || !num_double(rest, &cost[k]))
            die(STATUS_USAGE, "%s: \"%.*s\" is not a group of the experiment with its cost per customer (A:0.25)",
                option, (int)costs.word[i].n, costs.word[i].p);
    }
    return cost;
}

void profit_say(struct trialtable *t, double worth, double extra_cost, const struct sample *b, const struct contrast *c)
{
    double n = (double)b->n, profit = worth * c->difference - extra_cost;
    double low = worth * c->judged.low - extra_cost, high = worth * c->judged.high - extra_cost;
    trialtable_number(t, "profit_a_customer", profit);
    trialtable_number(t, "profit", n * profit);
    trialtable_number(t, "profit_low", n * fmin(low, high));
    trialtable_number(t, "profit_high", n * fmax(low, high));
    trialtable_number(t, "extra_cost", n * extra_cost);
    trialtable_number(t, "roi", extra_cost > 0 ? profit / extra_cost : (double)NAN);
}
