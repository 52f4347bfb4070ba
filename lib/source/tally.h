/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tally: counts the written lines by kind: number, amounts, first and last day. */
#ifndef SOURCE_TALLY_H
#define SOURCE_TALLY_H

#include "source/line.h"

struct tally {
    uint64_t count[KIND_COUNT], guest_lines;
    __int128 amount[KIND_COUNT];
    uint64_t order;   /* of the line before */
    date first, last; /* DATE_NONE at first */
};

extern const char *const TALLY_REASON[KIND_COUNT]; /* the counter of a kind, and why a line of it was dropped */

/* `lines` of the line's order and kind were written. */
void tally_add(struct tally *t, const struct line *l, enum kind kind, uint64_t lines, __int128 amount);
void tally_report(const struct tally *t); /* to --stats */

#endif
