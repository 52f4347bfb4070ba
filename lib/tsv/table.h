/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table: writes a table, its header and its cells from one list of columns.
 *
 * A table is made of a tool's own columns, or of the columns of its input and, after them, the tool's own. The list
 * ends with a row of zeros and may be made at run time, for columns whose names an option gives. An added name that the
 * input has already ends the tool (status 1, tsv_must_lack), and so do two columns of one name (status 2).
 *
 * With `only`, the option --only, the columns named there are written, in that order, carried and added ones alike; a
 * name that is unknown, or there twice, ends the tool (status 2). table_wants tells whether a column is worth its work.
 *
 * Rows of standard output are counted here, in tool_rows.out, and nowhere else; a map that once writes another table
 * than the rows of its input sets t.counts to false.
 *
 *     enum { MEAN, SHARE };
 *     static const struct column ADDED[] = {[MEAN] = {"mean", TYPE_NUMBER}, [SHARE] = {"share", TYPE_NUMBER}, {0}};
 *     struct table t;
 *     table_begin(&t, out_stdout(), in, ADDED, &only);
 *     t.digits = (int)digits;                            // --digits N
 *     while (tsv_next(in)) {
 *         const struct cell row[] = {[MEAN] = cell_number(mean), [SHARE] = cell_number(share)};
 *         table_row(&t, in->row, row);
 *     }
 *     table_end(&t);
 */
#ifndef TSV_TABLE_H
#define TSV_TABLE_H

#include "base/opt.h"
#include "base/out.h"
#include "base/tool.h"
#include "tsv/cell.h"
#include "tsv/tsv.h"

struct table {
    int digits;                  /* after the point of estimates; 0: as many as they have */
    bool counts;                 /* its rows are counted; true at the beginning if it is standard output */
    struct out *out;             /* read only from here on */
    const struct column *column; /* the tool's own */
    size_t columns;
    const struct tsv *carried; /* or NULL */
    unsigned *place;           /* with --only: what is written, left to right; a carried column, or its number + */
    size_t places;             /* that of the carried columns; else NULL */
    struct slice *field;       /* of the carried row, and room for own cells that are text */
};

/* Writes the header. `columns` is borrowed until table_end, and may be NULL for a tool without columns of its own,
 * whose rows then have NULL for cells; `carried` and `only` may be NULL, and so is an `only` that was not given. */
void table_begin(struct table *t, struct out *o, const struct tsv *carried, const struct column *columns,
                 const struct opt_list *only);

/* Writes a row: of the carried columns (a row of the input, without its LF; it need not be the current one), and a cell
 * for each own column. A cell that does not fit its column's type ends the tool, and so does an infinite number. */
void table_row(struct table *t, struct slice carried, const struct cell *cell);

/* The same where the own cells are text already, with tabs between them: for cells that are made once for many rows. */
void table_text(struct table *t, struct slice carried, struct slice cells);

/* For hot loops, not with --only: puts the carried row, and the caller puts the text of its own cells at the result, at
 * most `room` bytes with tabs between them, and gives their end to table_row_end. */
static inline char *table_row_begin(struct table *t, struct slice carried, size_t room)
{
    char *p = out_room(t->out, carried.n + room + 2);
    if (carried.n)
        memcpy(p, carried.p, carried.n);
    p += carried.n;
    if (t->carried)
        *p++ = '\t';
    return p;
}
static inline void table_row_end(struct table *t, char *end)
{
    *end = '\n';
    t->out->p = end + 1;
    tool_rows.out += t->counts;
}

/* Writes rows that the caller has made, each with its LF: for those that threads make. Not with --only. */
void table_made(struct table *t, struct slice rows, uint64_t n);

/* Is the tool's own column i written? */
bool table_wants(const struct table *t, size_t i);

/* Once for each table_begin, before tool_end: a table that is not ended is a defect of the tool, status 3. */
void table_end(struct table *t);

/* The option by which a tool that writes estimates lets the user round them, a uint64_t that becomes t.digits. */
#define TABLE_DIGITS(pointer) \
    OPT_UINT("digits", pointer, "N", "rounds estimates to N decimal places", .least = 1, .most = NUM_MOST_PLACES)

/* The places of the columns that `only` names, only.n of them, for a tool whose work depends on them before it has an
 * input; ends the tool as table_begin does. The caller frees them. */
unsigned *table_only(const struct column *columns, struct opt_list only);

#endif
