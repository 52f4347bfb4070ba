/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

static const struct grid_spot NOWHERE = {SIZE_MAX, SHEET_NONE};
enum { AGES_MOST = 25 };

static void add_head(struct grid *g, const char *name, struct slice label)
{
    struct glossary_word *w = glossary_find(g->s->name, slice_str(name));
    w->used = true;
    g->head[g->columns++] = (struct grid_head){.word = w, .label = label.n ? label : w->label};
}

/* ---- which rows ---- */

static unsigned column_named(const struct sheet *s, struct slice name)
{
    unsigned i = 0;
    while (i < s->columns && !slice_eq(s->column[i], name))
        i++;
    return i < s->columns ? i : SHEET_NONE;
}

/* Does the row fulfil "COLUMN=VALUE" or "COLUMN!=VALUE"? */
static bool counts(const struct sheet *s, size_t row, const char *where)
{
    if (!where)
        return true;
    struct slice value = slice_str(where), column = slice_cut(&value, '=');
    bool other = column.p[column.n - 1] == '!';
    column.n -= other;
    if (value.n && *value.p == '@')
        value = sheet_at(s, row, column_named(s, slice_of(value.p + 1, value.n - 1)));
    unsigned i = column_named(s, column);
    return i != SHEET_NONE && slice_eq(sheet_at(s, row, i), value) != other;
}

static const struct sheet *sorted_sheet;
static unsigned sorted_column;

static double key(size_t row)
{
    double v = sheet_number_at(sorted_sheet, row, sorted_column);
    return isnan(v) ? -INFINITY : v;
}

/* Largest first; equal ones in the order of the file. */
static int by_key(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    double u = key(x), v = key(y);
    if (u != v)
        return u > v ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Sorts the rows and keeps those that are shown; returns their number. */
static size_t choose(const struct view *v, const struct sheet *s, unsigned column, size_t *row, size_t n)
{
    size_t most = v->most ? v->most : VIEW_MOST;
    if (column != SHEET_NONE) {
        sorted_sheet = s;
        sorted_column = column;
        qsort(row, n, sizeof *row, by_key);
    }
    if (n <= most)
        return n;
    if (v->newest)
        memmove(row, row + (n - most), most * sizeof *row);
    return most;
}

/* ---- the rows of the sheet ---- */

static void fill_rows(struct grid *g, const struct view *v, const unsigned *place)
{
    size_t *row = mem_zero(g->s->rows + 1, sizeof *row), n = 0;
    for (size_t i = 0; i < g->s->rows; i++)
        if (counts(g->s, i, v->where))
            row[n++] = i;
    g->all = n;
    g->rows = choose(v, g->s, v->by ? sheet_column(g->s, v->by) : SHEET_NONE, row, n);
    g->spot = mem_zero(g->rows * g->columns + 1, sizeof *g->spot);
    for (size_t i = 0; i < g->rows; i++)
        for (size_t j = 0; j < g->columns; j++)
            g->spot[i * g->columns + j] = (struct grid_spot){row[i], place[j]};
    free(row);
}

/* The columns that the sheet has. */
static void rows_of(struct grid *g, const struct view *v)
{
    unsigned *place = mem_zero(strlen(v->columns) + 1, sizeof *place);
    for (struct slice rest = slice_str(v->columns); rest.p;) {
        char *name = arena_str(&g->labels, slice_cut(&rest, ','));
        unsigned column = sheet_column(g->s, name);
        if (column == SHEET_NONE)
            continue;
        add_head(g, name, slice_of(NULL, 0));
        place[g->columns - 1] = column;
    }
    fill_rows(g, v, place);
    free(place);
}

/* ---- a long table ---- */

struct block {
    size_t from, to; /* its rows */
};

/* Runs of one label; "(all)" is about the columns, not about a label. */
static struct block *blocks_of(const struct sheet *s, size_t *n)
{
    size_t cap = 0;
    struct block *block = NULL;
    unsigned label = sheet_column(s, "label");
    *n = 0;
    for (size_t i = 0, next; i < s->rows; i = next) {
        for (next = i + 1; next < s->rows && slice_eq(sheet_at(s, next, label), sheet_at(s, i, label)); next++)
            ;
        if (slice_is(sheet_at(s, i, label), "(all)"))
            continue;
        block = mem_grow(block, &cap, *n + 1, sizeof *block);
        block[(*n)++] = (struct block){i, next};
    }
    return block;
}

/* "orders/mean" is the statistic "mean" of the column "orders"; "share" that of none. */
static struct grid_spot spot_in(const struct sheet *s, struct block b, struct slice name)
{
    struct slice statistic = name, column = slice_cut(&statistic, '/');
    if (!statistic.p) {
        statistic = column;
        column = slice_of("", 0);
    }
    unsigned of = sheet_column(s, "column"), which = sheet_column(s, "statistic");
    for (size_t i = b.from; i < b.to; i++)
        if (slice_eq(sheet_at(s, i, of), column) && slice_eq(sheet_at(s, i, which), statistic))
            return (struct grid_spot){i, sheet_column(s, "value")};
    return NOWHERE;
}

static struct grid_spot spot_named(const struct grid *g, struct block b, size_t column)
{
    struct slice name = glossary_column(g->head[column].word);
    if (slice_is(name, "label"))
        return (struct grid_spot){b.from, sheet_column(g->s, "label")};
    return spot_in(g->s, b, name);
}

/* The block that has this row. */
static struct block block_with(const struct block *block, size_t row)
{
    while (row >= block->to)
        block++;
    return *block;
}

static void long_of(struct grid *g, const struct view *v)
{
    size_t n;
    struct block *block = blocks_of(g->s, &n);
    size_t *row = mem_zero(n + 1, sizeof *row);
    for (struct slice rest = slice_str(v->columns); rest.p;)
        add_head(g, arena_str(&g->labels, slice_cut(&rest, ',')), slice_of(NULL, 0));
    for (size_t i = 0; i < n; i++) {
        struct grid_spot spot = v->by ? spot_in(g->s, block[i], slice_str(v->by)) : NOWHERE;
        row[i] = spot.row == SIZE_MAX ? block[i].from : spot.row;
    }
    g->all = n;
    g->rows = choose(v, g->s, v->by ? sheet_column(g->s, "value") : SHEET_NONE, row, n);
    g->spot = mem_zero(g->rows * g->columns + 1, sizeof *g->spot);
    for (size_t i = 0; i < g->rows; i++)
        for (size_t j = 0; j < g->columns; j++)
            g->spot[i * g->columns + j] = spot_named(g, block_with(block, row[i]), j);
    free(block);
    free(row);
}

/* ---- cohorts ---- */

static size_t age_of(const struct sheet *s, size_t row)
{
    double age = sheet_number(s, row, "age");
    return isnan(age) || age < 0 ? 0 : (size_t)age;
}

static size_t ages_of(const struct grid *g, const size_t *first, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t r = first[i]; r < g->s->rows && (r == first[i] || age_of(g->s, r) > 0); r++)
            if (age_of(g->s, r) > most)
                most = age_of(g->s, r);
    return most + 1 < AGES_MOST ? most + 1 : AGES_MOST;
}

