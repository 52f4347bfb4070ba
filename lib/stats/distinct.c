/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/distinct.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ratio.h"
#include "stats/quantile.h"
#include "stats/sums.h"

/* Values come in order: one that equals the last point adds to its rows. */
#define ADD_ROWS(x, w, points, value, rows)                \
    do {                                                   \
        if ((points) == 0 || (x)[(points)-1] != (value)) { \
            (x)[points] = (value);                         \
            (w)[(points)++] = 0;                           \
        }                                                  \
        (w)[(points)-1] += (rows);                         \
    } while (0)

size_t distinct_of_ints(int64_t *x, uint64_t *w, size_t n)
{
    size_t points = 0;
    for (size_t i = 0; i < n; i++)
        ADD_ROWS(x, w, points, x[i], 1);
    return points;
}

size_t distinct_of_doubles(double *x, uint64_t *w, size_t n)
{
    size_t points = 0;
    for (size_t i = 0; i < n; i++)
        ADD_ROWS(x, w, points, x[i], 1);
    return points;
}

/* If the values are so close together that w has a place for each possible one, they are only counted. */
size_t distinct_of_unsorted(int64_t *x, uint64_t *w, size_t n)
{
    int64_t least = n ? x[0] : 0, most = least;
    size_t points = 0;
    for (size_t i = 0; i < n; i++) {
        least = x[i] < least ? x[i] : least;
        most = x[i] > most ? x[i] : most;
    }
    uint64_t range = (uint64_t)most - (uint64_t)least;
    if (range >= n) {
        quantile_sort_int(x, (int64_t *)w, n);
        return distinct_of_ints(x, w, n);
    }
    memset(w, 0, (size_t)(range + 1) * sizeof *w);
    for (size_t i = 0; i < n; i++)
        w[(uint64_t)x[i] - (uint64_t)least]++;
    for (uint64_t i = 0; i <= range; i++)
        if (w[i]) {
            x[points] = (int64_t)((uint64_t)least + i);
            w[points++] = w[i];
        }
    return points;
}

struct weighed {
    double x;
    uint64_t w;
};

static int by_value(const void *a, const void *b)
{
    double x = ((const struct weighed *)a)->x, y = ((const struct weighed *)b)->x;
    return (x > y) - (x < y);
}

size_t distinct_of_weights(double *x, uint64_t *w, const double *weight, size_t n)
{
    struct weighed *row = malloc((n + 1) * sizeof *row);
    size_t rows = 0, points = 0;
    if (!row)
        return DISTINCT_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (weight[i] != floor(weight[i]) || weight[i] > 0x1p53) {
            free(row);
            return DISTINCT_PARTS;
        }
        if (weight[i] > 0)
            row[rows++] = (struct weighed){x[i], (uint64_t)weight[i]};
    }
    qsort(row, rows, sizeof *row, by_value);
    for (size_t i = 0; i < rows; i++)
        ADD_ROWS(x, w, points, row[i].x, row[i].w);
    free(row);
    return points;
}

/* Around the integer c next to the mean, then corrected for the difference between c and the mean. */
struct distinct_run distinct_run_int(const int64_t *x, const uint64_t *w, size_t from, size_t to, uint64_t scale)
{
    wide_int sum = 0;
    struct distinct_run run = {0};
    for (size_t i = from; i < to; i++) {
        run.rows += w[i];
        sum += (wide_int)x[i] * (wide_int)w[i];
    }
    if (run.rows == 0)
        return run;
    wide_int c = sum / (wide_int)run.rows;
    wide_int rest = sum - c * (wide_int)run.rows;
    if (2 * rest > (wide_int)run.rows)
        c++, rest -= (wide_int)run.rows;
    else if (2 * -rest > (wide_int)run.rows)
        c--, rest += (wide_int)run.rows;
    struct sums squares = {0};
    for (size_t i = from; i < to; i++) {
        double d = (double)(x[i] - c);
        sums_add(&squares, d * d * (double)w[i]);
    }
    sums_add(&squares, -((double)rest * (double)rest / (double)run.rows));
    run.mean = ratio_double(sum, run.rows * scale);
    run.squares = sums_total(&squares) / ((double)scale * (double)scale);
    return run;
}

struct distinct_run distinct_run_double(const double *x, const uint64_t *w, size_t from, size_t to)
{
    struct distinct_run run = {0};
    struct sums sum = {0}, squares = {0}, rest = {0};
    double widest = fmax(fabs(x[from]), fabs(x[to - 1])),
           shrink = widest > 0x1p900 ? 0x1p-64 : 1; /* or sums overflow */
    for (size_t i = from; i < to; i++) {
        run.rows += w[i];
        sums_add_times(&sum, x[i] * shrink, w[i]);
    }
    run.mean = sums_total(&sum) / (double)run.rows / shrink;
    for (size_t i = from; i < to; i++) {
        double d = x[i] - run.mean;
        sums_add(&squares, d * d * (double)w[i]);
        sums_add_times(&rest, d, w[i]);
    }
    double r = sums_total(&rest);
    run.squares = fmax(0, sums_total(&squares) - r * r / (double)run.rows);
    return run;
}
