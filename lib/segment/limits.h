/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * limits: the file that keeps the limits of scores, for customers to come.
 *
 * A table with a row a class: measure limit value score rows lowest highest mean method bins frequency monetary. Class
 * `limit` of a measure ends at `value`; the last one of each has none. score, rows, lowest, highest and mean say what
 * the class was when the limits were found: they are for the reader's eye, and limits written by hand may lack them, as
 * they may lack the last class. */
#ifndef SEGMENT_LIMITS_H
#define SEGMENT_LIMITS_H

#include "base/out.h"
#include "segment/scores.h"

void limits_write(const struct scores *s, struct out *o);

/* *s says what is asked for: method, frequency and monetary, or -1, and classes, or 0, where the file is to decide.
 * Ends the tool, status 2, where the file says otherwise or is unusable: a column or a limit is missing, limits
 * descend, rows disagree. What was in the classes is not read. */
void limits_read(struct scores *s, const char *path);

#endif
