/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newton: the maximum of a smooth function of a few parameters, and whether it is one.
 *
 * Newton's method with the exact gradient and Hessian: where the Hessian is not negative definite it is shifted until it
 * is, steps are halved until the function rises. The verdict comes from the gradient and the Hessian's eigenvalues at
 * the end, never from how the search stopped. */
#ifndef MODEL_NEWTON_H
#define MODEL_NEWTON_H

#include <stdbool.h>

enum { NEWTON_MAX = 40 }; /* parameters */

struct newton_value {
    double value;
    double gradient[NEWTON_MAX];
    double hessian[NEWTON_MAX][NEWTON_MAX]; /* symmetric, all of it filled */
};

/* Sets *v at theta. A value that is not finite says that theta is out of bounds. */
typedef void newton_fn(const void *ctx, const double *theta, struct newton_value *v);

enum newton_verdict {
    NEWTON_OPTIMUM, /* gradient ~ 0, Hessian negative definite */
    NEWTON_FLAT,    /* no gradient, but a direction without curvature: parameters are not identified */
    NEWTON_EDGE,    /* it still rises as a parameter leaves for 0 or infinity */
    NEWTON_FAILED,  /* neither; not finite at the start */
};

struct newton_result {
    enum newton_verdict verdict;
    double theta[NEWTON_MAX];
    struct newton_value at; /* there */
    double gradient_norm;   /* largest component, a unit of weight */
    double eigenvalue[NEWTON_MAX]; /* of the negated Hessian, ascending */
    unsigned steps;
};

void newton_maximise(newton_fn *fn, const void *ctx, unsigned n, const double *start, struct newton_result *r);

/* The inverse of the negated Hessian: the covariance of theta. False: it is not positive definite. */
bool newton_covariance(const struct newton_value *v, unsigned n, double covariance[NEWTON_MAX][NEWTON_MAX]);

#endif
