/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * logit: logistic regression with an intercept, by Newton's method on the log-likelihood.
 *
 * The log-likelihood is concave, so that Newton's steps, halved if they do not rise, end at its one maximum, if it has
 * one. It has none where a combination of terms separates the classes: then it goes on rising as the coefficients leave
 * for infinity. Each step of Newton's method then moves the rows that are separated by about 1 on the scale of the
 * logit, whatever is left to gain, while at a maximum the last steps are next to nothing: that is how the two are told
 * apart, and the last step is the direction that separates (Albert and Anderson 1984).
 *
 * A term that the terms before it make up for, as leastsq.h has it, is out. */
#ifndef STATS_LOGIT_H
#define STATS_LOGIT_H

#include "stats/terms.h"

/* All rows are separated; some are, and the others are not; none. */
enum logit_separation { LOGIT_NONE, LOGIT_QUASI, LOGIT_COMPLETE };

struct logit {
    unsigned q;         /* coefficients, p + 1; of z in all that follows: */
    double *beta;       /* q, the intercept first */
    double *raw;        /* the same of the values themselves */
    double *covariance; /* of beta, q rows of q */
    double *error;      /* standard errors of raw */
    double *r;          /* q rows of q: the triangle of the information */
    bool *out;          /* the others make up for it */
    unsigned rank;      /* coefficients that are not out */
    double likelihood;  /* the logarithm; at its least upper bound where the classes are separated */
    enum logit_separation separation;
    double *direction; /* q: how the coefficients leave for infinity, the largest 1; 0 where they stay */
    bool converged;
    unsigned steps;
};

/* Both classes must be there. False: no memory. */
bool logit_fit(struct logit *l, const struct terms *t, const bool *y);
void logit_free(struct logit *l);

/* 1 / (1 + exp(-margin)) */
double logit_chance(double margin);

/* The mean effect on the chance of one term more of 1: of a term that is 0 or 1, from 0 to 1; else the derivative.
 * effect[j] of term j. Terms of one column (same[j]) are never 1 together: the others are 0 then. */
void logit_effects(const struct logit *l, const struct terms *t, const unsigned *same, double *effect);

#endif
