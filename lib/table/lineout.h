/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lineout: writes lines as rows of the lines table, or some of its columns.
 *
 * Neighbouring columns that change with the order alone are written as one text, made anew where line.order changes. */
#ifndef TABLE_LINEOUT_H
#define TABLE_LINEOUT_H

#include "base/out.h"
#include "table/line.h"

enum lineout_what { LINEOUT_TEXT, LINEOUT_ORDER, LINEOUT_QUANTITY, LINEOUT_PRICE, LINEOUT_AMOUNT, LINEOUT_KIND };

struct lineout {
    struct slice kind[KIND_COUNT]; /* their names, with LINE_PADDING */
    struct lineout_step {
        enum lineout_what what;
        const struct slice *text; /* of LINEOUT_TEXT: where it stands in every line */
        size_t first, columns;    /* of LINEOUT_ORDER: places in the row, */
        struct buf made;          /* and their values with the tabs between them */
    } * step;                     /* by place in the row */
    int *column;                  /* by place: an enum lines_column, or LINES_COLUMNS + i for extra column i */
    size_t columns, steps;
    size_t room;       /* for all that is no text */
    uint64_t order;    /* whose texts were made; 0: no one's */
    size_t order_size; /* of all of them */
    struct buf header; /* the names, without an LF */
};

/* The columns named in `only`, in that order, or all of the lines table and the schema's extra ones. A name that is
 * none of them, or stands there twice, ends the tool, status 2. `line` is the one of line_maker_line. */
void lineout_init(struct lineout *w, const struct schema *s, const struct line *line, struct opt_list only);

void lineout_write(struct lineout *w, struct out *o, const struct line *l, char end); /* `end` behind the row */
void lineout_free(struct lineout *w);

#endif
