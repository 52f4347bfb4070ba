/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessvalues: the distinct values of a column with few of them, and the number of records for each. */
#ifndef LOOK_GUESSVALUES_H
#define LOOK_GUESSVALUES_H

#include "base/map.h"
#include "look/guessfile.h"

enum { GUESSVALUES_MOST = 40 };

struct guessvalues {
    struct map of; /* with the empty value */
    uint32_t rows[GUESSVALUES_MOST];
    uint32_t first[GUESSVALUES_MOST]; /* row */
    bool many;                        /* more than GUESSVALUES_MOST: the rest is not counted */
};

void guessvalues_count(struct guessvalues *v, const struct guessfile *g, unsigned column);
void guessvalues_free(struct guessvalues *v);

/* Fills `order` with the numbers of the values, the commonest first. */
void guessvalues_order(const struct guessvalues *v, uint32_t order[GUESSVALUES_MOST]);

/* "Sale (29), Storno (3) and 2 more", the commonest first, without the empty value. The text is overwritten by the next
 * call. */
const char *guessvalues_text(const struct guessvalues *v);

#endif
