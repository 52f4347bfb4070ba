/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/logit.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MOST = 2000, WIDE = 3 };

struct sample {
    struct terms t;
    double x[MOST * WIDE], mean[WIDE], sd[WIDE];
    bool y[MOST];
};

static void begin(struct sample *s, size_t n, unsigned p)
{
    s->t = (struct terms){n, p, s->x, s->mean, s->sd};
}

/* A table of two by two: the coefficient is the logarithm of the odds ratio, its error that of Woolf. */
Test(logit, of_a_table_of_two_by_two_is_the_odds_ratio)
{
    static struct sample s;
    static const unsigned cell[4] = {30, 10, 15, 25}; /* x, y: 00 01 10 11 */
    struct logit l;
    size_t n = 0;
    for (unsigned c = 0; c < 4; c++)
        for (unsigned i = 0; i < cell[c]; i++, n++)
            s.x[n] = c >= 2, s.y[n] = c % 2;
    begin(&s, n, 1);
    terms_scale(&s.t);
    cr_assert(logit_fit(&l, &s.t, s.y));
    cr_assert(l.converged && l.separation == LOGIT_NONE && l.rank == 2);
    cr_assert_float_eq(l.raw[0], log(10. / 30), 1e-10);
    cr_assert_float_eq(l.raw[1], log(25. * 30 / (15 * 10)), 1e-10);
    cr_assert_float_eq(l.error[1], sqrt(1. / 30 + 1. / 10 + 1. / 15 + 1. / 25), 1e-10);
    double effect;
    logit_effects(&l, &s.t, (unsigned[]){0}, &effect);
    cr_assert_float_eq(effect, 25. / 40 - 10. / 40, 1e-10);
    logit_free(&l);
}

static void draw(struct sample *s, size_t n, unsigned p)
{
    struct rng r;
    rng_seed(&r, 11, 0);
    begin(s, n, p);
    for (size_t i = 0; i < n; i++) {
        double m = 0;
        for (unsigned j = 0; j < p; j++)
            m += s->x[i * p + j] = 6 * rng_unit(&r) - 3;
        s->y[i] = rng_unit(&r) < logit_chance(m);
    }
    terms_scale(&s->t);
}

/* At the maximum what is left of y is at right angles to every term, and the mean chance is the share of positives. */
Test(logit, ends_where_no_term_explains_more)
{
    static struct sample s;
    struct logit l;
    draw(&s, MOST, WIDE);
    cr_assert(logit_fit(&l, &s.t, s.y));
    double sum[WIDE + 1] = {0}, z[WIDE + 1];
    for (size_t i = 0; i < MOST; i++) {
        double m = 0;
        terms_row(&s.t, i, z);
        for (unsigned k = 0; k < l.q; k++)
            m += l.beta[k] * z[k];
        for (unsigned k = 0; k < l.q; k++)
            sum[k] += (s.y[i] - logit_chance(m)) * z[k];
    }
    for (unsigned k = 0; k < l.q; k++)
        cr_assert_float_eq(sum[k], 0, 1e-8);
    for (unsigned k = 1; k < l.q; k++)
        cr_assert_float_eq(l.raw[k], 1, 4 * l.error[k]);
    logit_free(&l);
}

Test(logit, leaves_out_what_the_others_make_up_for)
{
    static struct sample s;
    struct logit l;
    draw(&s, MOST, WIDE);
    for (size_t i = 0; i < MOST; i++)
        s.x[i * WIDE + 1] = 5 - 2 * s.x[i * WIDE];
    terms_scale(&s.t);
    cr_assert(logit_fit(&l, &s.t, s.y));
    cr_assert(l.out[2] && !l.out[1] && !l.out[3] && l.rank == 3 && l.raw[2] == 0);
    logit_free(&l);
}

/* x + y > 0 separates: neither column does alone, and both are removed. With one row on the wrong side nothing
 * separates. */
Test(logit, tells_that_a_combination_separates)
{
    static struct sample s;
    struct logit l;
    draw(&s, 300, 2);
    for (size_t i = 0; i < 300; i++)
        s.y[i] = s.x[2 * i] + s.x[2 * i + 1] > 0;
    cr_assert(logit_fit(&l, &s.t, s.y));
    cr_assert_eq(l.separation, LOGIT_COMPLETE);
    cr_assert(l.direction[1] > 0.5 && l.direction[2] > 0.5);
    cr_assert_float_eq(l.likelihood, 0, 1e-6);
    logit_free(&l);
    s.x[0] = s.x[1] = -3, s.y[0] = true;
    terms_scale(&s.t);
    cr_assert(logit_fit(&l, &s.t, s.y));
    cr_assert_eq(l.separation, LOGIT_NONE);
    cr_assert(l.converged);
    logit_free(&l);
}

/* All rows with x = 1 are positive: x is removed, and the other coefficients are those of the rows with x = 0. */
Test(logit, tells_that_some_rows_are_separated)
{
    static struct sample s;
    static const bool y[] = {0, 1, 0, 1, 1, 1, 1, 1, 1};
    struct logit l;
    begin(&s, 9, 1);
    for (size_t i = 0; i < 9; i++)
        s.x[i] = i >= 5, s.y[i] = y[i];
    terms_scale(&s.t);
    cr_assert(logit_fit(&l, &s.t, s.y));
    cr_assert_eq(l.separation, LOGIT_QUASI);
    cr_assert_gt(l.direction[1], 0);
    cr_assert_float_eq(l.likelihood, 2 * log(.4) + 3 * log(.6), 1e-9);
    cr_assert_float_eq(l.raw[0], log(1.5), 1e-7);
    logit_free(&l);
}
