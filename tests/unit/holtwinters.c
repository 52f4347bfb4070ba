/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/holtwinters.h"

#include <criterion/criterion.h>
#include <math.h>

#include "stats/ahead.h"
#include "stats/seasons.h"

/* UKgas of R, 1960 to 1963: thousands of therms a quarter. */
static const double GAS[] = {160.1, 129.7, 84.8, 120.1, 160.1, 124.9, 84.8, 116.9,
                             169.7, 140.9, 89.7, 123.3, 187.3, 144.1, 92.9, 120.1};
enum { N = sizeof GAS / sizeof *GAS };

static bool near(double a, double b, double tolerance)
{
    return fabs(a - b) <= tolerance * fabs(b);
}

Test(seasons, odd_and_even_cycles_have_a_trend_in_the_middle)
{
    double trend[N];
    seasons_trend(GAS, N, 4, trend);
    cr_assert(isnan(trend[1]) && isnan(trend[N - 2]));
    cr_assert(near(trend[2], (160.1 / 2 + 129.7 + 84.8 + 120.1 + 160.1 / 2) / 4, 1e-14));
    seasons_trend(GAS, N, 3, trend);
    cr_assert(near(trend[1], (160.1 + 129.7 + 84.8) / 3, 1e-14));
}

Test(seasons, indices_have_a_mean_of_one_or_of_zero)
{
    for (int multiplicative = 0; multiplicative < 2; multiplicative++) {
        double raw[4], index[4], sum = 0;
        size_t values[4];
        struct seasons s = {raw, index, values};
        cr_assert(seasons_find(GAS, N, 4, multiplicative, &s));
        for (int i = 0; i < 4; i++)
            sum += index[i];
        cr_assert(fabs(sum - 4 * multiplicative) < 1e-9);
        cr_assert(values[0] == 3 && values[3] == 3);
        cr_assert(!seasons_find(GAS, 7, 4, multiplicative, &s));
    }
}

Test(holtwinters, least_squares_are_not_above_those_of_any_grid)
{
    for (int i = 0; i < 4; i++) {
        struct holtwinters m = {.cycle = i < 2 ? 4 : 1, .multiplicative = i == 1, .damped = i == 3, .phi = 1};
        cr_assert(holtwinters_fit(&m, GAS, N, NULL));
        double least = m.sse;
        m.fixed = true;
        for (int k = 0; k < 6 * 6 * 6; k++) {
            int step[] = {k % 6, k / 6 % 6, k / 36};
            m.alpha = step[0] / 5.0, m.beta = step[1] / 5.0, m.gamma = step[2] / 5.0;
            m.phi = 1;
            if (holtwinters_fit(&m, GAS, N, NULL))
                cr_assert(least <= m.sse * (1 + 1e-6), "%d: %g %g %g: %.9g < %.9g", i, m.alpha, m.beta, m.gamma, m.sse,
                          least);
        }
        holtwinters_free(&m);
    }
}

Test(holtwinters, a_course_without_errors_is_the_forecast)
{
    struct holtwinters m = {
        .cycle = 4, .multiplicative = true, .fixed = true, .alpha = 0.3, .beta = 0.1, .gamma = 0.2, .phi = 0.9};
    double season[4], course[10];
    struct rng r;
    cr_assert(holtwinters_fit(&m, GAS, N, NULL));
    for (size_t i = 0; i < m.errors; i++)
        m.residual[i] = 0;
    rng_seed(&r, 1, 1);
    holtwinters_course(&m, &r, 10, season, course);
    for (size_t h = 0; h < 10; h++)
        cr_assert(near(course[h], holtwinters_ahead(&m, h + 1), 1e-12));
    holtwinters_free(&m);
}

Test(holtwinters, too_few_values_are_no_fit)
{
    struct holtwinters m = {.cycle = 4, .phi = 1};
    cr_assert(!holtwinters_fit(&m, GAS, 7, NULL));
    m.cycle = 1;
    cr_assert(!holtwinters_fit(&m, GAS, 2, NULL) && holtwinters_fit(&m, GAS, 3, NULL));
    holtwinters_free(&m);
}

Test(ahead, errors_are_of_what_was_known)
{
    struct ahead a = {.method = AHEAD_NAIVE, .model = {.cycle = 4}, .draws = 200, .level = 0.9};
    struct ahead_errors e[2] = {{0}};
    cr_assert(ahead_back(&a, GAS, N, 12, 2, 1, NULL, e));
    double scale = 0;
    for (int i = 4; i < 12; i++)
        scale += fabs(GAS[i] - GAS[i - 4]) / 8;
    cr_assert(near(ahead_means(&e[0]).mae, 187.3 - 169.7, 1e-12));
    cr_assert(near(ahead_means(&e[1]).mase, (144.1 - 140.9) / scale, 1e-12));
    cr_assert(ahead_means(&e[1]).n == 1);
    ahead_free(&a);
}

Test(ahead, the_same_seed_draws_the_same_intervals)
{
    struct ahead a = {.method = AHEAD_HOLTWINTERS, .model = {.cycle = 4, .phi = 1}, .draws = 300, .level = 0.8};
    cr_assert(ahead_fit(&a, GAS, N, NULL) && ahead_make(&a, 6, 3, 0));
    double low = a.low[5], high = a.high[5];
    cr_assert(low < a.value[5] && a.value[5] < high);
    cr_assert(ahead_make(&a, 6, 3, 0) && a.low[5] == low && a.high[5] == high);
    ahead_free(&a);
}
