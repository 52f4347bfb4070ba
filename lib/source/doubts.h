/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doubts: lines that can be read, but together suggest that the schema is wrong.
 *
 * If the amount is really the order's total, repeated on each of its lines, it is counted several times: then all lines
 * of an order have the same amount. If a sale's row only changes its state when it is given back, there are no returns
 * of their own: then no return matches a sale in the log. If an order's lines name two customers, it is counted as two
 * orders. Each gets a warning at the end; a check runs only for schemas that may have its error, the last one for those
 * that take the long way, and on request. */
#ifndef SOURCE_DOUBTS_H
#define SOURCE_DOUBTS_H

#include "source/owners.h"

struct doubts {
    bool amounts, returns, customers; /* what is checked */
    struct owners owners;
    bool other_customer; /* than its order's first line: the line that was looked at last */
    struct buf order;    /* that of the line before */
    struct buf product;  /* of its first line */
    decimal amount;
    uint64_t lines;
    bool same, one_product;  /* pieces of one product cost the same */
    uint64_t several, alike; /* orders of several lines; those of one amount */
    struct map sales;        /* customer, product and amount */
    uint64_t taken_back, known;
    struct buf key;
    const struct schema *schema;
};

/* `orders`: the caller's map that numbers them, used if `customers` are checked. */
void doubts_init(struct doubts *d, const struct schema *s, struct map *orders, bool customers);
static inline bool doubts_any(const struct doubts *d)
{
    return d->amounts || d->returns || d->customers;
}
void doubts_look(struct doubts *d, const struct line *l, const char *file, uint64_t line);
void doubts_end(struct doubts *d); /* warns */

#endif
