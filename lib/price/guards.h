/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guards: the price that a rule makes of the price that was paid, within limits.
 *
 * A rule changes a price by per cent. Then the price gets its ending, and the limits have the last word: it is at least
 * floor times the old price, and at least so high that `margin` of it is left after the cost; it is at most cap times
 * the old price, and the cap wins if the two do not meet. If no price with the ending is within the limits, the price
 * has no ending. A price that no rule changes stays as it is.
 *
 * Without an ending a price is rounded to `places`, half to even, but never to 0. All of this is exact. */
#ifndef PRICE_GUARDS_H
#define PRICE_GUARDS_H

#include <stdbool.h>

#include "base/decimal.h"

enum { GUARDS_NONE = -1 };

struct guards {
    decimal floor, cap; /* factors of the old price; GUARDS_NONE: no cap, and a floor of 0 is none */
    decimal margin;     /* the least one, as a share of the new price, below 1; or GUARDS_NONE */
    decimal ending;     /* 0.99 of 4.99; or GUARDS_NONE */
    unsigned places;
};

struct guarded {
    decimal price;
    bool floored, capped; /* a limit changed it; `floored` by the floor or by the margin */
    bool is_short;        /* it has less than the least margin, because of the cap */
};

/* `percent` is above -100, `old` above 0. Without a cost (GUARDS_NONE) there is no least margin. False: no decimal
 * holds the new price. */
bool guards_change(const struct guards *g, decimal old, decimal percent, decimal cost, struct guarded *out);

/* The limits of a price, from..to, given the old one; `to` may be DECIMAL's greatest. */
struct guards_limits {
    decimal from, to;
} guards_limits(const struct guards *g, decimal old, decimal cost);

/* A wanted price with its ending, within limits. */
decimal guards_fit(const struct guards *g, struct guards_limits l, decimal want);

#endif
