/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linefile: the lines of a file, read in parts by all cores. */
#ifndef RETURNS_LINEFILE_H
#define RETURNS_LINEFILE_H

#include "returns/linekept.h"

/* Fills the parts of k, of about `part` bytes each, from k->file, which is at its end then. False: a line is wrong,
 * longer than a window, or cannot be read. Then the parts are of no use, and the caller has to read the lines one after
 * another, which finds out which line it is and what to say. */
bool linefile_read(struct linekept *k, unsigned threads, size_t part);

#endif
