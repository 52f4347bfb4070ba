/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/lineout.h"

#include <stdlib.h>

#include "base/die.h"

static size_t all_columns(const struct schema *s)
{
    return LINES_COLUMNS + s->extras;
}

static struct slice column_name(const struct schema *s, size_t i)
{
    return i < LINES_COLUMNS ? slice_str(TABLE_LINES[i].name) : s->extra[i - LINES_COLUMNS].name;
}

static int column_called(const struct schema *s, struct slice name)
{
    for (size_t i = 0; i < all_columns(s); i++)
        if (slice_eq(name, column_name(s, i)))
            return (int)i;
    die(STATUS_USAGE, "--only: the lines table has no column \"%.*s\"", (int)name.n, name.p);
}

static enum lineout_what what_is(int column)
{
    if (line_of_order(column))
        return LINEOUT_ORDER;
    switch (column) {
    case LINES_QUANTITY:
        return LINEOUT_QUANTITY;
    case LINES_UNIT_PRICE:
        return LINEOUT_PRICE;
    case LINES_AMOUNT:
        return LINEOUT_AMOUNT;
    case LINES_KIND:
        return LINEOUT_KIND;
    default:
        return LINEOUT_TEXT;
    }
}

static void name_kinds(struct lineout *w)
{
    static char text[KIND_COUNT][LINE_PADDING];
    for (int k = 0; k < KIND_COUNT; k++) {
        size_t n = strlen(KIND_NAME[k]);
        memcpy(text[k], KIND_NAME[k], n);
        w->kind[k] = slice_of(text[k], n);
    }
}

/* Puts column i of the row into the steps: with the one before where both are the order's. */
static void add_step(struct lineout *w, const struct line *line, size_t i)
{
    struct lineout_step *before = w->steps ? &w->step[w->steps - 1] : NULL;
    int column = w->column[i];
    if (before && before->what == LINEOUT_ORDER && line_of_order(column)) {
        before->columns++;
        return;
    }
    w->step[w->steps++] = (struct lineout_step){
        .what = what_is(column),
        .first = i,
        .columns = 1,
        .text = column < LINES_KIND          ? &line->text[column]
                : column > LINES_COLUMNS - 1 ? &line->extra[column - LINES_COLUMNS]
                                             : NULL,
    };
}

void lineout_init(struct lineout *w, const struct schema *s, const struct line *line, struct opt_list only)
{
    *w = (struct lineout){.columns = only.n ? only.n : all_columns(s)};
    w->step = mem_zero(w->columns, sizeof *w->step);
    w->column = mem_zero(w->columns, sizeof *w->column);
    w->room = (w->columns + 1) * (LINE_PADDING + 1); /* numbers, dates and kinds fit; texts are copied by as many */
    name_kinds(w);
    for (size_t i = 0; i < w->columns; i++) {
        w->column[i] = only.n ? column_called(s, only.word[i]) : (int)i;
        struct slice name = column_name(s, (size_t)w->column[i]);
        for (size_t j = 0; j < i; j++)
            if (w->column[j] == w->column[i])
                die(STATUS_USAGE, "--only: \"%.*s\" stands there twice", (int)name.n, name.p);
        buf_addstr(&w->header, i ? "\t" : "");
        buf_add(&w->header, name.p, name.n);
        add_step(w, line, i);
    }
}

void lineout_free(struct lineout *w)
{
    for (size_t i = 0; i < w->steps; i++)
        buf_free(&w->step[i].made);
    free(w->step);
    free(w->column);
    buf_free(&w->header);
}

/* Most texts have up to twice LINE_PADDING bytes: two copies that overlap as they must, and no branch on the length. */
static inline char *put_text(char *p, struct slice s)
{
    size_t second = s.n > LINE_PADDING ? s.n - LINE_PADDING : 0;
    if (__builtin_expect(s.n > 2 * LINE_PADDING, 0)) {
        memcpy(p, s.p, s.n);
    } else {
        memcpy(p, s.p, LINE_PADDING);
        memcpy(p + second, s.p + second, LINE_PADDING);
    }
    return p + s.n;
}

static struct slice order_value(const struct line *l, int column)
{
    switch (column) {
    case LINES_DATE:
        return slice_of(l->when, DATE_LEN);
    case LINES_TIME:
        return slice_of(l->when + DATE_LEN + 1, l->when_n - DATE_LEN - 1);
    default:
        return l->text[column];
    }
}

static void make_order(struct lineout *w, const struct line *l)
{
    w->order = l->order;
    w->order_size = 0;
    for (struct lineout_step *step = w->step, *end = step + w->steps; step < end; step++) {
        if (step->what != LINEOUT_ORDER)
            continue;
        step->made.n = 0;
        buf_room(&step->made, l->text_bytes + step->columns * (LINE_PADDING + 1) + 2 * LINE_PADDING);
        char *p = step->made.p;
        for (size_t i = 0; i < step->columns; i++) {
            p = put_text(p, order_value(l, w->column[step->first + i]));
            *p++ = '\t';
        }
        step->made.n = (size_t)(p - step->made.p) - 1;
        w->order_size += step->made.n;
    }
}

static inline char *put_step(const struct lineout *w, const struct lineout_step *step, char *p, const struct line *l)
{
    switch (step->what) {
    case LINEOUT_TEXT:
        return put_text(p, *step->text);
    case LINEOUT_ORDER:
        return put_text(p, buf_slice(&step->made));
    case LINEOUT_QUANTITY:
        return l->quantity_written ? put_text(p, *step->text) : decimal_put(p, l->quantity);
    case LINEOUT_PRICE:
        return l->has_price ? decimal_put_money(p, l->unit_price) : p;
    case LINEOUT_AMOUNT:
        return decimal_put_money(p, l->amount);
    case LINEOUT_KIND:
        return put_text(p, w->kind[l->kind]);
    }
    return p;
}

void lineout_write(struct lineout *w, struct out *o, const struct line *l, char end)
{
    if (w->order != l->order)
        make_order(w, l);
    char *p = out_room(o, l->text_bytes + w->order_size + w->room);
    for (const struct lineout_step *step = w->step, *last = step + w->steps; step < last; step++) {
        p = put_step(w, step, p, l);
        *p++ = '\t';
    }
    p[-1] = end;
    o->p = p;
}
