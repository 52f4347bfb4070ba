/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linenote: what is kept of one line after another, and the marks of returns. */
#ifndef RETURNS_LINENOTE_H
#define RETURNS_LINENOTE_H

#include "returns/linekept.h"
#include "tsv/repeat.h"

struct linenote {
    struct line line;
    struct repeat repeat;     /* of the order: most lines have that of the line before, which is not parsed again */
    bool begins;              /* another order than that of the line before, and no line of it was added yet */
    uint64_t customer, order; /* hashes */
};

struct linenote linenote_of(const struct linekept *k); /* before the first line of a table, or of a part */

/* Parses the next row into n->line; its texts may be gone when the row is. The result is that of line_parse. */
enum lines_column linenote_parse(struct linenote *n, const struct linekept *k, struct record r);

/* Adds this row to a part. Several threads may add to different parts. */
void linenote_add(struct linenote *n, struct linekept *k, struct linekept_part *p, size_t bytes);

/* The hash of an order, as in struct linekept_run. */
uint32_t linenote_order(struct slice customer, struct slice order);

#endif
