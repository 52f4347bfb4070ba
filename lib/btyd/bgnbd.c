/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BG/NBD (Fader, Hardie and Lee 2005) and MBG/NBD (Batislam, Denizel and Filiztekin 2007). If a customer with x repeat
 * purchases is alive at T, the data update the gamma distribution to R = r + x and A = alpha + T, and k survived
 * chances to be lost update Beta(a, b) to Beta(a, b + k). The future is then computed by betageo. The two models differ
 * in k: it is x in the BG/NBD and x + 1 in the MBG/NBD, in which the first purchase may be the last. */
#include <math.h>

#include "btyd/betageo.h"
#include "btyd/bgloglik.h"
#include "btyd/family.h"
#include "btyd/negbin.h"
#include "stats/special.h"

enum { BGNBD, MBGNBD }; /* k - x */

/* -w; the only customer who cannot have been lost is one without a repeat purchase under the BG/NBD. */
static double log_odds(const double *m, unsigned extra, double x, double t_x, double T)
{
    double k = x + extra;
    if (!(k > 0))
        return INFINITY;
    return log((m[BG_B] + (k - 1)) / m[BG_A]) - (m[BG_R] + x) * log1p((T - t_x) / (m[BG_ALPHA] + t_x));
}

static struct betageo alive(const double *m, unsigned extra, double x, double T)
{
    return (struct betageo){m[BG_R] + x, m[BG_ALPHA] + T, m[BG_A], m[BG_B] + x + extra};
}

static void scale(double *v, size_t n, double by)
{
    for (size_t i = 0; i < n; i++)
        v[i] *= by;
}

static void alive_in(const double *m, unsigned extra, double x, double t_x, double T, const double *t, size_t n,
                     double *out)
{
    betageo_alive(alive(m, extra, x, T), t, n, out);
    scale(out, n, special_expit(log_odds(m, extra, x, t_x, T)));
}

static void expected(const double *m, unsigned extra, double x, double t_x, double T, const double *t, size_t n,
                     double *out)
{
    betageo_expected(alive(m, extra, x, T), t, n, out);
    scale(out, n, special_expit(log_odds(m, extra, x, t_x, T)));
}

/* Those who are lost buy 0 times. */
static void pmf(const double *m, unsigned extra, double x, double t_x, double T, double t, size_t n, double *out)
{
    double odds = log_odds(m, extra, x, t_x, T);
    betageo_mass(alive(m, extra, x, T), t, n, out);
    scale(out, n, special_expit(odds));
    if (n > 0)
        out[0] += special_expit(-odds);
}

static double dert(const double *m, unsigned extra, double x, double t_x, double T, double delta)
{
    return special_expit(log_odds(m, extra, x, t_x, T)) * betageo_discounted(alive(m, extra, x, T), delta);
}

/* The moments of the rate as if nobody were lost; then starts in which more customers are lost, with higher and less
 * varied rates: the first two numbers multiply r and the rate, the others are a and b. For none of 1,500 simulated data
 * sets did 30 random starts find a higher maximum than these six. */
static unsigned starts(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS])
{
    static const double guess[][4] = {{1, 1.5, 0.8, 2.5}, {1, 1, 0.1, 2}, {6, 5, 0.8, 0.1},
                                      {1, 1, 5, 50},      {2, 10, 3, 2},  {1, 1.2, 0.2, 0.2}};
    enum { TRIES = sizeof guess / sizeof *guess };
    struct negbin_moments seen = negbin_moments(p);
    for (unsigned i = 0; i < TRIES; i++) {
        start[i][BG_R] = seen.r * guess[i][0];
        start[i][BG_ALPHA] = start[i][BG_R] / (seen.rate * guess[i][1]);
        start[i][BG_A] = guess[i][2];
        start[i][BG_B] = guess[i][3];
    }
    return TRIES;
}

/* A family's own functions. */
#define MEMBERS(name, extra)                                                                                 \
    static void name##_loglik(const double *m, const struct patterns *p, size_t from, size_t to,             \
                              struct family_value *sum)                                                      \
    {                                                                                                        \
        bgloglik_add(m, extra, p, from, to, sum);                                                            \
    }                                                                                                        \
    static double name##_log_odds(const double *m, double x, double t_x, double T)                           \
    {                                                                                                        \
        return log_odds(m, extra, x, t_x, T);                                                                \
    }                                                                                                        \
    static void name##_alive_in(const double *m, double x, double t_x, double T, const double *t, size_t n,  \
                                double *out)                                                                 \
    {                                                                                                        \
        alive_in(m, extra, x, t_x, T, t, n, out);                                                            \
    }                                                                                                        \
    static void name##_expected(const double *m, double x, double t_x, double T, const double *t, size_t n,  \
                                double *out)                                                                 \
    {                                                                                                        \
        expected(m, extra, x, t_x, T, t, n, out);                                                            \
    }                                                                                                        \
    static void name##_pmf(const double *m, double x, double t_x, double T, double t, size_t n, double *out) \
    {                                                                                                        \
        pmf(m, extra, x, t_x, T, t, n, out);                                                                 \
    }                                                                                                        \
    static double name##_dert(const double *m, double x, double t_x, double T, double delta)                 \
    {                                                                                                        \
        return dert(m, extra, x, t_x, T, delta);                                                             \
    }

#define FAMILY(short_name, long_name, members)                                                                \
    {                                                                                                         \
        .name = short_name, .title = long_name, .n = 4, .parameter = {"r", "alpha", "a", "b"},                \
        .time_power = {0, 1, 0, 0}, .loglik = members##_loglik, .starts = starts,                             \
        .log_odds_alive = members##_log_odds, .alive_in = members##_alive_in, .expected = members##_expected, \
        .pmf = members##_pmf, .dert = members##_dert,                                                         \
    }

MEMBERS(bgnbd, BGNBD)
MEMBERS(mbgnbd, MBGNBD)
const struct family FAMILY_BGNBD = FAMILY("bgnbd", "BG/NBD", bgnbd);
const struct family FAMILY_MBGNBD = FAMILY("mbgnbd", "MBG/NBD", mbgnbd);
