/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * owners: the customer of each order, to find orders whose lines name two.
 *
 * An order is keyed by its customer and its id, so a line under another name (a refund that names the shop as its
 * sender, a row without the e-mail that only the order's first row has) makes an order, and a customer, of its own.
 * Where ids are unique this is an error of the log or of the schema; it gets a warning at the end.
 *
 *     struct owners o = {.orders = &orders};
 *     if (owners_other(&o, line, in->name, in->line)) ...      // for each line: its order had another customer
 *     owners_end(&o);                                          // warns, and frees */
#ifndef SOURCE_OWNERS_H
#define SOURCE_OWNERS_H

#include "source/line.h"

struct owners {
    struct map *orders; /* numbers all orders; others may use it too */
    struct buf names;   /* of customers, each with an LF after it: an order's is not looked up, but compared */
    size_t *owner;      /* by number of the order: where the name of its first customer begins, or 0 */
    size_t cap;
    uint64_t order; /* line.order of the line before */
    bool any, other;
    uint64_t split;     /* orders of several customers */
    uint32_t first;     /* the first such order, */
    size_t first_other; /* and the name of its second customer */
    const char *file;   /* of the line that names that customer */
    uint64_t line;
};

/* Does the order have another customer on its first line? Void lines do not count. */
bool owners_other(struct owners *o, const struct line *l, const char *file, uint64_t line);
void owners_end(struct owners *o);

#endif
