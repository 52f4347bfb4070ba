/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/evaluation.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/sort.h"
#include "base/tool.h"
#include "learn/evaldata.h"
#include "learn/scored.h"
#include "learn/valued.h"
#include "stats/bootstrap.h"
#include "tsv/table.h"

enum { SCORE, AGAINST, MEASURE, CLASS, AT, VALUE, LOW, HIGH };
static const struct column COLUMNS[] = {
    [SCORE] = {"score", TYPE_TEXT}, [AGAINST] = {"against", TYPE_TEXT}, [MEASURE] = {"measure", TYPE_TEXT},
    [CLASS] = {"class", TYPE_TEXT}, [AT] = {"at", TYPE_TEXT},           [VALUE] = {"value", TYPE_NUMBER},
    [LOW] = {"low", TYPE_NUMBER},   [HIGH] = {"high", TYPE_NUMBER},     {0}};
enum { FEW = 30, ROC_POINTS = 101 };

/* A measure of a column of predictions. */
struct line {
    const char *measure;
    struct slice class;
    char at[8];
    bool of_sizes; /* of chances, not of every score */
    bool differs;  /* it is subtracted from that of a baseline */
};

struct evaluator {
    const struct evaluation_choice *choice;
    struct evaldata d;
    struct line *line; /* lines of them for each column */
    unsigned lines;
    struct scored *scored; /* of each column, one of these three */
    struct valued *valued;
    double *value;     /* value[j * lines + k] */
    double *replicate; /* the same, replicates times; or NULL */
    double *spare;     /* for intervals */
    size_t customers;
    struct table table;
};

/* ---- the measures of a kind ---- */

static void add_line(struct evaluator *e, const char *measure, struct slice class, unsigned at, bool of_sizes,
                     bool differs)
{
    struct line *l = &e->line[e->lines++];
    *l = (struct line){.measure = measure, .class = class, .of_sizes = of_sizes, .differs = differs};
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

/* place[i]: where row i stands in the order of the keys */
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
static struct slice *sort_classes(struct evaldata *d)
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

static void count_classes(const struct evaluator *e, const double *predicted, const uint32_t *times, double *count)
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
    count_classes(e, predicted, times, count);
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

/* Of value a, or of a less b; b may be SIZE_MAX. */
static struct interval interval_of(const struct evaluator *e, size_t a, size_t b)
{
    size_t n = (size_t)e->choice->replicates, values = (size_t)e->d.columns * e->lines;
    if (!e->replicate)
        return (struct interval){NAN, NAN, NAN};
    for (size_t r = 0; r < n; r++) {
        const double *v = e->replicate + r * values;
        e->spare[r] = b == SIZE_MAX ? v[a] : v[a] - v[b];
    }
    return bootstrap_interval(e->spare, n, 1, (1 - e->choice->level) / 2, e->spare + n);
}

/* ---- written ---- */

static void put(struct evaluator *e, unsigned j, const char *measure_name, struct slice class, const char *at,
                double value)
{
    const struct cell cell[] = {[SCORE] = cell_text(e->d.column[j].name),
                                [AGAINST] = cell_empty(),
                                [MEASURE] = cell_str(measure_name),
                                [CLASS] = cell_text(class),
                                [AT] = cell_str(at),
                                [VALUE] = cell_number(value),
                                [LOW] = cell_empty(),
                                [HIGH] = cell_empty()};
    table_row(&e->table, slice_of("", 0), cell);
}

static void put_at(struct evaluator *e, unsigned j, const char *measure_name, size_t at, double value)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", at);
    put(e, j, measure_name, slice_of("", 0), text, value);
}

/* A measure of column j, or its difference to one of column b. */
static void put_line(struct evaluator *e, unsigned j, struct slice against, unsigned k, size_t b)
{
    const struct line *l = &e->line[k];
    size_t a = (size_t)j * e->lines + k;
    struct interval i = interval_of(e, a, b);
    const struct cell cell[] = {[SCORE] = cell_text(e->d.column[j].name),
                                [AGAINST] = cell_text(against),
                                [MEASURE] = cell_str(l->measure),
                                [CLASS] = cell_text(l->class),
                                [AT] = cell_str(l->at),
                                [VALUE] = cell_number(b == SIZE_MAX ? e->value[a] : e->value[a] - e->value[b]),
                                [LOW] = cell_number(i.low),
                                [HIGH] = cell_number(i.high)};
    table_row(&e->table, slice_of("", 0), cell);
}

