/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/scores.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/rng.h"

enum { N = 500 };

static int64_t value[N], sorted[N], spare[N];
static uint64_t rows[N];

/* Values of one measure, skewed and full of ties. */
static void draw(struct rng *r, int64_t unit)
{
    for (int i = 0; i < N; i++)
        sorted[i] = value[i] = (int64_t)(rng_below(r, 2000) >> rng_below(r, 10)) * unit - 3 * unit;
}

/* As a file of limits keeps it. */
static double printed(double v)
{
    char text[NUM_ROOM];
    double back;
    cr_assert(num_double(slice_of(text, (size_t)num_print_double(text, v)), &back));
    return back;
}

static void check_classes(const struct scores *s, enum scores_measure m)
{
    uint64_t found[SCORES_MOST] = {0};
    struct scores again = *s;
    for (unsigned i = 0; i + 1 < s->classes; i++)
        again.limit[m][i] = printed(s->limit[m][i]);
    for (int i = 0; i < N; i++) {
        unsigned score = scores_of(s, m, scores_value(m, value[i]));
        cr_assert_eq(score, scores_of(&again, m, scores_value(m, value[i])));
        unsigned class = score - scores_low(s);
        class = m == SCORES_RECENCY ? s->classes - 1 - class : class;
        cr_assert_eq(scores_of_class(s, m, class), score);
        cr_assert(s->class[m][class].lowest <= value[i] && value[i] <= s->class[m][class].highest);
        found[class]++;
    }
    for (unsigned c = 0; c < s->classes; c++)
        cr_assert_eq(found[c], s->class[m][c].rows);
}

Test(scores, limits_as_printed_give_the_same_scores)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    for (int round = 0; round < 60; round++)
        for (unsigned m = 0; m < SCORES_MEASURES; m++) {
            struct scores s = {.method = round % 2, .classes = 2 + (unsigned)rng_below(&r, 12)};
            draw(&r, m == SCORES_MONETARY ? 10000 : 1);
            cr_assert_null(scores_fit(&s, m, sorted, spare, rows, N));
            check_classes(&s, m);
        }
}

Test(scores, ties_stay_together_and_few_days_are_best)
{
    struct scores s = {.method = SCORES_QUANTILE, .classes = 5};
    const int64_t days[] = {1, 1, 1, 1, 1, 1, 1, 400};
    for (int i = 0; i < 8; i++)
        sorted[i] = days[i];
    cr_assert_null(scores_fit(&s, SCORES_RECENCY, sorted, spare, rows, 8));
    cr_assert_eq(scores_of(&s, SCORES_RECENCY, 1), 5);
    cr_assert_eq(scores_of(&s, SCORES_RECENCY, 400), 1);
    cr_assert_eq(scores_of(&s, SCORES_RECENCY, 0), 5, "beyond what was seen");
    cr_assert_eq(s.class[SCORES_RECENCY][1].rows, 0, "nobody is between");
}

Test(scores, clusters_part_halfway_between_their_means)
{
    struct scores s = {.method = SCORES_KMEANS, .classes = 2};
    const int64_t money[] = {1000000, 3000000, 100000000};
    for (int i = 0; i < 3; i++)
        sorted[i] = money[i];
    cr_assert_null(scores_fit(&s, SCORES_MONETARY, sorted, spare, rows, 3));
    cr_assert_eq(s.limit[SCORES_MONETARY][0], 51);
    cr_assert_eq(scores_of(&s, SCORES_MONETARY, 51), 0);
    cr_assert_eq(scores_of(&s, SCORES_MONETARY, 51.01), 1);
    s.classes = 4;
    cr_assert_not_null(scores_fit(&s, SCORES_MONETARY, sorted, spare, rows, 3), "four clusters of three values");
}

Test(scores, values_keep_their_order_as_doubles)
{
    cr_assert_eq(scores_value(SCORES_MONETARY, 13800000), 13.8);
    cr_assert_leq(scores_value(SCORES_MONETARY, INT64_MAX - 1), scores_value(SCORES_MONETARY, INT64_MAX));
    cr_assert_eq(scores_value(SCORES_FREQUENCY, 7), 7);
    cr_assert(slice_is(scores_word(SCORES_FREQUENCIES, 2), "purchase_days"));
}
