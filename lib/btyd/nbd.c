/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NBD (Ehrenberg 1959): purchases at a rate lambda ~ Gamma(r, alpha), for ever. BG/NBD, MBG/NBD and Pareto/NBD become
 * it if nobody is lost. The likelihood is that of the times of purchases, as theirs is, of which x and T are all
 * that matters here:  ln L = ln G(R)/G(r) + r ln alpha - R ln A,  R = r + x, A = alpha + T. */
#include <math.h>

#include "btyd/family.h"
#include "btyd/negbin.h"
#include "stats/special.h"

enum { NBD_R, NBD_ALPHA };

static void loglik(const double *m, const struct patterns *p, size_t from, size_t to, struct family_value *sum)
{
    double r = m[NBD_R], alpha = m[NBD_ALPHA], x = 0, cross = 0;
    struct special_rise rise = {0, 0, 0};
    for (size_t i = from; i < to; i++) {
        if (p->x[i] != x) {
            struct special_rise more = special_rise(r + x, p->x[i] - x);
            rise.value += more.value;
            rise.first += more.first;
            rise.second += more.second;
            x = p->x[i];
        }
        double A = alpha + p->T[i], u = alpha / A, v = p->T[i] / A, weight = p->weight[i];
        double slope = r * (rise.first - log1p(p->T[i] / alpha));
        sum->value += weight * (rise.value - r * log1p(p->T[i] / alpha) - x * log(A));
        sum->gradient[NBD_R] += weight * slope;
        sum->gradient[NBD_ALPHA] += weight * (r * v - x * u);
        sum->hessian[NBD_R][NBD_R] += weight * (r * r * rise.second + slope);
        sum->hessian[NBD_ALPHA][NBD_ALPHA] -= weight * (r + x) * u * v;
        cross += weight * r * v;
    }
    sum->hessian[NBD_R][NBD_ALPHA] += cross;
    sum->hessian[NBD_ALPHA][NBD_R] += cross;
}

static unsigned starts(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS])
{
    struct negbin_moments seen = negbin_moments(p);
    const double shape[] = {seen.r, 0.2, 1, 10};
    enum { TRIES = sizeof shape / sizeof *shape };
    for (unsigned i = 0; i < TRIES; i++) {
        start[i][NBD_R] = shape[i];
        start[i][NBD_ALPHA] = shape[i] / seen.rate;
    }
    return TRIES;
}

static double log_odds_alive(const double *m, double x, double t_x, double T)
{
    (void)m, (void)x, (void)t_x, (void)T;
    return INFINITY;
}

static void alive_in(const double *m, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    (void)m, (void)x, (void)t_x, (void)T, (void)t;
    for (size_t i = 0; i < n; i++)
        out[i] = 1;
}

static void expected(const double *m, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    (void)t_x;
    for (size_t i = 0; i < n; i++)
        out[i] = (m[NBD_R] + x) * (t[i] / (m[NBD_ALPHA] + T));
}

static void pmf(const double *m, double x, double t_x, double T, double t, size_t n, double *out)
{
    (void)t_x;
    negbin_mass(m[NBD_R] + x, t / (m[NBD_ALPHA] + T), n, out);
}

static double dert(const double *m, double x, double t_x, double T, double delta)
{
    (void)t_x;
    return (m[NBD_R] + x) / (m[NBD_ALPHA] + T) / delta;
}

const struct family FAMILY_NBD = {
    .name = "nbd",
    .title = "NBD",
    .n = 2,
    .parameter = {"r", "alpha"},
    .time_power = {0, 1},
    .loglik = loglik,
    .starts = starts,
    .log_odds_alive = log_odds_alive,
    .alive_in = alive_in,
    .expected = expected,
    .pmf = pmf,
    .dert = dert,
};
