/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fit: one family of models fitted to patterns, and what to think of the result.
 *
 * The parameters are positive, so they are sought as their logarithms: theta[0..family->n). After them stand, with
 * covariates, the effects of each: on the rate of purchases and, where the family has dropout, on dropout. They move
 * the parameters of a customer with covariates z (Fader and Hardie 2007, here with one effect on dropout):
 *     alpha_i = alpha exp(-sum of rate z)
 *     a_i = a exp(sum of dropout z), under Pareto/NBD beta_i = beta exp(-sum of dropout z)
 * So exp(rate) multiplies the mean rate of purchases, and exp(dropout) the odds a / b of being lost after one, or the
 * mean rate at which customers are lost.
 *
 * Newton's method starts from each of the family's starts; where there are many patterns, from each on a part of them
 * first. Log-likelihoods are in the unit of time of the patterns, and sums over blocks of patterns, which are fixed, so
 * that any number of threads gives the same digits. */
#ifndef BTYD_FIT_H
#define BTYD_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "btyd/family.h"

/* Effects a covariate has: FIT_RATE and FIT_DROPOUT, the first alone, or none. Those of covariate j begin at
 * theta[f->n + fit_effects(f) * j]. */
enum { FIT_RATE, FIT_DROPOUT };
enum { FIT_THETA = FAMILY_PARAMETERS + 2 * PATTERN_COVARIATES }; /* what theta has room for */
unsigned fit_effects(const struct family *f);

/* The parameters of a customer with covariates z[0..covariates), from theta. */
void fit_parameters(const struct family *f, const double *theta, const double *z, unsigned covariates,
                    double parameter[FAMILY_PARAMETERS]);

/* The first that holds, from below. */
enum fit_verdict {
    FIT_OPTIMUM,    /* a maximum inside */
    FIT_EDGE,       /* the likelihood rises as theta[loose] leaves for infinity, above or below */
    FIT_FLAT,       /* it hardly changes along a direction, mostly that of theta[loose] */
    FIT_NO_DROPOUT, /* dropout is not identified: the NBD, without dropout, is as likely by the likelihood ratio */
    FIT_FEW,        /* fewer customers than FIT_ENOUGH a parameter that no prior tells of: it may be chance */
    FIT_NO_REPEAT,  /* no use: nobody bought again */
    FIT_COLLINEAR,  /* no use, and not tried: a covariate follows from the others. Who reads the covariates sets it */
    FIT_FAILED,     /* no use: no finite likelihood, or no maximum was found */
    FIT_EMPTY,      /* no use: there are no customers */
    FIT_MEMORY,     /* no use: no memory left */
};
enum { FIT_ENOUGH = 10 };
static inline bool fit_usable(enum fit_verdict v)
{
    return v < FIT_NO_REPEAT;
}

/* What is known before the data: log of parameter i ~ Normal(mean[i], sd[i]^2); sd 0: nothing is. */
struct fit_prior {
    double mean[FAMILY_PARAMETERS], sd[FAMILY_PARAMETERS];
};

/* How many parameters it tells of: with an SD above 3, a factor of 20 up or down, it says nothing. */
unsigned fit_told(const struct fit_prior *prior);

struct fit {
    const struct family *family;
    unsigned covariates, n; /* n: of theta */
    double theta[FIT_THETA];
    double middle[FIT_THETA];            /* what it was sought around; in units of nothing: 0 */
    double parameter[FAMILY_PARAMETERS]; /* exp of theta[0..family->n) */
    double error[FIT_THETA]; /* standard errors of parameters and effects; NaN without covariance, and for what left
                                 for infinity */
    bool curved;             /* there is a covariance */
    double covariance[FIT_THETA][FIT_THETA]; /* of theta; NaN for those without error */
    double loglik, aic, bic;                 /* the prior not counted */
    double customers;                        /* sum of the weights */
    size_t patterns;
    struct fit_prior prior;
    enum fit_verdict verdict;
    unsigned loose;                      /* of theta, for FIT_EDGE and FIT_FLAT */
    double gradient_norm;                /* largest component a customer */
    double eigenvalue[2];                /* least and largest of the negated Hessian */
    unsigned steps;                      /* of Newton's method, all starts */
    unsigned starts, agreeing;           /* how many there were, how many found this maximum */
    double nested;                       /* log-likelihood of the NBD; NaN where it is not nested in the family */
    size_t replicates, loose_replicates; /* bootstrap; how many of them have no maximum inside */
    double *replicate;                   /* `replicates` rows of n: parameters, then effects */
};

struct fit_options {
    const struct fit_prior *prior; /* NULL: none */
    unsigned threads;              /* at least 1 */
};

/* Fits; *f is all set, f->verdict says of what use it is. fit_free gives back the replicates. */
void fit_family(const struct family *family, const struct patterns *p, const struct fit_options *o, struct fit *f);
void fit_free(struct fit *f);

/* A fit that is none, by this verdict. */
void fit_none(const struct family *family, const struct patterns *p, enum fit_verdict why, struct fit *f);

/* Adds n bootstrap replicates to a fit: customers drawn with replacement, as many as there are, and Newton's method
 * from the fit's own maximum. Replicate i draws from stream i of the seed. Weights must be whole numbers. False: no
 * memory. */
bool fit_bootstrap(struct fit *f, const struct patterns *p, uint64_t seed, size_t n, unsigned threads);

/* Standard deviation of column i of the replicates, and their quantile of type 7; NaN where there are too few. `spare`
 * holds 2 * replicates. */
double fit_replicate_error(const struct fit *f, unsigned i);
double fit_replicate_quantile(const struct fit *f, unsigned i, unsigned thousandths, double *spare);

/* The likelihood-ratio statistic of covariates first .. first + count - 1 together: twice what the log-likelihood loses
 * without them; NaN if there is no fit without them. False: no memory. */
bool fit_ratio(const struct fit *f, const struct patterns *p, unsigned first, unsigned count,
               const struct fit_options *o, double *ratio);

#endif
