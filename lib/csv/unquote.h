/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unquote: the values of a record without their quote marks.
 *
 * The record is one that the scan found, of n values and up to `bytes` bytes; the result may be in `made`. */
#ifndef CSV_UNQUOTE_H
#define CSV_UNQUOTE_H

#include "csv/made.h"

/* If every value is quoted, the values stay where they are; otherwise, and if they are to be changed, they are copied.
 * `doubled`: quote marks are doubled in some of them. */
struct record unquote(struct record_buf *made, struct record r, unsigned n, size_t bytes, bool doubled, bool change);

/* A copy, of a format without quote marks. */
struct record unquote_copy(struct record_buf *made, struct record r, unsigned n, size_t bytes);

#endif
