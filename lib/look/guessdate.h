/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessdate: by which patterns the values of a column are dates, and whether they could be others too.
 *
 * Day before month or after is never chosen unless a value decides it: 05/01/2021 can be either, 25/01/2021 cannot. A
 * year of four digits in front is read as ISO 8601 has it, unless a value cannot be. */
#ifndef LOOK_GUESSDATE_H
#define LOOK_GUESSDATE_H

#include "look/guessfile.h"

enum { GUESSDATE_PATTERNS = 4, GUESSDATE_ROOM = 40 };

struct guessdate {
    unsigned patterns;
    char pattern[GUESSDATE_PATTERNS][GUESSDATE_ROOM];
    bool is_open;                  /* the values could be days of another order too: */
    char other[2][GUESSDATE_ROOM]; /* by these patterns instead of the first */
    unsigned others;
    struct slice decides; /* a value that no other order reads; .p NULL: none was tried */
    uint64_t decides_line;
    bool has_time, has_offset;
    uint64_t values, read; /* not empty; those that a pattern reads */
};

/* Of the column's values. `named`: its name speaks of a day, so that numbers may be days too. read == 0: no dates. */
void guessdate_look(struct guessdate *d, const struct guessfile *g, unsigned column, bool named);

/* Times of a column of their own, "%H:%M"; NULL where they are none. */
const char *guessdate_time(const struct guessfile *g, unsigned column);

#endif
