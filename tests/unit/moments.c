/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include <criterion/criterion.h>
#include <math.h>

static const double X[] = {1, 2, 2, 3, 5, 8, 8, 8, 10, 12}, Y[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

Test(moments, in_parts_as_in_one)
{
    struct moments_pair all = moments_of_pairs(X, Y, 10), one = {0}, merged = {0}, empty = {0};
    for (size_t i = 0; i < 10; i++)
        moments_add_pair(&one, X[i], Y[i]);
    for (size_t from = 0; from < 10; from += 3) {
        struct moments_pair part = moments_of_pairs(X + from, Y + from, from + 3 < 10 ? 3 : 10 - from);
        moments_merge_pairs(&merged, &part);
        moments_merge_pairs(&merged, &empty);
    }
    cr_assert_float_eq(all.x.mean, 5.9, 1e-15);
    cr_assert_float_eq(moments_variance(&all.x), 14.544444444444444, 1e-13);
    cr_assert_float_eq(moments_error(&all.x), sqrt(14.544444444444444 / 10), 1e-14);
    cr_assert_float_eq(moments_correlation(&all), 0.388096657566377, 1e-14, "R 4.2 cor");
    const struct moments_pair *other[] = {&one, &merged};
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(other[i]->x.n, 10);
        cr_assert_float_eq(other[i]->x.squares, all.x.squares, 1e-12);
        cr_assert_float_eq(other[i]->y.mean, all.y.mean, 1e-14);
        cr_assert_float_eq(moments_covariance(other[i]), moments_covariance(&all), 1e-13);
    }
}

/* NIST StRD NumAcc4: 1001 values of 1e7 + 0.1, 0.2 and 0.3; mean 10000000.2, standard deviation 0.1. */
Test(moments, of_large_values_that_differ_little)
{
    double x[1001];
    for (int i = 0; i < 1001; i++)
        x[i] = i == 0 ? 10000000.2 : i % 2 ? 10000000.1 : 10000000.3;
    struct moments m = moments_of(x, 1001), one = {0};
    for (int i = 0; i < 1001; i++)
        moments_add(&one, x[i]);
    cr_assert_float_eq(m.mean, 10000000.2, 2e-9);
    cr_assert_float_eq(sqrt(moments_variance(&m)), 0.1, 1e-9);
    cr_assert_float_eq(sqrt(moments_variance(&one)), 0.1, 1e-8);
}

Test(moments, correlation_with_an_offset)
{
    double x[] = {1, 2, 3, 4, 5, 7}, y[] = {2, 1, 4, 3, 7, 5};
    for (int i = 0; i < 6; i++)
        x[i] += 1e9;
    struct moments_pair m = moments_of_pairs(x, y, 6);
    cr_assert_float_eq(moments_correlation(&m), 0.742857142857143, 1e-12, "R 4.2 cor of x - 1e9");
}

Test(moments, of_nothing)
{
    struct moments none = moments_of(NULL, 0), one = moments_of(X, 1);
    cr_assert(none.n == 0 && none.mean == 0 && isnan(moments_variance(&none)) && isnan(moments_error(&none)));
    cr_assert(one.mean == 1 && one.squares == 0 && isnan(moments_variance(&one)));
    const double same[] = {7, 7, 7}, other[] = {1, 2, 3};
    struct moments_pair m = moments_of_pairs(same, other, 3);
    cr_assert(isnan(moments_correlation(&m)) && moments_covariance(&m) == 0);
}
