/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simshop: what the simulated shop sells, to which countries, at which hours: stored tables, the same for any seed.
 *
 * 800 products: 40 things in 20 variants each. Some are bought 80 times as often as others. With `messy` some names are
 * hard to read back: with a comma, a quote mark, a newline, a pound sign, blanks at an end. */
#ifndef SIM_SIMSHOP_H
#define SIM_SIMSHOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"
#include "base/slice.h"

enum { SHOP_PRODUCTS = 800, SHOP_COUNTRIES = 38, SHOP_PICKS = 1 << 14 };

struct shop_product {
    struct slice code, name; /* name in UTF-8, as the shop wrote it */
    struct slice tsv, csv;   /* both, each with its delimiter after it, in the bytes of the layout */
    int64_t price;           /* of the list, in pence */
};

struct simshop {
    struct shop_product product[SHOP_PRODUCTS];
    struct shop_product alias[SHOP_PRODUCTS]; /* with `messy`: the same product, otherwise spelt */
    uint16_t pick[SHOP_PICKS];                /* a product is in it in proportion to its demand */
    struct arena arena;
};

void simshop_make(struct simshop *shop, bool messy);
void simshop_free(struct simshop *shop);

/* Draws a product, in proportion to its demand. */
static inline const struct shop_product *simshop_pick(const struct simshop *shop, struct rng *r)
{
    return &shop->product[shop->pick[rng_u64(r) >> 50]];
}

unsigned simshop_draw_country(struct rng *r); /* 0, the United Kingdom, for nine of ten */
const char *simshop_country(unsigned i);
unsigned simshop_draw_minute(struct rng *r); /* of the day, in opening hours: 7:00 to 19:59, most of them at noon */

#endif
