/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/newton.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

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
    struct newton_result r;
    for (int x = -14; x <= 14; x += 4)
        for (int y = -14; y <= 14; y += 4) {
            newton_maximise(valley, NULL, 2, (double[]){x, y}, &r);
            cr_assert_eq(r.verdict, NEWTON_OPTIMUM, "from %d %d", x, y);
            cr_assert_float_eq(r.theta[0], 1, 1e-12);
            cr_assert_float_eq(r.theta[1], 1, 1e-12);
            cr_assert_lt(r.gradient_norm, 1e-10);
            newton_free(&r);
        }
}

/* cos x + cos y: saddles and minima without a slope. */
static void waves(const void *ctx, const double *t, struct newton_value *v)
{
    (void)ctx;
    newton_value_clear(v, 2);
    v->value = cos(t[0]) + cos(t[1]);
    for (int i = 0; i < 2; i++) {
        v->gradient[i] = -sin(t[i]);
        v->hessian[i][i] = -cos(t[i]);
    }
}

Test(newton, leaves_saddles_and_minima)
{
    struct newton_result r;
    const double start[][2] = {{M_PI, M_PI}, {0, M_PI}, {M_PI, 0}, {3, 0.1}};
    for (size_t i = 0; i < sizeof start / sizeof *start; i++) {
        newton_maximise(waves, NULL, 2, start[i], &r);
        cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
        cr_assert_float_eq(r.at->value, 2, 1e-12);
        newton_free(&r);
    }
}

/* The mean `count` of the Poisson counts in *ctx, as a function of the logarithms of two parameters whose product it
 * is. */
static void product(const void *ctx, const double *t, struct newton_value *v)
{
    double mean = exp(t[0] + t[1]), count = *(const double *)ctx;
    newton_value_clear(v, 2);
    v->value = 100 * (count * (t[0] + t[1]) - mean);
    for (int i = 0; i < 2; i++) {
        v->gradient[i] = 100 * (count - mean);
        v->hessian[i][0] = v->hessian[i][1] = -100 * mean;
    }
}

Test(newton, flat_where_only_a_product_matters)
{
    struct newton_result r;
    double covariance[4];
    double count = 3;
    newton_maximise(product, &count, 2, (double[]){5, -2}, &r);
    cr_assert_eq(r.verdict, NEWTON_FLAT);
    cr_assert_float_eq(exp(r.theta[0] + r.theta[1]), 3, 1e-9);
    cr_assert_not(newton_covariance(r.at, 2, covariance));
    newton_free(&r);
}

/* One parameter always gains by rising, but less and less: -exp(-t0); the best value of the other is 2 t0 / 16. */
static void beyond(const void *ctx, const double *t, struct newton_value *v)
{
    double sign = *(const double *)ctx, e = exp(-sign * t[0]), off = t[1] - sign * t[0] / 8;
    newton_value_clear(v, 2);
    v->value = -e - off * off / 2;
    v->gradient[0] = sign * (e + off / 8);
    v->gradient[1] = -off;
    v->hessian[0][0] = -e - 1. / 64;
    v->hessian[0][1] = v->hessian[1][0] = sign / 8;
    v->hessian[1][1] = -1;
}

Test(newton, edge_with_the_rest_at_its_best)
{
    struct newton_result r;
    for (int side = 0; side < 2; side++) {
        double sign = side ? 1 : -1;
        newton_maximise(beyond, &sign, 2, (double[]){sign * 1, -9}, &r);
        cr_assert_eq(r.verdict, NEWTON_EDGE);
        cr_assert_eq(r.theta[0], sign * NEWTON_FAR);
        cr_assert_float_eq(r.theta[1], 2, 1e-9);
        newton_free(&r);
    }
}

/* ln(1 - t^2), not defined beyond 1, times n. */
static void within(const void *ctx, const double *t, struct newton_value *v)
{
    double rest = 1 - t[0] * t[0];
    (void)ctx;
    newton_value_clear(v, 1);
    v->value = log(rest);
    v->gradient[0] = -2 * t[0] / rest;
    v->hessian[0][0] = -2 / rest - 4 * t[0] * t[0] / (rest * rest);
}

Test(newton, steps_back_from_where_there_is_no_value)
{
    struct newton_result r;
    newton_maximise(within, NULL, 1, (double[]){0.999999}, &r);
    cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
    cr_assert_float_eq(r.theta[0], 0, 1e-12);
    newton_free(&r);
    newton_maximise(within, NULL, 1, (double[]){2}, &r);
    cr_assert_eq(r.verdict, NEWTON_FAILED, "no value at the start");
    cr_assert_eq(r.theta[0], 2);
    newton_free(&r);
}

