/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * buyer: one customer drawn from the purchase and spend models, and that customer's purchases one after another.
 *
 * Purchases come at exponential gaps of rate lambda until the customer is lost; lambda ~ Gamma(r, alpha). The family
 * decides how customers are lost:
 *     BG/NBD (Fader, Hardie and Lee 2005)            after each repeat purchase with probability p ~ Beta(a, b)
 *     MBG/NBD (Batislam, Denizel and Filiztekin 2007)  after the first one too
 *     Pareto/NBD (Schmittlein, Morrison and Colombo 1987)  at any time, at rate mu ~ Gamma(s, beta)
 * Spend is Gamma-Gamma (Fader, Hardie and Lee 2005b): a purchase is worth Gamma(p, nu), nu ~ Gamma(q, gamma), so that
 * the mean of a customer is p/nu. Times are doubles in the unit of alpha and beta. */
#ifndef BTYD_BUYER_H
#define BTYD_BUYER_H

#include <stdbool.h>

#include "base/rng.h"

enum buyer_family { BUYER_BGNBD, BUYER_MBGNBD, BUYER_PARETONBD };

struct buyer_model {
    enum buyer_family family;
    double r, alpha;
    double a, b;    /* BG/NBD, MBG/NBD */
    double s, beta; /* Pareto/NBD */
    double p, q, gamma;
};

struct buyer {
    double lambda; /* purchases a unit of time */
    double drop;   /* p, the chance of being lost after a purchase; mu under Pareto/NBD */
    double end;    /* the time at which the customer is lost; INFINITY as long as none is known */
    double nu;
};

/* A customer whose first purchase is at time `start`. */
void buyer_draw(struct rng *r, const struct buyer_model *m, double start, struct buyer *b);

/* The time of the next purchase after the one at time `now`, or INFINITY if there is none. `first`: `now` is the time
 * of the first purchase. Call it once for each purchase: it may decide that the customer is lost, and set b->end. */
double buyer_next(struct rng *r, const struct buyer_model *m, struct buyer *b, double now, bool first);

double buyer_value(struct rng *r, const struct buyer_model *m, const struct buyer *b); /* of one purchase */

#endif
