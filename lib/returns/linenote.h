/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linenote: what is kept of one line after another, and the marks of returns. */
#ifndef RETURNS_LINENOTE_H
#define RETURNS_LINENOTE_H

#include "returns/linekept.h"

struct linenote_seen { /* what the line before had, and its hash */
    char text[48];
    size_t n;
    uint64_t hash;
};

struct linenote { /* all zero before the first line of a part */
    struct line line;
    struct linenote_seen customer, order;
};

/* Adds n->line, the next row of a part. Several threads may add to different parts. */
void linenote_add(struct linenote *n, struct linekept *k, struct linekept_part *p, size_t bytes);

/* The hash of an order, as in struct linekept_run. */
uint32_t linenote_order(struct slice customer, struct slice order);

#endif
