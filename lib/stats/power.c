/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/power.h"

#include <math.h>
#include <stdint.h>

#include "stats/dist.h"

enum { BISECTIONS = 200 };
static const double MOST_N = 1e15;

/* The x between low and high at which a growing function reaches `goal`; NaN if it does not. */
typedef double growing_fn(const void *ctx, double x);

static double reach(growing_fn *fn, const void *ctx, double low, double high, double goal)
{
    if (!(fn(ctx, high) >= goal))
        return NAN;
    if (fn(ctx, low) >= goal)
        return low;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (fn(ctx, middle) < goal)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The same for a range of many powers of ten: doubles until it is reached. */
static double reach_far(growing_fn *fn, const void *ctx, double low, double most, double goal)
{
    double high = 2 * low;
    while (high < most && !(fn(ctx, high) >= goal)) {
        low = high;
        high *= 2;
    }
    return reach(fn, ctx, low, high, goal);
}

static double test_tail(const struct power_design *d)
{
    return d->one_sided ? d->alpha : d->alpha / 2;
}

static bool counts_both(const struct power_design *d)
{
    return d->both_tails && !d->one_sided;
}

/* ---- the noncentral t ---- */

/* T = (Z + shift) / S, so the tail is the mean of the normal's tail at t S - shift over the law of S, the root of a
 * chi-square over its degrees of freedom. Over x = ln S the weight is smooth and falls off on both sides, so that the
 * trapezoidal rule is right to the last digits; divided by the sum of the weights it needs no gamma function. */
static double weight(double x, double df)
{
    return exp(df * (x - expm1(2 * x) / 2));
}

static void add_side(double step, double t, double df, double shift, double *sum, double *weights)
{
    double w = 1;
    for (uint64_t i = 1; w >= 1e-19; i++) {
        double x = (double)i * step;
        w = weight(x, df);
        *weights += w;
        *sum += w * dist_normal_tail(t * exp(x) - shift);
    }
}

double power_noncentral_t_tail(double t, double df, double shift)
{
    if (!(df > 0) || isnan(t) || isnan(shift))
        return NAN;
    double step = 0.05 / sqrt(2 * df), weights = 1, sum = dist_normal_tail(t - shift);
    add_side(step, t, df, shift, &sum, &weights);
    add_side(-step, t, df, shift, &sum, &weights);
    return sum / weights;
}

/* ---- shares ---- */

double power_shares(const struct power_design *d, double p1, double p2, double n)
{
    double k = d->ratio, q = (p1 + k * p2) / (1 + k), z = dist_normal_point(test_tail(d));
    double chance = z * sqrt((1 + 1 / k) * q * (1 - q)), error = sqrt(p1 * (1 - p1) + p2 * (1 - p2) / k);
    double seen = sqrt(n) * fabs(p1 - p2);
    double power = dist_normal_tail((chance - seen) / error);
    return counts_both(d) ? power + dist_normal_tail((chance + seen) / error) : power;
}

struct shares {
    const struct power_design *d;
    double p1, p2, n;
    double sign;
};

static double shares_of_n(const void *ctx, double n)
{
    const struct shares *s = ctx;
    return power_shares(s->d, s->p1, s->p2, n);
}

static double shares_of_effect(const void *ctx, double effect)
{
    const struct shares *s = ctx;
    return power_shares(s->d, s->p1, s->p1 + s->sign * effect, s->n);
}

double power_shares_n(const struct power_design *d, double p1, double p2, double power)
{
    struct shares s = {.d = d, .p1 = p1, .p2 = p2};
    return p1 == p2 ? (double)NAN : reach_far(shares_of_n, &s, 1e-3, MOST_N, power);
}

double power_shares_effect(const struct power_design *d, double p1, double n, double power, bool below)
{
    struct shares s = {.d = d, .p1 = p1, .n = n, .sign = below ? -1 : 1};
    double most = (below ? p1 : 1 - p1) * (1 - 1e-12);
    return p1 + s.sign * reach(shares_of_effect, &s, 0, most, power);
}

/* ---- means ---- */

double power_means(const struct power_design *d, double effect, double n)
{
    double n2 = d->ratio * n, df = n + n2 - 2, shift = fabs(effect) * sqrt(n * (n2 / (n + n2)));
    if (!(df > 0))
        return NAN;
    double t = dist_t_point(test_tail(d), df), power = power_noncentral_t_tail(t, df, shift);
    return counts_both(d) ? power + power_noncentral_t_tail(t, df, -shift) : power;
}

struct means {
    const struct power_design *d;
    double effect, n;
};

static double means_of_n(const void *ctx, double n)
{
    const struct means *m = ctx;
    return power_means(m->d, m->effect, n);
}

static double means_of_effect(const void *ctx, double effect)
{
    const struct means *m = ctx;
    return power_means(m->d, effect, m->n);
}

double power_means_n(const struct power_design *d, double effect, double power)
{
    struct means m = {.d = d, .effect = effect};
    double least = 2.0000001 / (1 + d->ratio); /* a degree of freedom, or something of it */
    return effect == 0 ? (double)NAN : reach_far(means_of_n, &m, fmax(least, 1e-3), MOST_N, power);
}

double power_means_effect(const struct power_design *d, double n, double power)
{
    struct means m = {.d = d, .n = n};
    return reach_far(means_of_effect, &m, 1e-12, 1e12, power);
}

double power_means_n_normal(const struct power_design *d, double effect, double power)
{
    double z = dist_normal_point(test_tail(d)) + dist_normal_point(1 - power);
    return (1 + 1 / d->ratio) * (z / effect) * (z / effect);
}
