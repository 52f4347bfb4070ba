/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "tsv/tsv.h"

/* The row is copied whole; its cells point into the copy. */
static void keep_row(struct sheet *s, const struct tsv *t, struct slice *cell)
{
    struct slice row = arena_copy(&s->text, t->row);
    for (unsigned i = 0; i < s->columns; i++) {
        struct slice field = tsv_field(t, i);
        cell[i] = slice_of(row.p + (field.p - t->row.p), field.n);
    }
}

struct sheet sheet_read(const char *path, const char *name)
{
    size_t cap = 0;
    struct tsv *t = tsv_open_table(path);
    struct sheet s = {.name = name, .path = path, .columns = t->n};
    s.column = mem_zero(t->n, sizeof *s.column);
    for (unsigned i = 0; i < t->n; i++)
        s.column[i] = arena_copy(&s.text, t->column[i]);
    while (tsv_next(t)) {
        s.cell = mem_grow(s.cell, &cap, (s.rows + 1) * s.columns, sizeof *s.cell);
        keep_row(&s, t, s.cell + s.rows++ * s.columns);
    }
    tsv_close(t);
    return s;
}

void sheet_free(struct sheet *s)
{
    arena_free(&s->text);
    free(s->column);
    free(s->cell);
}

unsigned sheet_column(const struct sheet *s, const char *name)
{
    for (unsigned i = 0; i < s->columns; i++)
        if (slice_is(s->column[i], name))
            return i;
    return SHEET_NONE;
}

struct slice sheet_at(const struct sheet *s, size_t row, unsigned column)
{
    return column == SHEET_NONE ? slice_of("", 0) : s->cell[row * s->columns + column];
}

double sheet_number_at(const struct sheet *s, size_t row, unsigned column)
{
    double v;
    struct slice text = sheet_at(s, row, column);
    if (text.n == 0)
        return NAN;
    if (!num_double(text, &v))
        die(STATUS_DATA, "%s:%zu: column \"%.*s\": \"%.*s\" is not a number", s->path, row + 2,
            (int)s->column[column].n, s->column[column].p, (int)text.n, text.p);
    return v;
}

struct slice sheet_cell(const struct sheet *s, size_t row, const char *column)
{
    return sheet_at(s, row, sheet_column(s, column));
}

double sheet_number(const struct sheet *s, size_t row, const char *column)
{
    return sheet_number_at(s, row, sheet_column(s, column));
}

bool sheet_is(const struct sheet *s, size_t row, const char *column, const char *text)
{
    return slice_is(sheet_cell(s, row, column), text);
}

size_t sheet_find(const struct sheet *s, const char *column, const char *text)
{
    size_t row = 0;
    while (row < s->rows && !sheet_is(s, row, column, text))
        row++;
    return row;
}
