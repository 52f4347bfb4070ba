/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantile.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

/* The quantile i/b of sorted integers, by its place. */
static double quantile_of(const int64_t *v, size_t n, uint64_t i, uint64_t b, uint64_t scale)
{
    struct quantile_place p = quantile_place(n, i, b);
    return quantile_int(v[p.low], v[p.low + (p.part > 0)], p, scale);
}

Test(quantile, type_7)
{
    int64_t days[65];
    for (int i = 0; i < 65; i++)
        days[i] = i + 1;
    cr_assert_eq(quantile_of(days, 65, 1, 5, 1), 13.8);
    cr_assert_eq(quantile_of(days, 65, 1, 2, 1), 33);
    cr_assert_eq(quantile_of(days, 65, 0, 5, 1), 1);
    cr_assert_eq(quantile_of(days, 65, 5, 5, 1), 65);
    cr_assert_eq(quantile_of(days, 1, 3, 4, 1), 1);
    const int64_t money[] = {-2500000, 100000, 300000};
    cr_assert_eq(quantile_of(money, 3, 3, 4, 1000000), 0.2,
                 "halfway between 0.10 and 0.30, without 0.30000000000000004");
    cr_assert_eq(quantile_of(money, 3, 1, 4, 1000000), -1.2);
}

Test(quantile, of_the_largest_integers)
{
    const int64_t v[] = {INT64_MIN, INT64_MAX};
    cr_assert_eq(quantile_of(v, 2, 1, 2, 1), -0.5);
    cr_assert_eq(quantile_of(v, 2, 0, 2, 1), -0x1p63);
    struct quantile_place p = quantile_place(SIZE_MAX, UINT32_MAX - 1, UINT32_MAX);
    cr_assert(p.low < SIZE_MAX - 1 && p.part < p.of);
}

Test(quantile, doubles_stay_between_their_neighbours)
{
    cr_assert_eq(quantile_double(1, 2, quantile_place(2, 1, 4)), 1.25);
    cr_assert_eq(quantile_double(7, NAN, quantile_place(5, 1, 4)), 7, "part 0 looks at no neighbour");
    cr_assert_eq(quantile_double(-1.7e308, 1.7e308, quantile_place(2, 1, 2)), 0);
    cr_assert_eq(quantile_double(0.1, 0.1, quantile_place(2, 1, 3)), 0.1);
    struct rng r;
    rng_seed(&r, 5, 0);
    for (int i = 0; i < 10000; i++) {
        double low = rng_unit(&r), high = low + rng_unit(&r) * 1e-15;
        double v = quantile_double(low, high, quantile_place(2, rng_below(&r, 1000), 1000));
        cr_assert(low <= v && v <= high);
    }
}

Test(quantile, sorts_integers)
{
    enum { N = 1000 };
    int64_t v[N], spare[N];
    struct rng r;
    rng_seed(&r, 6, 0);
    for (int shift = 0; shift < 64; shift += 7) {
        uint64_t before = 0, after = 0;
        for (int i = 0; i < N; i++) {
            v[i] = (int64_t)rng_u64(&r) >> shift;
            before += (uint64_t)v[i] * (uint64_t)v[i];
        }
        quantile_sort_int(v, spare, N);
        for (int i = 0; i < N; i++) {
            after += (uint64_t)v[i] * (uint64_t)v[i];
            cr_assert(i == 0 || v[i - 1] <= v[i]);
        }
        cr_assert_eq(before, after, "the same values as before");
    }
    quantile_sort_int(v, spare, 0);
}

Test(quantile, sorts_doubles)
{
    double v[] = {3, -0.5, HUGE_VAL, 0, -0.0, -1e300, 5e-324, -5e-324, 2.5}, spare[9];
    const double sorted[] = {-1e300, -0.5, -5e-324, -0.0, 0, 5e-324, 2.5, 3, HUGE_VAL};
    quantile_sort_double(v, spare, 9);
    for (int i = 0; i < 9; i++)
        cr_assert(v[i] == sorted[i] && signbit(v[i]) == signbit(sorted[i]), "place %d holds %g", i, v[i]);
}
