/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/scores.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/num.h"
#include "base/rng.h"
#include "stats/quantile.h"

enum { N = 500 };

static int64_t value[N], changed[N];
static uint64_t rows[N];

/* Values of one measure, skewed and full of ties. */
static void draw(struct rng *r, int64_t unit)
{
    for (int i = 0; i < N; i++)
        changed[i] = value[i] = (int64_t)(rng_below(r, 2000) >> rng_below(r, 10)) * unit - 3 * unit;
}

/* In the form of a file of limits. */
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
    scores_cut(&again, m);
    for (int i = 0; i < N; i++) {
        unsigned score = scores_of(s, m, value[i]), class = 0;
        while (class + 1 < s->classes && scores_value(m, value[i]) > s->limit[m][class])
            class ++;
        cr_assert_eq(score, scores_of(&again, m, value[i]));
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
            cr_assert_null(scores_fit(&s, m, changed, rows, N));
            check_classes(&s, m);
        }
}

Test(scores, ties_stay_together_and_few_days_are_best)
{
    struct scores s = {.method = SCORES_QUANTILE, .classes = 5};
    const int64_t days[] = {1, 1, 1, 1, 1, 1, 1, 400};
    for (int i = 0; i < 8; i++)
        changed[i] = days[i];
    cr_assert_null(scores_fit(&s, SCORES_RECENCY, changed, rows, 8));
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
        changed[i] = money[i];
    cr_assert_null(scores_fit(&s, SCORES_MONETARY, changed, rows, 3));
    cr_assert_eq(s.limit[SCORES_MONETARY][0], 51);
    cr_assert_eq(scores_of(&s, SCORES_MONETARY, 51000000), 0);
    cr_assert_eq(scores_of(&s, SCORES_MONETARY, 51000001), 1);
    s.classes = 4;
    cr_assert_not_null(scores_fit(&s, SCORES_MONETARY, changed, rows, 3), "four clusters of three values");
}

/* Limits of a file may be any ascending numbers. */
Test(scores, a_value_on_a_limit_stays_below_it)
{
    struct scores s = {.method = SCORES_QUANTILE, .classes = 7};
    const double limit[] = {-1e300, 1, 2, 2, 0x1p62, 0x1p63};
    const struct {
        int64_t v;
        unsigned class;
    } row[] = {{-INT64_MAX, 1},
               {1, 1},
               {2, 2},
               {3, 4},
               {INT64_C(1) << 62, 4},
               {(INT64_C(1) << 62) + 256, 4},
               {(INT64_C(1) << 62) + 1024, 5},
               {INT64_MAX, 5}};
    memcpy(s.limit[SCORES_FREQUENCY], limit, sizeof limit);
    scores_cut(&s, SCORES_FREQUENCY);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_assert_eq(scores_of(&s, SCORES_FREQUENCY, row[i].v), 1 + row[i].class, "%zu", i);
}

/* Points or rows, counted or sorted: the quantiles are those of the sorted values. */
Test(scores, limits_are_quantiles_of_the_sorted_values)
{
    struct rng r;
    rng_seed(&r, 8, 0);
    for (int round = 0; round < 200; round++) {
        struct scores s = {.method = SCORES_QUANTILE, .classes = 2 + (unsigned)rng_below(&r, 20)};
        size_t n = 1 + rng_below(&r, N);
        uint64_t most = UINT64_C(1) << rng_below(&r, 62);
        int64_t spare[N], unit = rng_below(&r, 2) ? 1 : DECIMAL_CENT;
        for (size_t i = 0; i < n; i++)
            changed[i] = value[i] = (int64_t)rng_below(&r, most) / unit * unit;
        quantile_sort_int(value, spare, n);
        cr_assert_null(scores_fit(&s, SCORES_MONETARY, changed, rows, n));
        for (unsigned i = 1; i < s.classes; i++) {
            struct quantile_place p = quantile_place(n, i, s.classes);
            cr_assert_eq(s.limit[SCORES_MONETARY][i - 1],
                         quantile_int(value[p.low], value[p.low + (p.part > 0)], p, DECIMAL_ONE));
        }
    }
}

Test(scores, values_keep_their_order_as_doubles)
{
    cr_assert_eq(scores_value(SCORES_MONETARY, 13800000), 13.8);
    cr_assert_leq(scores_value(SCORES_MONETARY, INT64_MAX - 1), scores_value(SCORES_MONETARY, INT64_MAX));
    cr_assert_eq(scores_value(SCORES_FREQUENCY, 7), 7);
    cr_assert(slice_is(scores_word(SCORES_FREQUENCIES, 2), "purchase_days"));
}
