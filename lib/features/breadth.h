/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * breadth: how many products a customer has bought, by a table of lines: customer_id, product_id, date, kind.
 *
 * Lines that sell count, sales and charges, each on its own day, so that nothing is known of a later one. Guests and
 * lines without a product are left out. Memory: 12 bytes for each line, and the ids of customers and products.
 *
 *     struct breadth b;
 *     breadth_read(&b, path);
 *     int64_t n = breadth_products(&b, customer_id, from, cut);
 *     breadth_free(&b); */
#ifndef FEATURES_BREADTH_H
#define FEATURES_BREADTH_H

#include "base/date.h"
#include "base/map.h"

struct breadth {
    struct map customers, products;
    struct breadth_line {
        uint32_t customer, product;
        date day;
    } * line; /* n of them, by customer, product and day */
    size_t n, cap;
    size_t *start;     /* of each customer's lines; one more at the end */
    uint64_t *missing; /* a counter of --stats: without a product before the cut */
};

/* A file that is unusable ends the tool. */
void breadth_read(struct breadth *b, const char *path);

/* Distinct products of [from, cut); DATE_NONE is the beginning of all. -1: none is known. */
int64_t breadth_products(const struct breadth *b, struct slice customer_id, date from, date cut);

void breadth_free(struct breadth *b);

#endif
