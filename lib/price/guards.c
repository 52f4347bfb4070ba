/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/guards.h"

#include "base/exact.h"

enum { PERCENT_PLACES = DECIMAL_PLACES + 2 };
static const decimal MOST = INT64_MAX;

/* Of at most 6 places. */
static bool as_decimal(struct exact e, decimal *out)
{
    for (; e.places < DECIMAL_PLACES; e.places++)
        e.v *= 10;
    *out = (decimal)e.v;
    return e.v <= MOST;
}

/* ---- limits ---- */

/* a * b / c for decimals, rounded up or down; MOST if it is larger. */
static decimal scaled(decimal a, decimal b, decimal c, bool up)
{
    wide_int v = ((wide_int)a * b + (up ? c - 1 : 0)) / c;
    return v > MOST ? MOST : (decimal)v;
}

/* c / (1 - margin), rounded up. */
static decimal least_price(const struct guards *g, decimal cost)
{
    return cost == GUARDS_NONE || g->margin == GUARDS_NONE ? 0
                                                           : scaled(cost, DECIMAL_ONE, DECIMAL_ONE - g->margin, true);
}

struct guards_limits guards_limits(const struct guards *g, decimal old, decimal cost)
{
    decimal from = scaled(old, g->floor, DECIMAL_ONE, true), least = least_price(g, cost);
    struct guards_limits l = {from > least ? from : least,
                              g->cap == GUARDS_NONE ? MOST : scaled(old, g->cap, DECIMAL_ONE, false)};
    if (l.from > l.to)
        l.from = l.to;
    return l;
}

/* ---- endings ---- */

/* The nearest price that ends so, the lower of two. */
static decimal with_ending(const struct guards *g, decimal want)
{
    decimal below = want / DECIMAL_ONE * DECIMAL_ONE + g->ending;
    if (below > want)
        below -= DECIMAL_ONE;
    decimal above = below + DECIMAL_ONE;
    return below > 0 && want - below <= above - want ? below : above;
}

static decimal clamp(struct guards_limits l, decimal v)
{
    return v < l.from ? l.from : v > l.to ? l.to : v;
}

decimal guards_fit(const struct guards *g, struct guards_limits l, decimal want)
{
    want = clamp(l, want);
    if (g->ending == GUARDS_NONE || want > MOST - 2 * (decimal)DECIMAL_ONE)
        return want;
    decimal v = with_ending(g, want);
    if (v < l.from)
        v += DECIMAL_ONE;
    else if (v > l.to)
        v -= DECIMAL_ONE;
    return v >= l.from && v <= l.to && v > 0 ? v : want;
}

/* Rounded to places; what would be 0 is the least price above it. */
static bool rounded(struct exact e, unsigned places, decimal *out)
{
    decimal least = DECIMAL_ONE;
    if (!as_decimal(exact_round(e, places), out))
        return false;
    for (unsigned i = 0; i < places; i++)
        least /= 10;
    if (*out == 0)
        *out = least;
    return true;
}

bool guards_change(const struct guards *g, decimal old, decimal percent, decimal cost, struct guarded *out)
{
    struct exact changed, factor = {(wide_int)100 * DECIMAL_ONE + percent, PERCENT_PLACES};
    decimal want;
    *out = (struct guarded){.price = old};
    if (percent == 0)
        return true;
    if (exact_mul(exact_of(old), factor, &changed) != EXACT_OK || !rounded(changed, g->places, &want))
        return false;
    struct guards_limits l = guards_limits(g, old, cost);
    out->price = guards_fit(g, l, want);
    out->floored = want < l.from;
    out->capped = want > l.to;
    out->is_short = out->price < least_price(g, cost);
    return true;
}
