/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trials RUNS SEED: coverage of the intervals that abtest prints, the distribution of P without an effect, and how
 * often 100 looks at an experiment without an effect cause no false alarm.
 *
 * The share of 20,000 runs whose interval contains the truth has a standard error of 0.15 points if 95 % do, so limits
 * of 94 and 96 are 6 standard errors away. Shares are discrete: with fewer than about 10 expected successes per group
 * no interval can contain the truth in exactly 95 % of all runs, and the limit above is left out there (it prints
 * "few"). */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "stats/bootstrap.h"
#include "stats/draw.h"
#include "stats/resample.h"
#include "stats/test.h"
#include "trial/contrast.h"

enum { FEW = 10, MANY = 1000000, DRAWS = 1000, TENTH = 10 };
static const double TAILS = 0.025;

static unsigned passed, failed;
static struct rng rng;

static bool holds(struct interval i, double truth)
{
    return i.low <= truth && truth <= i.high;
}

/* One row of the result: `held` of `runs` intervals contained the truth; `least` to `most` per cent have to. */
static void judge(const char *what, const char *of, size_t held, size_t runs, double least, double most)
{
    double share = 100 * (double)held / (double)runs, slack = 400 * sqrt(0.95 * 0.05 / (double)runs);
    bool ok = share >= least - (runs < 20000 ? slack : 0) && share <= most + (runs < 20000 ? slack : 0);
    printf("%-34s %-34s %8.2f  %s\n", what, of, share, ok ? "ok" : "FAILED");
    fflush(stdout);
    *(ok ? &passed : &failed) += 1;
}

/* ---- conversion ---- */

struct shares {
    uint64_t n, m;
    double p, q;
};

static struct interval_share draw_share(uint64_t n, double p)
{
    return (struct interval_share){resample_binomial(&rng, n, (uint64_t)(p * MANY + 0.5), MANY), n};
}

static void try_shares(const struct shares *s, size_t runs)
{
    char of[64];
    size_t differences = 0, ratios = 0;
    bool few = (double)s->n * s->p < FEW || (double)s->m * s->q < FEW;
    for (size_t i = 0; i < runs; i++) {
        struct interval_share a = draw_share(s->n, s->p), b = draw_share(s->m, s->q);
        differences += holds(interval_newcombe(a, b, TAILS), s->q - s->p);
        ratios += few || holds(interval_share_ratio(a, b, TAILS), s->q / s->p);
    }
    snprintf(of, sizeof of, "%g of %llu, %g of %llu%s", s->p, (unsigned long long)s->n, s->q, (unsigned long long)s->m,
             few ? ", few" : "");
    judge("difference of conversion", of, differences, runs, 94, few ? 100 : 96);
    if (!few)
        judge("ratio of conversion", of, ratios, runs, 94, 96);
}

/* ---- revenue ---- */

struct revenue {
    const char *name;
    double buys;  /* share of the customers */
    double sigma; /* of the logarithm of what they spend */
    double rises; /* the factor for the second group */
    size_t n;
};

static double truth_of(const struct revenue *r)
{
    return r->buys * exp(r->sigma * r->sigma / 2);
}

static void draw_revenue(const struct revenue *r, double factor, double *value)
{
    for (size_t i = 0; i < r->n; i++)
        value[i] = rng_unit(&rng) < r->buys ? factor * exp(r->sigma * draw_normal(&rng)) : 0;
}

static struct interval by_bootstrap(const double *value, size_t n, uint64_t seed, double *room)
{
    const size_t end[] = {n, 2 * n};
    const double *column[] = {value};
    struct bootstrap b = {2 * n, end, 2, 2, DRAWS, seed, 1};
    if (!bootstrap_sums(&b, column, 1, room))
        exit(3);
    double *difference = room + (size_t)2 * DRAWS, *spare = difference + DRAWS;
    for (size_t k = 0; k < DRAWS; k++)
        difference[k] = (room[2 * k + 1] - room[2 * k]) / (double)n;
    return bootstrap_interval(difference, DRAWS, 1, TAILS, spare);
}

static void try_revenue(const struct revenue *r, size_t runs)
{
    double *value = malloc(2 * r->n * sizeof *value), *room = malloc((size_t)6 * DRAWS * sizeof *room);
    double truth = truth_of(r) * (r->rises - 1);
    size_t welch = 0, again = 0;
    if (!value || !room)
        exit(3);
    for (size_t i = 0; i < runs; i++) {
        draw_revenue(r, 1, value);
        draw_revenue(r, r->rises, value + r->n);
        struct moments a = moments_of(value, r->n), b = moments_of(value + r->n, r->n);
        welch += holds(interval_difference(&a, &b, TAILS), truth);
        again += holds(by_bootstrap(value, r->n, i + 1, room), truth);
    }
    judge("revenue per customer, Welch", r->name, welch, runs, 92, 96.5);
    judge("revenue per customer, bootstrap", r->name, again, runs, 92, 96.5);
    free(value);
    free(room);
}

/* Revenue per order: customers are drawn, each with one or several orders of about the same value. */
static void try_ratio(size_t n, size_t runs)
{
    char of[64];
    size_t held = 0;
    for (size_t i = 0; i < runs; i++) {
        struct moments_pair m = {0};
        for (size_t k = 0; k < n; k++) {
            double orders = 1 + floor(draw_exponential(&rng, 1)), level = draw_gamma(&rng, 4, 4);
            moments_add_pair(&m, orders * level, orders);
        }
        held += holds(interval_sum_ratio(&m, TAILS), 1);
    }
    snprintf(of, sizeof of, "%zu customers", n);
    judge("revenue per order, delta method", of, held, runs, 94, 96);
}

