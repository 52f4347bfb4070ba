/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simplex.h"

#include <criterion/criterion.h>
#include <math.h>

/* A narrow curved valley (Rosenbrock 1960) whose floor is at (0.5, 0.25). */
static double valley(const double *x, const void *context)
{
    double a = 2 * x[0] - 1, b = 4 * x[1] - 4 * x[0] * x[0];
    (void)context;
    return a * a + 100 * b * b;
}

static double outside(const double *x, const void *context)
{
    const double *at = context;
    double sum = 0;
    for (int i = 0; i < 3; i++)
        sum += (x[i] - at[i]) * (x[i] - at[i]);
    return sum;
}

static double holes(const double *x, const void *context)
{
    (void)context;
    return x[0] > 0.5 ? NAN : -x[0];
}

Test(simplex, finds_the_floor_of_a_valley)
{
    double x[] = {0.1, 0.9};
    cr_assert(simplex_least(valley, NULL, x, 2) < 1e-6);
    cr_assert(fabs(x[0] - 0.5) < 1e-3 && fabs(x[1] - 0.25) < 1e-3);
}

Test(simplex, stays_in_the_box)
{
    const double at[] = {1.5, -0.2, 0.3};
    double x[] = {0.2, 0.2, 0.2};
    simplex_least(outside, at, x, 3);
    cr_assert(x[0] == 1 && x[1] == 0 && fabs(x[2] - 0.3) < 1e-6);
}

Test(simplex, what_is_no_number_is_not_the_least)
{
    double x[] = {0.1};
    cr_assert(simplex_least(holes, NULL, x, 1) <= -0.499);
}
