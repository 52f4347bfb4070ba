/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid: which cells of a sheet a view shows, and where.
 *
 * A grid of spots, row after row. A spot is a cell of the sheet, or none. */
#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include "report/glossary.h"
#include "report/view.h"

struct grid_spot {
    size_t row; /* of the sheet; `rows` of the sheet: none */
    unsigned column;
};

struct grid_head {
    struct glossary_word *word;
    struct slice label; /* that of the word, or another */
    double largest;     /* of the magnitudes below it */
    int places;
    bool by_statistic; /* each value is of the kind of the statistic in its row */
};

struct grid {
    const struct sheet *s;
    size_t rows, all; /* that are shown; that there are */
    size_t columns;
    struct grid_head *head;
    struct grid_spot *spot; /* rows x columns */
    double hottest;         /* shares after the first age are shaded, the darkest as large as this; 0: none are */
    struct arena labels;
};

struct grid grid_of(const struct view *v, const struct sheet *s);
void grid_free(struct grid *g);

static inline bool grid_has(const struct grid *g, struct grid_spot spot)
{
    return spot.row < g->s->rows && sheet_at(g->s, spot.row, spot.column).n;
}

#endif
