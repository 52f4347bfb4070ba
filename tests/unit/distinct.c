/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distinct.h"

#include <criterion/criterion.h>

#include "base/rng.h"
#include "stats/quantile.h"

Test(distinct, runs_of_a_sorted_column)
{
    int64_t x[] = {-3, -3, 0, 4, 4, 4};
    double d[] = {-0.0, 0, 1.5};
    uint64_t w[6];
    cr_assert_eq(distinct_of_ints(x, w, 6), 3);
    cr_assert(x[0] == -3 && x[1] == 0 && x[2] == 4 && w[0] == 2 && w[1] == 1 && w[2] == 3);
    struct distinct_run all = distinct_run_int(x, w, 0, 3, 10);
    cr_assert_eq(all.rows, 6);
    cr_assert_eq(all.mean, 0.1);
    cr_assert_float_eq(all.squares, 0.66 - 0.06, 1e-15, "2 x 0.3^2 + 3 x 0.4^2 - 6 x 0.1^2");
    cr_assert_eq(distinct_of_doubles(d, w, 3), 2, "-0 equals 0");
    cr_assert_eq(w[0], 2);
    cr_assert_eq(distinct_of_ints(x, w, 0), 0);
}

/* The mean of doubles whose plain sum would lose the small ones, and squares that are far smaller than that of the
 * mean. */
Test(distinct, sums_lose_nothing)
{
    const double x[] = {1e15, 1e15 + 0.125, 1e15 + 0.25};
    const uint64_t w[] = {1, 1, 1};
    struct distinct_run run = distinct_run_double(x, w, 0, 3);
    cr_assert_eq(run.mean, 1e15 + 0.125);
    cr_assert_eq(run.squares, 0.03125);
}

Test(distinct, of_what_is_in_no_order)
{
    enum { N = 500 };
    int64_t x[N], sorted[N];
    uint64_t w[N], rows[N];
    struct rng r;
    rng_seed(&r, 9, 0);
    for (int bits = 1; bits <= 64; bits++)
        for (int round = 0; round < 20; round++) {
            size_t n = rng_below(&r, N);
            for (size_t i = 0; i < n; i++)
                x[i] = sorted[i] = (int64_t)rng_u64(&r) >> (64 - bits);
            quantile_sort_int(sorted, (int64_t *)rows, n);
            size_t points = distinct_of_ints(sorted, rows, n);
            cr_assert_eq(distinct_of_unsorted(x, w, n), points);
            for (size_t i = 0; i < points; i++)
                cr_assert(x[i] == sorted[i] && w[i] == rows[i]);
        }
}
