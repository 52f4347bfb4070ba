/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simbasket.h"

#include "stats/draw.h"

static void add_line(struct sim_order *o, const struct shop_product *product, int64_t quantity, int64_t price)
{
    o->line[o->n++] = (struct sim_line){.product = product, .quantity = quantity, .price = price, .kind = KIND_SALE};
}

static int64_t draw_lines(struct rng *r, int64_t total, double more)
{
    int64_t most = 1 + total / 200, n = BASKET_LINES;
    if (most > BASKET_LINES)
        most = BASKET_LINES;
    double u = rng_open(r);
    if (more <= 0)
        return 1;
    double extra = draw_log(u) / draw_log(more); /* floor of it: P(extra >= k) = more^k */
    if (extra < BASKET_LINES)
        n = 1 + (int64_t)extra;
    return n < most ? n : most;
}

/* The largest quantity that is sold in one pack or several, up to `most` >= 1. */
static int64_t pack(int64_t most)
{
    static const int PACK[] = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 30, 32, 36, 40, 48, 60, 72, 80, 96};
    int i = (int)(sizeof PACK / sizeof *PACK) - 1;
    if (most >= 100)
        return most / 50 * 50;
    while (PACK[i] > most)
        i--;
    return PACK[i];
}

/* A product that costs no more than `most`, or the last of some tries. */
static const struct shop_product *affordable(struct rng *r, const struct simshop *shop, int64_t most)
{
    const struct shop_product *p = simshop_pick(shop, r);
    for (int tries = 0; p->price > most && tries < 5; tries++)
        p = simshop_pick(shop, r);
    return p;
}

/* A quantity that divides the pence and is within a quarter of what the list price gives, or 0; only the nearest few
 * are tried. */
static int64_t dividing_quantity(int64_t left, int64_t quantity)
{
    for (int64_t d = 0; d <= quantity / 4 && d < 16; d++) {
        if (left % (quantity + d) == 0)
            return quantity + d;
        if (left % (quantity - d) == 0)
            return quantity - d;
    }
    return 0;
}

static void add_rest(struct rng *r, const struct simshop *shop, int64_t left, struct sim_order *o)
{
    const struct shop_product *p;
    int64_t quantity;
    for (int tries = 0; tries < 8; tries++) {
        p = affordable(r, shop, left);
        quantity = left < p->price ? 1 : (left + p->price / 2) / p->price;
        int64_t exact = dividing_quantity(left, quantity);
        if (exact) {
            add_line(o, p, exact, left / exact);
            return;
        }
    }
    int64_t price = left / quantity, dearer = left % quantity;
    add_line(o, p, quantity - dearer, price);
    add_line(o, p, dearer, price + 1);
}

void simbasket_fill(struct rng *r, const struct simshop *shop, int64_t total, double more, struct sim_order *o)
{
    int64_t left = total;
    for (int64_t n = draw_lines(r, total, more); n > 1; n--) {
        int64_t share = left / n * (32 + (int64_t)rng_below(r, 64)) / 64; /* between half and one and a half of an equal
                                                                           * part */
        const struct shop_product *p = affordable(r, shop, share);
        int64_t quantity = p->price <= share ? pack(share / p->price) : 1;
        if (quantity * p->price > left / 2 && p->price > share)
            break;
        add_line(o, p, quantity, p->price);
        left -= quantity * p->price;
    }
    add_rest(r, shop, left, o);
}
