/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * view: a table on the page, made of the cells of a sheet.
 *
 * Each cell tells which line and column of the file it is, so that a test can compare them all. Columns that the file
 * does not have are left out; columns that a section cannot do without are in its `needs`. Numbers of a column have the
 * same number of places. A view has at most VIEW_MOST rows; below it is a note of how many were left out, and a link to
 * the file. If a row names a statistic, its value is shown as that statistic is. */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include "base/mem.h"
#include "report/sheet.h"

enum view_form {
    VIEW_ROWS, /* the rows of the sheet */
    VIEW_LONG, /* a row for each value of the first column, which names what `columns` says: "share" is the statistic of
                  this name, "orders/mean" that of the column */
    VIEW_TRIANGLE, /* cohort, customers, and the measure of each age */
};

struct view {
    const char *table;   /* "NAME" or "NAME|NAME", as in folders.h; NULL ends a list */
    const char *columns; /* comma-separated; of VIEW_TRIANGLE: the measure */
    enum view_form form;
    const char *where; /* "COLUMN=VALUE" or "COLUMN!=VALUE": rows that count, "@NAME" being another column; NULL: all */
    const char *by;    /* the column that sorts, largest first; NULL: the order of the file */
    bool newest;       /* the last rows are shown, not the first */
    const char *caption; /* what the table shows, without a full stop */
    size_t most;         /* rows; 0: VIEW_MOST */
};

enum { VIEW_MOST = 24 };

/* `link` is what the link to the file leads to. */
void view_write(struct buf *html, const struct view *v, const struct sheet *s, struct slice link);

#endif
