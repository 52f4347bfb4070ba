/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/valued.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/sums.h"

const char *const VALUED_NAME[VALUED_MEASURES] = {"mae",
                                                  "rmse",
                                                  "mse",
                                                  "r2",
                                                  "bias",
                                                  "median_absolute_error",
                                                  "spearman",
                                                  "pearson",
                                                  "top_share",
                                                  "best_top_share",
                                                  "mae_of_the_mean"};

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static double times_of(const struct valued *v, const uint32_t *times, size_t i)
{
    return times ? times[v->who[i]] : 1;
}

/* ---- order ---- */

struct keyed_value {
    double value;
    uint32_t key, row;
};

/* Ascending; of equal ones the last key first, so that from the top down the first key comes first. */
static int by_value(const void *a, const void *b)
{
    const struct keyed_value *x = a, *y = b;
    int c = (x->value > y->value) - (x->value < y->value);
    return c ? c : (x->key < y->key) - (x->key > y->key);
}

static uint32_t *order_of(const struct valued *v, const uint32_t *key, double (*of)(const struct valued *, size_t))
{
    struct keyed_value *item = mem_resize(NULL, v->n + 1, sizeof *item);
    uint32_t *order = mem_resize(NULL, v->n + 1, sizeof *order);
    for (size_t i = 0; i < v->n; i++)
        item[i] = (struct keyed_value){of(v, i), key[i], (uint32_t)i};
    qsort(item, v->n, sizeof *item, by_value);
    for (size_t i = 0; i < v->n; i++)
        order[i] = item[i].row;
    free(item);
    return order;
}

static double actual_of(const struct valued *v, size_t i)
{
    return v->actual[i];
}
static double predicted_of(const struct valued *v, size_t i)
{
    return v->predicted[i];
}
static double amount_of(const struct valued *v, size_t i)
{
    return v->amount[i];
}
static double error_of(const struct valued *v, size_t i)
{
    return fabs(v->predicted[i] - v->actual[i]);
}

void valued_order(struct valued *v, const uint32_t *key)
{
    v->by_actual = order_of(v, key, actual_of);
    v->by_predicted = order_of(v, key, predicted_of);
    v->by_amount = order_of(v, key, amount_of);
    v->by_error = order_of(v, key, error_of);
}

void valued_free(struct valued *v)
{
    free(v->by_actual);
    free(v->by_predicted);
    free(v->by_amount);
    free(v->by_error);
}

/* ---- errors ---- */

static void measure_errors(const struct valued *v, const uint32_t *times, double *value)
{
    struct sums n = {0}, absolute = {0}, square = {0}, bias = {0}, sum = {0}, spread = {0}, around = {0};
    for (size_t i = 0; i < v->n; i++) {
        double t = times_of(v, times, i), off = v->predicted[i] - v->actual[i];
        sums_add(&n, t);
        sums_add(&absolute, t * fabs(off));
        sums_add(&square, t * off * off);
        sums_add(&bias, t * off);
        sums_add(&sum, t * v->actual[i]);
    }
    double rows = sums_total(&n), mean = ratio(sums_total(&sum), rows);
    for (size_t i = 0; i < v->n; i++) {
        double t = times_of(v, times, i), off = v->actual[i] - mean;
        sums_add(&spread, t * off * off);
        sums_add(&around, t * fabs(off));
    }
    value[VALUED_MAE] = ratio(sums_total(&absolute), rows);
    value[VALUED_MSE] = ratio(sums_total(&square), rows);
    value[VALUED_RMSE] = sqrt(value[VALUED_MSE]);
    value[VALUED_BIAS] = ratio(sums_total(&bias), rows);
    value[VALUED_R2] = 1 - ratio(sums_total(&square), sums_total(&spread));
    value[VALUED_MEAN_MAE] = ratio(sums_total(&around), rows);
}

