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

static const struct slice *text_of(const struct line *l, int column)
{
    if (column >= LINES_COLUMNS)
        return &l->extra[column - LINES_COLUMNS];
    enum column_type type = TABLE_LINES[column].type;
    return type == TYPE_ID || type == TYPE_TEXT ? &l->text[column] : NULL;
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

void lineout_init(struct lineout *w, const struct schema *s, const struct line *line, struct opt_list only)
{
    *w = (struct lineout){.columns = only.n ? only.n : all_columns(s)};
    w->step = mem_zero(w->columns, sizeof *w->step);
    name_kinds(w);
    for (size_t i = 0; i < w->columns; i++) {
        int column = only.n ? column_called(s, only.word[i]) : (int)i;
        struct slice name = column_name(s, (size_t)column);
        w->step[i] = (struct lineout_step){column, text_of(line, column)};
        for (size_t j = 0; j < i; j++)
            if (w->step[j].column == column)
                die(STATUS_USAGE, "--only: \"%.*s\" stands there twice", (int)name.n, name.p);
        buf_addstr(&w->header, i ? "\t" : "");
        buf_add(&w->header, name.p, name.n);
    }
}

void lineout_free(struct lineout *w)
{
    free(w->step);
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

static inline char *put_value(const struct lineout *w, char *p, const struct line *l, int column)
{
    switch (column) {
    case LINES_DATE:
        memcpy(p, l->when, DATE_LEN);
        return p + DATE_LEN;
    case LINES_TIME:
        memcpy(p, l->when + DATE_LEN + 1, TIME_LEN);
        return p + l->when_n - DATE_LEN - 1;
    case LINES_QUANTITY:
        return p + decimal_print(p, l->quantity);
    case LINES_UNIT_PRICE:
        return l->has_price ? p + decimal_print_money(p, l->unit_price) : p;
    case LINES_AMOUNT:
        return p + decimal_print_money(p, l->amount);
    default: /* LINES_KIND: the rest is text */
        return put_text(p, w->kind[l->kind]);
    }
}

void lineout_write(const struct lineout *w, struct out *o, const struct line *l)
{
    /* numbers, dates and kinds fit in LINE_PADDING bytes, and texts are copied by as many */
    char *p = out_room(o, l->text_bytes + (w->columns + 1) * (LINE_PADDING + 1));
    for (const struct lineout_step *step = w->step, *end = step + w->columns; step < end; step++) {
        p = step->text ? put_text(p, *step->text) : put_value(w, p, l, step->column);
        *p++ = '\t';
    }
    o->p = p - 1;
}
