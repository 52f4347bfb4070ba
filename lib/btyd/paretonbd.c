/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Pareto/NBD model for one customer. If the customer is alive at T, the rates lambda ~ Gamma(R, A) of purchases and
 * mu ~ Gamma(s, b) of loss are independent, as for a new customer, with R instead of r, and A and b instead of alpha
 * and beta. */
#include "btyd/paretonbd.h"

#include <math.h>

#include "btyd/family.h"
#include "stats/special.h"

static double log_odds_alive(const double *parameter, double x, double t_x, double T)
{
    struct paretonbd_loss loss;
    paretonbd_begin(&loss, parameter, x, T);
    paretonbd_reach(&loss, t_x, false);
    return -paretonbd_ln_rho(&loss);
}

/* E exp(-mu t) = (b / (b + t))^s. */
static void alive_in(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    double alive = special_expit(log_odds_alive(parameter, x, t_x, T)), b = parameter[PARETONBD_BETA] + T;
    for (size_t i = 0; i < n; i++)
        out[i] = alive * exp(-parameter[PARETONBD_S] * log1p(t[i] / b));
}

/* Integral from 0 to t of (b / (b + u))^s du / b = ((1 + t/b)^(1 - s) - 1) / (1 - s); at s = 1 it is ln(1 + t/b). */
static double lifetime(double s, double b, double t)
{
    double l = log1p(t / b), z = (1 - s) * l;
    return z == 0 ? l : l * (expm1(z) / z);
}

static void expected(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    double alive = special_expit(log_odds_alive(parameter, x, t_x, T)), b = parameter[PARETONBD_BETA] + T;
    double rate = (parameter[PARETONBD_R] + x) / (parameter[PARETONBD_ALPHA] + T);
    for (size_t i = 0; i < n; i++)
        out[i] = alive * rate * b * lifetime(parameter[PARETONBD_S], b, t[i]);
}

static void pmf(const double *parameter, double x, double t_x, double T, double t, size_t n, double *out)
{
    double log_odds = log_odds_alive(parameter, x, t_x, T);
    for (size_t i = 0; i < n; i++)
        out[i] = i > 0 ? 0 : special_expit(-log_odds);
    paretonbd_counts(parameter[PARETONBD_R] + x, parameter[PARETONBD_ALPHA] + T, parameter[PARETONBD_S],
                     parameter[PARETONBD_BETA] + T, t, special_expit(log_odds), n, out);
}

/* R/A times the integral of e^(-delta t) (b / (b + t))^s over t > 0. */
static double dert(const double *parameter, double x, double t_x, double T, double delta)
{
    double b = parameter[PARETONBD_BETA] + T, rate = (parameter[PARETONBD_R] + x) / (parameter[PARETONBD_ALPHA] + T);
    return special_expit(log_odds_alive(parameter, x, t_x, T)) * rate * b *
           special_expint(parameter[PARETONBD_S], delta * b);
}

const struct family FAMILY_PARETONBD = {
    .name = "paretonbd",
    .title = "Pareto/NBD",
    .n = 4,
    .parameter = {"r", "alpha", "s", "beta"},
    .time_power = {0, 1, 0, 1},
    .loglik = paretonbd_loglik,
    .starts = paretonbd_starts,
    .log_odds_alive = log_odds_alive,
    .alive_in = alive_in,
    .expected = expected,
    .pmf = pmf,
    .dert = dert,
};