/* The value of place `at` among all, each as often as it counts. */
static double place_of(const struct valued *v, const uint32_t *times, double at)
{
    double so_far = 0;
    for (size_t k = 0; k < v->n; k++) {
        so_far += times_of(v, times, v->by_error[k]);
        if (so_far > at)
            return error_of(v, v->by_error[k]);
    }
    return NAN;
}

static double median_of(const struct valued *v, const uint32_t *times)
{
    double rows = 0;
    for (size_t i = 0; i < v->n; i++)
        rows += times_of(v, times, i);
    if (!(rows > 0))
        return NAN;
    struct quantile_place at = quantile_place((size_t)rows, 1, 2);
    double low = place_of(v, times, (double)at.low);
    return quantile_double(low, at.part ? place_of(v, times, (double)at.low + 1) : low, at);
}

/* ---- order ---- */

/* rank[i]: the mean of the places of row i and of those that equal it. */
static void rank_by(const struct valued *v, const uint32_t *times, const uint32_t *order, const double *x, double *rank)
{
    double before = 0;
    for (size_t k = 0, end; k < v->n; k = end) {
        double rows = 0;
        for (end = k; end < v->n && x[order[end]] == x[order[k]]; end++)
            rows += times_of(v, times, order[end]);
        for (size_t i = k; i < end; i++)
            rank[order[i]] = before + (rows + 1) / 2;
        before += rows;
    }
}

static double correlation(const struct valued *v, const uint32_t *times, const double *x, const double *y)
{
    double n = 0, mean_x = 0, mean_y = 0;
    struct sums xx = {0}, yy = {0}, xy = {0};
    for (size_t i = 0; i < v->n; i++) {
        double t = times_of(v, times, i);
        n += t;
        mean_x += t > 0 ? (x[i] - mean_x) * t / n : 0;
        mean_y += t > 0 ? (y[i] - mean_y) * t / n : 0;
    }
    for (size_t i = 0; i < v->n; i++) {
        double t = times_of(v, times, i), dx = x[i] - mean_x, dy = y[i] - mean_y;
        sums_add(&xx, t * dx * dx);
        sums_add(&yy, t * dy * dy);
        sums_add(&xy, t * dx * dy);
    }
    return sums_total(&xx) > 0 && sums_total(&yy) > 0 ? sums_total(&xy) / sqrt(sums_total(&xx)) / sqrt(sums_total(&yy))
                                                      : NAN;
}

static double spearman_of(const struct valued *v, const uint32_t *times)
{
    double *a = mem_resize(NULL, 2 * v->n + 1, sizeof *a);
    rank_by(v, times, v->by_actual, v->actual, a);
    rank_by(v, times, v->by_predicted, v->predicted, a + v->n);
    double rho = correlation(v, times, a, a + v->n);
    free(a);
    return rho;
}

/* What the first of the rows, from the top of the order down, hold of the sum of all. */
static double top_of(const struct valued *v, const uint32_t *times, const uint32_t *order)
{
    double rows = 0, taken = 0;
    struct sums all = {0}, top = {0};
    for (size_t i = 0; i < v->n; i++) {
        rows += times_of(v, times, i);
        sums_add(&all, times_of(v, times, i) * v->amount[i]);
    }
    double most = ceil(rows * v->top / 100);
    for (size_t k = v->n; k-- > 0 && taken < most;) {
        double t = fmin(times_of(v, times, order[k]), most - taken);
        sums_add(&top, t * v->amount[order[k]]);
        taken += t;
    }
    return ratio(sums_total(&top), sums_total(&all));
}

void valued_measure(const struct valued *v, const uint32_t *times, double *value)
{
    measure_errors(v, times, value);
    value[VALUED_MEDIAN] = median_of(v, times);
    value[VALUED_SPEARMAN] = spearman_of(v, times);
    value[VALUED_PEARSON] = correlation(v, times, v->actual, v->predicted);
    value[VALUED_TOP_AMOUNT] = top_of(v, times, v->by_predicted);
    value[VALUED_BEST_AMOUNT] = top_of(v, times, v->by_amount);
}