/* A concave function of many: sum of -(t_i - i/10)^2 (i + 1), with all of them tied to their neighbours. */
enum { CHAIN = 40 };
static void chain(const void *ctx, const double *t, struct newton_value *v)
{
    (void)ctx;
    newton_value_clear(v, CHAIN);
    for (int i = 0; i < CHAIN; i++) {
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

/* The covariance times the matrix of which it is the inverse. */
static void inverts(const struct newton_value *v, unsigned n)
{
    double *covariance = malloc((size_t)n * n * sizeof *covariance);
    cr_assert(covariance && newton_covariance(v, n, covariance));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++)
                sum -= covariance[i * n + k] * v->hessian[k][j];
            cr_assert_float_eq(sum, i == j, 1e-11);
            cr_assert_eq(covariance[i * n + j], covariance[j * n + i]);
        }
    free(covariance);
}

Test(newton, forty_parameters)
{
    struct newton_result r;
    double start[CHAIN];
    for (int i = 0; i < CHAIN; i++)
        start[i] = i % 2 ? 6 : -6;
    newton_maximise(chain, NULL, CHAIN, start, &r);
    cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
    for (int i = 0; i < CHAIN; i++)
        cr_assert_float_eq(r.theta[i], i / 10., 1e-12);
    inverts(r.at, CHAIN);
    newton_free(&r);
}

/* ---- a large logistic regression ---- */

enum { COEFFICIENTS = 60, ROWS = 6000 };
struct regression {
    double x[ROWS][COEFFICIENTS]; /* the first is 1 */
    bool y[ROWS];
};

static void logistic(const void *ctx, const double *t, struct newton_value *v)
{
    const struct regression *g = ctx;
    newton_value_clear(v, COEFFICIENTS);
    for (int row = 0; row < ROWS; row++) {
        const double *x = g->x[row];
        double eta = 0;
        for (int i = 0; i < COEFFICIENTS; i++)
            eta += t[i] * x[i];
        double p = 1 / (1 + exp(-eta));
        v->value += g->y[row] ? -log1p(exp(-eta)) : -log1p(exp(eta));
        for (int i = 0; i < COEFFICIENTS; i++) {
            v->gradient[i] += (g->y[row] - p) * x[i];
            for (int j = 0; j < COEFFICIENTS; j++)
                v->hessian[i][j] -= p * (1 - p) * x[i] * x[j];
        }
    }
}

static double truth(int i)
{
    return i % 2 ? i / 60. : -i / 90.;
}

static void draw(struct regression *g)
{
    struct rng r;
    rng_seed(&r, 60, 0);
    for (int row = 0; row < ROWS; row++) {
        double eta = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            g->x[row][i] = i ? 2 * rng_unit(&r) - 1 : 1;
            eta += truth(i) * g->x[row][i];
        }
        g->y[row] = rng_unit(&r) < 1 / (1 + exp(-eta));
    }
}

Test(newton, sixty_coefficients)
{
    struct regression *g = mem_zero(1, sizeof *g); /* static memory would slow the leak checker in every test */
    static double covariance[COEFFICIENTS * COEFFICIENTS];
    const double start[COEFFICIENTS] = {0};
    struct newton_result r;
    double squares = 0;
    draw(g);
    newton_maximise(logistic, g, COEFFICIENTS, start, &r);
    cr_assert_eq(r.verdict, NEWTON_OPTIMUM);
    cr_assert_lt(r.gradient_norm, 1e-9);
    cr_assert(newton_covariance(r.at, COEFFICIENTS, covariance));
    for (int i = 0; i < COEFFICIENTS; i++) {
        double error = sqrt(covariance[i * COEFFICIENTS + i]), z = (r.theta[i] - truth(i)) / error;
        cr_assert_lt(fabs(z), 4, "coefficient %d: %g standard errors", i, z);
        squares += z * z;
    }
    cr_assert(squares > 27 && squares < 108, "chi-square of 60: %g", squares); /* 0.9999 of it is between */
    inverts(r.at, COEFFICIENTS);
    newton_free(&r);
    free(g);
}

/* ---- memory ---- */

Test(newton, a_size_beyond_all_memory_has_a_verdict_of_its_own)
{
    struct newton_result r;
    double start = 0;
    newton_maximise(within, NULL, 1U << 30, &start, &r);
    cr_assert_eq(r.verdict, NEWTON_MEMORY);
    cr_assert(r.theta == NULL && r.at == NULL);
    newton_free(&r);
}
