/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/effect.h"

#include <math.h>

#include "base/die.h"
#include "base/exact.h"
#include "price/guards.h"
#include "tsv/amount.h"

static void add(wide_int *sum, wide_int v)
{
    if (__builtin_add_overflow(*sum, v, sum))
        die(STATUS_DATA, "the revenue " AMOUNT_BEYOND);
}

void effect_add(struct effect *e, const struct sales_line *l, decimal cost, const double elasticity[EFFECT_ENDS])
{
    wide_int units = l->units;
    e->lines++;
    e->floored += l->floored;
    e->capped += l->capped;
    e->is_short += l->is_short;
    add(&e->units, units);
    add(&e->revenue, units * l->price);
    add(&e->next, units * l->next);
    if (cost != GUARDS_NONE) {
        add(&e->known, units * l->price);
        add(&e->known_next, units * l->next);
        add(&e->cost, units * cost);
    }
    double change = ratio_double(l->next, (uint64_t)l->price), price = decimal_mean(l->next, 1);
    for (int i = 0; i < EFFECT_ENDS; i++) {
        double sold = decimal_mean(l->units, 1) * (change == 1 ? 1 : pow(change, elasticity[i]));
        e->elastic_units[i] += sold;
        e->elastic_revenue[i] += sold * price;
        e->elastic_margin[i] += cost == GUARDS_NONE ? 0 : sold * (price - decimal_mean(cost, 1));
    }
}

void effect_merge(struct effect *e, const struct effect *other)
{
    e->lines += other->lines;
    e->floored += other->floored;
    e->capped += other->capped;
    e->is_short += other->is_short;
    add(&e->units, other->units);
    add(&e->revenue, other->revenue);
    add(&e->next, other->next);
    add(&e->known, other->known);
    add(&e->known_next, other->known_next);
    add(&e->cost, other->cost);
    for (int i = 0; i < EFFECT_ENDS; i++) {
        e->elastic_units[i] += other->elastic_units[i];
        e->elastic_revenue[i] += other->elastic_revenue[i];
        e->elastic_margin[i] += other->elastic_margin[i];
    }
}

decimal effect_money(wide_int v)
{
    struct exact e = exact_round((struct exact){v, 2 * DECIMAL_PLACES}, DECIMAL_PLACES);
    for (; e.places < DECIMAL_PLACES; e.places++)
        e.v *= 10;
    if (e.v > INT64_MAX || e.v < -INT64_MAX)
        die(STATUS_DATA, "the revenue " AMOUNT_BEYOND);
    return (decimal)e.v;
}

void effect_settle(struct effect *e)
{
    for (int i = 0; i < EFFECT_ENDS; i++)
        if (!isfinite(e->elastic_units[i]) || !isfinite(e->elastic_revenue[i]) || !isfinite(e->elastic_margin[i]))
            e->elastic_units[i] = e->elastic_revenue[i] = e->elastic_margin[i] = NAN;
}

double effect_discount(const struct effect *e)
{
    return e->revenue > 0 ? ratio_wide(e->revenue - e->next, e->revenue) : (double)NAN;
}

double effect_break_even(const struct effect *e)
{
    wide_int left = e->known_next - e->cost;
    return left > 0 ? ratio_wide(e->known - e->known_next, left) : (double)NAN;
}

double effect_best_price(double elasticity, double cost, double from, double to)
{
    double best = elasticity < -1 ? cost * elasticity / (1 + elasticity) : to;
    return best < from ? from : best > to ? to : best;
}
