/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * duplicates: repeated lines, and orders that were in an earlier file.
 *
 * Monthly exports, or the two sheets of a workbook, overlap by some days. Equal lines prove nothing: an order may sell
 * the same thing twice. But an order that is in two files is one order, and the later one is left out whole.
 */
#ifndef SOURCE_DUPLICATES_H
#define SOURCE_DUPLICATES_H

#include "source/line.h"

struct duplicates {
    const struct schema *schema;
    struct map lines;  /* all values of each */
    struct map orders; /* customer and order */
    uint32_t *file;    /* the first file that had it */
    size_t cap;
    uint32_t files;
    uint64_t left_out; /* orders */
    struct buf key;
};

/* Was there an identical line before? O(lines) memory. */
bool duplicates_line(struct duplicates *d, const struct line *l);

/* Did an earlier file have the line's order? O(orders). `goes_on`: the file before has its first lines, and this file
 * the others. */
bool duplicates_order(struct duplicates *d, const struct line *l, bool goes_on);
void duplicates_file(struct duplicates *d); /* the next lines are from the next file */

void duplicates_end(struct duplicates *d); /* reports how many orders were left out */

#endif
