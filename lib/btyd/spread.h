/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spread: how uncertain a prediction is because its parameters are estimates.
 *
 * A prediction is a function of the parameters of one customer, on a scale on which it is about normal (outlook.h). Its
 * spread is computed in one of two ways:
 *     delta      its gradient by the logarithms of the parameters, from central differences, and their covariance
 *     bootstrap  its values at the parameters of each replicate, and their quantiles of type 7
 * Both tell how far off the *expected* number may be; what one customer then does varies more. */
#ifndef BTYD_SPREAD_H
#define BTYD_SPREAD_H

#include <stddef.h>

#include "btyd/fit.h"
#include "stats/interval.h"

/* Writes n values at `parameter`, in natural scale, to `value`, which has room for `room`. */
struct spread_source {
    void (*at)(const void *ctx, const double *parameter, double *value);
    const void *ctx;
    size_t n, room;
};

/* The parameters of customers with these covariates, and the uncertainty of their logarithms. */
void spread_parameters(const struct fit *f, const double *z, double parameter[FAMILY_PARAMETERS]);
struct spread {
    unsigned n;
    double parameter[FAMILY_PARAMETERS];
    double covariance[FAMILY_PARAMETERS][FAMILY_PARAMETERS];
};
/* Those of replicate k, 0 <= k < f->replicates. */
void spread_replicate(const struct fit *f, size_t k, const double *z, double parameter[FAMILY_PARAMETERS]);
void spread_of(const struct fit *f, const double *z, struct spread *s);

/* tails: of the interval on either side, 0.05 for one of 0.9. The values at the spread's own parameters are given; if
 * one is infinite (a chance of 0 or 1, an amount of 0), so are both ends. Ends and error are NaN if the fit has no
 * covariance. spare has room for spread_delta_room numbers, or spread_bootstrap_room. */
void spread_delta(const struct spread_source *s, const struct spread *spread, const double *value, double tails,
                  struct interval *out, double *spare);
void spread_bootstrap(const struct spread_source *s, const struct fit *f, const double *z, double tails,
                      struct interval *out, double *spare);
static inline size_t spread_delta_room(const struct spread_source *s)
{
    return FAMILY_PARAMETERS * s->n + 2 * s->room;
}
static inline size_t spread_bootstrap_room(const struct spread_source *s, const struct fit *f)
{
    return s->room + (s->n + 2) * f->replicates;
}

#endif
