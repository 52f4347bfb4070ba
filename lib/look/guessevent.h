/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessevent: columns that tell sales from what takes them back, by what they hold.
 *
 * A till's journal has a column "Vorgang" with the values Verkauf, Storno and Retoure; other programs have a column
 * "Storno" with an x. Its rows may all be above 0, so that a schema without this column adds up what was taken back. */
#ifndef LOOK_GUESSEVENT_H
#define LOOK_GUESSEVENT_H

#include "look/guessfile.h"

/* How sure it is that a column is one. */
enum guessevent {
    GUESSEVENT_NONE,
    GUESSEVENT_NAMED, /* by its name alone: "document type" */
    GUESSEVENT_FLAG,  /* a column called "Storno" or "Cancelled" with few values */
    GUESSEVENT_WORDS, /* among its values is "Storno", "refund" or the like */
};

enum guessevent guessevent_of(const struct guessfile *g, unsigned column);

/* Is the column called as what takes back, so that an empty value or "no" means a sale? */
bool guessevent_is_flag(const struct guessfile *g, unsigned column);

#endif
