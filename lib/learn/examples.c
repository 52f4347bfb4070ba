/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/examples.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "stats/quantile.h"

enum { MOST_LABELS = 255, FIRST_ROWS = 1024 };

/* ---- columns ---- */

static bool is_among(struct opt_list list, struct slice name)
{
    for (size_t i = 0; i < list.n; i++)
        if (slice_eq(list.word[i], name))
            return true;
    return false;
}

static bool is_id(struct slice name)
{
    static const struct slice suffix = SLICE("_id");
    return name.n >= suffix.n && slice_eq(slice_of(name.p + name.n - suffix.n, suffix.n), suffix);
}

static void check_words(const char *option, struct opt_list list, struct opt_list columns)
{
    for (size_t i = 0; i < list.n; i++) {
        struct slice rest = list.word[i], name = slice_cut(&rest, '=');
        if (!is_among(columns, name))
            die(STATUS_USAGE, "%s: \"%.*s\" is not one of --columns", option, (int)name.n, name.p);
    }
}

static bool is_all(struct opt_list list)
{
    return list.n == 1 && slice_is(list.word[0], "all");
}

static void check_columns(const struct examples *e)
{
    const struct examples_choice *c = e->choice;
    for (size_t j = 0; j < c->columns.n; j++) {
        struct slice name = c->columns.word[j];
        if (is_id(name))
            die(STATUS_DATA,
                "%s:1: column \"%.*s\" identifies rows and is not a measure: nothing can be learned from it",
                e->in->name, (int)name.n, name.p);
        if (slice_is(name, c->target))
            die(STATUS_USAGE, "--columns: \"%s\" is the target itself", c->target);
        for (size_t k = 0; k < j; k++)
            if (slice_eq(c->columns.word[k], name))
                die(STATUS_USAGE, "--columns: \"%.*s\" is given twice", (int)name.n, name.p);
    }
    check_words("--labels", c->labels, c->columns);
    check_words("--base", c->base, c->columns);
    if (!is_all(c->log1p))
        check_words("--log1p", c->log1p, c->columns);
}

static void begin(struct examples *e, struct tsv *in, const struct examples_choice *choice)
{
    *e = (struct examples){
        .choice = choice, .in = in, .columns = (unsigned)choice->columns.n, .last_label_end = DATE_NONE};
    check_columns(e);
    e->target = tsv_need(in, choice->target);
    e->cut = choice->stop_cut == DATE_NONE ? tsv_find(in, "cut") : tsv_need(in, "cut");
    e->as_of = tsv_find(in, "as_of");
    e->label_end = tsv_find(in, "label_end");
    e->column = mem_zero(e->columns, sizeof *e->column);
    for (unsigned j = 0; j < e->columns; j++) {
        struct slice name = choice->columns.word[j];
        struct examples_column *c = &e->column[j];
        c->col = tsv_need_slice(in, name);
        c->known = c->has_labels = is_among(choice->labels, name);
        c->log1p = is_all(choice->log1p) || is_among(choice->log1p, name);
    }
}

/* ---- a row ---- */

/* Whose label ends too late: for what will be scored, or for the rows that tell when to stop. */
static bool check_end(struct examples *e, date end, bool is_later)
{
    const struct examples_choice *c = e->choice;
    if (c->cut != DATE_NONE && end > c->cut)
        return tsv_bad(e->in, e->label_end, "is after --cut: the row contains what is to be predicted",
                       "learn from rows whose label ends by then");
    return c->stop_cut == DATE_NONE || is_later || end <= c->stop_cut ||
           tsv_bad(e->in, e->label_end, "is after --stop-cut: the row contains what the later rows are to test",
                   "learn from rows whose label ends by then");
}

static bool read_days(struct examples *e, bool *is_later)
{
    date cut = DATE_NONE, as_of, end;
    struct tsv *in = e->in;
    if (e->cut != TSV_NONE && !tsv_date(in, e->cut, &cut))
        return false;
    if (e->cut != TSV_NONE && e->as_of != TSV_NONE) {
        if (!tsv_date(in, e->as_of, &as_of))
            return false;
        if (as_of >= cut)
            return tsv_bad(in, e->as_of, "is not before the row's cut: its features contain what is to be predicted",
                           NULL);
    }
    *is_later = e->choice->stop_cut != DATE_NONE && cut >= e->choice->stop_cut;
    if (e->label_end == TSV_NONE)
        return true;
    if (!tsv_date(in, e->label_end, &end) || !check_end(e, end, *is_later))
        return false;
    if (e->last_label_end == DATE_NONE || end > e->last_label_end)
        e->last_label_end = end;
    return true;
}

