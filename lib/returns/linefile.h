/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linefile: the lines of a file, read in parts by all cores. */
#ifndef RETURNS_LINEFILE_H
#define RETURNS_LINEFILE_H

#include "returns/linekept.h"

/* Fills the parts of k from k->file. False, and no parts: a line is wrong or longer than a window, and the caller has
 * to read them one after another, which finds out which and what to say. */
bool linefile_read(struct linekept *k, unsigned threads, size_t part);

#endif
