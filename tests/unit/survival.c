/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/survival.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MOST = 60 };

/* By the definition: the product over the times of events. */
static double by_product(const struct survival_case *c, size_t n, uint32_t time)
{
    double s = 1;
    for (uint32_t t = 0; t <= time; t++) {
        size_t events = 0, at_risk = 0;
        for (size_t i = 0; i < n; i++) {
            events += c[i].time == t && c[i].event;
            at_risk += c[i].time >= t;
        }
        if (events)
            s *= 1 - (double)events / (double)at_risk;
    }
    return s;
}

Test(survival, is_the_product_of_its_definition)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    for (int round = 0; round < 500; round++) {
        struct survival_case c[MOST];
        struct survival_median median;
        size_t n = 1 + rng_below(&r, MOST);
        for (size_t i = 0; i < n; i++)
            c[i] = (struct survival_case){(uint32_t)rng_below(&r, 25), rng_below(&r, 3) > 0};
        survival_sort(c, n);
        for (uint32_t t = 0; t < 26; t++)
            cr_assert_float_eq(survival_at(c, n, t), by_product(c, n, t), 1e-14);
        if (survival_median(c, n, &median) == SURVIVAL_FOUND) {
            cr_assert_leq(by_product(c, n, median.time), 0.5 + 1e-14);
            cr_assert(median.time == 0 || by_product(c, n, median.time - 1) > 0.5 - 1e-14);
            cr_assert_geq(median.midpoint, median.time);
        } else {
            cr_assert_gt(by_product(c, n, 25), 0.5 - 1e-14);
        }
    }
}

/* Leukaemia patients on 6-mercaptopurine (Freireich et al. 1963), as R's survfit has them. */
Test(survival, of_a_textbook)
{
    struct survival_case c[] = {{6, true},   {6, true},   {6, true},   {6, false}, {7, true},   {9, false},
                                {10, true},  {10, false}, {11, false}, {13, true}, {16, true},  {17, false},
                                {19, false}, {20, false}, {22, true},  {23, true}, {25, false}, {32, false},
                                {32, false}, {34, false}, {35, false}};
    struct survival_median median;
    survival_sort(c, 21);
    cr_assert_float_eq(survival_at(c, 21, 6), 0.857142857142857, 1e-14);
    cr_assert_float_eq(survival_at(c, 21, 16), 0.627450980392157, 1e-14);
    cr_assert_float_eq(survival_at(c, 21, 35), 0.448179271708683, 1e-14);
    cr_assert_eq(survival_median(c, 21, &median), SURVIVAL_FOUND);
    cr_assert(median.time == 23 && median.midpoint == 23);
}

/* 2/3 x 3/4 and 5/7 x 7/10 are one half, though doubles round them. */
Test(survival, one_half_is_compared_exactly)
{
    struct survival_median median;
    struct survival_case c[] = {{1, true}, {1, true}, {2, false}, {2, false}, {3, true}, {4, false}, {9, true}};
    survival_sort(c, 6);
    cr_assert_eq(survival_median(c, 6, &median), SURVIVAL_FOUND, "4/6 x 1/2 is below");
    cr_assert(median.time == 3 && median.midpoint == 3);
    struct survival_case half[] = {{1, true}, {2, false}, {5, true}, {8, true}, {8, false}, {9, true}};
    survival_sort(half, 6); /* 5/6 x 3/4 x 2/3 = 5/12; up to 5: 5/8 */
    cr_assert_eq(survival_median(half, 6, &median), SURVIVAL_FOUND);
    cr_assert_eq(median.time, 8);
    struct survival_case exact[] = {{1, true}, {2, false}, {5, true}, {5, true}, {6, false}, {9, true}};
    survival_sort(exact, 6); /* 5/6 x 2/4 */
    cr_assert_eq(survival_median(exact, 6, &median), SURVIVAL_FOUND);
    cr_assert_eq(median.time, 5);
    struct survival_case even[] = {{1, true}, {1, true}, {7, false}, {8, true}};
    survival_sort(even, 4);
    cr_assert_eq(survival_median(even, 4, &median), SURVIVAL_FOUND);
    cr_assert(median.time == 1 && median.midpoint == 4.5, "%g", median.midpoint);
    struct survival_case none[] = {{1, true}, {7, false}, {7, false}};
    cr_assert_eq(survival_median(none, 3, &median), SURVIVAL_NONE);
    cr_assert_eq(survival_at(none, 0, 3), 1);
}