static bool is_of(const struct evaluator *e, unsigned j, unsigned k)
{
    if (e->choice->kind != EVALUATION_SCORE)
        return true;
    if (k >= SCORED_BEST_PROFIT && k <= SCORED_BEST_SHARE)
        return !isnan(e->choice->cost);
    if (k >= SCORED_PROFIT && k < SCORED_PRECISION_AT)
        return !isnan(e->choice->cost);
    if (k == SCORED_TOP_AMOUNT)
        return e->d.amount != NULL;
    return !e->line[k].of_sizes || e->d.column[j].is_chance;
}

/* ---- bins for the calibration ---- */

static void write_bin(struct evaluator *e, unsigned j, const char *const name[3], size_t b,
                      const struct scored_bin *bin)
{
    put_at(e, j, name[0], b, bin->rows);
    put_at(e, j, name[1], b, bin->positives);
    put_at(e, j, name[2], b, bin->rows > 0 ? sums_total(&bin->sum) / bin->rows : NAN);
}

static void add_to_bin(struct scored_bin *bin, const struct scored *s, size_t i)
{
    bin->rows++;
    bin->positives += s->positive[i];
    sums_add(&bin->sum, s->score[i]);
}

static void write_width_bins(struct evaluator *e, unsigned j)
{
    static const char *const name[3] = {"bin_rows", "bin_positives", "bin_mean"};
    const struct scored *s = &e->scored[j];
    struct scored_bin *bin = mem_zero(s->bins, sizeof *bin);
    for (size_t i = 0; i < s->n; i++)
        add_to_bin(&bin[scored_bin_of(s->score[i], s->bins)], s, i);
    for (unsigned b = 0; b < s->bins; b++)
        write_bin(e, j, name, b + (size_t)1, &bin[b]);
    free(bin);
}

/* The lowest scores first, equal ones by key: groups of ties from the last to the first, each from its first row. */
static void write_count_bins(struct evaluator *e, unsigned j)
{
    static const char *const name[3] = {"count_bin_rows", "count_bin_positives", "count_bin_mean"};
    const struct scored *s = &e->scored[j];
    size_t bins = (size_t)e->choice->count_bins, b = 0, rows = 0;
    struct scored_bin *bin = mem_zero(bins, sizeof *bin);
    for (size_t end = s->n, from; end > 0; end = from) {
        for (from = end - 1; from > 0 && s->score[from - 1] == s->score[end - 1];)
            from--;
        for (size_t i = from; i < end; i++, rows++) {
            while (rows >= scored_rows_of(s->n, b + 1, bins))
                b++;
            add_to_bin(&bin[b], s, i);
        }
    }
    for (b = 0; b < bins; b++)
        write_bin(e, j, name, b + 1, &bin[b]);
    free(bin);
}

static void write_order(struct evaluator *e, unsigned j)
{
    const struct scored *s = &e->scored[j];
    double rate[ROC_POINTS];
    for (unsigned k = 1; k <= SCORED_DECILES; k++) {
        size_t from = scored_rows_of(s->n, k - 1, SCORED_DECILES), end = scored_rows_of(s->n, k, SCORED_DECILES);
        put_at(e, j, "decile_rows", k, (double)(end - from));
        put_at(e, j, "decile_positives", k, (double)(scored_positives(s, end) - scored_positives(s, from)));
    }
    scored_roc(s, rate, ROC_POINTS);
    for (unsigned i = 0; i < ROC_POINTS; i++)
        put_at(e, j, "roc", i, rate[i]);
}

/* How many rows of class a were taken for class p: class a, at p. */
static void write_confusion(struct evaluator *e, unsigned j, const struct slice *class)
{
    const struct evaldata *d = &e->d;
    unsigned k = d->classes.n;
    double *count = mem_zero((size_t)k * k, sizeof *count);
    count_classes(e, d->column[j].value, NULL, count);
    for (unsigned a = 0; a < k; a++) {
        double support = 0;
        for (unsigned p = 0; p < k; p++) {
            char *at = mem_str(class[p]);
            put(e, j, "confusion", class[a], at, count[a * k + p]);
            free(at);
            support += count[a * k + p];
        }
        put(e, j, "support", class[a], "", support);
    }
    free(count);
}

