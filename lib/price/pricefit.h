/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pricefit: the elasticity of a product, naive and controlled, and what may be said of it.
 *
 * The naive one takes every price for a cause of what was bought. If the shop gives a lower price to customers who buy
 * much, it is far too large: then the interval of the controlled one does not meet its own, and the verdict tells so.
 */
#ifndef PRICE_PRICEFIT_H
#define PRICE_PRICEFIT_H

#include "price/sales.h"
#include "tsv/table.h"

struct pricefit {
    const struct sales *sales;
    bool is_within; /* of all products, each with a level of its own */
    double level;
    struct elasticity naive, controlled; /* without controls the second is as the first */
};

/* Of these lines. Ends the tool, status 1, if the controls have too many labels. */
void pricefit_make(struct pricefit *f, const uint32_t *row, size_t n);
void pricefit_free(struct pricefit *f);

/* "elastic", "confounded by wholesale tiers", "one price" ... */
void pricefit_verdict(const struct pricefit *f, struct buf *text);

/* ---- the table of all coefficients: the product's keys, model, term, name, value ---- */

struct pricefit_table {
    struct table table;
    struct column *column;
    struct cell *cell;
    unsigned keys;
};
void pricefit_table_begin(struct pricefit_table *t, const struct groups *products, const char *path, int digits);
void pricefit_table_add(struct pricefit_table *t, const struct pricefit *f, uint32_t product); /* MAP_NONE: all */
void pricefit_table_end(struct pricefit_table *t);

#endif
