/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet: a table in memory, for a page that shows some of its cells.
 *
 * All cells are texts, borrowed from the sheet. A cell that is read as a number must be one, or be empty: otherwise the
 * tool ends, status 1, naming file, line, column and value. For tables of a row for each customer, which may be large,
 * see totals.h. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "base/arena.h"

enum { SHEET_NONE = UINT32_MAX };

struct sheet {
    const char *name; /* of the file, without its folder */
    const char *path;
    unsigned columns;
    struct slice *column; /* their names */
    size_t rows;
    struct slice *cell; /* row after row */
    struct arena text;
};

/* Reads the file; both names are borrowed. */
struct sheet sheet_read(const char *path, const char *name);
void sheet_free(struct sheet *s);

unsigned sheet_column(const struct sheet *s, const char *name); /* SHEET_NONE if it has none of this name */

/* A column that was checked to be there (tables.h). */
struct slice sheet_cell(const struct sheet *s, size_t row, const char *column);
double sheet_number(const struct sheet *s, size_t row, const char *column); /* NaN if the cell is empty */
bool sheet_is(const struct sheet *s, size_t row, const char *column, const char *text);

struct slice sheet_at(const struct sheet *s, size_t row, unsigned column);
double sheet_number_at(const struct sheet *s, size_t row, unsigned column);

/* The first row with these texts in these columns; `rows` if there is none. */
size_t sheet_find(const struct sheet *s, const char *column, const char *text);

#endif
