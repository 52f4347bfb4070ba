/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/buyer.h"

#include <criterion/criterion.h>
#include <math.h>

enum { N = 200000 };

static const struct buyer_model BG = {BUYER_BGNBD, .r = 0.8, .alpha = 60, .a = 0.6,
                                      .b = 3,      .p = 4,   .q = 6,      .gamma = 90};
static const struct buyer_model MBG = {BUYER_MBGNBD, .r = 0.243, .alpha = 30.9, .a = 0.793,
                                       .b = 2.426,   .p = 4,     .q = 6,        .gamma = 90};
static const struct buyer_model PARETO = {BUYER_PARETONBD, .r = 0.553, .alpha = 74, .s = 0.606,
                                          .beta = 81.7,    .p = 4,     .q = 6,      .gamma = 90};

/* The mean and standard error of the values that were added. */
struct mean {
    double n, sum, square;
};
static void add(struct mean *m, double x)
{
    m->n++;
    m->sum += x;
    m->square += x * x;
}
static double mean(const struct mean *m)
{
    return m->sum / m->n;
}
static double error(const struct mean *m)
{
    return sqrt((m->square / m->n - mean(m) * mean(m)) / m->n);
}

/* What N customers do in `time` after their first purchase. */
struct course {
    struct mean purchases, none, lost;
};
static struct course run(const struct buyer_model *m, double time)
{
    struct course c = {0};
    for (uint64_t i = 0; i < N; i++) {
        struct rng r;
        struct buyer b;
        const double start = 1000;
        rng_seed(&r, 11, i);
        buyer_draw(&r, m, start, &b);
        int x = 0;
        for (double t = start; (t = buyer_next(&r, m, &b, t, x == 0)) <= start + time;)
            x++;
        add(&c.purchases, x);
        add(&c.none, x == 0);
        add(&c.lost, b.end <= start + time);
    }
    return c;
}

/* E[X(t)] of the families that lose customers at a purchase: given p the mean over lambda is (1 - (1+pt/alpha)^-r)/p,
 * and its mean over p ~ Beta(a, b) is an integral, here over u = p^a, which removes the pole at 0. Under MBG/NBD the
 * first purchase leaves 1-p of the customers. */
static double expected(const struct buyer_model *m, double t)
{
    const int steps = 200000;
    double sum = 0, weight = 0;
    for (int i = 0; i < steps; i++) {
        double p = pow((i + 0.5) / steps, 1 / m->a), w = pow(1 - p, m->b - 1);
        double x = -expm1(-m->r * log1p(p * t / m->alpha)) / p;
        weight += w;
        sum += w * x * (m->family == BUYER_MBGNBD ? 1 - p : 1);
    }
    return sum / weight;
}

static void hold(const struct mean *m, double want, const char *what, double t)
{
    cr_expect_float_eq(mean(m), want, 4 * error(m), "%s at %g: %g, expected %g, standard error %g", what, t, mean(m),
                       want, error(m));
}

Test(buyer, bgnbd)
{
    for (double t = 30; t < 1000; t *= 3) {
        struct course c = run(&BG, t);
        hold(&c.purchases, expected(&BG, t), "purchases", t);
        hold(&c.none, pow(BG.alpha / (BG.alpha + t), BG.r), "none", t);
    }
}

Test(buyer, mbgnbd)
{
    for (double t = 30; t < 1000; t *= 3) {
        struct course c = run(&MBG, t);
        double p = MBG.a / (MBG.a + MBG.b);
        hold(&c.purchases, expected(&MBG, t), "purchases", t);
        hold(&c.none, p + (1 - p) * pow(MBG.alpha / (MBG.alpha + t), MBG.r), "none", t);
    }
}

Test(buyer, paretonbd)
{
    const struct buyer_model *m = &PARETO;
    for (double t = 30; t < 1000; t *= 3) {
        struct course c = run(m, t);
        double k = -expm1((1 - m->s) * log1p(t / m->beta)) / (m->s - 1);
        hold(&c.purchases, m->r * m->beta / m->alpha * k, "purchases", t);
        hold(&c.lost, 1 - pow(m->beta / (m->beta + t), m->s), "lost", t);
    }
}

/* The bounds distinguish models whose parameters differ by 5 %, and BG/NBD from MBG/NBD. */
Test(buyer, a_wrong_model_is_noticed)
{
    struct course c = run(&BG, 270);
    struct buyer_model off = BG;
    off.alpha *= 1.05;
    cr_assert_gt(fabs(mean(&c.purchases) - expected(&off, 270)), 4 * error(&c.purchases));
    off = BG;
    off.family = BUYER_MBGNBD;
    cr_assert_gt(fabs(mean(&c.purchases) - expected(&off, 270)), 4 * error(&c.purchases));
}

/* Mean p gamma/(q-1) of all values; the variance within a customer is p/nu^2, of mean p gamma^2/((q-1)(q-2)). */
Test(buyer, gamma_gamma)
{
    struct mean value = {0}, within = {0};
    for (uint64_t i = 0; i < N; i++) {
        struct rng r;
        struct buyer b;
        rng_seed(&r, 12, i);
        buyer_draw(&r, &BG, 0, &b);
        double first = buyer_value(&r, &BG, &b), second = buyer_value(&r, &BG, &b);
        add(&value, first);
        add(&within, (first - second) * (first - second) / 2);
    }
    hold(&value, BG.p * BG.gamma / (BG.q - 1), "value", 0);
    hold(&within, BG.p * BG.gamma * BG.gamma / ((BG.q - 1) * (BG.q - 2)), "variance within", 0);
}

Test(buyer, who_is_lost_does_not_come_back)
{
    for (uint64_t i = 0; i < 1000; i++) {
        struct rng r;
        struct buyer b;
        rng_seed(&r, 13, i);
        buyer_draw(&r, &MBG, 0, &b);
        double t = 0, next = 0;
        for (int k = 0; k < 1000 && (next = buyer_next(&r, &MBG, &b, t, k == 0)) < INFINITY; k++) {
            cr_assert_gt(next, t);
            cr_assert_eq(b.end, INFINITY);
            t = next;
        }
        cr_assert(next < INFINITY || b.end == t || b.lambda == 0);
    }
}

/* A rate that is 0 in doubles, and a customer whose spend is infinite, give no NaN. */
Test(buyer, rates_of_nothing)
{
    struct buyer_model tiny = BG;
    tiny.r = tiny.q = 0.001;
    int never = 0, boundless = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        struct rng r;
        struct buyer b;
        rng_seed(&r, 14, i);
        buyer_draw(&r, &tiny, 0, &b);
        double next = buyer_next(&r, &tiny, &b, 0, true), value = buyer_value(&r, &tiny, &b);
        cr_assert(next > 0 && !isnan(value));
        never += next == INFINITY;
        boundless += value == INFINITY;
    }
    cr_assert(never > 0 && boundless > 0);
}
