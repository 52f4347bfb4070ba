/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessshipped: which of the schemas that come with tillroll read a file. */
#ifndef LOOK_GUESSSHIPPED_H
#define LOOK_GUESSSHIPPED_H

#include "base/out.h"
#include "look/guesslook.h"

/* Writes a comment for each: its delimiter, its columns, its date patterns and its decimal mark are those of the file.
 */
void guessshipped_write(struct guesslook *l, struct out *o);

#endif
