/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect: what other prices make of the sales that were, if behaviour stays and if an elasticity holds.
 *
 * If behaviour stays, the same units are sold at the new prices: revenue and margin are exact sums. If an elasticity e
 * holds, a line has (new / old price)^e times its units. Margins are those of lines with a known cost only.
 *
 * Break-even: with d of the old revenue given away and a margin of m of it, a share u more has to be sold for the same
 * margin, (1 + u)(m - d) = m, so u = d / (m - d). If prices rise d is below 0, and -u is the share that may be lost.
 * Where nothing is left (d >= m), no uplift pays, and there is none. */
#ifndef PRICE_EFFECT_H
#define PRICE_EFFECT_H

#include "base/ratio.h"
#include "price/sales.h"

enum { EFFECT_AT, EFFECT_LOW, EFFECT_HIGH, EFFECT_ENDS }; /* an elasticity and its interval */

struct effect {
    uint64_t lines, floored, capped, is_short;
    wide_int units;                   /* millionths */
    wide_int revenue, next;           /* millionths of millionths: the old one and the new one, */
    wide_int known, known_next, cost; /* and of lines with a known cost */
    double elastic_units[EFFECT_ENDS], elastic_revenue[EFFECT_ENDS], elastic_margin[EFFECT_ENDS];
};

/* A line; its cost a unit, or GUARDS_NONE; elasticities, NaN if there are none. A sum that is too large ends the tool,
 * status 1. */
void effect_add(struct effect *e, const struct sales_line *l, decimal cost, const double elasticity[EFFECT_ENDS]);
void effect_merge(struct effect *e, const struct effect *other);

/* After the last line: what an elasticity makes too large for a number is unknown (NaN). */
void effect_settle(struct effect *e);

/* Money, rounded to a decimal; too large ends the tool, status 1. */
decimal effect_money(wide_int v);

double effect_discount(const struct effect *e);   /* the share of revenue that is given away; NaN of no revenue */
double effect_break_even(const struct effect *e); /* NaN: no uplift pays, or no cost is known */

/* The price with the largest margin, units * (price - cost), within limits, if demand is price^elasticity: where
 * marginal revenue is the cost, cost e / (1 + e), or a limit if e > -1 (dearer is better) or the cost is 0. */
double effect_best_price(double elasticity, double cost, double from, double to);

#endif
