/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guess: a first schema for a file that nobody has described yet.
 *
 * The beginning of each file is looked at, and a commented schema is written: what the data show, what was chosen and
 * why, with an example, and as lines of `key = ?` what only a person can decide. Such a line stops clean until it is
 * answered (schema.c), so that nothing is summed up by a guess. */
#ifndef LOOK_GUESS_H
#define LOOK_GUESS_H

#include "base/out.h"

/* Of the tool's operands. */
void guess_write(struct out *o);

#endif
