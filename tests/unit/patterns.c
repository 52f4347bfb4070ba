/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/patterns.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

Test(patterns, counts_those_who_look_alike_once)
{
    double x[] = {2, 0, 2, 0, 2, 0}, t_x[] = {5, 0, 5, -0.0, 4, 0}, T[] = {9, 3, 9, 3, 9, 2},
           w[] = {1, 1, 2, 0.5, 1, 1};
    struct patterns p = {.n = 6, .x = x, .t_x = t_x, .T = T, .weight = w};
    const double expected[][4] = {{0, 2, 0, 1}, {0, 3, 0, 1.5}, {2, 9, 4, 1}, {2, 9, 5, 3}};
    cr_assert(patterns_collapse(&p));
    cr_assert_eq(p.n, 4);
    cr_assert_eq(p.total, 6.5);
    for (int i = 0; i < 4; i++) {
        cr_assert_eq(x[i], expected[i][0]);
        cr_assert_eq(T[i], expected[i][1]);
        cr_assert_eq(t_x[i], expected[i][2]);
        cr_assert_eq(w[i], expected[i][3]);
    }
}

Test(patterns, none_and_one)
{
    double x[] = {7}, w[] = {3};
    struct patterns p = {.n = 0, .x = x, .weight = w};
    cr_assert(patterns_collapse(&p));
    cr_assert(p.n == 0 && p.total == 0);
    p.n = 1;
    cr_assert(patterns_collapse(&p));
    cr_assert(p.n == 1 && p.total == 3 && x[0] == 7);
}

enum { MOST = 120000, WIDTH = 2 };
/* On the heap: the leak checker reads all static memory after each test of the program. */
static double *x, *T, *t_x, *m, *z, *weight;

static void allocate(void)
{
    double **const all[] = {&x, &T, &t_x, &m, &weight};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *all[i] = mem_zero(MOST, sizeof(double));
    z = mem_zero(MOST * WIDTH, sizeof(double));
}

static void release(void)
{
    double *const all[] = {x, T, t_x, m, weight, z};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static int order(size_t a, size_t b)
{
    const double left[] = {x[a], T[a], t_x[a], m[a], z[WIDTH * a], z[WIDTH * a + 1]};
    const double right[] = {x[b], T[b], t_x[b], m[b], z[WIDTH * b], z[WIDTH * b + 1]};
    for (int i = 0; i < 6; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

/* The sum over rows of weight times a number made of the row alone: merging must not change it. */
static double signature(size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += weight[i] * (x[i] + 3 * T[i] + 5 * t_x[i] + 7 * m[i] + 11 * z[WIDTH * i] + 13 * z[WIDTH * i + 1]);
    return sum;
}

static void sorts(size_t n, double m_values, double z_values)
{
    struct rng r;
    rng_seed(&r, 3, (uint64_t)m_values);
    struct patterns p = {.n = n, .x = x, .t_x = t_x, .T = T, .m = m, .weight = weight, .z = z, .covariates = WIDTH};
    for (size_t i = 0; i < n; i++) {
        x[i] = floor(3 * rng_unit(&r));
        T[i] = floor(4 * rng_unit(&r));
        t_x[i] = floor(2 * rng_unit(&r));
        m[i] = floor(m_values * rng_unit(&r)) - floor(m_values / 2);
        z[WIDTH * i] = floor(z_values * rng_unit(&r)) / 8;
        z[WIDTH * i + 1] = -floor(2 * rng_unit(&r));
        weight[i] = 1 + floor(3 * rng_unit(&r));
    }
    double before = signature(n);
    cr_assert(patterns_collapse(&p));
    for (size_t i = 1; i < p.n; i++)
        cr_assert_lt(order(i - 1, i), 0, "row %zu of %zu", i, p.n);
    cr_assert_eq(signature(p.n), before);
    cr_assert(p.n < n || z_values > 1000);
}

Test(patterns, sorts_few_and_many_values, .init = allocate, .fini = release)
{
    sorts(5000, 5, 3);
    sorts(5000, 1, 2000);
    sorts(MOST, 20000, 2);     /* as many as are ranked */
    sorts(MOST, 100000, 2);    /* too many: the words themselves */
    sorts(MOST, 60000, 60000); /* in two columns */
    sorts(MOST, 60000, 1);
}
