/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessdate: the patterns by which the values of a column are dates, and whether other patterns are possible too.
 *
 * The order of day and month is chosen only if a value decides it: 05/01/2021 can be either, 25/01/2021 cannot. A date
 * that begins with a year of four digits is read as in ISO 8601, unless some value does not fit. */
#ifndef LOOK_GUESSDATE_H
#define LOOK_GUESSDATE_H

#include "look/guessfile.h"
#include "source/datefmt.h"

enum { GUESSDATE_PATTERNS = 4, GUESSDATE_ROOM = 40 };

struct guessdate {
    unsigned patterns;
    char pattern[GUESSDATE_PATTERNS][GUESSDATE_ROOM];
    bool is_open;                  /* the values could also be dates in another order: */
    char other[2][GUESSDATE_ROOM]; /* by these patterns instead of the first */
    unsigned others;
    struct slice decides; /* a value that no other order reads; .p NULL: none was tried */
    uint64_t decides_line;
    bool has_time, has_offset;
    uint64_t values, read; /* not empty; those that a pattern reads */
};

/* Of the column's values. `named`: the column's name means a day, so that numbers may be days too. read == 0: no
 * dates. */
void guessdate_look(struct guessdate *d, const struct guessfile *g, unsigned column, bool named);

/* Does the pattern read the text? */
bool guessdate_reads(const struct datefmt *f, struct slice s);

/* Times of a column of their own, "%H:%M"; NULL if they are none. */
const char *guessdate_time(const struct guessfile *g, unsigned column);

#endif
