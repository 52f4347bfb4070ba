/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast: what a group of customers comes to, and how it differs from another.
 *
 * A rate is a share of customers (values 0 and 1), a mean is a sum by customers, a ratio is one sum by another, such as
 * revenue by orders, where customers are what was assigned and so what varies (delta method). What goes with which:
 *
 *     rate    Wilson; Newcombe; z with the pooled variance; the ratio by logarithms
 *     mean    Student's t; Welch; the ratio by logarithms
 *     ratio   the delta method; z; the ratio by logarithms
 *
 * A difference at which one looks while customers still come is judged by a mixture of normal effects (test_sequential
 * in stats/test.h), of any kind of outcome. NaN stands for what cannot be told. */
#ifndef TRIAL_CONTRAST_H
#define TRIAL_CONTRAST_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/interval.h"
#include "stats/test.h"

enum contrast_kind { CONTRAST_RATE, CONTRAST_MEAN, CONTRAST_RATIO };

struct sample {
    enum contrast_kind kind;
    size_t n;
    struct interval_share share; /* of a rate */
    struct moments_pair moments; /* x: the values; y: what a ratio divides by */
    double value;
    struct interval around;
};

/* Of n customers; `per` is NULL unless it is a ratio. */
struct sample sample_of(enum contrast_kind kind, const double *value, const double *per, size_t n, double tails);

/* A look at fewer customers of a group tells nothing: the difference is not yet normal, nor its error known. */
enum { CONTRAST_EARLIEST = 30 };

/* How differences are judged. */
struct contrast_rule {
    double tails;
    double expected; /* a difference that is expected, for data at which one looks often; 0: one look alone */
    int correction;  /* of P if there are several: an enum test_correction */
};

struct contrast {
    double difference, error; /* b - a */
    struct interval of_difference;
    struct test test;
    double ratio; /* b / a */
    struct interval of_ratio;

    bool sequential; /* the next two hold at every look, or are NaN if it is too early to look at all; otherwise they
                        are those of one look, as above */
    struct interval judged;
    double p;
};

struct contrast contrast_of(const struct sample *a, const struct sample *b, const struct contrast_rule *rule);

/* Do the differences of several segments differ from each other more than by chance? Cochran's Q, a chi-square of one
 * degree of freedom less than there are segments with an error. */
struct test contrast_interaction(const struct contrast *segment, size_t n);

/* Corrects P of several tests in place; those that are NaN tested nothing and stay. False: no memory. */
bool contrast_correct(const struct contrast_rule *rule, double *p, size_t n);

/* CUPED (Deng et al. 2013): the values less theta times what was known before, less its mean, which keeps the means
 * and takes away the variance that was there before. theta is that of all customers. */
struct cuped {
    double theta, reduction; /* of the variance: the square of the correlation */
};
struct cuped cuped_of(const double *value, const double *before, size_t n);
void cuped_adjust(double theta, const double *value, const double *before, size_t n, double *adjusted);

#endif
