/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/betageo.h"

#include <float.h>
#include <math.h>

#include "btyd/betamean.h"
#include "btyd/negbin.h"
#include "stats/special.h"

/* ---- sums over the number of purchases ---- */

/* If nobody were lost, there would be k purchases with the negative binomial's probability g_k; k survivals in a row
 * have the probability w_k = B(a, b + k) / B(a, b). So P(alive) = sum g_k w_k, and expected purchases = sum g_k (w_0 +
 * ... + w_(k-1)). As a function of z = u / (1 + u), g_k is (1 - z)^R z^k times a constant: the terms at the longest
 * horizon are the coefficients of a power series that gives all horizons. */
enum { TERMS = 1024, LANES = 4, LONGEST = 32 }; /* the last of u */

struct series {
    double R, z, log_1u; /* at the longest horizon; ln(1 + u) */
    size_t n;            /* a multiple of LANES, 0: there would be too many terms */
    double c[TERMS];
};

enum what { ALIVE, EXPECTED };

static size_t fill(struct series *s, struct betageo g, enum what what)
{
    double mass = exp(-g.R * s->log_1u), survived = 1, bought = 0, sum = 0;
    for (size_t k = 0; k < TERMS; k++) {
        double x = (double)k, grow = s->z * (g.R + x) / (x + 1);
        double weight = what == ALIVE ? survived : bought;
        s->c[k] = mass * weight;
        sum += s->c[k];
        /* the terms to come fall at least by this ratio; `bought` grows at most in proportion to k */
        double ratio = (g.R < 1 ? s->z : grow) * (what == ALIVE ? 1 : 1 + 1 / fmax(x, 1));
        if (k % LANES == LANES - 1 && ratio < 1 && s->c[k] * ratio <= DBL_EPSILON / 8 * sum * (1 - ratio))
            return k + 1;
        bought += survived;
        survived *= (g.b + x) / (g.a + g.b + x);
        mass *= grow;
    }
    return 0;
}

/* A sum of a thousand terms, none of them beyond a double's range. */
static void series_begin(struct series *s, struct betageo g, enum what what, double longest)
{
    double u = longest / g.A;
    s->R = g.R;
    s->log_1u = log1p(u);
    s->z = u / (1 + u);
    s->n = g.R * s->log_1u < 600 && g.R * u < TERMS && u < LONGEST ? fill(s, g, what) : 0;
}

/* Four polynomials at once, since each step of a polynomial must wait for the step before. */
static double series_at(const struct series *s, double u)
{
    double y = u / (1 + u) / s->z, y2 = y * y, y4 = y2 * y2, sum[LANES] = {0};
    for (size_t k = s->n; k > 0; k -= LANES)
        for (size_t lane = 0; lane < LANES; lane++)
            sum[lane] = sum[lane] * y4 + s->c[k - LANES + lane];
    return exp(s->R * (s->log_1u - log1p(u))) * (sum[0] + y * sum[1] + y2 * (sum[2] + y * sum[3]));
}

/* ---- means over p ---- */

struct mean {
    struct betamean m; /* first: the functions below get its address */
    double R, u;       /* or delta A in the place of u */
};

static double log_alive(const struct betamean *m, double p)
{
    const struct mean *f = (const struct mean *)(const void *)m;
    return -f->R * log1p(p * f->u);
}

static double log_expected(const struct betamean *m, double p)
{
    const struct mean *f = (const struct mean *)(const void *)m;
    double lost = -expm1(-f->R * log1p(p * f->u));
    return p * f->u > DBL_MIN ? log(lost / p) : log(f->R * f->u);
}

/* The mean over lambda of lambda / (lambda p + delta) is R/p e^y E_(R+1)(y), y = delta A / p. */
static double log_discounted(const struct betamean *m, double p)
{
    const struct mean *f = (const struct mean *)(const void *)m;
    double y = f->u / p;
    return y < DBL_MAX ? log(f->R / p * special_expint(f->R + 1, y)) : log(f->R / f->u);
}

/* The error of the rule is the integrand's Fourier transform at 2 pi / step: like |G(c + 2 pi i / step) / G(c)| for a
 * density that is narrow as that of ln of a Gamma(c), 1/c being about its variance, times s's if nothing is narrow.
 * This step keeps it below e^-37 for all c. */
static double step_for(double c)
{
    return fmin(0.22, 0.6 / sqrt(c + 5));
}

