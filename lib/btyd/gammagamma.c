/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/gammagamma.h"

#include <gsl/gsl_sf_log.h>
#include <math.h>

#include "stats/special.h"

enum { P, Q, GAMMA, N };

/* ---- the likelihood ----
 *
 * With a = p x and u = x m / (gamma + x m) the density of m is that of a beta prime,
 *     ln L = -ln B(a, q) + a ln u + q ln(1 - u) - ln m.
 * a can reach 1e8, so that -ln B and the rest cancel to a few digits. So Stirling's leading terms of -ln B are combined
 * with them: with h = q u - a (1 - u), how far u is from its expected place,
 *     ln L = a (ln(1 + h/a) - h/a) + q (ln(1 - h/q) + h/q) + ln(a q / (2 pi (a + q))) / 2
 *            - R(a) - R(q) + R(a + q) - ln m,  R(z) = ln Gamma(z) less Stirling's formula. */

/* What depends on x alone. */
struct frequent {
    double x, a;
    double constant;                 /* the terms without h and m */
    double a_first, q_first;         /* digamma(a + q) less digamma(a) and digamma(q) */
    double a_second, q_second, both; /* trigamma likewise; trigamma(a + q) */
};

/* trigamma(a + q) - trigamma(a), by its series for large a, for which only the difference is accurate. */
static double trigamma_rise(double a, double q)
{
    if (a < 1000)
        return special_rise(a, q).second;
    double b = a + q;
    double two = 1 / (b * b) - 1 / (a * a), three = 1 / (b * b * b) - 1 / (a * a * a);
    return -q / (a * b) + two / 2 + three / 6;
}

static struct frequent frequent(const double *parameter, double x)
{
    double a = parameter[P] * x, q = parameter[Q], b = a + q;
    return (struct frequent){
        .x = x,
        .a = a,
        .constant = 0.5 * log(a / b * q / (2 * M_PI)) - special_stirling(a) - special_stirling(q) + special_stirling(b),
        .a_first = special_rise(a, q).first,
        .q_first = special_rise(q, a).first,
        .a_second = trigamma_rise(a, q),
        .q_second = trigamma_rise(q, a),
        .both = special_trigamma(b),
    };
}

/* ln r - (r - 1); both r and r - 1, accurate to its last digits, are given. */
static double below_tangent(double r, double less_one)
{
    return fabs(less_one) < 0.5 ? gsl_sf_log_1plusx_mx(less_one) : log(r) - less_one;
}

static void add(struct family_value *sum, double weight, const double *parameter, const struct frequent *f, double m)
{
    double a = f->a, q = parameter[Q], gamma = parameter[GAMMA], whole = gamma + f->x * m;
    double u = f->x * m / whole, v = gamma / whole, h = f->x * ((q * m - parameter[P] * gamma) / whole);
    double value = a * below_tangent((a + q) * (u / a), h / a) + q * below_tangent((a + q) * (v / q), -h / q);
    double by_p = a * (f->a_first - log1p(gamma / (f->x * m))), by_q = q * (f->q_first - log1p(f->x * m / gamma));

    sum->value += weight * (value + f->constant - log(m));
    sum->gradient[P] += weight * by_p;
    sum->gradient[Q] += weight * by_q;
    sum->gradient[GAMMA] += weight * h;
    const double hessian[N][N] = {
        {by_p + a * a * f->a_second, a * q * f->both, -a * v},
        {a * q * f->both, by_q + q * q * f->q_second, q * u},
        {-a * v, q * u, -(a + q) * u * v},
    };
    for (unsigned i = 0; i < N; i++)
        for (unsigned j = 0; j < N; j++)
            sum->hessian[i][j] += weight * hessian[i][j];
}

/* Patterns are sorted by x. */
static void loglik(const double *parameter, const struct patterns *p, size_t from, size_t to, struct family_value *sum)
{
    struct frequent f = {.x = -1};
    for (size_t i = from; i < to; i++) {
        if (p->x[i] != f.x)
            f = frequent(parameter, p->x[i]);
        add(sum, p->weight[i], parameter, &f, p->m[i]);
    }
}

