/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessstate: the states and currencies of a file, with their counts. */
#ifndef LOOK_GUESSSTATE_H
#define LOOK_GUESSSTATE_H

#include "base/out.h"
#include "look/guesslook.h"

void guessstate_write(struct guesslook *l, struct out *o);

#endif
