/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/evaluator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/sort.h"
#include "stats/bootstrap.h"

/* ---- the measures of a kind ---- */

static void add_line(struct evaluator *e, const char *measure, struct slice class, unsigned at, bool of_sizes,
                     bool differs)
{
    struct evaluator_line *l = &e->line[e->lines++];
    *l = (struct evaluator_line){.measure = measure, .class = class, .of_sizes = of_sizes, .differs = differs};
    if (at)
        snprintf(l->at, sizeof l->at, "%u", at % 1000);
}

static void add_confusion(struct evaluator *e, const struct slice *class, unsigned classes)
{
    struct slice none = slice_of("", 0);
    for (unsigned i = 0; i < CONFUSION_MEASURES; i++)
        add_line(e, CONFUSION_NAME[i], none, 0, true, i != CONFUSION_MAJORITY);
    for (unsigned k = 0; k < classes; k++)
        for (unsigned i = 0; i < CONFUSION_OFS; i++)
            add_line(e, CONFUSION_OF_NAME[i], class[k], 0, true, true);
}

static void add_scored(struct evaluator *e)
{
    struct slice none = slice_of("", 0);
    const struct slice class[2] = {SLICE("0"), e->choice->positive ? slice_str(e->choice->positive) : SLICE("1")};
    const struct slice named[2] = {e->choice->positive ? SLICE("(others)") : class[0], class[1]};
    for (unsigned i = 0; i < SCORED_SCALARS; i++) {
        bool of_sizes = i >= SCORED_LOG_LOSS && i <= SCORED_ECE && i != SCORED_POSITIVE_SHARE;
        bool given = i != SCORED_POSITIVE_SHARE && i != SCORED_BASE_LOSS; /* whatever is predicted */
        add_line(e, SCORED_NAME[i], none, i == SCORED_TOP_AMOUNT ? (unsigned)e->choice->top : 0, of_sizes, given);
    }
    static const char *const decile[] = {"lift", "cumulative_gain", "profit"};
    for (unsigned i = 0; i < 3; i++)
        for (unsigned k = 1; k <= SCORED_DECILES; k++)
            add_line(e, decile[i], none, i == 2 ? 10 * k : k, false, false);
    static const char *const share[] = {"precision_at", "capture_at"};
    for (unsigned i = 0; i < 2; i++)
        for (unsigned k = 0; k < SCORED_SHARES; k++)
            add_line(e, share[i], none, SCORED_SHARE[k], false, true);
    add_confusion(e, named, 2);
}

static void add_lines(struct evaluator *e, const struct slice *class)
{
    unsigned classes = e->d.classes.n;
    e->line = mem_zero((size_t)SCORED_MEASURES + VALUED_MEASURES + CONFUSION_MEASURES + (size_t)CONFUSION_OFS * classes,
                       sizeof *e->line);
    if (e->choice->kind == EVALUATION_SCORE)
        add_scored(e);
    else if (e->choice->kind == EVALUATION_CLASS)
        add_confusion(e, class, classes);
    else
        for (unsigned i = 0; i < VALUED_MEASURES; i++)
            add_line(e, VALUED_NAME[i], slice_of("", 0),
                     i == VALUED_TOP_AMOUNT || i == VALUED_BEST_AMOUNT ? (unsigned)e->choice->top : 0, false,
                     i != VALUED_BEST_AMOUNT && i != VALUED_MEAN_MAE);
}

/* ---- scores in order ---- */

static uint64_t falling_key(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits >> 63 ? bits : ~bits & ~(UINT64_C(1) << 63);
}

static int by_key(const void *a, const void *b, void *data)
{
    uint32_t x = ((const struct sort_item *)a)->of, y = ((const struct sort_item *)b)->of;
    int c = slice_cmp(evaldata_key(data, x), evaldata_key(data, y));
    return c ? c : (x > y) - (x < y);
}

