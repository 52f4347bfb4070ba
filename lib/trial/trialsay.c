/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/trialsay.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"

void trialsay_sample(struct trialtable *t, const struct sample *s)
{
    static const char *const VALUE[] = {"rate", "mean", "ratio"};
    trialtable_count(t, "customers", s->n);
    if (s->kind == CONTRAST_RATE)
        trialtable_count(t, "converted", s->share.k);
    trialtable_number(t, VALUE[s->kind], s->value);
    trialtable_interval(t, "low", "high", s->around);
    if (s->kind == CONTRAST_MEAN)
        trialtable_number(t, "sd", sqrt(moments_variance(&s->moments.x)));
    if (s->kind == CONTRAST_RATIO)
        trialtable_number(t, "error", s->around.error);
}

void trialsay_contrast(struct trialtable *t, enum contrast_kind kind, const struct contrast *c)
{
    trialtable_number(t, "difference", c->difference);
    trialtable_interval(t, "difference_low", "difference_high", c->of_difference);
    trialtable_number(t, "difference_error", c->error);
    trialtable_number(t, kind == CONTRAST_MEAN ? "t" : "z", c->test.statistic);
    if (kind == CONTRAST_MEAN)
        trialtable_number(t, "df", c->test.df);
    trialtable_number(t, "p", c->test.p);
    if (c->sequential) {
        trialtable_interval(t, "sequential_low", "sequential_high", c->judged);
        trialtable_number(t, "sequential_p", c->p);
    }
}

void trialsay_corrected(struct trialtable *t, const struct contrast_rule *rule, double p)
{
    static const char *const NAME[] = {"holm_p", "bonferroni_p", "bh_p"}; /* in the order of enum test_correction */
    if (rule->correction != TEST_UNCORRECTED)
        trialtable_number(t, NAME[rule->correction], p);
}

static void say_of_rates(struct trialtable *t, const struct sample *a, const struct sample *b, double tails)
{
    struct test_exact exact = test_fisher(a->share, b->share);
    struct interval odds = interval_odds_ratio(a->share, b->share, tails);
    double a1 = (double)a->share.k, a0 = (double)(a->n - a->share.k);
    double b1 = (double)b->share.k, b0 = (double)(b->n - b->share.k);
    trialtable_interval(t, "wald_low", "wald_high", interval_wald(a->share, b->share, tails));
    trialtable_number(t, "exact_p", exact.p);
    trialtable_number(t, "mid_p", exact.mid_p);
    if (isnan(odds.low))
        return;
    trialtable_number(t, "odds_ratio", b1 / b0 * (a0 / a1));
    trialtable_interval(t, "odds_low", "odds_high", odds);
}

static void say_of_means(struct trialtable *t, const struct sample *a, const struct sample *b)
{
    struct test pooled = test_pooled(&a->moments.x, &b->moments.x);
    trialtable_number(t, "pooled_t", pooled.statistic);
    trialtable_number(t, "pooled_df", pooled.df);
    trialtable_number(t, "pooled_p", pooled.p);
}

void trialsay_others(struct trialtable *t, const struct sample *a, const struct sample *b, const struct contrast *c,
                     double tails)
{
    trialtable_number(t, "ratio_to_baseline", c->ratio);
    trialtable_number(t, "ratio_log_error", c->of_ratio.error);
    trialtable_interval(t, "ratio_low", "ratio_high", c->of_ratio);
    trialtable_number(t, "lift", c->ratio - 1);
    if (a->kind == CONTRAST_RATE)
        say_of_rates(t, a, b, tails);
    else if (a->kind == CONTRAST_MEAN)
        say_of_means(t, a, b);
}

static struct sample adjusted_sample(const struct outcomes *o, uint32_t arm, const double *adjusted, double tails)
{
    return sample_of(CONTRAST_MEAN, adjusted + outcomes_begin(o, arm), NULL, outcomes_count(o, arm), tails);
}

void trialsay_cuped(struct trialtable *t, const struct outcomes *o, uint32_t arm, const double *adjusted,
                    const struct contrast_rule *rule)
{
    struct sample a = adjusted_sample(o, 0, adjusted, rule->tails), b = adjusted_sample(o, arm, adjusted, rule->tails);
    struct contrast c = contrast_of(&a, &b, rule);
    trialtable_number(t, "cuped_difference", c.difference);
    trialtable_interval(t, "cuped_low", "cuped_high", c.of_difference);
    trialtable_number(t, "cuped_error", c.error);
    trialtable_number(t, "cuped_p", c.test.p);
    if (c.sequential) {
        trialtable_interval(t, "cuped_sequential_low", "cuped_sequential_high", c.judged);
        trialtable_number(t, "cuped_sequential_p", c.p);
    }
}

/* ---- three groups and more ---- */

static void say_any(struct trialtable *t, struct test any)
{
    trialtable_number(t, "any_statistic", any.statistic);
    trialtable_number(t, "any_df", any.df);
    if (any.df2 > 0)
        trialtable_number(t, "any_df2", any.df2);
    trialtable_number(t, "any_p", any.p);
}

static void say_any_rate(struct trialtable *t, const struct sample *s, uint32_t arms)
{
    struct test any;
    uint64_t *count = mem_zero(2 * (size_t)arms, sizeof *count);
    for (uint32_t i = 0; i < arms; i++) {
        count[2 * i] = s[i].share.k;
        count[2 * i + 1] = s[i].share.n - s[i].share.k;
    }
    if (!test_independence(count, arms, 2, &any))
        die(STATUS_ENV, "out of memory");
    say_any(t, any);
    free(count);
}

static void say_kruskal(struct trialtable *t, const struct outcomes *o)
{
    struct test kruskal;
    uint32_t *group = mem_zero(o->n, sizeof *group);
    for (uint32_t i = 0; i < o->arms; i++)
        for (size_t k = outcomes_begin(o, i); k < o->end[i]; k++)
            group[k] = i;
    if (!test_kruskal(o->value, group, o->n, o->arms, &kruskal))
        die(STATUS_ENV, "out of memory");
    trialtable_number(t, "kruskal_h", kruskal.statistic);
    trialtable_number(t, "kruskal_p", kruskal.p);
    free(group);
}

static void say_any_mean(struct trialtable *t, const struct outcomes *o, const struct sample *s)
{
    struct moments *m = mem_zero(o->arms, sizeof *m);
    for (uint32_t i = 0; i < o->arms; i++)
        m[i] = s[i].moments.x;
    say_any(t, test_welch_anova(m, o->arms));
    struct test_anova anova = test_anova(m, o->arms);
    trialtable_number(t, "anova_f", anova.test.statistic);
    trialtable_number(t, "anova_df", anova.test.df);
    trialtable_number(t, "anova_df2", anova.test.df2);
    trialtable_number(t, "anova_p", anova.test.p);
    say_kruskal(t, o);
    free(m);
}

void trialsay_any(struct trialtable *t, const struct outcomes *o, const struct sample *sample)
{
    if (o->arms < 3 || sample->kind == CONTRAST_RATIO)
        return;
    if (sample->kind == CONTRAST_RATE)
        say_any_rate(t, sample, o->arms);
    else
        say_any_mean(t, o, sample);
}
