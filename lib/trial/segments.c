/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/segments.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "trial/trialsay.h"

struct segments {
    const struct outcomes *o;
    enum contrast_kind kind;
    const struct contrast_rule *rule;
    const struct verdict *words;
    uint32_t n;
    uint32_t *order;          /* the segments by their keys */
    struct sample *sample;    /* [segment * arms + arm] */
    struct contrast *against; /* the same */
    double *p;                /* corrected, of one arm, by segment */
};

/* The customers of an arm by segment: a counting sort that keeps their order. */
static void sample_arm(struct segments *s, uint32_t arm)
{
    const struct outcomes *o = s->o;
    size_t from = outcomes_begin(o, arm), count = outcomes_count(o, arm);
    size_t *end = mem_zero(s->n + (size_t)1, sizeof *end);
    double *value = mem_zero(2 * count + 1, sizeof *value), *per = value + count;
    for (size_t i = from; i < o->end[arm]; i++)
        end[o->segment[i] + 1]++;
    for (uint32_t k = 0; k < s->n; k++)
        end[k + 1] += end[k];
    for (size_t i = from; i < o->end[arm]; i++) {
        size_t at = end[o->segment[i]]++;
        value[at] = o->value[i];
        per[at] = o->per ? o->per[i] : 0;
    }
    for (uint32_t k = 0; k < s->n; k++) {
        size_t begin = k ? end[k - 1] : 0;
        s->sample[k * o->arms + arm] = sample_of(s->kind, value + begin, per + begin, end[k] - begin, s->rule->tails);
    }
    free(end);
    free(value);
}

static void correct(struct segments *s, uint32_t arm)
{
    for (uint32_t k = 0; k < s->n; k++)
        s->p[k] = s->against[k * s->o->arms + arm].p;
    if (!contrast_correct(s->rule, s->p, s->n))
        die(STATUS_ENV, "out of memory");
}

static void say_interaction(struct trialtable *t, const struct segments *s, uint32_t arm)
{
    struct contrast *c = mem_zero(s->n + (size_t)1, sizeof *c);
    for (uint32_t k = 0; k < s->n; k++)
        c[k] = s->against[s->order[k] * s->o->arms + arm];
    struct test test = contrast_interaction(c, s->n);
    trialtable_number(t, "interaction_statistic", test.statistic);
    trialtable_number(t, "interaction_df", test.df);
    trialtable_number(t, "interaction_p", test.p);
    free(c);
}

static void say_segment(struct trialtable *t, const struct segments *s, uint32_t k, uint32_t arm)
{
    const struct sample *a = &s->sample[k * s->o->arms], *b = a + arm;
    const struct contrast *c = &s->against[k * s->o->arms + arm];
    struct verdict v = *s->words;
    struct buf text = {0};
    trialtable_segment(t, &s->o->segments, k);
    trialtable_group(t, s->o->arm[0]);
    if (arm == 1)
        trialsay_sample(t, a);
    trialtable_group(t, s->o->arm[arm]);
    trialsay_sample(t, b);
    trialsay_contrast(t, s->kind, c);
    trialsay_corrected(t, s->rule, s->p[k]);
    v.a = s->o->arm[0];
    v.b = s->o->arm[arm];
    v.p = s->p[k];
    verdict_put(&text, &v, a, b, c);
    trialtable_text(t, "verdict", buf_slice(&text));
    buf_free(&text);
}

void segments_say(struct trialtable *t, const struct outcomes *o, enum contrast_kind kind,
                  const struct contrast_rule *rule, const struct verdict *v)
{
    struct segments s = {o, kind, rule, v, o->segments.n, groups_sorted(&o->segments), NULL, NULL, NULL};
    s.sample = mem_zero((size_t)s.n * o->arms, sizeof *s.sample);
    s.against = mem_zero((size_t)s.n * o->arms, sizeof *s.against);
    s.p = mem_zero(s.n + (size_t)1, sizeof *s.p);
    for (uint32_t arm = 0; arm < o->arms; arm++)
        sample_arm(&s, arm);
    for (uint32_t k = 0; k < s.n; k++)
        for (uint32_t arm = 1; arm < o->arms; arm++)
            s.against[k * o->arms + arm] = contrast_of(&s.sample[k * o->arms], &s.sample[k * o->arms + arm], rule);
    for (uint32_t arm = 1; arm < o->arms; arm++) {
        correct(&s, arm);
        trialtable_group(t, o->arm[arm]);
        trialtable_segment(t, &o->segments, MAP_NONE);
        say_interaction(t, &s, arm);
        for (uint32_t k = 0; k < s.n; k++)
            say_segment(t, &s, s.order[k], arm);
    }
    if (s.n > 1)
        warn("effects are compared in %" PRIu32 " segments: treat them as hypotheses for the next experiment, unless "
             "interaction_p is small",
             s.n);
    free(s.order);
    free(s.sample);
    free(s.against);
    free(s.p);
}