static void write_counts(struct evaluator *e, unsigned j, const struct slice *class)
{
    put(e, j, "rows", slice_of("", 0), "", (double)e->d.n);
    if (e->choice->kind == EVALUATION_SCORE)
        put(e, j, "positives", slice_of("", 0), "", (double)scored_positives(&e->scored[j], e->d.n));
    if (e->choice->kind == EVALUATION_CLASS)
        write_confusion(e, j, class);
}

static void write_column(struct evaluator *e, unsigned j, const struct slice *class)
{
    write_counts(e, j, class);
    for (unsigned k = 0; k < e->lines; k++)
        if (is_of(e, j, k))
            put_line(e, j, slice_of("", 0), k, SIZE_MAX);
    if (e->choice->kind != EVALUATION_SCORE)
        return;
    write_order(e, j);
    if (e->d.column[j].is_chance) {
        write_width_bins(e, j);
        write_count_bins(e, j);
    }
}

static void write_naive(struct evaluator *e, const char *against, unsigned k, unsigned naive)
{
    if (is_of(e, 0, k))
        put_line(e, 0, slice_str(against), k, naive);
}

static void write_differences(struct evaluator *e)
{
    if (e->choice->kind == EVALUATION_SCORE) {
        write_naive(e, "(majority)", SCORED_CLASSES + CONFUSION_ACCURACY, SCORED_CLASSES + CONFUSION_MAJORITY);
        write_naive(e, "(share)", SCORED_LOG_LOSS, SCORED_BASE_LOSS);
    } else if (e->choice->kind == EVALUATION_CLASS) {
        write_naive(e, "(majority)", CONFUSION_ACCURACY, CONFUSION_MAJORITY);
    } else {
        write_naive(e, "(mean)", VALUED_MAE, VALUED_MEAN_MAE);
    }
    for (unsigned j = 1; j < e->d.columns; j++)
        for (unsigned k = 0; k < e->lines; k++)
            if (e->line[k].differs && is_of(e, 0, k) && is_of(e, j, k))
                put_line(e, 0, e->d.column[j].name, k, (size_t)j * e->lines + k);
}

/* ---- warnings ---- */

static void warn_of_few(const struct evaluator *e, const struct slice *class)
{
    const struct evaldata *d = &e->d;
    unsigned k = e->choice->kind == EVALUATION_SCORE ? 2 : d->classes.n;
    uint64_t *rows = mem_zero(k, sizeof *rows);
    for (size_t i = 0; i < d->n; i++)
        rows[(size_t)d->truth[i]]++;
    for (unsigned i = 0; i < k; i++) {
        struct slice name = class ? class[i] : i ? SLICE("positive") : SLICE("negative");
        if (rows[i] < FEW)
            warn("only %" PRIu64 " rows are of class %.*s: what is measured of them is mostly chance", rows[i],
                 (int)name.n, name.p);
    }
    free(rows);
}

static void warn_of_loss(const struct evaluator *e)
{
    for (unsigned j = 0; j < e->d.columns; j++)
        if (e->d.column[j].is_chance && e->d.n && isnan(e->value[(size_t)j * e->lines + SCORED_LOG_LOSS]))
            warn("column \"%.*s\" has a chance of 0 or 1 that did not come true: its log loss is infinite, and is left"
                 " empty",
                 (int)e->d.column[j].name.n, e->d.column[j].name.p);
}

static void free_all(struct evaluator *e)
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

void evaluation_write(struct out *o, struct tsv *in, const struct evaluation_choice *choice,
                      const struct opt_list *only)
{
    struct evaluator e = {.choice = choice};
    table_begin(&e.table, o, NULL, COLUMNS, only);
    evaldata_read(&e.d, in, choice);
    struct slice *class = choice->kind == EVALUATION_CLASS ? sort_classes(&e.d) : NULL;
    if (e.d.n) {
        add_lines(&e, class);
        order_all(&e);
        measure_all(&e);
        if (choice->kind != EVALUATION_VALUE)
            warn_of_few(&e, class);
        if (choice->kind == EVALUATION_SCORE)
            warn_of_loss(&e);
        for (unsigned j = 0; j < e.d.columns; j++)
            write_column(&e, j, class);
        write_differences(&e);
        free_all(&e);
    }
    free(class);
    table_end(&e.table);
}
