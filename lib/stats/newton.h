/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newton: the maximum of a smooth function of any number of parameters, and whether it is one.
 *
 * Newton's method with the exact gradient and Hessian, in the basis of the Hessian's eigenvectors: Where the function
 * curves down, it takes Newton's step; where it curves up, a step of the same length uphill. Steps are only as long as
 * earlier steps have proved good, and a step that does not rise is halved. The verdict comes from the gradient and the
 * eigenvalues at the end, never from the way in which the search stopped.
 *
 * Parameters are meant to be logarithms of positive ones, or coefficients of standardised covariates: a step is of the
 * order of 1, and a value beyond NEWTON_FAR (a factor of nine million) counts as infinite. */
#ifndef STATS_NEWTON_H
#define STATS_NEWTON_H

#include <stdbool.h>

enum { NEWTON_FAR = 16 }; /* how far from 0 a parameter may go */

struct newton_value {
    double value;
    double *gradient; /* n */
    double **hessian; /* n rows of n; symmetric, all of it filled */
};

/* One block of memory for n parameters, all 0: free() gives it back. NULL: no memory. */
struct newton_value *newton_value_new(unsigned n);
void newton_value_clear(struct newton_value *v, unsigned n);

/* Sets *v at theta: the value, n components of the gradient, n by n of the Hessian. A value that is not finite means
 * that theta is out of bounds. */
typedef void newton_fn(const void *ctx, const double *theta, struct newton_value *v);

enum newton_verdict {
    NEWTON_OPTIMUM, /* gradient ~ 0, Hessian negative definite */
    NEWTON_FLAT,    /* no gradient, but a direction without curvature: parameters are not identified */
    NEWTON_EDGE,   /* it still rises as a parameter goes to 0 or infinity: that one is at -FAR or FAR, the others are at
                    * their best */
    NEWTON_FAILED, /* neither; not finite at the start */
    NEWTON_MEMORY, /* the function was not examined: there was no memory for the search */
};

/* A gain below 1e-11 (100 + |value|), some 1e-7 for the log-likelihood of a few thousand customers, counts as none.
 * Verdicts use the remaining gain, half the Newton decrement; a direction is flat if its curvature is below 1e-10 of
 * the largest, or below 1e-9. */
struct newton_result {
    enum newton_verdict verdict;
    double *theta;           /* n; NULL for NEWTON_MEMORY, */
    struct newton_value *at; /* there; so is this */
    double gradient_norm;    /* largest component, of those that are not at an edge */
    unsigned steps;
};

/* Sets all of *r. newton_free frees what it holds; a result of zeros holds nothing. */
void newton_maximise(newton_fn *fn, const void *ctx, unsigned n, const double *start, struct newton_result *r);
void newton_free(struct newton_result *r);

/* The inverse of the negated Hessian, n rows of n: the covariance of theta. False: it is not positive definite. */
bool newton_covariance(const struct newton_value *v, unsigned n, double *covariance);

#endif