/* ---- where to begin ---- */

/* Positive root of trigamma(z) = v, by 1/z + 1/(2 z^2) for it; near enough for a start. */
static double trigamma_root(double v)
{
    return fmin(fmax((1 + sqrt(1 + 2 * v)) / (2 * v), 0.05), 1000);
}

/* gamma from the mean of ln m, which is ln gamma - digamma(q) + the mean of digamma(p x) - ln x. */
static double scale_of(const struct patterns *p, double shape, double q)
{
    double sum = 0, x = -1, level = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->x[i] != x) {
            x = p->x[i];
            level = special_digamma(shape * x) - log(x);
        }
        sum += p->weight[i] * (log(p->m[i]) - level);
    }
    return exp(sum / p->total + special_digamma(q));
}

/* The variance of ln m at x is trigamma(q) + trigamma(p x), the latter about 1 / (p x): a straight line in 1/x. Unlike
 * those of m its moments exist for all parameters. */
static void line(const struct patterns *p, double *level, double *slope)
{
    double mean = 0, s1 = 0, sv = 0, svv = 0, sd = 0, svd = 0;
    for (size_t i = 0; i < p->n; i++)
        mean += p->weight[i] * log(p->m[i]) / p->total;
    for (size_t i = 0; i < p->n; i++) {
        double w = p->weight[i], v = 1 / p->x[i], d = log(p->m[i]) - mean;
        s1 += w;
        sv += w * v;
        svv += w * v * v;
        sd += w * d * d;
        svd += w * v * d * d;
    }
    double spread = s1 * svv - sv * sv;
    *slope = spread > 1e-9 * s1 * svv ? (s1 * svd - sv * sd) / spread : sd / (2 * sv);
    *slope = fmin(fmax(*slope, 0.02 * sd / sv), 0.98 * sd / sv);
    *level = (sd - *slope * sv) / s1;
}

static unsigned starts(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS])
{
    static const double fixed[][2] = {{6, 4}, {1, 2}, {1, 20}, {30, 3}};
    double level, slope;
    line(p, &level, &slope);
    start[0][P] = trigamma_root(slope);
    start[0][Q] = trigamma_root(level);
    unsigned n = 1;
    for (unsigned i = 0; i < sizeof fixed / sizeof *fixed; i++, n++) {
        start[n][P] = fixed[i][0];
        start[n][Q] = fixed[i][1];
    }
    for (unsigned i = 0; i < n; i++)
        start[i][GAMMA] = scale_of(p, start[i][P], start[i][Q]);
    return n;
}

/* ---- a customer's mean ---- */

bool gammagamma_mean(const double *parameter, double x, double m, double *mean)
{
    double below = parameter[P] * x + (parameter[Q] - 1);
    *mean = below > 0 ? parameter[P] * ((parameter[GAMMA] + x * m) / below) : INFINITY;
    return below > 0;
}

const struct family FAMILY_GAMMAGAMMA = {
    .name = "gammagamma",
    .title = "Gamma-Gamma",
    .n = N,
    .parameter = {"p", "q", "gamma"},
    .loglik = loglik,
    .starts = starts,
};

double gammagamma_correlation(const struct patterns *p)
{
    double x = 0, m = 0, xx = 0, mm = 0, xm = 0;
    for (size_t i = 0; i < p->n; i++) {
        x += p->weight[i] * p->x[i] / p->total;
        m += p->weight[i] * p->m[i] / p->total;
    }
    for (size_t i = 0; i < p->n; i++) {
        xx += p->weight[i] * (p->x[i] - x) * (p->x[i] - x);
        mm += p->weight[i] * (p->m[i] - m) * (p->m[i] - m);
        xm += p->weight[i] * (p->x[i] - x) * (p->m[i] - m);
    }
    return xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : NAN;
}
