/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear: a model of one sum of terms: least squares, ridge, or logistic regression; fitted, and applied.
 *
 * Coefficients are those of the values themselves; term 0 is the intercept, which the design does not have. A term that
 * the others make up for is out: it has no coefficient (NaN), and counts as if it were not there. */
#ifndef LEARN_LINEAR_H
#define LEARN_LINEAR_H

#include "learn/learned.h"
#include "stats/logit.h"

/* NaN is what a family does not have. */
enum linear_fit {
    LINEAR_ROWS,
    LINEAR_POSITIVES,
    LINEAR_RANK,
    LINEAR_LAMBDA,
    LINEAR_FREEDOM,
    LINEAR_R2,
    LINEAR_ADJUSTED_R2,
    LINEAR_RSS,
    LINEAR_RESIDUAL_SD,
    LINEAR_F,
    LINEAR_P_OF_F,
    LINEAR_LIKELIHOOD,
    LINEAR_LIKELIHOOD_NULL,
    LINEAR_MCFADDEN_R2,
    LINEAR_AIC,
    LINEAR_FITS
};
extern const char *const LINEAR_FIT_NAME[LINEAR_FITS];

enum linear_figure {
    LINEAR_COEF,
    LINEAR_SE,
    LINEAR_STATISTIC, /* t, or z of logit */
    LINEAR_P,
    LINEAR_LOW,
    LINEAR_HIGH,
    LINEAR_ODDS,
    LINEAR_ODDS_LOW,
    LINEAR_ODDS_HIGH,
    LINEAR_EFFECT,
    LINEAR_MEAN,
    LINEAR_SD,
    LINEAR_SEPARATES, /* 1, -1: the coefficient leaves for infinity, and is where the search stopped */
    LINEAR_FIGURES
};
extern const char *const LINEAR_FIGURE_NAME[LINEAR_FIGURES];

struct linear {
    struct learned head;
    unsigned q; /* terms of the design, and the intercept */
    double fit[LINEAR_FITS];
    double (*term)[LINEAR_FIGURES]; /* q of them */
    double *covariance;             /* of z (terms.h), q rows of q, times the residuals' variance; NULL for logit */
    enum logit_separation separation;
    char **made_of; /* q: of which terms a term that is out is made, in words; else NULL */
};

struct linear_choice {
    enum learned_family family; /* not gbt */
    double lambda;
    bool raw;     /* the ridge is on the values as they are, not on standardised ones */
    double level; /* of intervals */
};

/* Takes the design, and the values of the examples. What cannot be fitted ends the tool, status 1. */
void linear_fit(struct linear *m, struct examples *e, const struct linear_choice *choice);
void linear_free(struct linear *m);
char *linear_term(const struct linear *m, unsigned k); /* its name; free it */

/* The sum of terms of a row's values, design.terms of them. */
double linear_margin(const struct linear *m, const double *x);
double linear_variance(const struct linear *m, const double *x, double *z); /* of the margin; z: room for q */

/* The margin of a row at the means of all terms, and what column j adds to it; together they are the margin. */
double linear_base(const struct linear *m);
double linear_contribution(const struct linear *m, unsigned j, const double *x);

#endif