/* Does one of the lists end between the rows from and end? */
static bool is_cut(const struct evaluator *e, size_t from, size_t end)
{
    size_t n = e->d.n, bins = (size_t)e->choice->count_bins;
    if (e->choice->replicates)
        return true;
    size_t cut = (size_t)ceil((double)n * e->choice->top / 100);
    bool found = from < cut && cut < end;
    for (unsigned k = 1; k <= SCORED_DECILES && !found; k++)
        cut = scored_rows_of(n, k, SCORED_DECILES), found = from < cut && cut < end;
    for (unsigned k = 0; k < SCORED_SHARES && !found; k++)
        cut = scored_rows_of(n, SCORED_SHARE[k], 100), found = from < cut && cut < end;
    for (size_t b = 1; b < bins && !found; b++) /* from below */
        cut = n - scored_rows_of(n, b, bins), found = from < cut && cut < end;
    return found;
}

static struct sort_item *sorted_rows(struct evaluator *e, const double *value)
{
    size_t n = e->d.n;
    struct sort_item *item = mem_resize(NULL, n + 1, sizeof *item);
    struct sort_item *spare = mem_resize(NULL, (n < SORT_SPARE ? n : SORT_SPARE) + 1, sizeof *spare);
    for (size_t i = 0; i < n; i++)
        item[i] = (struct sort_item){falling_key(value[i]), (uint32_t)i};
    sort_keys(item, n, spare);
    free(spare);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && item[end].key == item[i].key;)
            end++;
        if (end > i + 1 && is_cut(e, i, end))
            qsort_r(item + i, end - i, sizeof *item, by_key, &e->d);
    }
    return item;
}

static struct scored scored_of(struct evaluator *e, const struct evalcolumn *c)
{
    size_t n = e->d.n;
    struct sort_item *item = sorted_rows(e, c->value);
    double *score = mem_resize(NULL, n + 1, sizeof *score), *amount = NULL;
    bool *positive = mem_resize(NULL, n + 1, sizeof *positive);
    uint32_t *who = mem_resize(NULL, n + 1, sizeof *who);
    if (e->d.amount)
        amount = mem_resize(NULL, n + 1, sizeof *amount);
    for (size_t i = 0; i < n; i++) {
        uint32_t row = item[i].of;
        score[i] = c->value[row];
        positive[i] = e->d.truth[row] == 1;
        who[i] = e->d.who ? e->d.who[row] : row;
        if (amount)
            amount[i] = e->d.amount[row];
    }
    free(item);
    return (struct scored){.n = n,
                           .score = score,
                           .positive = positive,
                           .amount = amount,
                           .who = who,
                           .is_chance = c->is_chance,
                           .threshold = e->choice->threshold,
                           .top = e->choice->top,
                           .bins = (unsigned)e->choice->bins,
                           .cost = e->choice->cost,
                           .benefit = e->choice->benefit};
}

/* place[i]: the place of row i in the order of the keys */
static uint32_t *places_of(struct evaluator *e)
{
    size_t n = e->d.n;
    uint32_t *place = mem_resize(NULL, n + 1, sizeof *place);
    struct sort_item *item = mem_resize(NULL, n + 1, sizeof *item);
    for (size_t i = 0; i < n; i++)
        item[i].of = (uint32_t)i;
    if (e->d.key_start)
        qsort_r(item, n, sizeof *item, by_key, &e->d);
    for (size_t i = 0; i < n; i++)
        place[item[i].of] = (uint32_t)i;
    free(item);
    return place;
}

/* Classes in the order of their bytes, from now on numbered so. */
struct slice *evaluator_classes(struct evaldata *d)
{
    uint32_t k = d->classes.n, *now = mem_zero(k, sizeof *now);
    struct slice *class = mem_zero(k, sizeof *class);
    for (uint32_t i = 0; i < k; i++) {
        for (uint32_t j = 0; j < k; j++)
            now[i] += slice_cmp(map_key(&d->classes, j), map_key(&d->classes, i)) < 0;
        class[now[i]] = map_key(&d->classes, i);
    }
    for (size_t i = 0; i < d->n; i++) {
        d->truth[i] = now[(uint32_t)d->truth[i]];
        for (unsigned j = 0; j < d->columns; j++)
            d->column[j].value[i] = now[(uint32_t)d->column[j].value[i]];
    }
    free(now);
    return class;
}