/* An age that was cut by the end of the data is left out. */
static void fill_cohort(struct grid *g, size_t i, size_t first, unsigned measure, size_t ages)
{
    const struct sheet *s = g->s;
    struct grid_spot *spot = g->spot + i * g->columns;
    unsigned complete = sheet_column(s, "complete");
    for (size_t j = 0; j < g->columns; j++)
        spot[j] = NOWHERE;
    spot[0] = (struct grid_spot){first, sheet_column(s, "cohort")};
    spot[1] = (struct grid_spot){first, sheet_column(s, "customers")};
    for (size_t r = first; r < s->rows && (r == first || age_of(s, r) > 0); r++) {
        bool whole = complete == SHEET_NONE || !slice_is(sheet_at(s, r, complete), "0");
        if (age_of(s, r) < ages && whole)
            spot[2 + age_of(s, r)] = (struct grid_spot){r, measure};
    }
}

static void triangle_of(struct grid *g, const struct view *v)
{
    size_t *first = mem_zero(g->s->rows + 1, sizeof *first), n = 0;
    for (size_t r = 0; r < g->s->rows; r++)
        if (age_of(g->s, r) == 0)
            first[n++] = r;
    g->all = n;
    g->rows = choose(v, g->s, SHEET_NONE, first, n);
    size_t ages = ages_of(g, first, g->rows);
    add_head(g, "cohort", slice_of(NULL, 0));
    add_head(g, "customers", slice_of(NULL, 0));
    for (size_t age = 0; age < ages; age++) {
        char text[NUM_ROOM];
        int length = num_print_uint(text, age);
        add_head(g, v->columns, arena_copy(&g->labels, slice_of(text, (size_t)length)));
    }
    g->spot = mem_zero(g->rows * g->columns + 1, sizeof *g->spot);
    for (size_t i = 0; i < g->rows; i++)
        fill_cohort(g, i, first[i], sheet_column(g->s, v->columns), ages);
    free(first);
}

/* ---- all ---- */

static double number_in(const struct grid *g, size_t i, size_t j)
{
    struct grid_spot spot = g->spot[i * g->columns + j];
    return grid_has(g, spot) ? sheet_number_at(g->s, spot.row, spot.column) : NAN;
}

/* The places of a column: as many as its largest value allows, and one of its values needs. */
static void measure_column(struct grid *g, size_t j)
{
    struct grid_head *h = &g->head[j];
    enum figure_kind kind = h->word->kind;
    for (size_t i = 0; i < g->rows; i++)
        h->largest = fmax(h->largest, fabs(number_in(g, i, j))); /* fmax ignores NaN */
    int most = h->largest > 0 ? figure_places(kind, h->largest) : 0;
    for (size_t i = 0; i < g->rows && h->places < most; i++) {
        double v = number_in(g, i, j);
        int places = isnan(v) ? 0 : kind == FIGURE_NUMBER ? figure_needs(kind, v, most) : most;
        h->places = places > h->places ? places : h->places;
    }
}

static void measure_columns(struct grid *g, bool triangle)
{
    bool statistics = sheet_column(g->s, "statistic") != SHEET_NONE;
    for (size_t j = 0; j < g->columns; j++) {
        struct grid_head *h = &g->head[j];
        h->by_statistic = statistics && slice_is(glossary_column(h->word), "value");
        if (!h->by_statistic && figure_is_number(h->word->kind))
            measure_column(g, j);
        if (triangle && j > 2)
            g->hottest = fmax(g->hottest, h->largest);
    }
}

struct grid grid_of(const struct view *v, const struct sheet *s)
{
    static void (*const fill[])(struct grid *, const struct view *) = {rows_of, long_of, triangle_of};
    struct grid g = {.s = s};
    size_t most = 2 + AGES_MOST;
    for (const char *p = v->columns; *p; p++)
        most += *p == ',';
    g.head = mem_zero(most, sizeof *g.head);
    fill[v->form](&g, v);
    measure_columns(&g, v->form == VIEW_TRIANGLE);
    return g;
}

void grid_free(struct grid *g)
{
    free(g->head);
    free(g->spot);
    arena_free(&g->labels);
}
