/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * valued: how far predicted values are off what came.
 *
 * As scored.h: rows count once, or as often as a bootstrap has drawn them. */
#ifndef LEARN_VALUED_H
#define LEARN_VALUED_H

#include <stddef.h>
#include <stdint.h>

enum valued_measure {
    VALUED_MAE,
    VALUED_RMSE,
    VALUED_MSE,
    VALUED_R2,
    VALUED_BIAS, /* mean of predicted - actual */
    VALUED_MEDIAN,
    VALUED_SPEARMAN,
    VALUED_PEARSON,
    VALUED_TOP_AMOUNT,  /* what share of the actual sum the rows hold that are predicted the highest */
    VALUED_BEST_AMOUNT, /* the same of those that are the highest: more cannot be had */
    VALUED_MEAN_MAE,    /* if the mean of the actual values is predicted for all */
    VALUED_MEASURES
};
extern const char *const VALUED_NAME[VALUED_MEASURES];

struct valued {
    size_t n;
    const double *actual, *predicted, *amount;
    const uint32_t *who; /* as in scored.h */
    double top;          /* per cent */
    uint32_t *by_actual, *by_predicted, *by_error,
        *by_amount; /* the rows in ascending order; of equal ones the key decides */
};

/* Orders the rows by what is needed: sets by_..., which valued_free gives back. key[i] is the place of row i in the
 * order of the keys. */
void valued_order(struct valued *v, const uint32_t *key);
void valued_free(struct valued *v);

void valued_measure(const struct valued *v, const uint32_t *times, double *value);

#endif