static void order_all(struct evaluator *e)
{
    struct evaldata *d = &e->d;
    uint32_t *place = e->choice->kind == EVALUATION_VALUE ? places_of(e) : NULL;
    e->scored = mem_zero(d->columns, sizeof *e->scored);
    e->valued = mem_zero(d->columns, sizeof *e->valued);
    e->customers = d->who ? d->customers.n : d->n;
    if (e->choice->kind == EVALUATION_VALUE && !d->who) {
        d->who = mem_resize(NULL, d->n + 1, sizeof *d->who);
        for (size_t i = 0; i < d->n; i++)
            d->who[i] = (uint32_t)i;
    }
    for (unsigned j = 0; j < d->columns; j++)
        if (e->choice->kind == EVALUATION_SCORE) {
            e->scored[j] = scored_of(e, &d->column[j]);
        } else if (e->choice->kind == EVALUATION_VALUE) {
            e->valued[j] = (struct valued){.n = d->n,
                                           .actual = d->truth,
                                           .predicted = d->column[j].value,
                                           .amount = d->amount ? d->amount : d->truth,
                                           .who = d->who,
                                           .top = e->choice->top};
            valued_order(&e->valued[j], place);
        }
    free(place);
}

/* ---- measured ---- */

void evaluator_count(const struct evaluator *e, const double *predicted, const uint32_t *times, double *count)
{
    const struct evaldata *d = &e->d;
    unsigned k = d->classes.n;
    memset(count, 0, (size_t)k * k * sizeof *count);
    for (size_t i = 0; i < d->n; i++)
        count[(size_t)d->truth[i] * k + (size_t)predicted[i]] += times ? times[d->who ? d->who[i] : i] : 1;
}

static void measure_classes(const struct evaluator *e, const double *predicted, const uint32_t *times, double *value)
{
    unsigned k = e->d.classes.n;
    double *count = mem_zero((size_t)k * k, sizeof *count);
    evaluator_count(e, predicted, times, count);
    confusion_measure(count, k, value);
    free(count);
}

static void measure(const void *ctx, const uint32_t *times, double *value)
{
    const struct evaluator *e = ctx;
    for (unsigned j = 0; j < e->d.columns; j++) {
        double *v = value + (size_t)j * e->lines;
        if (e->choice->kind == EVALUATION_SCORE)
            scored_measure(&e->scored[j], times, v);
        else if (e->choice->kind == EVALUATION_VALUE)
            valued_measure(&e->valued[j], times, v);
        else
            measure_classes(e, e->d.column[j].value, times, v);
    }
}

static void measure_all(struct evaluator *e)
{
    size_t values = (size_t)e->d.columns * e->lines;
    e->value = mem_zero(values, sizeof *e->value);
    measure(e, NULL, e->value);
    if (!e->choice->replicates || e->customers == 0)
        return;
    struct bootstrap b = {.rows = e->customers,
                          .values = values,
                          .replicates = (size_t)e->choice->replicates,
                          .seed = e->choice->seed,
                          .threads = e->choice->threads};
    e->replicate = mem_resize(NULL, b.replicates, values * sizeof *e->replicate);
    e->spare = mem_resize(NULL, b.replicates, 3 * sizeof *e->spare);
    if (!bootstrap_run(&b, measure, e, e->replicate))
        die(STATUS_ENV, "out of memory");
}

void evaluator_run(struct evaluator *e, const struct slice *class)
{
    add_lines(e, class);
    order_all(e);
    measure_all(e);
}

void evaluator_free(struct evaluator *e)
{
    for (unsigned j = 0; j < e->d.columns; j++) {
        free((void *)(uintptr_t)e->scored[j].score);
        free((void *)(uintptr_t)e->scored[j].positive);
        free((void *)(uintptr_t)e->scored[j].amount);
        free((void *)(uintptr_t)e->scored[j].who);
        valued_free(&e->valued[j]);
    }
    free(e->scored);
    free(e->valued);
    free(e->line);
    free(e->value);
    free(e->replicate);
    free(e->spare);
    evaldata_free(&e->d);
}
