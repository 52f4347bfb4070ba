/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/concentration.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"

static void assert_close(double got, double want, const char *what)
{
    cr_assert(fabs(got - want) <= 1e-12 * fabs(want), "%s: wanted %.17g, got %.17g", what, want, got);
}

/* The definitions, term by term: Gini as the mean difference of all pairs, Lorenz as sums from the smallest on. */
static double gini_of_pairs(const double *v, size_t n)
{
    double sum = 0, total = 0;
    for (size_t i = 0; i < n; i++) {
        total += v[i];
        for (size_t k = 0; k < n; k++)
            sum += fabs(v[i] - v[k]);
    }
    return sum / (2 * (double)n * total);
}

static double lorenz_of_parts(const double *v, size_t n, unsigned percent)
{
    double left = (double)n * percent / 100, sum = 0, total = 0;
    for (size_t i = 0; i < n; i++) {
        double part = left > 1 ? 1 : left > 0 ? left : 0;
        sum += part * v[i];
        total += v[i];
        left -= 1;
    }
    return sum / total;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void assert_definitions(struct amount *a, double *v, size_t n)
{
    struct concentration c;
    concentration_begin(&c, a, n);
    qsort(v, n, sizeof *v, ascending);
    assert_close(concentration_gini(&c) + 1, gini_of_pairs(v, n) + 1, "gini");
    for (unsigned p = 0; p <= 100; p++) {
        size_t top = (n * p + 99) / 100;
        double largest = 0, total = 0;
        for (size_t i = 0; i < n; i++) {
            total += v[i];
            largest += i >= n - top ? v[i] : 0;
        }
        assert_close(concentration_lorenz(&c, p) + 1, lorenz_of_parts(v, n, p) + 1, "lorenz");
        assert_close(concentration_top(&c, p) + 1, largest / total + 1, "top");
        if (p) {
            size_t k = concentration_rows(&c, p);
            wide_int all = c.sum[n], least = all - c.sum[n - k], fewer = all - c.sum[n - k + 1];
            cr_assert(100 * least >= all * p && 100 * fewer < all * p, "no fewer rows make %u %%", p);
        }
    }
    concentration_end(&c);
}

Test(concentration, is_what_its_definitions_say)
{
    struct rng r;
    struct amount a[60];
    double v[60];
    rng_seed(&r, 3, 0);
    for (int round = 0; round < 300; round++) {
        size_t n = 1 + rng_below(&r, 60);
        for (size_t i = 0; i < n; i++) {
            decimal d = (decimal)(rng_u64(&r) >> (24 + rng_below(&r, 30)));
            v[i] = (double)d / DECIMAL_ONE;
            a[i] = round % 2 ? amount_exact(d) : amount_inexact(v[i]);
        }
        a[0] = amount_exact(DECIMAL_ONE), v[0] = 1;
        assert_definitions(a, v, n);
    }
}

Test(concentration, values_below_0_count_as_0)
{
    struct amount a[] = {amount_exact(-7), amount_exact(1), amount_inexact(-0.5), amount_exact(3)};
    struct concentration c;
    concentration_begin(&c, a, 4);
    cr_assert_eq(c.negative, 2);
    assert_close(concentration_top(&c, 25), 0.75, "top");
    cr_assert_eq(concentration_rows(&c, 80), 2);
    concentration_end(&c);
}

Test(concentration, of_nothing_there_are_no_shares)
{
    struct amount a[] = {amount_exact(0), amount_exact(-1)};
    for (size_t n = 0; n <= 2; n++) {
        struct concentration c;
        concentration_begin(&c, a, n);
        cr_assert(isnan(concentration_gini(&c)) && isnan(concentration_top(&c, 1)) &&
                  isnan(concentration_lorenz(&c, 100)));
        cr_assert_eq(concentration_rows(&c, 80), 0);
        concentration_end(&c);
    }
}
