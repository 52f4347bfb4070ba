/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fit: one family of models fitted to patterns, and a verdict on the result.
 *
 * The parameters are positive, so the search is for their logarithms: theta[0..family->n). With covariates, the effects
 * of each one follow: on the rate of purchases and, if the family has dropout, on dropout. They change the parameters
 * of a customer with covariates z (Fader and Hardie 2007, here with one effect on dropout):
 *     alpha_i = alpha exp(-sum of rate z)
 *     a_i = a exp(sum of dropout z), under Pareto/NBD beta_i = beta exp(-sum of dropout z)
 * So exp(rate) multiplies the mean rate of purchases, and exp(dropout) the odds a / b of being lost after one, or the
 * mean rate at which customers are lost.
 *
 * Newton's method runs from each of the family's starts; if there are many patterns, first on a part of them.
 * Log-likelihoods are in the unit of time of the patterns. They are summed over fixed blocks of patterns, so that any
 * number of threads gives the same digits. */
#ifndef BTYD_FIT_H
#define BTYD_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "btyd/family.h"

/* The effects of a covariate: FIT_RATE and FIT_DROPOUT, only the first, or none. Those of covariate j begin at
 * theta[f->n + fit_effects(f) * j]. */
enum { FIT_RATE, FIT_DROPOUT };
enum { FIT_THETA = FAMILY_PARAMETERS + 2 * PATTERN_COVARIATES }; /* what theta has room for */
unsigned fit_effects(const struct family *f);

/* The parameters of a customer with covariates z[0..covariates), from theta. */
void fit_parameters(const struct family *f, const double *theta, const double *z, unsigned covariates,
                    double parameter[FAMILY_PARAMETERS]);

/* The first that is true, from the end of the list. */
enum fit_verdict {
    FIT_OPTIMUM,    /* a maximum inside */
    FIT_EDGE,       /* the likelihood rises as theta[loose] goes to plus or minus infinity */
    FIT_FLAT,       /* it hardly changes along a direction, mostly that of theta[loose] */
    FIT_NO_DROPOUT, /* dropout is not identified: the NBD, without dropout, is as likely by the likelihood ratio */
    FIT_FEW,        /* fewer than FIT_ENOUGH customers for each parameter without a prior: the result may be chance */
    FIT_NO_REPEAT,  /* no use: nobody bought again */
    FIT_COLLINEAR,  /* no use, and not tried: a covariate follows from the others. Set by the code that reads the
                     * covariates */
    FIT_FAILED,     /* no use: no finite likelihood, or no maximum was found */
    FIT_EMPTY,      /* no use: there are no customers */
    FIT_MEMORY,     /* no use: no memory left */
};
enum { FIT_ENOUGH = 10 };
static inline bool fit_usable(enum fit_verdict v)
{
    return v < FIT_NO_REPEAT;
}

/* The prior: log of parameter i ~ Normal(mean[i], sd[i]^2); sd 0: nothing is known. */
struct fit_prior {
    double mean[FAMILY_PARAMETERS], sd[FAMILY_PARAMETERS];
};

/* How many parameters it informs about: an SD above 3, a factor of 20 up or down, gives no information. */
unsigned fit_told(const struct fit_prior *prior);

struct fit {
    const struct family *family;
    unsigned covariates, n; /* n: of theta */
    double theta[FIT_THETA];
    double middle[FIT_THETA];            /* the point that the search started around; 0: none */
    double parameter[FAMILY_PARAMETERS]; /* exp of theta[0..family->n) */
    double error[FIT_THETA]; /* standard errors of parameters and effects; NaN without covariance, and for those that
                                go to infinity */
    bool curved;             /* there is a covariance */
    double covariance[FIT_THETA][FIT_THETA]; /* of theta; NaN for those without a standard error */
    double loglik, aic, bic;                 /* without the prior */
    double customers;                        /* sum of the weights */
    size_t patterns;
    struct fit_prior prior;
    enum fit_verdict verdict;
    unsigned loose;                      /* of theta, for FIT_EDGE and FIT_FLAT */
    double gradient_norm;                /* largest component a customer */
    double eigenvalue[2];                /* least and largest of the negated Hessian */
    unsigned steps;                      /* of Newton's method, all starts */
    unsigned starts, agreeing;           /* how many there were, how many found this maximum */
    double nested;                       /* log-likelihood of the NBD; NaN if it is not nested in the family */
    size_t replicates, loose_replicates; /* bootstrap; how many of them have no maximum inside */
    double *replicate;                   /* `replicates` rows of n: parameters, then effects */
};

struct fit_options {
    const struct fit_prior *prior; /* NULL: none */
    unsigned threads;              /* at least 1 */
};

/* Fits; all of *f is set, and f->verdict tells how usable it is. fit_free frees the replicates. */
void fit_family(const struct family *family, const struct patterns *p, const struct fit_options *o, struct fit *f);
void fit_free(struct fit *f);

/* Sets a fit without a result, with this verdict. */
void fit_none(const struct family *family, const struct patterns *p, enum fit_verdict why, struct fit *f);

/* Adds n bootstrap replicates to a fit: customers drawn with replacement, as many as there are, and Newton's method
 * from the fit's own maximum. Replicate i draws from stream i of the seed. Weights must be whole numbers. False: no
 * memory. */
bool fit_bootstrap(struct fit *f, const struct patterns *p, uint64_t seed, size_t n, unsigned threads);

/* Standard deviation of column i of the replicates, and their quantile of type 7; NaN if there are too few. `spare`
 * holds 2 * replicates. */
double fit_replicate_error(const struct fit *f, unsigned i);
double fit_replicate_quantile(const struct fit *f, unsigned i, unsigned thousandths, double *spare);

/* The likelihood-ratio statistic of covariates first .. first + count - 1 together: twice what the log-likelihood loses
 * without them; NaN if there is no fit without them. False: no memory. */
bool fit_ratio(const struct fit *f, const struct patterns *p, unsigned first, unsigned count,
               const struct fit_options *o, double *ratio);

#endif
