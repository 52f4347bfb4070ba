/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/scored.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "stats/rank.h"

enum { MOST = 400 };

struct sample {
    struct scored s;
    double score[MOST], amount[MOST];
    bool positive[MOST];
    uint32_t who[MOST];
};

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Scores of two places, so that there are ties. */
static void draw(struct sample *x, size_t n)
{
    struct rng r;
    rng_seed(&r, 3, 0);
    x->s = (struct scored){n, x->score, x->positive, x->amount, x->who, true, 0.5, 20, 10, NAN, NAN};
    for (size_t i = 0; i < n; i++)
        x->score[i] = (1 + floor(98 * rng_unit(&r))) / 100;
    qsort(x->score, n, sizeof *x->score, falling);
    for (size_t i = 0; i < n; i++) {
        x->positive[i] = rng_unit(&r) < x->score[i];
        x->amount[i] = rng_unit(&r);
        x->who[i] = (uint32_t)i;
    }
}

Test(scored, has_the_auc_of_ranks_and_the_plain_sums)
{
    static struct sample x;
    double value[SCORED_MEASURES], auc, loss = 0, brier = 0;
    draw(&x, MOST);
    scored_measure(&x.s, NULL, value);
    cr_assert(rank_auc(x.score, x.positive, MOST, &auc));
    for (size_t i = 0; i < MOST; i++) {
        loss -= log(x.positive[i] ? x.score[i] : 1 - x.score[i]);
        brier += pow(x.positive[i] - x.score[i], 2);
    }
    cr_assert_float_eq(value[SCORED_AUC], auc, 1e-14);
    cr_assert_float_eq(value[SCORED_LOG_LOSS], loss / MOST, 1e-12);
    cr_assert_float_eq(value[SCORED_BRIER], brier / MOST, 1e-12);
    cr_assert_float_eq(value[SCORED_GAIN + 9], 1, 1e-15);
}

/* Rows with counts of 0, 1, 2, 3 give the same as repeated rows. */
Test(scored, counts_rows_as_often_as_it_is_told)
{
    static struct sample x, y;
    static uint32_t times[MOST];
    double a[SCORED_MEASURES], b[SCORED_MEASURES];
    size_t n = 0;
    draw(&x, MOST / 4);
    x.s.cost = y.s.cost = 1;
    x.s.benefit = 2.5;
    for (size_t i = 0; i < x.s.n; i++) {
        times[i] = (uint32_t)(i * 7 % 4);
        for (uint32_t k = 0; k < times[i]; k++, n++) {
            y.score[n] = x.score[i], y.positive[n] = x.positive[i], y.amount[n] = x.amount[i];
            y.who[n] = (uint32_t)n;
        }
    }
    y.s = x.s;
    y.s.n = n, y.s.score = y.score, y.s.positive = y.positive, y.s.amount = y.amount, y.s.who = y.who;
    scored_measure(&x.s, times, a);
    scored_measure(&y.s, NULL, b);
    for (unsigned i = 0; i < SCORED_MEASURES; i++)
        cr_assert((isnan(a[i]) && isnan(b[i])) || fabs(a[i] - b[i]) < 1e-9, "measure %u: %.17g, %.17g", i, a[i], b[i]);
}

/* Shift and scale of scores on the scale of the logit are found again. */
Test(scored, calibration_is_0_and_1_of_shares_that_came_true)
{
    static struct sample x;
    double value[SCORED_MEASURES];
    x.s = (struct scored){MOST, x.score, x.positive, NULL, x.who, true, 0.5, 20, 10, NAN, NAN};
    for (size_t i = 0; i < MOST; i++) {
        size_t group = i / 100;
        double p = 0.8 - 0.2 * (double)group;
        x.score[i] = 1 / (1 + exp(-(1 + 2 * log(p / (1 - p)))));
        x.positive[i] = (double)(i % 100) < 100 * p - 0.5;
    }
    scored_measure(&x.s, NULL, value);
    cr_assert_float_eq(value[SCORED_SLOPE], 0.5, 1e-9);
    cr_assert_float_eq(value[SCORED_INTERCEPT], -0.5, 1e-9);
}

Test(scored, of_one_class_or_no_row_has_no_value)
{
    static struct sample x;
    double value[SCORED_MEASURES];
    draw(&x, 50);
    for (size_t i = 0; i < 50; i++)
        x.positive[i] = true;
    scored_measure(&x.s, NULL, value);
    cr_assert(isnan(value[SCORED_AUC]) && isnan(value[SCORED_KS]) && isnan(value[SCORED_SLOPE]));
    cr_assert(!isnan(value[SCORED_LOG_LOSS]));
    x.s.n = 0;
    scored_measure(&x.s, NULL, value);
    cr_assert(isnan(value[SCORED_AUC]) && isnan(value[SCORED_BRIER]) && isnan(value[SCORED_LIFT]));
}

Test(scored, bins_begin_where_they_are_said_to)
{
    for (unsigned b = 0; b < 10; b++) {
        cr_assert_eq(scored_bin_of((double)b / 10, 10), b);
        cr_assert_eq(scored_bin_of(nextafter((double)(b + 1) / 10, 0), 10), b);
    }
    cr_assert_eq(scored_bin_of(1, 10), 9);
}

Test(scored, roc_is_straight_between_ties)
{
    static const double score[] = {3, 2, 2, 1};
    static const bool positive[] = {true, true, false, false};
    const struct scored s = {.n = 4, .score = score, .positive = positive};
    double rate[5];
    scored_roc(&s, rate, 5);
    cr_assert_float_eq(rate[0], 0.5, 1e-15);
    cr_assert_float_eq(rate[1], 0.75, 1e-15);
    cr_assert_float_eq(rate[2], 1, 1e-15);
    cr_assert_float_eq(rate[4], 1, 1e-15);
}
