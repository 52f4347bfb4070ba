/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simbasket.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static struct simshop shop;
static struct sim_order order;

static void open_shop(void)
{
    simshop_make(&shop, false);
}
static void close_shop(void)
{
    simshop_free(&shop);
}
TestSuite(simbasket, .init = open_shop, .fini = close_shop);

static void hold(int64_t total, int most)
{
    int64_t sum = 0;
    cr_assert(order.n >= 1 && order.n <= most, "%d lines for %ld", order.n, (long)total);
    for (const struct sim_line *l = order.line; l < order.line + order.n; l++) {
        cr_assert(l->quantity >= 1 && l->price >= 1 && l->kind == KIND_SALE);
        cr_assert(l->product >= shop.product && l->product < shop.product + SHOP_PRODUCTS);
        sum += l->quantity * l->price;
    }
    cr_assert_eq(sum, total);
}

Test(simbasket, lines_add_up_to_the_penny)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int64_t total = 1; total < 30000; total++) {
        order.n = 0;
        simbasket_fill(&r, &shop, total, 0.8, &order);
        hold(total, BASKET_LINES + 1);
    }
    for (int64_t total = 1; total <= 1000000000; total *= 10) {
        order.n = 0;
        simbasket_fill(&r, &shop, total, 0.999, &order);
        hold(total, BASKET_LINES + 1);
        order.n = 0;
        simbasket_fill(&r, &shop, total, 0, &order);
        hold(total, 2);
    }
}

/* Nine tenths of the lines are at the list price or near it: the catalogue has an effect. */
Test(simbasket, prices_are_near_the_list)
{
    struct rng r;
    int near = 0, lines = 0;
    rng_seed(&r, 2, 0);
    for (int i = 0; i < 5000; i++) {
        order.n = 0;
        simbasket_fill(&r, &shop, 2000 + (int64_t)rng_below(&r, 40000), 0.8, &order);
        lines += order.n;
        for (int k = 0; k < order.n; k++) {
            int64_t list = order.line[k].product->price;
            near += llabs(order.line[k].price - list) * 10 <= list;
        }
    }
    cr_assert_gt(near, 0.9 * lines);
}

/* If the value is not a bound, the mean of the geometric number is 1/(1 - more); a pair of lines at the end counts as
 * one. */
Test(simbasket, number_of_lines)
{
    struct rng r;
    const int n = 20000;
    int lines = 0;
    rng_seed(&r, 3, 0);
    for (int i = 0; i < n; i++) {
        order.n = 0;
        simbasket_fill(&r, &shop, 10000000, 0.8, &order);
        const struct sim_line *last = &order.line[order.n - 1];
        lines += order.n - (order.n > 1 && last[-1].product == last->product && last->price == last[-1].price + 1);
    }
    cr_assert_float_eq((double)lines / n, 5, 4 * sqrt(0.8) / 0.2 / sqrt(n));
}

Test(simbasket, every_product_can_be_had)
{
    int slots[SHOP_PRODUCTS] = {0}, most = 0, least = SHOP_PICKS;
    for (int i = 0; i < SHOP_PICKS; i++)
        slots[shop.pick[i]]++;
    for (int i = 0; i < SHOP_PRODUCTS; i++) {
        most = slots[i] > most ? slots[i] : most;
        least = slots[i] < least ? slots[i] : least;
    }
    cr_assert(least >= 1 && most >= 60 * least && most <= 120 * least, "%d to %d", least, most);
}
