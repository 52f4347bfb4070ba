/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/ordersorted.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"

enum { MOST = 40 };
static const char NAMES[] = "the longer the name, the later its customer in the table";

/* By comparing every pair. */
static bool is_sorted(const struct order *p, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            int c = slice_cmp(p[k].customer_id, p[i].customer_id);
            c = c ? c : (p[k].day > p[i].day) - (p[k].day < p[i].day);
            c = c ? c : (p[k].time > p[i].time) - (p[k].time < p[i].time);
            c = c ? c : slice_cmp(p[k].order_id, p[i].order_id);
            if (c >= 0 || (slice_eq(p[k].customer_id, p[i].customer_id) && slice_eq(p[k].order_id, p[i].order_id)))
                return false;
        }
    return true;
}

static bool says_sorted(const struct order *p, size_t n)
{
    struct ordersorted s = {.rises = true};
    bool sorted = true;
    for (size_t i = 0; sorted && i < n; i++)
        sorted = ordersorted_add(&s, &p[i]);
    sorted = sorted && ordersorted_end(&s);
    ordersorted_free(&s);
    return sorted;
}

/* Nearly sorted, so that each outcome is frequent: most steps rise, and ids, which may be long, seldom come again. */
static size_t make(struct order *p, struct rng *r)
{
    static char text[MOST][64];
    size_t n = rng_below(r, MOST);
    unsigned customer = (unsigned)rng_below(r, 2), id = 95;
    for (size_t i = 0; i < n; i++) {
        bool other = rng_below(r, 4) == 0;
        customer += other;
        id += (unsigned)rng_below(r, 3) + (rng_below(r, 200) > 0);
        unsigned shown = rng_below(r, 4) ? id : 9000 - id * 3;
        size_t length =
            (size_t)snprintf(text[i], sizeof text[i], "%.*s%u", (int)(id % 20), "an id that is so long", shown);
        bool new_moment = !other && i && rng_below(r, 8);
        p[i] = (struct order){.customer_id = customer ? slice_of(NAMES, 4 + customer) : SLICE(""),
                              .order_id = slice_of(text[i], length),
                              .day = other || i == 0 ? -3 : p[i - 1].day + (new_moment && rng_below(r, 2)),
                              .time = TIME_NONE};
        p[i].time = other || i == 0 || p[i].day > p[i - 1].day ? TIME_NONE : p[i - 1].time + new_moment;
    }
    return n;
}

Test(ordersorted, as_by_every_pair)
{
    static struct order p[MOST];
    struct rng r;
    unsigned sorted = 0, many = 0, rounds = 20000;
    rng_seed(&r, 31, 0);
    for (unsigned i = 0; i < rounds; i++) {
        size_t n = make(p, &r);
        bool want = is_sorted(p, n);
        cr_assert_eq(says_sorted(p, n), want, "round %u", i);
        sorted += want;
        many += want && n > 10;
    }
    cr_expect(sorted > rounds / 5 && sorted < rounds / 5 * 4 && many > 100, "%u sorted, %u of them long", sorted, many);
}
