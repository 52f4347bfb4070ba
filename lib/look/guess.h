/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guess: writes a first schema for a file without one.
 *
 * It reads the beginning of each file and writes a schema with comments: what the data show, and what was chosen and
 * why, with an example. What only a person can decide becomes a line `key = ?`. Such a line stops clean until it is
 * answered (schema.c), so that no sum rests on a guess. */
#ifndef LOOK_GUESS_H
#define LOOK_GUESS_H

#include "base/out.h"

/* Of the tool's operands. */
void guess_write(struct out *o);

#endif
