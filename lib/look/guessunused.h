/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessunused: the columns that a guessed schema does not use, with what they hold. */
#ifndef LOOK_GUESSUNUSED_H
#define LOOK_GUESSUNUSED_H

#include "base/out.h"
#include "look/guesslook.h"

/* A comment for each; one for all that are empty. */
void guessunused_write(const struct guesslook *l, struct out *o);

#endif
