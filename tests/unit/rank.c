/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

static const double X[] = {1, 2, 2, 3, 5, 8, 8, 8, 10, 12}, Y[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

Test(rank, midranks)
{
    double rank[6];
    const double x[] = {5, -0.0, -3, 0, 5, 5};
    const double want[] = {5, 2.5, 1, 2.5, 5, 5};
    uint32_t order[6];
    const uint32_t in_order[] = {2, 1, 3, 0, 4, 5};
    cr_assert(rank_mid(x, 6, rank) && rank_order(x, 6, order) && rank_order(NULL, 0, order));
    for (int i = 0; i < 6; i++)
        cr_assert(rank[i] == want[i] && order[i] == in_order[i]);
}

Test(rank, order_is_stable_whatever_the_size)
{
    enum { N = 100000 };
    double *x = mem_zero(N, sizeof *x);
    uint32_t *order = mem_zero(N, sizeof *order);
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int i = 0; i < N; i++)
        x[i] = (double)rng_below(&r, 1000) - 500;
    cr_assert(rank_order(x, N, order));
    for (int i = 1; i < N; i++)
        cr_assert(x[order[i - 1]] < x[order[i]] || (x[order[i - 1]] == x[order[i]] && order[i - 1] < order[i]));
    free(x);
    free(order);
}

Test(rank, spearman)
{
    double rho;
    cr_assert(rank_spearman(X, Y, 10, &rho));
    cr_assert_float_eq(rho, 0.381994946156214, 1e-14, "R 4.2 cor(method = spearman)");
    const double same[10] = {0};
    cr_assert(rank_spearman(X, same, 10, &rho) && isnan(rho));
}

Test(rank, auc)
{
    double auc;
    const double score[] = {0.1, 0.4, 0.35, 0.8, 0.4};
    const bool positive[] = {false, false, true, true, true}, none[5] = {false};
    cr_assert(rank_auc(score, positive, 5, &auc));
    cr_assert_float_eq(auc, 4.5 / 6, 1e-15, "of 6 pairs 4 are right and one is a tie");
    cr_assert(rank_auc(score, none, 5, &auc) && isnan(auc));
}
