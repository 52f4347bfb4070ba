/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doubts: lines that can be read, and together look as if the schema took them for something else.
 *
 * An order's total that stands on each of its lines is summed up as often: then every order of several lines has one
 * amount on all of them. A sale whose row changes its state when it is given back is no return of its own: then no
 * return takes back a sale that the log has. Both are warned of at the end; only schemas that may be wrong so pay for
 * it. */
#ifndef SOURCE_DOUBTS_H
#define SOURCE_DOUBTS_H

#include "source/line.h"

struct doubts {
    bool amounts, returns; /* what is looked at */
    struct buf order;      /* that of the line before */
    struct buf product;    /* of its first line */
    decimal amount;
    uint64_t lines;
    bool same, one_product;  /* pieces of one product cost the same */
    uint64_t several, alike; /* orders of several lines; those of one amount */
    struct map sales;        /* customer, product and amount */
    uint64_t taken_back, known;
    struct buf key;
    const struct schema *schema;
};

void doubts_init(struct doubts *d, const struct schema *s);
static inline bool doubts_any(const struct doubts *d)
{
    return d->amounts || d->returns;
}
void doubts_look(struct doubts *d, const struct line *l);
void doubts_end(struct doubts *d); /* warns */

#endif
