/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * extras: columns beyond the standard ones, carried from lines to orders, customers and groups.
 *
 * The values of a row are in one text, with a tab between two (no value holds a tab). They belong to the order: of its
 * parts at the moment that gives its date, each value is the smallest that is not empty (order.h). If a key of --by
 * belongs to the line (product_id, description or item:NAME), all of them do: then lines with different values are
 * different parts of their order, and orders cannot be the input.
 *
 * A customer or a group takes the value of its first order or of its last, by date, time and order id, among those that
 * sell something and have a value; if there is none, among all that have one. */
#ifndef SHOP_EXTRAS_H
#define SHOP_EXTRAS_H

#include "base/mem.h"
#include "base/opt.h"
#include "shop/order.h"

struct extras {
    unsigned n, keys;   /* columns; the first of them are keys of --by, the others are carried */
    struct slice *name; /* borrowed from the options */
    bool *last;         /* of the carried ones: the value of the latest order, not of the first */
    bool by_day; /* of lines: those of an order that are of several days are orders of their own, whose id has the day
                    after a tab */
    struct slice item; /* the word of --by that makes them columns of the line; empty: they belong to the order */
};

unsigned extras_key(struct extras *x, struct slice name); /* adds a key and returns its number */

/* Adds the words of --carry, NAME or last:NAME. One that is given twice ends the tool. */
void extras_carry(struct extras *x, struct opt_list carry);

static inline bool extras_items(const struct extras *x)
{
    return x->item.n > 0;
}
static inline unsigned extras_carried(const struct extras *x)
{
    return x->n - x->keys;
}

struct slice extras_value(const struct extras *x, const struct order *p, unsigned i); /* of column i */

void extras_header(const struct extras *x, struct out *o); /* the carried columns, a tab before each */
void extras_free(struct extras *x);

/* The values of the carried columns for a customer or a group; a struct of zeros has none yet. */
struct extras_taken {
    struct buf text, order_id;
    date day;
    daytime time;
    bool sells;
};
void extras_take(const struct extras *x, struct extras_taken *taken, const struct order *p); /* taken[0 .. carried) */
void extras_forget(const struct extras *x, struct extras_taken *taken);                      /* for the next customer */
void extras_write(const struct extras *x, const struct extras_taken *taken, struct out *o);  /* a tab before each */
void extras_taken_free(struct extras_taken *taken, size_t n);

#endif
