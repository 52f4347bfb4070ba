/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fitscore.h"

#include <criterion/criterion.h>
#include <math.h>

static const double MODEL[] = {0.243, 4.414, 0.793, 2.426};

/* Two equal customers and a different one, compared with the family's own functions. */
Test(fitscore, sums_over_customers)
{
    double x[] = {0, 2, 2}, t_x[] = {0, 30, 30}, T[] = {39, 39, 39}, m[] = {0, 1, 3}, weight[] = {5, 2, 1}, t = 39;
    struct patterns p = {.n = 3, .x = x, .t_x = t_x, .T = T, .m = m, .weight = weight, .total = 8};
    struct fitscore s = {0};
    double none[1], some[4], seldom, often;
    FAMILY_BGNBD.pmf(MODEL, 0, 0, 39, t, 1, none);
    FAMILY_BGNBD.pmf(MODEL, 2, 30, 39, t, 4, some);
    FAMILY_BGNBD.expected(MODEL, 0, 0, 39, &t, 1, &seldom);
    FAMILY_BGNBD.expected(MODEL, 2, 30, 39, &t, 1, &often);
    cr_assert(fitscore_add(&FAMILY_BGNBD, MODEL, &p, t, &s));
    cr_assert_eq(s.customers, 8);
    cr_assert_eq(s.bought, 5);
    cr_assert_float_eq(s.expected, 5 * seldom + 3 * often, 1e-14);
    cr_assert_float_eq(s.absolute, 5 * seldom + 2 * fabs(1 - often) + fabs(3 - often), 1e-14);
    cr_assert_float_eq(s.squared, 5 * seldom * seldom + 2 * pow(1 - often, 2) + pow(3 - often, 2), 1e-13);
    cr_assert_float_eq(s.log, 5 * log(none[0]) + 2 * log(some[1]) + log(some[3]), 1e-13);
}

/* A customer who is certainly lost and comes again: the probability is 0, and the score is finite. */
Test(fitscore, what_cannot_be)
{
    double x[] = {10000}, t_x[] = {1}, T[] = {1000}, m[] = {1}, weight[] = {1};
    struct patterns p = {.n = 1, .x = x, .t_x = t_x, .T = T, .m = m, .weight = weight, .total = 1};
    struct fitscore s = {0};
    cr_assert(fitscore_add(&FAMILY_BGNBD, MODEL, &p, 39, &s));
    cr_assert_float_eq(s.log, log(1e-300), 1e-9);
}
