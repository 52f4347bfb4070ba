/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * duplicates: repeated lines.
 *
 * Equal lines prove nothing, since an order may sell the same thing twice; they are left out only on request. Of orders
 * that two files have there is source/overlap. */
#ifndef SOURCE_DUPLICATES_H
#define SOURCE_DUPLICATES_H

#include "source/line.h"

struct duplicates {
    const struct schema *schema;
    struct map lines; /* all values of each */
    struct buf key;
};

/* Was there an identical line before? O(lines) memory. */
bool duplicates_line(struct duplicates *d, const struct line *l);
void duplicates_free(struct duplicates *d);

#endif
