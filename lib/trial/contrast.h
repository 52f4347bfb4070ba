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
 * NaN stands for what cannot be told. */
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

struct contrast {
    double difference, error; /* b - a */
    struct interval of_difference;
    struct test test;
    double ratio; /* b / a */
    struct interval of_ratio;
};

struct contrast contrast_of(const struct sample *a, const struct sample *b, double tails);

/* Do the differences of several segments differ from each other more than by chance? Cochran's Q, a chi-square of one
 * degree of freedom less than there are segments with an error. */
struct test contrast_interaction(const struct contrast *segment, size_t n);

/* Corrects P of several tests by Holm, in place; those that are NaN tested nothing and stay. False: no memory. */
bool contrast_holm(double *p, size_t n);

/* CUPED (Deng et al. 2013): the values less theta times what was known before, less its mean, which keeps the means
 * and takes away the variance that was there before. theta is that of all customers. */
struct cuped {
    double theta, reduction; /* of the variance: the square of the correlation */
};
struct cuped cuped_of(const double *value, const double *before, size_t n);
void cuped_adjust(double theta, const double *value, const double *before, size_t n, double *adjusted);

#endif
