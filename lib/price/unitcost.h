/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unitcost: what a unit of each product costs, by a table with the columns of the product and `cost`.
 *
 * Without a table every cost is 0, so that all that is paid counts as margin. A product that is not in the table has no
 * cost, GUARDS_NONE, and is counted. */
#ifndef PRICE_UNITCOST_H
#define PRICE_UNITCOST_H

#include "base/decimal.h"
#include "tsv/keyed.h"

struct unitcost {
    const char *path; /* or NULL */
    struct keyed table;
    decimal *cost; /* of each product so far */
    size_t cap;
    uint32_t products, missing;
};

void unitcost_begin(struct unitcost *u, const char *path, struct opt_list product); /* unusable: status 2 */
decimal unitcost_of(struct unitcost *u, const struct groups *products, uint32_t product);
void unitcost_warn(const struct unitcost *u); /* of products without one */
void unitcost_free(struct unitcost *u);

#endif
