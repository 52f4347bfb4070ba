/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"
#include "price/effect.h"
#include "price/guards.h"

static const struct guards NONE = {.cap = GUARDS_NONE, .margin = GUARDS_NONE, .ending = GUARDS_NONE, .places = 6};

/* ---- guards ---- */

static decimal drawn(struct rng *r, decimal below)
{
    return 1 + (decimal)rng_below(r, (uint64_t)below);
}

static struct guards any_guards(struct rng *r)
{
    struct guards g = NONE;
    g.floor = (decimal)rng_below(r, DECIMAL_ONE + 1);
    g.cap = rng_below(r, 2) ? GUARDS_NONE : DECIMAL_ONE + drawn(r, DECIMAL_ONE);
    g.margin = rng_below(r, 2) ? GUARDS_NONE : (decimal)rng_below(r, 990000);
    g.ending = rng_below(r, 2) ? GUARDS_NONE : (decimal)rng_below(r, DECIMAL_ONE);
    g.places = (unsigned)rng_below(r, 7);
    return g;
}

/* With every rule the price is within the limits, unless the cap is below the others, and has the ending if any price
 * within the limits has it. */
Test(price, new_prices_are_within_the_limits)
{
    struct rng r;
    rng_seed(&r, 5, 0);
    for (int i = 0; i < 20000; i++) {
        struct guards g = any_guards(&r);
        decimal old = drawn(&r, 20 * (decimal)DECIMAL_ONE), cost = drawn(&r, old);
        decimal percent = (decimal)rng_below(&r, 300 * (uint64_t)DECIMAL_ONE) - 99 * (decimal)DECIMAL_ONE;
        struct guards_limits l = guards_limits(&g, old, cost);
        struct guarded p;
        cr_assert(guards_change(&g, old, percent, cost, &p));
        cr_assert(percent == 0 || (l.from <= p.price && p.price <= l.to));
        cr_assert_leq(l.from, l.to);
        bool has_ending = g.ending == GUARDS_NONE || p.price % DECIMAL_ONE == g.ending;
        decimal first = l.from + (g.ending - l.from % DECIMAL_ONE + DECIMAL_ONE) % DECIMAL_ONE;
        cr_assert(has_ending || percent == 0 || first > l.to || first == 0);
        cr_assert_eq(p.is_short, g.margin != GUARDS_NONE && percent != 0 &&
                                     (wide_int)p.price * (DECIMAL_ONE - g.margin) < (wide_int)cost * DECIMAL_ONE);
    }
}

Test(price, a_change_is_exact)
{
    static const struct {
        decimal old, percent, expected;
    } CASE[] = {{2550000, -10000000, 2295000}, {1, -50000000, 1},     {3, -50000000, 2},
                {5000000, 0, 5000000},         {990000, 1, 990000},   {INT64_MAX - 1, -50000000, INT64_MAX / 2},
                {1000000, 500000, 1005000},    {10000, -333333, 9967}};
    struct guarded p;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        cr_assert(guards_change(&NONE, CASE[i].old, CASE[i].percent, GUARDS_NONE, &p));
        cr_assert_eq(p.price, CASE[i].expected, "%zu: %lld", i, (long long)p.price);
    }
    cr_assert_not(guards_change(&NONE, INT64_MAX / 2, 200 * (decimal)DECIMAL_ONE, GUARDS_NONE, &p));
}

/* ---- effect ---- */

/* If u more are sold, the margin is the same. */
Test(price, break_even_keeps_the_margin)
{
    static const double NO_ELASTICITY[EFFECT_ENDS] = {NAN, NAN, NAN};
    struct rng r;
    rng_seed(&r, 6, 0);
    for (int i = 0; i < 1000; i++) {
        struct effect e = {0};
        for (int k = 0; k < 5; k++) {
            struct sales_line l = {.units = drawn(&r, 100 * (decimal)DECIMAL_ONE),
                                   .price = drawn(&r, 20 * (decimal)DECIMAL_ONE)};
            l.next = drawn(&r, 2 * l.price);
            effect_add(&e, &l, (decimal)rng_below(&r, (uint64_t)l.price), NO_ELASTICITY);
        }
        double before = (double)(e.known - e.cost), after = (double)(e.known_next - e.cost), u = effect_break_even(&e);
        cr_assert(after > 0 ? fabs((1 + u) * after - before) <= 1e-9 * before : isnan(u));
    }
}

static double margin(double price, double elasticity, double cost)
{
    return (price - cost) * pow(price, elasticity);
}

Test(price, no_price_has_a_larger_margin_than_the_best_one)
{
    for (double e = -5; e < 0; e += 0.37)
        for (double cost = 0; cost < 4; cost += 0.9) {
            double best = effect_best_price(e, cost, 1, 9), most = margin(best, e, cost);
            for (double p = 1; p <= 9; p += 0.125)
                cr_assert_leq(margin(p, e, cost), most + 1e-12, "%g %g: %g, not %g", e, cost, p, best);
        }
}

/* ---- elasticity ---- */

enum { ROWS = 60, GROUPS = 6, KINDS = 3 };

/* Exact demand: a level for each group and kind, and an elasticity of -1.25. */
Test(price, an_exact_elasticity_is_found)
{
    static const double LEVEL[KINDS] = {0, 2, -1};
    double units[ROWS], price[ROWS], kind[ROWS];
    uint32_t group[ROWS], row[ROWS];
    struct rng r;
    rng_seed(&r, 7, 0);
    for (uint32_t i = 0; i < ROWS; i++) {
        row[i] = i;
        group[i] = i % GROUPS;
        kind[i] = (i / GROUPS + i) % KINDS;
        price[i] = log(1 + (double)rng_below(&r, 1000) / 100) + 0.3 * kind[i];
        units[i] = group[i] + LEVEL[(int)kind[i]] - 1.25 * price[i];
    }
    struct elasticity_control control = {kind, KINDS};
    struct elasticity_data d = {units, price, group, GROUPS, 1, &control};
    struct elasticity e;
    cr_assert(elasticity_fit(&e, &d, row, ROWS, ELASTICITY_CONTROLLED | ELASTICITY_WITHIN, 0.95));
    cr_assert_eq(e.why, ELASTICITY_FITTED);
    cr_assert_float_eq(e.coef, -1.25, 1e-12);
    cr_assert_float_eq(e.term[1].coef, 2, 1e-12);
    cr_assert_float_eq(e.term[2].coef, -1, 1e-12);
    cr_assert_eq(e.freedom, ROWS - GROUPS - KINDS);
    elasticity_free(&e);
    cr_assert(elasticity_fit(&e, &d, row, ROWS, ELASTICITY_NAIVE, 0.95));
    cr_assert_gt(fabs(e.coef + 1.25), 0.01);
    elasticity_free(&e);
}

Test(price, prices_that_controls_tell_have_no_elasticity)
{
    double units[ROWS], price[ROWS], kind[ROWS];
    uint32_t group[ROWS] = {0}, row[ROWS];
    for (uint32_t i = 0; i < ROWS; i++) {
        row[i] = i;
        kind[i] = i % 2;
        price[i] = i % 2 ? 1.3 : 0.7;
        units[i] = i % 7;
    }
    struct elasticity_control control = {kind, 2};
    struct elasticity_data d = {units, price, group, 1, 1, &control};
    struct elasticity e;
    cr_assert(elasticity_fit(&e, &d, row, ROWS, ELASTICITY_CONTROLLED, 0.95));
    cr_assert_eq(e.why, ELASTICITY_NO_PRICE_LEFT);
    cr_assert(isnan(e.coef));
    elasticity_free(&e);
}
