/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/newton.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void clear(struct newton_value *v)
{
    memset(v, 0, sizeof *v);
}

/* -100 (y - x^2)^2 - (1 - x)^2: Rosenbrock's valley, upside down. */
static void valley(const void *ctx, const double *t, struct newton_value *v)
{
    double x = t[0], y = t[1], up = y - x * x;
    (void)ctx;
    v->value = -100 * up * up - (1 - x) * (1 - x);
    v->gradient[0] = 400 * x * up + 2 * (1 - x);
    v->gradient[1] = -200 * up;
    v->hessian[0][0] = 400 * up - 800 * x * x - 2;
    v->hessian[0][1] = v->hessian[1][0] = 400 * x;
    v->hessian[1][1] = -200;
}

Test(newton, finds_the_end_of_a_valley)
{
    static struct newton_result r;
    for (int x = -14; x <= 14; x += 4)
        for (int y = -14; y <= 14; y += 4) {
            newton_maximise(valley, NULL, 2, (double[]){x, y}, &r);
            cr_assert_eq(r.verdict, NEWTON_OPTIMUM, "from %d %d", x, y);
            cr_assert_float_eq(r.theta[0], 1, 1e-12);
            cr_assert_float_eq(r.theta[1], 1, 1e-12);
            cr_assert_lt(r.gradient_norm, 1e-10);
        }
}

/* cos x + cos y: saddles and minima without a slope. */
static void waves(const void *ctx, const double *t, struct newton_value *v)
{
    (void)ctx;
    clear(v);
    v->value = cos(t[0]) + cos(t[1]);
    for (int i = 0; i < 2; i++) {
        v->gradient[i] = -sin(t[i]);
        v->hessian[i][i] = -cos(t[i]);
    }
}

Test(newton, leaves_saddles_and_minima)
{
    static struct newton_result r;
    const double start[][2] = {{M_PI, M_PI}, {0, M_PI}, {M_PI, 0}, {3, 0.1}};
    for (size_t i = 0; i < sizeof start / sizeof *start; i++) {
        newton_maximise(waves, NULL, 2, start[i], &r);
        cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
        cr_assert_float_eq(r.at.value, 2, 1e-12);
    }
}

/* The mean `count` of Poisson counts in *ctx, by the logarithms of two parameters whose product it is. */
static void product(const void *ctx, const double *t, struct newton_value *v)
{
    double mean = exp(t[0] + t[1]), count = *(const double *)ctx;
    clear(v);
    v->value = 100 * (count * (t[0] + t[1]) - mean);
    for (int i = 0; i < 2; i++) {
        v->gradient[i] = 100 * (count - mean);
        v->hessian[i][0] = v->hessian[i][1] = -100 * mean;
    }
}

Test(newton, flat_where_only_a_product_matters)
{
    static struct newton_result r;
    static double covariance[NEWTON_MAX][NEWTON_MAX];
    double count = 3;
    newton_maximise(product, &count, 2, (double[]){5, -2}, &r);
    cr_assert_eq(r.verdict, NEWTON_FLAT);
    cr_assert_float_eq(exp(r.theta[0] + r.theta[1]), 3, 1e-9);
    cr_assert_not(newton_covariance(&r.at, 2, covariance));
}

/* One parameter rises for ever, ever less: -exp(-t0); the other has its best place at 2 t0 / 16. */
static void beyond(const void *ctx, const double *t, struct newton_value *v)
{
    double sign = *(const double *)ctx, e = exp(-sign * t[0]), off = t[1] - sign * t[0] / 8;
    clear(v);
    v->value = -e - off * off / 2;
    v->gradient[0] = sign * (e + off / 8);
    v->gradient[1] = -off;
    v->hessian[0][0] = -e - 1. / 64;
    v->hessian[0][1] = v->hessian[1][0] = sign / 8;
    v->hessian[1][1] = -1;
}

Test(newton, edge_with_the_rest_at_its_best)
{
    static struct newton_result r;
    for (int side = 0; side < 2; side++) {
        double sign = side ? 1 : -1;
        newton_maximise(beyond, &sign, 2, (double[]){sign * 1, -9}, &r);
        cr_assert_eq(r.verdict, NEWTON_EDGE);
        cr_assert_eq(r.theta[0], sign * NEWTON_FAR);
        cr_assert_float_eq(r.theta[1], 2, 1e-9);
    }
}

/* ln(1 - t^2), not defined beyond 1, times n. */
static void within(const void *ctx, const double *t, struct newton_value *v)
{
    double rest = 1 - t[0] * t[0];
    (void)ctx;
    clear(v);
    v->value = log(rest);
    v->gradient[0] = -2 * t[0] / rest;
    v->hessian[0][0] = -2 / rest - 4 * t[0] * t[0] / (rest * rest);
}

Test(newton, steps_back_from_where_there_is_no_value)
{
    static struct newton_result r;
    newton_maximise(within, NULL, 1, (double[]){0.999999}, &r);
    cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
    cr_assert_float_eq(r.theta[0], 0, 1e-12);
    newton_maximise(within, NULL, 1, (double[]){2}, &r);
    cr_assert_eq(r.verdict, NEWTON_FAILED, "no value at the start");
}

/* A concave function of 40: sum of -(t_i - i/10)^2 (i + 1), with all of them tied to their neighbours. */
static void chain(const void *ctx, const double *t, struct newton_value *v)
{
    (void)ctx;
    clear(v);
    for (int i = 0; i < NEWTON_MAX; i++) {
        double off = t[i] - i / 10., next = i ? off - (t[i - 1] - (i - 1) / 10.) : 0;
        v->value -= (i + 1) * (cosh(off) - 1) + 50 * next * next;
        v->gradient[i] -= (i + 1) * sinh(off) + 100 * next;
        v->hessian[i][i] -= (i + 1) * cosh(off) + (i ? 100 : 0);
        if (i) {
            v->gradient[i - 1] += 100 * next;
            v->hessian[i - 1][i - 1] -= 100;
            v->hessian[i - 1][i] = v->hessian[i][i - 1] = 100;
        }
    }
}

Test(newton, forty_parameters)
{
    static struct newton_result r;
    static double covariance[NEWTON_MAX][NEWTON_MAX];
    double start[NEWTON_MAX];
    for (int i = 0; i < NEWTON_MAX; i++)
        start[i] = i % 2 ? 6 : -6;
    newton_maximise(chain, NULL, NEWTON_MAX, start, &r);
    cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
    for (int i = 0; i < NEWTON_MAX; i++)
        cr_assert_float_eq(r.theta[i], i / 10., 1e-12);
    cr_assert(newton_covariance(&r.at, NEWTON_MAX, covariance));
    for (int i = 0; i < NEWTON_MAX; i++) /* covariance times what it is the inverse of */
        for (int j = 0; j < NEWTON_MAX; j++) {
            double sum = 0;
            for (int k = 0; k < NEWTON_MAX; k++)
                sum -= covariance[i][k] * r.at.hessian[k][j];
            cr_assert_float_eq(sum, i == j, 1e-11);
        }
}
