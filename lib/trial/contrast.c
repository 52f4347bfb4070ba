/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/contrast.h"

#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"

static uint64_t hits(const double *value, size_t n)
{
    uint64_t k = 0;
    for (size_t i = 0; i < n; i++)
        k += value[i] != 0;
    return k;
}

struct sample sample_of(enum contrast_kind kind, const double *value, const double *per, size_t n, double tails)
{
    struct sample s = {.kind = kind, .n = n, .value = NAN};
    if (kind == CONTRAST_RATIO)
        s.moments = moments_of_pairs(value, per, n);
    else
        s.moments.x = moments_of(value, n);
    switch (kind) {
    case CONTRAST_RATE:
        s.share = (struct interval_share){hits(value, n), n};
        s.value = (double)s.share.k / (double)n;
        s.around = interval_wilson(s.share, tails);
        break;
    case CONTRAST_MEAN:
        s.value = n ? s.moments.x.mean : (double)NAN;
        s.around = interval_mean(&s.moments.x, tails);
        break;
    case CONTRAST_RATIO:
        s.value = n && s.moments.y.mean != 0 ? s.moments.x.mean / s.moments.y.mean : (double)NAN;
        s.around = interval_sum_ratio(&s.moments, tails);
        break;
    }
    return s;
}

static void contrast_rates(const struct sample *a, const struct sample *b, double tails, struct contrast *c)
{
    c->of_difference = interval_newcombe(a->share, b->share, tails);
    c->error = interval_wald(a->share, b->share, tails).error;
    c->test = test_shares(a->share, b->share);
    c->of_ratio = interval_share_ratio(a->share, b->share, tails);
}

static void contrast_means(const struct sample *a, const struct sample *b, double tails, struct contrast *c)
{
    c->of_difference = interval_difference(&a->moments.x, &b->moments.x, tails);
    c->error = c->of_difference.error;
    c->test = test_welch(&a->moments.x, &b->moments.x);
    c->of_ratio = interval_mean_ratio(&a->moments.x, &b->moments.x, tails);
}

static void contrast_ratios(const struct sample *a, const struct sample *b, double tails, struct contrast *c)
{
    c->error = hypot(a->around.error, b->around.error);
    c->of_difference = interval_normal(c->difference, c->error, tails);
    c->test = c->error > 0 ? test_z(c->difference, c->error) : (struct test){NAN, NAN, NAN, NAN};
    c->of_ratio = (struct interval){NAN, NAN, NAN};
    if (a->value > 0 && b->value > 0)
        c->of_ratio =
            interval_logarithm(c->ratio, hypot(a->around.error / a->value, b->around.error / b->value), tails);
}

static void judge_at_any_look(const struct sample *a, const struct sample *b, const struct contrast_rule *rule,
                              struct contrast *c)
{
    double error = a->n < CONTRAST_EARLIEST || b->n < CONTRAST_EARLIEST ? (double)NAN : c->error;
    c->sequential = true;
    c->judged = interval_sequential(c->difference, error, rule->expected, rule->tails);
    c->p = test_sequential(c->difference, error, rule->expected).p;
}

struct contrast contrast_of(const struct sample *a, const struct sample *b, const struct contrast_rule *rule)
{
    double tails = rule->tails;
    struct contrast c = {.difference = b->value - a->value, .ratio = a->value == 0 ? (double)NAN : b->value / a->value};
    if (a->kind == CONTRAST_RATE)
        contrast_rates(a, b, tails, &c);
    else if (a->kind == CONTRAST_MEAN)
        contrast_means(a, b, tails, &c);
    else
        contrast_ratios(a, b, tails, &c);
    c.judged = c.of_difference;
    c.p = c.test.p;
    if (rule->expected > 0)
        judge_at_any_look(a, b, rule, &c);
    return c;
}

struct test contrast_interaction(const struct contrast *segment, size_t n)
{
    double weights = 0, sum = 0, q = 0, segments = 0;
    for (size_t i = 0; i < n; i++)
        if (segment[i].error > 0) {
            double w = 1 / (segment[i].error * segment[i].error);
            weights += w;
            sum += w * segment[i].difference;
            segments++;
        }
    if (segments < 2)
        return (struct test){NAN, NAN, NAN, NAN};
    for (size_t i = 0; i < n; i++)
        if (segment[i].error > 0)
            q += pow((segment[i].difference - sum / weights) / segment[i].error, 2);
    return (struct test){q, segments - 1, NAN, dist_chi_square_tail(q, segments - 1)};
}

bool contrast_correct(const struct contrast_rule *rule, double *p, size_t n)
{
    double *there = malloc((2 * n + 1) * sizeof *there);
    size_t k = 0;
    if (!there)
        return false;
    double *corrected = there + n;
    for (size_t i = 0; i < n; i++)
        if (!isnan(p[i]))
            there[k++] = p[i];
    bool done = k == 0 || test_correct((enum test_correction)rule->correction, there, k, corrected);
    for (size_t i = k = 0; done && i < n; i++)
        if (!isnan(p[i]))
            p[i] = corrected[k++];
    free(there);
    return done;
}

struct cuped cuped_of(const double *value, const double *before, size_t n)
{
    struct moments_pair m = moments_of_pairs(value, before, n);
    double correlation = moments_correlation(&m);
    return (struct cuped){m.y.squares > 0 ? m.products / m.y.squares : (double)NAN, correlation * correlation};
}

void cuped_adjust(double theta, const double *value, const double *before, size_t n, double *adjusted)
{
    double mean = moments_of(before, n).mean;
    for (size_t i = 0; i < n; i++)
        adjusted[i] = value[i] - theta * (before[i] - mean);
}
