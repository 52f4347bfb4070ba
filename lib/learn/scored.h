/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scored: how well a score tells the rows of one class from those of the other.
 *
 * Rows are in the order of their scores, the highest first; equal scores in the order of their keys, where a list is
 * cut off within them (deciles, the first 10 %). What is a matter of order alone is computed of any score; what is a
 * matter of size (log loss, Brier, calibration, classes) of scores that are chances, 0 to 1, only.
 *
 * All measures are computed of rows that count any number of times: once, for the value itself, or as often as a
 * bootstrap has drawn them. A list of the first share of n rows has ceil(n share) of them. What has no value is NaN. */
#ifndef LEARN_SCORED_H
#define LEARN_SCORED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "learn/confusion.h"
#include "stats/sums.h"

enum { SCORED_DECILES = 10, SCORED_SHARES = 5 };
extern const unsigned SCORED_SHARE[SCORED_SHARES]; /* per cent: the first 1, 5, 10, 20, 50 of 100 rows */

enum scored_measure {
    SCORED_AUC,
    SCORED_KS,
    SCORED_LOG_LOSS,
    SCORED_BRIER,
    SCORED_MEAN,
    SCORED_POSITIVE_SHARE,
    SCORED_BASE_LOSS, /* log loss of the share of positives for all */
    SCORED_INTERCEPT, /* of the logit of the truth on 1 and the logit of the score, */
    SCORED_SLOPE,     /* and its slope; */
    SCORED_LARGE,     /* and the intercept if the slope is held at 1 */
    SCORED_ECE,
    SCORED_TOP_AMOUNT,
    SCORED_BEST_PROFIT,
    SCORED_BEST_SHARE, /* of the rows, to be contacted for it */
    SCORED_SCALARS,
    SCORED_LIFT = SCORED_SCALARS, /* of each decile, */
    SCORED_GAIN = SCORED_LIFT + SCORED_DECILES,
    SCORED_PROFIT = SCORED_GAIN + SCORED_DECILES,
    SCORED_PRECISION_AT = SCORED_PROFIT + SCORED_DECILES, /* of each share */
    SCORED_CAPTURE_AT = SCORED_PRECISION_AT + SCORED_SHARES,
    SCORED_CLASSES = SCORED_CAPTURE_AT + SCORED_SHARES, /* confusion_measure, classes 0 and 1 */
    SCORED_MEASURES = SCORED_CLASSES + CONFUSION_MEASURES + 2 * CONFUSION_OFS
};
extern const char *const SCORED_NAME[SCORED_SCALARS];

struct scored {
    size_t n;
    const double *score;  /* descending */
    const bool *positive; /* in the same order, as the others: */
    const double *amount; /* what a row is worth; NULL: nothing is known */
    const uint32_t *who;  /* how often row i counts is times[who[i]] */
    bool is_chance;
    double threshold, top; /* top: per cent, of SCORED_TOP_AMOUNT */
    unsigned bins;
    double cost, benefit; /* of each that is contacted, and of each positive among them; cost NaN: no profits */
};

/* SCORED_MEASURES values; times may be NULL. */
void scored_measure(const struct scored *s, const uint32_t *times, double *value);

/* Rows and positives of the first `rows` rows. */
size_t scored_positives(const struct scored *s, size_t rows);
size_t scored_rows_of(size_t n, uint64_t part, uint64_t of); /* ceil(n part / of) */

/* Bin b of chances from b / bins to (b + 1) / bins. */
struct scored_bin {
    double rows, positives;
    struct sums sum; /* of the scores */
};
unsigned scored_bin_of(double p, unsigned bins);

/* Points of the ROC curve: the true positive rate where the false positive rate is i / (n - 1), n points. */
void scored_roc(const struct scored *s, double *rate, unsigned n);

#endif
