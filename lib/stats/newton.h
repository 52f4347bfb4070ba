/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newton: the maximum of a smooth function of a few parameters, and whether it is one.
 *
 * Newton's method with the exact gradient and Hessian, in the basis of the Hessian's eigenvectors: where the function
 * curves down it takes Newton's step, where it curves up the same length uphill, and all of it only as far as such
 * steps have proved good; a step that does not rise is halved. The verdict comes from the gradient and the eigenvalues
 * at the end, never from how the search stopped.
 *
 * Parameters are meant to be logarithms of positive ones, or coefficients of standardised covariates: a step is of the
 * order of 1, and what is beyond NEWTON_FAR (a factor of nine million) counts as infinite. */
#ifndef STATS_NEWTON_H
#define STATS_NEWTON_H

#include <stdbool.h>

enum { NEWTON_MAX = 40, NEWTON_FAR = 16 }; /* parameters; how far from 0 each may go */

struct newton_value {
    double value;
    double gradient[NEWTON_MAX];
    double hessian[NEWTON_MAX][NEWTON_MAX]; /* symmetric, all of it filled */
};

/* Sets *v at theta: the value, n components of the gradient, n by n of the Hessian. A value that is not finite says
 * that theta is out of bounds. */
typedef void newton_fn(const void *ctx, const double *theta, struct newton_value *v);

enum newton_verdict {
    NEWTON_OPTIMUM, /* gradient ~ 0, Hessian negative definite */
    NEWTON_FLAT,    /* no gradient, but a direction without curvature: parameters are not identified */
    NEWTON_EDGE, /* it still rises as a parameter leaves for 0 or infinity: that one is at -FAR or FAR, the rest best */
    NEWTON_FAILED, /* neither; not finite at the start */
};

/* A gain below 1e-11 (100 + |value|), some 1e-7 for the log-likelihood of a few thousand customers, counts as none.
 * Verdicts look at the gain that is left, half the Newton decrement, and call a direction flat whose curvature is below
 * 1e-10 of the largest, or below 1e-9. */
struct newton_result {
    enum newton_verdict verdict;
    double theta[NEWTON_MAX];
    struct newton_value at; /* there */
    double gradient_norm;   /* largest component, of those that are not at an edge */
    unsigned steps;
};

void newton_maximise(newton_fn *fn, const void *ctx, unsigned n, const double *start, struct newton_result *r);

/* The inverse of the negated Hessian: the covariance of theta. False: it is not positive definite. */
bool newton_covariance(const struct newton_value *v, unsigned n, double covariance[NEWTON_MAX][NEWTON_MAX]);

#endif