/* ---- no effect ---- */

static double uniform(const void *ctx, double x)
{
    (void)ctx;
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static int by_size(const void *a, const void *b)
{
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

/* P of Welch's test of two groups of one distribution: Kolmogorov's test against the uniform one, P above 0.001. */
static void try_no_effect(const char *name, double sigma, size_t n, size_t runs)
{
    double *p = malloc(runs * sizeof *p);
    if (!p)
        exit(3);
    for (size_t i = 0; i < runs; i++) {
        struct moments m[2] = {{0}, {0}};
        for (size_t k = 0; k < 2 * n; k++)
            moments_add(&m[k < n], sigma > 0 ? exp(sigma * draw_normal(&rng)) : draw_normal(&rng));
        p[i] = test_welch(&m[0], &m[1]).p;
    }
    qsort(p, runs, sizeof *p, by_size);
    struct test t = test_kolmogorov(p, runs, uniform, NULL);
    printf("%-34s %-34s %8.4f  %s\n", "no effect: P is uniform, KS P", name, t.p, t.p > 0.001 ? "ok" : "FAILED");
    *(t.p > 0.001 ? &passed : &failed) += 1;
    free(p);
}

/* ---- many looks ---- */

enum { LOOKS = 100 };

/* Two groups of one distribution, and a look after every block of customers of each: the share of experiments with a P
 * below 5 % at any look that abtest would judge. `sigma` 0: conversion; otherwise the sigma of the lognormal revenue of
 * those who buy. */
struct looks {
    const char *name;
    double buys, sigma;
    size_t block; /* of each group */
    double expected;
};

static void add_block(const struct looks *l, struct moments *m)
{
    if (l->sigma == 0) {
        double hits = (double)draw_share(l->block, l->buys).k, n = (double)l->block;
        moments_merge(m, &(struct moments){n, hits / n, hits * (1 - hits / n)});
        return;
    }
    for (size_t i = 0; i < l->block; i++)
        moments_add(m, rng_unit(&rng) < l->buys ? exp(l->sigma * draw_normal(&rng)) : 0);
}

static bool alarms(const struct looks *l)
{
    struct moments a = {0}, b = {0};
    for (unsigned look = 0; look < LOOKS; look++) {
        add_block(l, &a);
        add_block(l, &b);
        double error = hypot(moments_error(&a), moments_error(&b));
        if (a.n >= CONTRAST_EARLIEST && test_sequential(b.mean - a.mean, error, l->expected).p < 2 * TAILS)
            return true;
    }
    return false;
}

static void try_looks(const struct looks *l, size_t runs)
{
    size_t without = 0;
    for (size_t i = 0; i < runs; i++)
        without += !alarms(l);
    judge("no effect, 100 looks, no alarm", l->name, without, runs, 95, 100);
}

int main(int argc, char **argv)
{
    static const struct shares SHARES[] = {
        {200, 200, .02, .03},    {200, 200, .1, .15},      {200, 200, .5, .5},      {1000, 1000, .005, .01},
        {1000, 1000, .05, .05},  {1000, 1000, .05, .07},   {1000, 500, .2, .25},    {5000, 5000, .002, .003},
        {5000, 5000, .05, .055}, {20000, 20000, .01, .01}, {20000, 2000, .05, .06}, {20000, 20000, .3, .31},
    };
    static const struct revenue REVENUE[] = {
        {"5 % buy, lognormal 1, 2000 a group", .05, 1, 1.2, 2000},
        {"20 % buy, lognormal 1, 1000", .2, 1, 1, 1000},
        {"10 % buy, lognormal 1.5, 4000", .1, 1.5, 1.1, 4000},
    };
    static const struct looks WATCHED[] = {
        {"5 % convert, 100 a look, D 0.01", .05, 0, 100, .01},  {"5 % convert, 100 a look, D 0.2", .05, 0, 100, .2},
        {"50 % convert, 5 a look, D 0.1", .5, 0, 5, .1},        {"50 % convert, 30 a look, D 0.5", .5, 0, 30, .5},
        {"0.5 % convert, 20 a look, D 0.02", .005, 0, 20, .02}, {"20 % buy, lognormal 1, 30, D 0.2", .2, 1, 30, .2},
        {"lognormal 1, 10 a look, D 1", 1, 1, 10, 1},
    };
    if (argc != 3)
        return 2;
    size_t runs = strtoul(argv[1], NULL, 10);
    rng_seed(&rng, strtoull(argv[2], NULL, 10), 1);
    printf("trials: %zu runs a row, seed %s; intervals of 95 %%, the share that holds the truth\n", runs, argv[2]);
    for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
        try_shares(&SHARES[i], runs);
    try_ratio(200, runs);
    try_ratio(2000, runs / TENTH);
    for (size_t i = 0; i < sizeof REVENUE / sizeof *REVENUE; i++)
        try_revenue(&REVENUE[i], runs / TENTH);
    try_no_effect("normal, 30 a group", 0, 30, runs);
    try_no_effect("lognormal 0.5, 200 a group", .5, 200, runs);
    for (size_t i = 0; i < sizeof WATCHED / sizeof *WATCHED; i++)
        try_looks(&WATCHED[i], WATCHED[i].sigma > 0 ? runs / TENTH : runs);
    printf("trials: %u passed, %u failed\n", passed, failed);
    return failed != 0;
}
