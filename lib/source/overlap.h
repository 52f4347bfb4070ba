/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overlap: orders that an earlier file has.
 *
 * Monthly exports, or the two sheets of a workbook, overlap by some days. An order of the same customer and id in two
 * files is one order: it counts as the first file has it, and its lines in the later one are left out. If the two
 * differ in its state or its money, one of them is older; such orders are counted too.
 *
 * overlap_line is all that files of plain lines need; the other calls are for source/orderrows. */
#ifndef SOURCE_OVERLAP_H
#define SOURCE_OVERLAP_H

#include "source/line.h"

struct overlap {
    struct map orders; /* customer and order */
    struct overlap_order {
        uint64_t version;         /* a hash of what may differ */
        uint32_t file;            /* the first that made lines of it, counted from 1; 0: none yet */
        bool left_out, different; /* in a later one */
    } * of;                       /* by order */
    size_t cap;
    uint32_t file; /* the current one */
    uint32_t at;   /* the current order */
    uint64_t left_out, different;
    char first[256]; /* the first order that is different, in words */
    struct buf key;
};

void overlap_file(struct overlap *v); /* the next rows are from the next file */

/* Does an earlier file have the line's order? Then it is left out. O(orders) memory. */
bool overlap_line(struct overlap *v, const struct line *l, const char *file, uint64_t line);

/* Does an earlier file have it? The calls below are about this order. */
bool overlap_order(struct overlap *v, struct slice customer, struct slice order);

/* This file has it: as its first lines, or as its last ones, if it began in the file before. */
void overlap_keep(struct overlap *v, uint64_t version);
void overlap_go_on(struct overlap *v);

/* An earlier one has it; it is counted once. */
void overlap_leave_out(struct overlap *v, uint64_t version, const char *file, uint64_t line);

void overlap_end(struct overlap *v); /* reports how many orders were left out, and frees */

#endif
