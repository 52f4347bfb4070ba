/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lineout: writes lines as rows of the lines table, or some of its columns. */
#ifndef SOURCE_LINEOUT_H
#define SOURCE_LINEOUT_H

#include "base/out.h"
#include "source/line.h"

struct lineout {
    struct lineout_column {
        enum { LINEOUT_TEXT, LINEOUT_QUANTITY, LINEOUT_PRICE, LINEOUT_AMOUNT, LINEOUT_KIND } what;
        int column;               /* an enum lines_column, or LINES_COLUMNS + i for extra column i */
        const struct slice *text; /* LINEOUT_TEXT and _QUANTITY: its place in every line */
    } * column;                   /* by place in the row */
    size_t columns;
    unsigned kind_size[KIND_COUNT]; /* bytes of each kind's name */
    struct buf header;              /* the names, without an LF */
};

/* The columns named in `only`, in that order, or all of the lines table and the schema's extra ones. An unknown name,
 * or one given twice, ends the tool, status 2. `line` is the one of line_maker_line. */
void lineout_init(struct lineout *w, const struct schema *s, const struct line *line, struct opt_list only);

void lineout_write(struct lineout *w, struct out *o, const struct line *l, char end); /* `end` after the row */
void lineout_free(struct lineout *w);

#endif
