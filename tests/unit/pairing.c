/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/pairing.h"

#include <criterion/criterion.h>

#include "base/ratio.h"
#include "base/rng.h"

enum { LINES = 4000 };

static struct pairing_input line_of(struct slice customer, struct slice product, decimal pieces, decimal cents)
{
    return (struct pairing_input){.customer = customer,
                                  .product = product,
                                  .order = SLICE("1"),
                                  .quantity = pieces * DECIMAL_ONE,
                                  .amount = pieces * cents * DECIMAL_CENT,
                                  .price = cents * DECIMAL_CENT,
                                  .priced = true};
}

/* One line of a random shop with few customers, products and prices; `before` gets its amount. */
static void put_random(struct pairing *p, struct rng *r, wide_int before[3], uint32_t customer_of[LINES])
{
    static const struct slice name[] = {SLICE("a"), SLICE("b"), SLICE("c")};
    uint64_t customer = rng_below(r, 3), what = rng_below(r, 8);
    decimal pieces = 1 + (decimal)rng_below(r, 9), cents = 100 + (decimal)rng_below(r, 3) * 33;
    struct pairing_input in = line_of(name[customer], name[rng_below(r, 3)], what > 4 ? -pieces : pieces, cents);
    in.moment = p->lines;
    if (what == 0)
        in.amount -= in.amount ? 1 : 0; /* not price times quantity */
    before[customer] += in.amount;
    customer_of[p->lines] = (uint32_t)customer;
    if (what == 7)
        pairing_credit(p, &in);
    else if (what > 4)
        pairing_return(p, &in);
    else if (what == 4)
        pairing_charge(p, &in);
    else
        pairing_sale(p, &in);
}

static void assert_kept(bool any_price, bool credits)
{
    struct pairing p = {.any_price = any_price, .credits = credits, .window = 50};
    wide_int before[3] = {0}, after[3] = {0};
    static uint32_t customer_of[LINES];
    struct rng r;
    rng_seed(&r, 7, (any_price ? 1u : 0u) + (credits ? 2u : 0u));
    for (int i = 0; i < LINES; i++)
        put_random(&p, &r, before, customer_of);
    for (uint32_t i = 0; i < p.lines; i++)
        after[customer_of[i]] += p.line[i].amount + p.line[i].difference;
    for (int c = 0; c < 3; c++)
        cr_assert(before[c] == after[c]);
    cr_assert(p.pairs > 100);
    for (uint32_t i = 0; i < p.pairs; i++) {
        cr_assert(p.pair[i].sale < p.pair[i].back);
        cr_assert(p.pair[i].quantity > 0 && p.pair[i].given >= 0 && p.pair[i].taken <= 0);
        cr_assert(customer_of[p.pair[i].sale] == customer_of[p.pair[i].back]);
    }
    pairing_free(&p);
}

Test(pairing, keeps_each_customers_money)
{
    for (int i = 0; i < 4; i++)
        assert_kept(i & 1, i & 2);
}

/* What is left: sales or returns, never both, of one product at any price. */
Test(pairing, leaves_nothing_that_could_be_paired)
{
    struct pairing p = {.any_price = true};
    struct rng r;
    decimal sold = 0, back = 0;
    rng_seed(&r, 1, 1);
    for (int i = 0; i < 500; i++) {
        struct pairing_input in = line_of(SLICE("a"), SLICE("x"), 1 + (decimal)rng_below(&r, 5), 100 + i % 3);
        pairing_sale(&p, &in);
    }
    for (int i = 0; i < 900; i++) {
        struct pairing_input in = line_of(SLICE("a"), SLICE("x"), -1 - (decimal)rng_below(&r, 5), 100 + i % 3);
        pairing_return(&p, &in);
    }
    for (uint32_t i = 0; i < p.lines; i++)
        *(p.line[i].quantity > 0 ? &sold : &back) += p.line[i].quantity;
    cr_assert(sold == 0 && back < 0);
    pairing_free(&p);
}

Test(pairing, knows_a_price_by_its_amount)
{
    struct pairing p = {0};
    struct pairing_input sale = line_of(SLICE("a"), SLICE("x"), 3, 250),
                         back = line_of(SLICE("a"), SLICE("x"), -2, 250);
    back.priced = false;
    pairing_sale(&p, &sale);
    uint32_t i = pairing_return(&p, &back);
    cr_assert(p.pairs == 1 && p.line[i].quantity == 0 && p.line[0].quantity == DECIMAL_ONE);
    pairing_free(&p);
}

Test(pairing, a_credit_takes_a_line_of_its_amount_or_an_order)
{
    struct pairing p = {.credits = true, .window = 10};
    struct pairing_input x = line_of(SLICE("a"), SLICE("x"), 2, 250), y = line_of(SLICE("a"), SLICE("y"), 1, 300);
    struct pairing_input part = line_of(SLICE("a"), SLICE("M"), -1, 300),
                         all = line_of(SLICE("a"), SLICE("M"), -1, 800);
    pairing_sale(&p, &x);
    pairing_charge(&p, &y);
    cr_assert(p.line[pairing_credit(&p, &all)].quantity == 0);
    cr_assert(p.pairs == 2 && p.line[0].quantity == 0 && p.line[1].amount == 0);
    pairing_sale(&p, &x);
    pairing_charge(&p, &y);
    cr_assert(p.line[pairing_credit(&p, &part)].amount == 0);
    cr_assert(p.pairs == 3 && p.pair[2].match == PAIRING_CREDIT);
    part.moment = 11;
    cr_assert(p.line[pairing_credit(&p, &part)].amount < 0);
    pairing_free(&p);
}
