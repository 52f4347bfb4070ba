/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leastsq: least squares with an intercept, plain or with a ridge.
 *
 * The matrix is never held twice: Householder's reflections fold block after block of rows into one triangle, R of
 * Z = QR (Golub and Van Loan, Matrix Computations, 5.2). The coefficients come from R'R d = Z'r, solved again for what
 * the residuals r, in extended precision, still hold (Bjorck 1987, "corrected seminormal equations"), so that they are
 * as good as the data: all of NIST's hard sets to 1e-9 and better, where doubles are 8 bytes and long doubles 10.
 *
 * A term that the terms before it make up for, of which less than 1e-7 of its length is new, is out: its coefficient
 * is 0, as if it were not there. */
#ifndef STATS_LEASTSQ_H
#define STATS_LEASTSQ_H

#include "stats/terms.h"

struct leastsq {
    unsigned q;         /* coefficients, p + 1; of z in all that follows: */
    double *beta;       /* q, the intercept first */
    double *raw;        /* the same of the values themselves */
    double *covariance; /* of beta, q rows of q, for residuals of variance 1 */
    double *error;      /* of raw, likewise: standard errors for residuals of variance 1 */
    double *r;          /* q rows of q */
    bool *out;          /* the others make up for it */
    unsigned rank;      /* coefficients that are not out */
    double freedom;     /* what the residuals have left: n - rank; with a ridge n - its trace */
    double rss, tss;
};

/* Minimises the squares plus sum penalty[j] beta[1 + j]^2; penalty may be NULL. False: no memory. */
bool leastsq_fit(struct leastsq *l, const struct terms *t, const double *y, const double *penalty);
void leastsq_free(struct leastsq *l);

#endif
