/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gaps.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

Test(gaps, own_where_there_are_enough_else_of_all)
{
    int64_t gap[] = {30, 10, 20, 100}; /* 10 20 30 100: the middle of all is 25 */
    size_t count[] = {3, 0, 1};
    double limit[3];
    struct gaps g = {gap, 4, count, 3};
    cr_assert(gaps_limits(&g, 3, 1, 2, limit));
    cr_assert_eq(limit[0], 20);
    cr_assert_eq(limit[1], 25);
    cr_assert_eq(limit[2], 25);
    cr_assert(gaps_limits(&g, 0, 1, 1, limit), "the largest of each; nobody has one of no gap");
    cr_assert_eq(limit[0], 30);
    cr_assert_eq(limit[1], 100);
    cr_assert_eq(limit[2], 100);
    cr_assert(gaps_limits(&g, 3, 0, 1, limit));
    cr_assert_eq(limit[0], 10);
}

Test(gaps, between_two_gaps_on_the_straight_line)
{
    int64_t gap[] = {1, 2};
    size_t count[] = {2};
    double limit[1];
    struct gaps g = {gap, 2, count, 1};
    cr_assert(gaps_limits(&g, 1, 9, 10, limit));
    cr_assert_eq(limit[0], 1.9);
}

Test(gaps, none_at_all)
{
    size_t count[] = {0, 0};
    double limit[2];
    struct gaps g = {NULL, 0, count, 2};
    cr_assert(gaps_limits(&g, 1, 1, 2, limit));
    cr_assert(isnan(limit[0]) && isnan(limit[1]));
}

/* Few gaps and many are sorted in two ways: the quantile of n gaps is the same, whichever customers they belong to. */
Test(gaps, many_as_few)
{
    enum { MOST = 200 };
    for (size_t n = 1; n <= MOST; n += 7) {
        int64_t gap[MOST];
        size_t count[] = {n};
        double limit[1];
        for (size_t i = 0; i < n; i++)
            gap[i] = (int64_t)(i * 7919 % n); /* 0 .. n - 1, mixed: 7919 is a prime above n */
        struct gaps g = {gap, n, count, 1};
        cr_assert(gaps_limits(&g, 1, 1, 4, limit));
        cr_assert_eq(limit[0], (double)(n - 1) / 4, "%zu gaps: %g", n, limit[0]);
    }
}
