/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simmess: the irregularities of real logs, which models do not have.
 *
 * These are drawn from streams of their own, so they do not change when customers buy. Nor do they change the value of
 * a purchase day: a charge is part of the drawn value, a repeated line is half of one, an order cut in two has the same
 * sum. The caller keeps what does change sums (credits, returns) off the customer's purchase days. */
#ifndef SIM_SIMMESS_H
#define SIM_SIMMESS_H

#include "sim/simlog.h"
#include "sim/simqueue.h"

enum mess_rest { MESS_WHOLE, MESS_MINUTE, MESS_MIDNIGHT, MESS_DAYS };

/* What is odd about a purchase. */
struct simmess {
    int share;           /* it is two orders, the first with `share` percent of the value; one order: 100 */
    enum mess_rest rest; /* the second half of its lines comes a minute later, after midnight, or some days later */
    uint32_t odd;        /* bit 1 << what: such an event comes along, SIM_CREDIT or a later one */
};

void simmess_draw(struct rng *r, struct simmess *m);

/* The order's value without its charge, which is set in *charge; quantity 0 if there is none. */
int64_t simmess_charge(struct rng *r, const struct sim_order *o, int64_t total, struct sim_line *charge);

/* Repeats some lines, spells some differently, adds a free one. */
void simmess_spoil(struct rng *r, const struct simshop *shop, struct sim_order *o);

/* Makes the order of event `what` (SIM_CREDIT or a later one); its customer and country are those of a purchase with
 * value `total`. SIM_UNDO with the numbers of SIM_BLUNDER cancels it. */
void simmess_order(struct rng *r, const struct simshop *shop, enum sim_what what, int64_t total, struct sim_order *o);

#endif