static bool read_target(struct examples *e, double *y)
{
    struct slice text = tsv_field(e->in, e->target);
    if (text.n == 0)
        return tsv_bad(e->in, e->target, "is missing: there is nothing to learn from the row", NULL);
    if (e->choice->kind == EXAMPLES_CLASS) {
        *y = map_put(&e->classes, text);
        return e->classes.n <= MOST_LABELS ||
               tsv_bad(e->in, e->target, "is one class too many: at most 255 are possible",
                       "--predicts value is for numbers");
    }
    if (e->choice->kind == EXAMPLES_CHANCE && e->choice->positive) {
        *y = slice_is(text, e->choice->positive);
        if (*y == 0 && !e->negative)
            e->negative = mem_str(text);
        return *y == 1 || slice_is(text, e->negative) ||
               tsv_bad(e->in, e->target, "is a third value: the target of two classes has only two", NULL);
    }
    if (!tsv_double(e->in, e->target, y))
        return false;
    if (e->choice->kind == EXAMPLES_CHANCE && *y != 0 && *y != 1)
        return tsv_bad(e->in, e->target, "is not 0 or 1",
                       e->choice->of_trees
                           ? "--positive names the value to predict; --predicts class or value takes other targets"
                           : "--positive names the value to predict");
    return !e->choice->of_trees || fabs(*y) <= FLT_MAX ||
           tsv_bad(e->in, e->target, "is too large for trees, whose numbers are floats", NULL);
}

/* Of the first value. A date is neither a number nor a label. */
static void find_kind(const struct examples *e, struct examples_column *c, struct slice text)
{
    double v;
    date day;
    struct slice name = e->in->column[c->col];
    c->known = true;
    c->has_labels = !num_double(text, &v);
    if (date_parse(text, &day))
        die(STATUS_DATA,
            "%s: column \"%.*s\" contains dates, from which nothing can be learned (use the number of days until the cut)",
            e->in->name, (int)name.n, name.p);
    if (c->has_labels && c->log1p && !is_all(e->choice->log1p))
        die(STATUS_DATA, "%s: column \"%.*s\": \"%.*s\" is not a number, which --log1p needs", e->in->name, (int)name.n,
            name.p, (int)text.n, text.p);
}

/* Rows before the first value that turned out to be a label had none. */
static void label_missing(struct examples *e, struct examples_column *c)
{
    size_t j = (size_t)(c - e->column);
    uint32_t missing = map_put(&c->labels, SLICE(DESIGN_MISSING));
    for (size_t i = 0; i < e->n; i++)
        e->value[i * e->columns + j] = missing;
    c->missing = 0;
}

static bool read_column(struct examples *e, struct examples_column *c, double *v)
{
    struct slice text = tsv_field(e->in, c->col), name = e->in->column[c->col];
    bool may_lack = e->choice->impute || e->choice->of_trees;
    if (!c->known && text.n) {
        find_kind(e, c, text);
        if (c->has_labels && c->missing)
            label_missing(e, c);
    }
    c->log1p = c->log1p && !c->has_labels;
    if (!c->has_labels || (text.n == 0 && !may_lack))
        return design_read_number(e->in, c->col, (struct design_rule){c->log1p, may_lack, e->choice->of_trees}, v);
    *v = map_put(&c->labels, text.n ? text : SLICE(DESIGN_MISSING));
    if (c->labels.n > MOST_LABELS)
        die(STATUS_DATA, "%s: column \"%.*s\" has more than %d labels: is it an id or a free text?", e->in->name,
            (int)name.n, name.p, MOST_LABELS);
    return true;
}

static void add_row(struct examples *e)
{
    double y;
    bool is_later = false;
    if (e->n == e->cap) {
        e->cap = e->cap ? 2 * e->cap : FIRST_ROWS;
        size_t room = e->cap * e->columns * sizeof *e->value;
        e->value = mem_map_grow(e->value, e->room, room);
        e->room = room;
        e->y = mem_resize(e->y, e->cap, sizeof *e->y);
        e->is_later = mem_resize(e->is_later, e->cap, sizeof *e->is_later);
    }
    double *v = e->value + e->n * e->columns;
    if (!read_days(e, &is_later) || !read_target(e, &y))
        return;
    for (unsigned j = 0; j < e->columns; j++)
        if (!read_column(e, &e->column[j], &v[j]))
            return;
    for (unsigned j = 0; j < e->columns; j++)
        e->column[j].missing += isnan(v[j]) != 0;
    e->positives += e->choice->kind == EXAMPLES_CHANCE && y == 1;
    e->later += is_later;
    e->is_later[e->n] = is_later;
    e->y[e->n++] = y;
}

