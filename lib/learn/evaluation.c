/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/evaluation.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "learn/evaluator.h"
#include "stats/bootstrap.h"
#include "tsv/table.h"

enum { SCORE, AGAINST, MEASURE, CLASS, AT, VALUE, LOW, HIGH };
static const struct column COLUMNS[] = {
    [SCORE] = {"score", TYPE_TEXT}, [AGAINST] = {"against", TYPE_TEXT}, [MEASURE] = {"measure", TYPE_TEXT},
    [CLASS] = {"class", TYPE_TEXT}, [AT] = {"at", TYPE_TEXT},           [VALUE] = {"value", TYPE_NUMBER},
    [LOW] = {"low", TYPE_NUMBER},   [HIGH] = {"high", TYPE_NUMBER},     {0}};
enum { FEW = 30, ROC_POINTS = 101 };

static struct table table;

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
    table_row(&table, slice_of("", 0), cell);
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
    const struct evaluator_line *l = &e->line[k];
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
    table_row(&table, slice_of("", 0), cell);
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
    evaluator_count(e, d->column[j].value, NULL, count);
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
            warn("class %.*s has few rows (%" PRIu64 "): its measures are mostly chance", (int)name.n, name.p, rows[i]);
    }
    free(rows);
}

static void warn_of_loss(const struct evaluator *e)
{
    for (unsigned j = 0; j < e->d.columns; j++)
        if (e->d.column[j].is_chance && e->d.n && isnan(e->value[(size_t)j * e->lines + SCORED_LOG_LOSS]))
            warn("column \"%.*s\" has a probability of 0 or 1 that turned out wrong: its log loss is infinite, and is"
                 " left empty",
                 (int)e->d.column[j].name.n, e->d.column[j].name.p);
}

void evaluation_write(struct out *o, struct tsv *in, const struct evaluation_choice *choice,
                      const struct opt_list *only)
{
    struct evaluator e = {.choice = choice};
    table_begin(&table, o, NULL, COLUMNS, only);
    evaldata_read(&e.d, in, choice);
    struct slice *class = choice->kind == EVALUATION_CLASS ? evaluator_classes(&e.d) : NULL;
    if (e.d.n) {
        evaluator_run(&e, class);
        if (choice->kind != EVALUATION_VALUE)
            warn_of_few(&e, class);
        if (choice->kind == EVALUATION_SCORE)
            warn_of_loss(&e);
        for (unsigned j = 0; j < e.d.columns; j++)
            write_column(&e, j, class);
        write_differences(&e);
        evaluator_free(&e);
    } else {
        evaldata_free(&e.d);
    }
    free(class);
    table_end(&table);
}