static struct mean mean_of(struct betageo g, double u)
{
    return (struct mean){
        .m = {.a = g.a, .b = g.b, .peak = betamean_peak(g.a, g.b), .step = step_for(g.a / (g.a + g.b) * g.b)},
        .R = g.R,
        .u = u};
}

/* The density times (1 + p u)^-R is largest where a quadratic in y = e^s vanishes, and its curvature there is that of
 * p^a (1 - p)^b and of the power. */
static double alive_mean(struct betageo g, double t)
{
    double u = t / g.A, U = 1 + u, n = g.a + g.b;
    struct mean f = mean_of(g, u);
    double half = (g.a - g.b + (g.a - g.R) * u) / 2; /* b U y^2 - 2 half y - a = 0 */
    double root = sqrt(half * half + g.a * g.b * U);
    double y = half > 0 ? (half + root) / (g.b * U) : g.a / (root - half);
    double p = y / (1 + y), q = 1 / (1 + y), shifted = U * y / (1 + U * y);
    double curvature = (n - g.R) * p * q + g.R * shifted / (1 + U * y);
    f.m.log_f = log_alive;
    f.m.peak = log(y);
    f.m.slope0 = f.m.slope1 = g.R * u;
    f.m.step = step_for(fmax(curvature, 0));
    return betamean(&f.m);
}

static double expected_mean(struct betageo g, double t)
{
    struct mean f = mean_of(g, t / g.A);
    f.m.log_f = log_expected;
    f.m.slope0 = (g.R + 1) * f.u;
    f.m.slope1 = 1;
    return betamean(&f.m);
}

/* -ln |G(c + i w) / G(c)|, about. */
static double decay(double c, double w)
{
    return w * atan(w / c) - c / 2 * log1p(w / c * (w / c));
}

/* This function is smooth up to a distance of pi, twice as far, so that only the density limits the distance of the
 * nodes: its transform is G(a + i w) G(b - i w) / (G(a) G(b)). */
double betageo_discounted(struct betageo g, double delta)
{
    struct mean f = mean_of(g, delta * g.A);
    double w = 12;
    while (decay(g.a, w) + decay(g.b, w) < 38)
        w *= 1.1;
    f.m.step = 2 * M_PI / w;
    f.m.log_f = log_discounted;
    f.m.slope0 = (g.R + 1) / f.u;
    f.m.slope1 = 1;
    return betamean(&f.m);
}

/* ---- */

static void over_horizons(struct betageo g, enum what what, const double *t, size_t n, double *out)
{
    struct series s;
    double longest = 0;
    for (size_t i = 0; i < n; i++)
        longest = fmax(longest, t[i]);
    series_begin(&s, g, what, longest);
    for (size_t i = 0; i < n; i++)
        if (!(t[i] > 0))
            out[i] = what == ALIVE;
        else if (s.n > 0)
            out[i] = series_at(&s, t[i] / g.A);
        else
            out[i] = what == ALIVE ? alive_mean(g, t[i]) : expected_mean(g, t[i]);
}

void betageo_alive(struct betageo g, const double *t, size_t n, double *out)
{
    over_horizons(g, ALIVE, t, n, out);
    for (size_t i = 0; i < n; i++)
        out[i] = fmin(out[i], 1);
}

void betageo_expected(struct betageo g, const double *t, size_t n, double *out)
{
    over_horizons(g, EXPECTED, t, n, out);
}

/* k purchases are k survivals with the time run out, or k - 1, and the last one is lost while there was time for k or
 * more:  P(k) = w_k g_k + w_(k-1) a / (a + b + k - 1) (g_k + g_(k+1) + ...). The sums of g grow from the last to the
 * first, so w has to come down the same way, from the last that a double can hold. */
void betageo_mass(struct betageo g, double t, size_t n, double *out)
{
    double u = t / g.A, survived = 1, least = DBL_MIN / DBL_EPSILON;
    size_t k = 0;
    if (n == 0)
        return;
    negbin_mass(g.R, u, n, out);
    double tail = negbin_tail(g.R, u, n, out);
    for (; k + 1 < n && survived > least; k++)
        survived *= (g.b + (double)k) / (g.a + g.b + (double)k);
    for (size_t i = n - 1; i > k; i--) {
        tail += out[i];
        out[i] = 0;
    }
    for (; k > 0; k--) {
        double before = (double)k - 1;
        tail += out[k];
        double ended = survived / (g.b + before) * g.a * tail;
        out[k] = survived * out[k] + ended;
        survived *= (g.a + g.b + before) / (g.b + before);
    }
}