/* A column with nothing in it was never known, and has nothing to fill in. */
static void check_rows(const struct examples *e)
{
    if (e->n == 0)
        die(STATUS_DATA, "no rows to learn from");
    for (unsigned j = 0; j < e->columns; j++) {
        struct slice name = e->in->column[e->column[j].col];
        if (e->column[j].missing == e->n)
            die(STATUS_DATA, "column \"%.*s\" is empty in all rows: nothing can be learned from it", (int)name.n,
                name.p);
    }
    bool one = e->choice->kind == EXAMPLES_CHANCE ? e->positives == 0 || e->positives == e->n : e->classes.n == 1;
    if (one)
        die(STATUS_DATA, "column \"%s\": all rows (%zu) are of one class, so that there is nothing to learn",
            e->choice->target, e->n);
    if (e->choice->stop_cut != DATE_NONE && (e->later == 0 || e->later == e->n))
        die(STATUS_DATA, "--stop-cut: column \"cut\": all rows (%zu) are %s: %s", e->n,
            e->later ? "of this cut or a later one" : "of an earlier cut",
            e->later ? "there are none to learn from" : "there are none to decide when to stop");
}

static int by_bytes(const void *a, const void *b, void *map)
{
    return slice_cmp(map_key(map, *(const uint32_t *)a), map_key(map, *(const uint32_t *)b));
}

/* From the order in which they came to that of their bytes. */
static void order_classes(struct examples *e)
{
    uint32_t *order = mem_zero(e->classes.n + (size_t)1, sizeof *order);
    struct map sorted = {0};
    for (uint32_t k = 0; k < e->classes.n; k++)
        order[k] = k;
    qsort_r(order, e->classes.n, sizeof *order, by_bytes, &e->classes);
    for (uint32_t k = 0; k < e->classes.n; k++)
        map_put(&sorted, map_key(&e->classes, order[k]));
    for (size_t i = 0; sorted.n && i < e->n; i++)
        e->y[i] = map_get(&sorted, map_key(&e->classes, (uint32_t)e->y[i]));
    map_free(&e->classes);
    e->classes = sorted;
    free(order);
}

void examples_read(struct examples *e, struct tsv *in, const struct examples_choice *choice)
{
    begin(e, in, choice);
    while (tsv_next(in))
        add_row(e);
    check_rows(e);
    order_classes(e);
}

void examples_free(struct examples *e)
{
    for (unsigned j = 0; j < e->columns; j++)
        map_free(&e->column[j].labels);
    free(e->column);
    mem_unmap(e->value, e->room);
    free(e->y);
    free(e->is_later);
    free(e->negative);
    map_free(&e->classes);
    *e = (struct examples){0};
}

/* ---- terms ---- */

static double median_of(const struct examples *e, unsigned j)
{
    double *v = mem_zero(2 * e->n, sizeof *v);
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++)
        if (!isnan(e->value[i * e->columns + j]))
            v[n++] = e->value[i * e->columns + j];
    quantile_sort_double(v, v + e->n, n);
    struct quantile_place at = quantile_place(n, 1, 2);
    double median = quantile_double(v[at.low], v[at.part ? at.low + 1 : at.low], at);
    free(v);
    return median;
}

static struct slice base_of(const struct examples *e, struct slice name)
{
    for (size_t i = 0; i < e->choice->base.n; i++) {
        struct slice rest = e->choice->base.word[i];
        if (slice_eq(slice_cut(&rest, '='), name))
            return rest;
    }
    return slice_of(NULL, 0);
}

/* The commonest, of several the first; or the one that was asked for. */
static uint32_t choose_base(const struct examples *e, unsigned j, const uint32_t *order)
{
    const struct examples_column *c = &e->column[j];
    struct slice name = e->in->column[c->col], asked = base_of(e, name);
    uint32_t base = asked.p ? map_get(&c->labels, asked) : order[0];
    if (base == MAP_NONE)
        die(STATUS_DATA, "--base: column \"%.*s\" has no label \"%.*s\"", (int)name.n, name.p, (int)asked.n, asked.p);
    if (asked.p)
        return base;
    uint64_t *rows = mem_zero(c->labels.n, sizeof *rows);
    for (size_t i = 0; i < e->n; i++)
        rows[(uint32_t)e->value[i * e->columns + j]]++;
    for (uint32_t k = 0; k < c->labels.n; k++)
        if (rows[order[k]] > rows[base])
            base = order[k];
    free(rows);
    return base;
}

