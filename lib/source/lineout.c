/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/lineout.h"

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

/* Where the text of a column is in every line. */
static const struct slice *text_of(const struct line *l, int column)
{
    if (column >= LINES_COLUMNS)
        return &l->extra[column - LINES_COLUMNS];
    return column == LINES_DATE ? &l->day_text : column == LINES_TIME ? &l->time_text : &l->text[column];
}

static struct lineout_column column_of(const struct line *l, int column)
{
    switch (column) {
    case LINES_QUANTITY:
        return (struct lineout_column){LINEOUT_QUANTITY, column, text_of(l, column)};
    case LINES_UNIT_PRICE:
        return (struct lineout_column){LINEOUT_PRICE, column, NULL};
    case LINES_AMOUNT:
        return (struct lineout_column){LINEOUT_AMOUNT, column, NULL};
    case LINES_KIND:
        return (struct lineout_column){LINEOUT_KIND, column, NULL};
    default:
        return (struct lineout_column){LINEOUT_TEXT, column, text_of(l, column)};
    }
}

void lineout_init(struct lineout *w, const struct schema *s, const struct line *line, struct opt_list only)
{
    *w = (struct lineout){.columns = only.n ? only.n : all_columns(s)};
    w->column = mem_zero(w->columns, sizeof *w->column);
    for (int k = 0; k < KIND_COUNT; k++)
        w->kind_size[k] = (unsigned)strlen(KIND_NAME[k]);
    for (size_t i = 0; i < w->columns; i++) {
        int column = only.n ? column_called(s, only.word[i]) : (int)i;
        struct slice name = column_name(s, (size_t)column);
        for (size_t j = 0; j < i; j++)
            if (w->column[j].column == column)
                die(STATUS_USAGE, "--only: \"%.*s\" occurs twice", (int)name.n, name.p);
        buf_addstr(&w->header, i ? "\t" : "");
        buf_add(&w->header, name.p, name.n);
        w->column[i] = column_of(line, column);
    }
}

void lineout_free(struct lineout *w)
{
    free(w->column);
    buf_free(&w->header);
}

static inline char *put_number(const struct lineout *w, const struct lineout_column *c, char *p, const struct line *l)
{
    switch (c->what) {
    case LINEOUT_TEXT:
        break;
    case LINEOUT_QUANTITY:
        return l->quantity_written ? line_put(p, *c->text) : decimal_put(p, l->quantity);
    case LINEOUT_PRICE:
        return l->has_price ? decimal_put_money(p, l->unit_price) : p;
    case LINEOUT_AMOUNT:
        return decimal_put_money(p, l->amount);
    case LINEOUT_KIND:
        memcpy(p, KIND_NAME[l->kind], sizeof *KIND_NAME);
        return p + w->kind_size[l->kind];
    }
    return p;
}

/* Numbers, dates and kinds need no more than LINE_PADDING, and texts are copied by as many. */
void lineout_write(struct lineout *w, struct out *o, const struct line *l, char end)
{
    char *p = out_room(o, l->text_bytes + (w->columns + 1) * (LINE_PADDING + 1));
    for (const struct lineout_column *c = w->column, *last = c + w->columns; c < last; c++) {
        p = c->what == LINEOUT_TEXT ? line_put(p, *c->text) : put_number(w, c, p, l);
        *p++ = '\t';
    }
    p[-1] = end;
    o->p = p;
}
