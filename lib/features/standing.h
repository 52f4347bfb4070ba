/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing: what a shop knew of a customer at the end of the day before a cut, and what the customer then did.
 *
 * A cut is the first day that is not known. Whoever predicts on that day has the orders before it, and no other: each
 * number of struct standing is made of orders and purchase days of [from, cut) alone, so that it is the same whatever
 * comes later. The as-of day, up to which days are counted, is the day before the cut. struct future is made of
 * [cut, end) and of the last purchase day before the cut.
 *
 *     struct standing k;
 *     struct future f;
 *     while (history_next(&h)) {
 *         if (h.guest || !standing_at(&h, DATE_NONE, cut, &k))
 *             continue;                                     // nothing was known of them yet
 *         future_of(&h, &k, cut + 90, &f);
 *     }
 *
 * Sums of money fit wherever those of the whole history fit: gross is never negative, and returned never positive. */
#ifndef FEATURES_STANDING_H
#define FEATURES_STANDING_H

#include "base/ratio.h"
#include "shop/history.h"

enum { STANDING_GAPS = 3 };

struct standing {
    date cut, as_of;
    date first, last; /* purchase days */
    uint64_t orders;  /* those that sell something */
    uint64_t days;    /* purchase days */
    uint64_t lines;   /* of all orders */
    decimal gross, returned;
    decimal repeat;       /* revenue of the purchase days after the first */
    wide_int sold;        /* units that were sold, in millionths */
    struct slice country; /* of the latest order that sells something and has one */

    /* Between purchase days, in days. */
    int64_t gap[STANDING_GAPS]; /* the latest first; -1: there is none */
    double gap_sd;              /* of the sample; NaN if there are fewer than two */

    decimal gross_30d, gross_90d; /* of the last 30 and 90 days */
    uint64_t earlier, later;      /* purchase days after the first, nearer to it than to the as-of day, and the others;
                                     one in the middle is neither */
    uint64_t same_quarter;        /* purchase days in the quarter of the year that the cut lies in */
};

/* False: no purchase day in [from, cut); DATE_NONE is the beginning of all. The texts are those of the history. */
bool standing_at(const struct history *h, date from, date cut, struct standing *out);

struct future {
    bool bought;     /* on a purchase day */
    uint64_t orders; /* those that sell something */
    decimal revenue; /* net of returns */
    int64_t days;    /* from the last purchase day before the cut to the next; -1: there is none before the end */
};

/* Of the days from k->cut on, before `end`. */
void future_of(const struct history *h, const struct standing *k, date end, struct future *out);

#endif