/* at[k]: the place of the label that came as number k among the column's terms; for the base, which trees do not have,
 * their number. */
static uint32_t *add_labels(const struct examples *e, unsigned j, struct design *d)
{
    struct map *labels = &e->column[j].labels;
    uint32_t *order = mem_zero(labels->n, sizeof *order), *at = mem_zero(labels->n, sizeof *at);
    for (uint32_t k = 0; k < labels->n; k++)
        order[k] = k;
    qsort_r(order, labels->n, sizeof *order, by_bytes, labels);
    uint32_t base = d->of_trees ? MAP_NONE : choose_base(e, j, order), n = 0;
    if (base != MAP_NONE)
        d->column[d->columns - 1].base = mem_str(map_key(labels, base));
    for (uint32_t k = 0; k < labels->n; k++) {
        at[order[k]] = order[k] == base ? labels->n : n;
        if (order[k] != base && design_label(d, map_key(labels, order[k])))
            n++;
    }
    free(order);
    return at;
}

static uint32_t *add_column(const struct examples *e, unsigned j, struct design *d)
{
    const struct examples_column *c = &e->column[j];
    struct design_column *to = design_add(d, e->in->column[c->col], c->has_labels);
    if (c->has_labels)
        return add_labels(e, j, d);
    to->log1p = c->log1p;
    to->lacked = c->missing > 0 && d->of_trees;
    to->indicator = c->missing > 0 && !d->of_trees;
    to->fill = e->choice->impute ? median_of(e, j) : NAN;
    design_number(d);
    return NULL;
}

static void put_row(const struct design *d, uint32_t *const *at, const double *v, double *x)
{
    memset(x, 0, d->terms * sizeof *x);
    for (unsigned j = 0; j < d->columns; j++) {
        const struct design_column *c = &d->column[j];
        if (!c->has_labels)
            design_put_number(c, v[j], x + c->first);
        else if (at[j][(uint32_t)v[j]] < c->terms)
            x[c->first + at[j][(uint32_t)v[j]]] = 1;
    }
}

static uint32_t **add_columns(const struct examples *e, struct design *d)
{
    uint32_t **at = mem_zero(e->columns, sizeof *at);
    *d = (struct design){.of_trees = e->choice->of_trees};
    for (unsigned j = 0; j < e->columns; j++)
        at[j] = add_column(e, j, d);
    return at;
}

static void free_places(const struct examples *e, uint32_t **at)
{
    for (unsigned j = 0; j < e->columns; j++)
        free(at[j]);
    free(at);
}

/* Is each column one term, the numbers as they were read? */
static bool are_terms(const struct design *d)
{
    bool are = true;
    for (unsigned j = 0; j < d->columns; j++) {
        const struct design_column *c = &d->column[j];
        are = are && !c->has_labels && !c->log1p && !c->indicator;
    }
    return are;
}

static void make_terms(struct examples *e, const struct design *d, uint32_t *const *at)
{
    size_t room = (e->n * d->terms + 1) * sizeof(double);
    double *x = mem_map(room);
    for (size_t i = 0; i < e->n; i++)
        put_row(d, at, e->value + i * e->columns, x + i * d->terms);
    mem_unmap(e->value, e->room);
    e->value = x;
    e->room = room;
}

void examples_terms(struct examples *e, struct design *d, struct terms *t)
{
    uint32_t **at = add_columns(e, d);
    if (!are_terms(d))
        make_terms(e, d, at);
    *t = (struct terms){e->n, d->terms, e->value, mem_zero(d->terms, sizeof(double)),
                        mem_zero(d->terms, sizeof(double))};
    terms_scale(t);
    free_places(e, at);
}

void examples_floats(const struct examples *e, struct design *d, struct examples_part part[2])
{
    uint32_t **at = add_columns(e, d);
    double *row = mem_zero(d->terms, sizeof *row);
    for (unsigned k = 0; k < 2; k++) {
        size_t n = k ? e->later : e->n - e->later;
        part[k] = (struct examples_part){0, mem_zero(n * d->terms, sizeof(float)), mem_zero(n, sizeof(float))};
    }
    for (size_t i = 0; i < e->n; i++) {
        struct examples_part *p = &part[e->is_later[i]];
        put_row(d, at, e->value + i * e->columns, row);
        for (unsigned k = 0; k < d->terms; k++)
            p->x[p->n * d->terms + k] = (float)row[k];
        p->y[p->n++] = (float)e->y[i];
    }
    free_places(e, at);
    free(row);
}
