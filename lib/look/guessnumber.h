/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessnumber: how the numbers of a file are written.
 *
 * 1.234,50 and 12,5 show the decimal mark; 1,234 alone does not: it is 1234 or 1.234. All numbers of the file are taken
 * together, since one program wrote them. */
#ifndef LOOK_GUESSNUMBER_H
#define LOOK_GUESSNUMBER_H

#include "look/guessfile.h"
#include "source/srcnum.h"

enum { GUESSNUMBER_SIGNS = 8 };

struct guessnumber {
    uint64_t point, comma;           /* numbers in which only this one can be the decimal mark */
    struct slice point_at, comma_at; /* one of each, */
    uint64_t point_line, comma_line;
    uint64_t open; /* numbers such as 1,234 or 1.234 */
    struct slice open_at;
    uint64_t open_line;
    bool groups_point, groups_comma, groups_apostrophe, groups_blank;
    bool brackets, trailing_minus;
    struct slice sign[GUESSNUMBER_SIGNS];
    unsigned signs;
    bool long_places; /* more than 6 after the point */
};

/* Is it a number, however it is written? Its digits and marks are put into *core. */
bool guessnumber_core(struct slice s, struct slice *core, struct slice *sign);

/* Adds what a column of numbers shows. */
void guessnumber_add(struct guessnumber *n, const struct guessfile *g, unsigned column);

/* The share of a column's values that are numbers, 0 if there are none. */
double guessnumber_share(const struct guessfile *g, unsigned column);

/* The marks that were seen, for srcnum_parse; `point` is the decimal mark. */
struct srcnum guessnumber_marks(const struct guessnumber *n, char point);

#endif
