/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/sbg.h"

#include <float.h>
#include <math.h>

#include "btyd/betaratio.h"
#include "btyd/family.h"

double sbg_survival(double alpha, double beta, double t)
{
    return exp(betaratio(alpha, beta, 0, t));
}

double sbg_retention(double alpha, double beta, double t)
{
    return (beta + (t - 1)) / (alpha + beta + (t - 1));
}

double sbg_renewals(double alpha, double beta, double n, double m)
{
    double survive = 1, sum = 0;
    for (int i = 1; i <= m; i++)
        sum += survive *= sbg_retention(alpha, beta, n + i);
    return sum;
}

bool sbg_remaining(double alpha, double beta, double n, double *renewals)
{
    if (alpha <= 1)
        return false;
    *renewals = (beta + n) / (alpha - 1);
    return true;
}

/* k_j of Gauss's continued fraction for 2F1(1, a; c; .), b = c - a. */
static double gauss(double a, double b, int j)
{
    double c = a + b;
    int h = j / 2;
    if (j == 1)
        return a / c;
    return (j % 2 ? (a + h) * (c + h - 1) : h * (b + h - 1)) / ((c + j - 2) * (c + j - 1));
}

/* With b = beta + n, c = alpha + b and v = e^-delta the sum over i of b .. (b + i - 1) / (c .. (c + i - 1)) v^i is
 * 2F1(1, b; c; v), slow as v nears 1. Pfaff's transformation makes 2F1(1, alpha; c; -y) / (1 - v) of it, y = v / (1 -
 * v), and Gauss's continued fraction 1 / (1 + k_1 y / (1 + k_2 y / (1 + .. has positive terms alone, so that nothing
 * cancels, and needs some 18 sqrt(y) of them. It is evaluated from the front (Lentz). */
double sbg_lifetime(double alpha, double beta, double n, double delta)
{
    enum { TERMS = 1 << 22 };
    double y = 1 / expm1(delta), denominator = 1, up = 1, down = 0;
    for (int j = 1; j <= TERMS; j++) {
        double term = gauss(alpha, beta + n, j) * y;
        up = 1 + term / up;
        down = 1 / (1 + term * down);
        denominator *= up * down;
        if (fabs(up * down - 1) < DBL_EPSILON)
            break;
    }
    return 1 / (-expm1(-delta) * denominator);
}

double sbg_residual(double alpha, double beta, double n, double delta)
{
    return sbg_retention(alpha, beta, n) * sbg_lifetime(alpha, beta, n, delta);
}

/* ---- as a family ---- */

enum { ALPHA, BETA };

/* Lost at renewal T: B(alpha + 1, beta + T - 1) / B(alpha, beta); still there after it: S(T). */
static void loglik(const double *parameter, const struct patterns *p, size_t from, size_t to, struct family_value *sum)
{
    for (size_t i = from; i < to; i++)
        betaratio_add(sum, p->weight[i], parameter, ALPHA, p->x[i], p->T[i] - p->x[i]);
}

/* The mean of theta from the losses per renewal offered, for customers from very different to very similar ones. */
static unsigned starts(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS])
{
    static const double alike[] = {2, 0.5, 20, 200};
    double lost = 0.5, offered = 1;
    for (size_t i = 0; i < p->n; i++) {
        lost += p->weight[i] * p->x[i];
        offered += p->weight[i] * p->T[i];
    }
    unsigned n = 0;
    for (; n < sizeof alike / sizeof *alike; n++) {
        start[n][ALPHA] = alike[n] * lost / offered;
        start[n][BETA] = alike[n] * (1 - lost / offered);
    }
    return n;
}

static double log_odds_alive(const double *parameter, double x, double t_x, double T)
{
    (void)parameter, (void)t_x, (void)T;
    return x > 0 ? -INFINITY : INFINITY; /* under contract it is known */
}

static void alive_in(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    (void)t_x;
    for (size_t i = 0; i < n; i++)
        out[i] = x > 0 ? 0 : sbg_survival(parameter[ALPHA], parameter[BETA] + T, floor(t[i]));
}

static void expected(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    (void)t_x;
    for (size_t i = 0; i < n; i++)
        out[i] = x > 0 ? 0 : sbg_renewals(parameter[ALPHA], parameter[BETA], T, floor(t[i]));
}

/* k renewals: k survived and the next one not, or all of them survived. */
static void pmf(const double *parameter, double x, double t_x, double T, double t, size_t n, double *out)
{
    (void)t_x;
    double a = parameter[ALPHA], b = parameter[BETA] + T, most = x > 0 ? 0 : floor(t);
    for (size_t k = 0; k < n; k++) {
        double left = most - (double)k;
        out[k] = left < 0 ? 0 : exp(betaratio(a, b, left > 0, (double)k));
    }
}

static double dert(const double *parameter, double x, double t_x, double T, double delta)
{
    (void)t_x;
    return x > 0 ? 0 : exp(-delta) * sbg_residual(parameter[ALPHA], parameter[BETA], T + 1, delta);
}

const struct family FAMILY_SBG = {
    .name = "sbg",
    .title = "sBG",
    .n = 2,
    .parameter = {"alpha", "beta"},
    .loglik = loglik,
    .starts = starts,
    .log_odds_alive = log_odds_alive,
    .alive_in = alive_in,
    .expected = expected,
    .pmf = pmf,
    .dert = dert,
};
