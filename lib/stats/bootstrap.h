/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bootstrap: the spread of any statistic, from samples drawn again from the sample (Efron 1979), and permutation tests.
 *
 * A replicate draws as many rows as each stratum has, with replacement: multinomial weights. Poisson weights, with each
 * row drawn by itself, would need only one pass, but then the number of rows varies. That widens the spread of sums and
 * of small strata, for which a bootstrap is most useful. Replicate number k draws from stream k of the seed: the same
 * numbers come out for any number of threads, and of 2,000 replicates the first 1,000 are those of 1,000.
 *
 * An interval is the replicates' quantiles of type 7: those of the middle part, without correction for bias. An
 * interval of 95 % needs about 1,000 replicates. */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"

struct bootstrap {
    size_t rows;           /* below 2^32 */
    const size_t *stratum; /* where each stratum ends: the arms of an experiment, each drawn by itself; */
    size_t strata;         /* 0: all rows are one */
    size_t values;         /* what the statistic has */
    size_t replicates;
    uint64_t seed;
    unsigned threads;
};

/* Sets the values for the sample in which row i occurs times[i] times. It runs in several threads at once. */
typedef void bootstrap_fn(const void *ctx, const uint32_t *times, double *value);

/* value[k * values + j]: value j of replicate k. False: no memory. */
bool bootstrap_run(const struct bootstrap *b, bootstrap_fn *fn, const void *ctx, double *value);

/* The same for statistics of sums, several times as fast: value[(k * arms + i) * columns + j] is the sum of column j
 * over the sample of stratum i in replicate k, with a row counted each time it is drawn. `arms` is b->strata, or 1
 * without strata; b->values does not count. Rows that are 0 in all columns are not drawn one by one. It draws by
 * resample.h, so replicate k is another sample than that of bootstrap_run. False: no memory. */
bool bootstrap_sums(const struct bootstrap *b, const double *const *column, unsigned columns, double *value);

/* From n replicates of one value, `stride` apart. Those that are infinite count as the least or greatest and do not
 * enter the standard error; NaN ones are left out. `spare` has room for 2 n. Ends are NaN if none is left. */
struct interval bootstrap_interval(const double *value, size_t n, size_t stride, double tails, double *spare);

/* The same of all n m sums of a value of the one kind with one of the other: of replicates of two samples that have
 * nothing to do with each other any two are a pair. -INFINITY of the first kind stays that, whatever is added. `spare`
 * has room for 2 (n + m). */
struct interval bootstrap_interval_of_sums(const double *a, size_t n, const double *b, size_t m, double tails,
                                           double *spare);

/* P of the observed statistic if the rows' labels were random: fn returns the statistic for the rows in the order
 * order[0..rows) (the labels keep their places). A greater statistic is more extreme: use an absolute difference for a
 * two-sided test. P is (1 + replicates that reach `seen`) / (1 + replicates), which is never 0 (Phipson and Smyth
 * 2010). Strata are shuffled within themselves. False: no memory. */
typedef double bootstrap_order_fn(const void *ctx, const uint32_t *order);
bool bootstrap_permute(const struct bootstrap *b, bootstrap_order_fn *fn, const void *ctx, double seen, double *p);

#endif
