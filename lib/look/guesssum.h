/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guesssum: rows of sums among the records, and the lines of a schema that leave them out.
 *
 * Such a row has no day, and one of its values begins with a word such as "Summe" or "Total". It is taken out of the
 * rows, so that nothing else of the guess counts it. */
#ifndef LOOK_GUESSSUM_H
#define LOOK_GUESSSUM_H

#include "base/out.h"
#include "look/guessfile.h"

struct guesssums {
    struct guesssum {
        uint64_t line;
        unsigned column; /* of the word */
        struct slice text;
    } * of;
    size_t n, cap;
    unsigned days, orders;
};

/* Takes them out of the rows. `days` and `orders` are the columns of days and of order ids, UINT32_MAX if there is
 * none. Without days no row of sums is found. */
void guesssum_take_out(struct guesssums *s, struct guessfile *g, unsigned days, unsigned orders);
void guesssum_free(struct guesssums *s);

/* Writes a line for each kind of row, with its reason. A line that would leave out other records too is only a note. */
void guesssum_write(const struct guesssums *s, const struct guessfile *g, struct out *o);

#endif
