/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simmess: what real logs have and models have not.
 *
 * Mess is drawn from streams of its own, so it changes nothing of when customers buy. Nor of what a purchase day is
 * worth: a charge is part of the drawn value, a repeated line is half of one, an order cut in two adds up to it. What
 * does change sums (credits, returns) is kept off the customer's purchase days by the caller. */
#ifndef SIM_SIMMESS_H
#define SIM_SIMMESS_H

#include "sim/simlog.h"
#include "sim/simqueue.h"

enum mess_rest { MESS_WHOLE, MESS_MINUTE, MESS_MIDNIGHT, MESS_DAYS };

/* What is odd about a purchase. */
struct simmess {
    int share;           /* it is two orders, the first worth `share` of 100; or it is one: 100 */
    enum mess_rest rest; /* the second half of its lines comes a minute, a midnight or some days later */
    uint32_t odd;        /* bit 1 << what: such an event comes along, SIM_CREDIT or a later one */
};

void simmess_draw(struct rng *r, struct simmess *m);

/* What is left of an order's value when it bears a charge, which goes to *charge; quantity 0 where there is none. */
int64_t simmess_charge(struct rng *r, const struct sim_order *o, int64_t total, struct sim_line *charge);

/* Repeats some lines, spells some differently, adds a free one. */
void simmess_spoil(struct rng *r, const struct simshop *shop, struct sim_order *o);

/* The order that event `what` is (SIM_CREDIT or a later one); its customer and country are those of a purchase worth
 * `total`. SIM_UNDO with the numbers of SIM_BLUNDER cancels it. */
void simmess_order(struct rng *r, const struct simshop *shop, enum sim_what what, int64_t total, struct sim_order *o);

#endif
