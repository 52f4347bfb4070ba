/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/customer.h"

#include <criterion/criterion.h>

#include "base/rng.h"

/* The definition, day by day: the purchase days, and the values computed from them. */
static void assert_follows(const struct customer *c, const struct order *p, size_t n)
{
    date first = DATE_NONE, last = DATE_NONE;
    uint64_t days = 0, orders = 0, lines = 0;
    decimal repeat = 0, gross = 0, returned = 0, units = 0, back = 0;
    for (date day = p[0].day; day <= p[n - 1].day; day++) {
        decimal revenue = 0;
        bool sells = false, returns = false;
        for (size_t i = 0; i < n; i++)
            if (p[i].day == day) {
                revenue += p[i].gross + p[i].returned;
                sells |= p[i].sale_lines > 0;
                returns |= p[i].return_lines > 0;
            }
        if (!sells || revenue < 0 || (revenue == 0 && returns))
            continue;
        repeat += days ? revenue : 0;
        first = days++ ? first : day;
        last = day;
    }
    for (size_t i = 0; i < n; i++) {
        orders += p[i].sale_lines > 0;
        lines += p[i].lines;
        units += p[i].units;
        back += p[i].returned_units;
        gross += p[i].gross;
        returned += p[i].returned;
    }
    cr_assert(c->first_date == first && c->last_date == last && c->purchase_days == days);
    cr_assert(c->repeat_revenue == repeat && c->orders == orders && c->lines == lines);
    cr_assert(c->units == units && c->returned_units == back);
    cr_assert(c->gross == gross && c->returned == returned);
    cr_assert_leq(c->purchase_days, c->orders, "a purchase day has an order that sells");
}

Test(customer, follows_its_definition)
{
    enum { MOST = 12 };
    struct rng r;
    struct customer c = {0};
    rng_seed(&r, 7, 0);
    for (int round = 0; round < 20000; round++) {
        struct order p[MOST];
        size_t n = 1 + rng_below(&r, MOST);
        date day = 15000;
        customer_begin(&c, SLICE("A"));
        const char *country = NULL;
        for (size_t i = 0; i < n; i++) {
            day += (date)rng_below(&r, 3);
            p[i] = (struct order){.customer_id = SLICE("A"),
                                  .day = day,
                                  .time = TIME_NONE,
                                  .lines = 3,
                                  .sale_lines = (uint32_t)rng_below(&r, 2),
                                  .return_lines = (uint32_t)rng_below(&r, 2)};
            p[i].gross = p[i].sale_lines * (decimal)rng_below(&r, 4);
            p[i].returned = -(p[i].return_lines * (decimal)rng_below(&r, 4));
            p[i].units = p[i].sale_lines - (decimal)p[i].return_lines;
            p[i].returned_units = -(decimal)p[i].return_lines;
            p[i].country = slice_of(&"ABCDEFGHIJKL"[i], 1);
            country = p[i].sale_lines ? p[i].country.p : country;
            customer_add(&c, &p[i]);
        }
        customer_end(&c);
        assert_follows(&c, p, n);
        cr_assert_eq(*c.country.p, country ? *country : *p[n - 1].country.p);
    }
    customer_free(&c);
}
