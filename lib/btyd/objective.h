/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * objective: the function that a fit maximizes: the log-likelihood of patterns, plus the logarithm of the prior.
 *
 * It is summed over blocks of OBJECTIVE_BLOCK patterns. Any thread may compute a block; the blocks are added in order.
 * With covariates every pattern has parameters of its own, whose logarithms are linear in theta, so that gradient and
 * Hessian follow from the family's by the chain rule. */
#ifndef BTYD_OBJECTIVE_H
#define BTYD_OBJECTIVE_H

#include <stdbool.h>

#include "btyd/fit.h"

enum { OBJECTIVE_BLOCK = 4096 };

struct objective {
    const struct family *family;
    const struct patterns *p;
    const struct fit_prior *prior; /* NULL: none */
    unsigned threads, covariates;  /* this number of p's covariates are used, the first ones */

    /* set by objective_begin */
    unsigned n;                /* of theta */
    double middle[FIT_THETA];  /* newton's theta is relative to this; 0 until the caller sets it */
    unsigned moves[FIT_THETA]; /* theta[i] changes the logarithm of this parameter, */
    double sign[FIT_THETA];    /* up or down: 1, -1 */
    size_t parts;
    struct newton_value **part; /* parts of them */
};

/* Of family, p, prior, threads and covariates. False: no memory. */
bool objective_begin(struct objective *o);
void objective_end(struct objective *o);

void objective_at(const void *objective, const double *from_middle, struct newton_value *v); /* a newton_fn */

/* The prior's part of the value; this theta counts from 0. */
double objective_prior(const struct objective *o, const double *theta);

/* Copies the patterns that have a weight here, with it. False: no memory. */
bool objective_reweigh(const struct patterns *p, const double *weight, struct patterns *out);

#endif
