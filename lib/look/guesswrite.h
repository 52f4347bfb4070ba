/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guesswrite: the lines of a guessed schema: keys, reasons, and questions. */
#ifndef LOOK_GUESSWRITE_H
#define LOOK_GUESSWRITE_H

#include "base/out.h"
#include "look/guessfile.h"

/* A comment, "# ..." on one line whatever the values hold. */
void guesswrite_note(struct out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* key = value, the equals signs below one another. */
void guesswrite_key(struct out *o, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "# choices", and key = ? */
void guesswrite_ask(struct out *o, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* How the schema calls the column: by its name, or by its number if the name would not be read back. The text is one of
 * a few that are used in turn. */
const char *guesswrite_column(const struct guessfile *g, unsigned column);

/* A value in a message: on one line, shortened. Likewise. */
const char *guesswrite_value(struct slice s);

/* The same as a whole, where it can stand after `key =`. */
const char *guesswrite_whole(struct slice s);

/* Where the row, or that line, stands: "line 3", and which file if it is not the first. Likewise. */
const char *guesswrite_line(const struct guessfile *g, uint32_t row);
const char *guesswrite_place(const struct guessfile *g, uint64_t line);

/* Can it be written after `key =`, and be read back unchanged? */
bool guesswrite_can(struct slice s);

#endif
