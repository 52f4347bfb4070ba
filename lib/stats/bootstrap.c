/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/thread.h"
#include "stats/quantile.h"
#include "stats/resample.h"

/* Replicates are assigned to parts in turn, each with rows of its own: 64 parts keep many cores busy. */
enum { PARTS = 64 };

struct run {
    const struct bootstrap *b;
    bootstrap_fn *fn;
    bootstrap_order_fn *order_fn;
    const void *ctx;
    double *value;
    uint32_t *rows; /* of each part; NULL: no memory */
    size_t parts;
};

static size_t stratum_end(const struct bootstrap *b, size_t i)
{
    return b->strata ? b->stratum[i] : b->rows;
}

static size_t strata_of(const struct bootstrap *b)
{
    return b->strata ? b->strata : 1;
}

static void draw(const struct bootstrap *b, size_t replicate, uint32_t *times)
{
    struct rng r;
    rng_seed(&r, b->seed, replicate);
    memset(times, 0, b->rows * sizeof *times);
    for (size_t s = 0, from = 0; s < strata_of(b); from = stratum_end(b, s++))
        for (size_t n = stratum_end(b, s) - from, i = 0; i < n; i++)
            times[from + rng_below(&r, n)]++;
}

static void shuffle(const struct bootstrap *b, size_t replicate, uint32_t *order)
{
    struct rng r;
    rng_seed(&r, b->seed, replicate);
    for (size_t i = 0; i < b->rows; i++)
        order[i] = (uint32_t)i;
    for (size_t s = 0, from = 0; s < strata_of(b); from = stratum_end(b, s++))
        for (size_t n = stratum_end(b, s) - from; n > 1; n--) {
            uint32_t *last = &order[from + n - 1], *any = &order[from + rng_below(&r, n)], kept = *last;
            *last = *any;
            *any = kept;
        }
}

static void run_part(void *ctx, size_t part)
{
    const struct run *run = ctx;
    const struct bootstrap *b = run->b;
    uint32_t *rows = run->rows + part * b->rows;
    for (size_t k = part; k < b->replicates; k += run->parts) {
        if (run->fn) {
            draw(b, k, rows);
            run->fn(run->ctx, rows, run->value + k * b->values);
        } else {
            shuffle(b, k, rows);
            run->value[k] = run->order_fn(run->ctx, rows);
        }
    }
}

static bool run_all(struct run *run)
{
    const struct bootstrap *b = run->b;
    run->parts = b->replicates < PARTS ? b->replicates : PARTS;
    size_t enough = 4 * (size_t)(b->threads ? b->threads : 1); /* of memory, too: each part has rows of its own */
    run->parts = run->parts > enough ? enough : run->parts;
    run->rows = calloc(run->parts + 1, (b->rows + 1) * sizeof *run->rows);
    bool ok = run->rows != NULL;
    if (ok)
        thread_each(b->threads, run->parts, run_part, run);
    free(run->rows);
    return ok;
}

bool bootstrap_run(const struct bootstrap *b, bootstrap_fn *fn, const void *ctx, double *value)
{
    return run_all(&(struct run){.b = b, .fn = fn, .ctx = ctx, .value = value});
}

bool bootstrap_permute(const struct bootstrap *b, bootstrap_order_fn *fn, const void *ctx, double seen, double *p)
{
    double *value = calloc(b->replicates + 1, sizeof *value), reached = 1;
    bool ok = value && run_all(&(struct run){.b = b, .order_fn = fn, .ctx = ctx, .value = value});
    for (size_t k = 0; ok && k < b->replicates; k++)
        reached += value[k] >= seen * (1 - 1e-12); /* sums in another order may differ in their last digits */
    free(value);
    if (ok)
        *p = reached / (1 + (double)b->replicates);
    return ok;
}

/* ---- sums ---- */

struct summed {
    const struct bootstrap *b;
    unsigned columns;
    double *x;    /* columns * rows: those that are not 0, each stratum's from where it begins */
    size_t *some; /* how many these are of each stratum */
    double *value;
};

struct sum { /* of a stratum in a replicate */
    const struct summed *all;
    size_t from;
    double *value;
};

/* Four sums at a time: each waits for its own last addition alone. */
static void add_block(void *ctx, size_t from, size_t n, const uint32_t *times)
{
    const struct sum *s = ctx;
    for (unsigned j = 0; j < s->all->columns; j++) {
        const double *x = s->all->x + j * s->all->b->rows + s->from + from;
        double sum[4] = {0};
        size_t i = 0;
        for (; i + 4 <= n; i += 4)
            for (unsigned k = 0; k < 4; k++)
                sum[k] += times[i + k] * x[i + k];
        for (; i < n; i++)
            sum[0] += times[i] * x[i];
        s->value[j] += (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}

static void sum_part(void *ctx, size_t part)
{
    const struct summed *all = ctx;
    const struct bootstrap *b = all->b;
    for (size_t k = part; k < b->replicates; k += PARTS) {
        struct rng r;
        rng_seed(&r, b->seed, k);
        for (size_t s = 0, from = 0; s < strata_of(b); from = stratum_end(b, s++)) {
            struct sum sum = {all, from, all->value + (k * strata_of(b) + s) * all->columns};
            size_t n = stratum_end(b, s) - from;
            memset(sum.value, 0, all->columns * sizeof *sum.value);
            if (n > 0)
                resample(&r, all->some[s], resample_binomial(&r, n, all->some[s], n), add_block, &sum);
        }
    }
}

static void add_row(struct summed *all, const double *const *column, size_t s, size_t from, size_t i)
{
    bool is_zero = true;
    for (unsigned j = 0; j < all->columns; j++)
        is_zero = is_zero && column[j][i] == 0;
    for (unsigned j = 0; j < all->columns && !is_zero; j++)
        all->x[j * all->b->rows + from + all->some[s]] = column[j][i];
    all->some[s] += !is_zero;
}

bool bootstrap_sums(const struct bootstrap *b, const double *const *column, unsigned columns, double *value)
{
    struct summed all = {.b = b, .columns = columns};
    all.value = value;
    all.x = calloc(columns * b->rows + 1, sizeof *all.x);
    all.some = calloc(strata_of(b) + 1, sizeof *all.some);
    bool ok = all.x && all.some;
    for (size_t s = 0, from = 0; ok && s < strata_of(b); from = stratum_end(b, s++))
        for (size_t i = from; i < stratum_end(b, s); i++)
            add_row(&all, column, s, from, i);
    if (ok)
        thread_each(b->threads, b->replicates < PARTS ? b->replicates : PARTS, sum_part, &all);
    free(all.x);
    free(all.some);
    return ok;
}

/* ---- intervals ---- */

/* Between infinite values there is no interpolation. */
static double between(double low, double high, struct quantile_place p)
{
    return isinf(low) || isinf(high) ? (2 * p.part < p.of ? low : high) : quantile_double(low, high, p);
}

static double quantile_at(const double *v, struct quantile_place p)
{
    return between(v[p.low], v[p.low + (p.part > 0)], p);
}

static double error_of(const double *v, size_t n)
{
    double mean = 0, squares = 0;
    size_t finite = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(v[i]))
            mean += (v[i] - mean) / (double)++finite;
    for (size_t i = 0; i < n; i++)
        if (isfinite(v[i]))
            squares += (v[i] - mean) * (v[i] - mean);
    return finite > 1 ? sqrt(squares / (double)(finite - 1)) : (double)NAN;
}

/* Those that are not NaN, sorted in v, which has room for 2 n. Returns how many. */
static size_t sort_values(const double *value, size_t n, size_t stride, double *v, double *error)
{
    size_t left = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i * stride]))
            v[left++] = value[i * stride];
    *error = error_of(v, left);
    quantile_sort_double(v, v + left, left);
    return left;
}

enum { WHOLE = 1000000000 };
static uint64_t share_of(double tails)
{
    return (uint64_t)llround(tails * (double)WHOLE);
}

struct interval bootstrap_interval(const double *value, size_t n, size_t stride, double tails, double *spare)
{
    uint64_t share = share_of(tails);
    double error;
    size_t left = sort_values(value, n, stride, spare, &error);
    if (left == 0)
        return (struct interval){NAN, NAN, NAN};
    return (struct interval){quantile_at(spare, quantile_place(left, share, WHOLE)),
                             quantile_at(spare, quantile_place(left, WHOLE - share, WHOLE)), error};
}

/* ---- sums ---- */

/* Sorted values of two kinds; any two make a sum. */
struct pairs {
    const double *a, *b;
    size_t n, m;
};

static size_t sums_up_to(const struct pairs *s, double v)
{
    size_t count = 0, j = s->m;
    for (size_t i = 0; i < s->n; i++) {
        while (j > 0 && s->a[i] != -INFINITY && s->a[i] + s->b[j - 1] > v)
            j--;
        count += j;
    }
    return count;
}

/* Of numbers `low`, up to which there are at most k sums, and `high`, up to which there are more, the middle is one or
 * the other, until there is none between them: high is the sum after k others. */
static double sum_between(const struct pairs *s, size_t k, double low, double high)
{
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return high;
        if (sums_up_to(s, middle) > k)
            high = middle;
        else
            low = middle;
    }
}

/* The sum after k others. */
static double sum_at(const struct pairs *s, size_t k)
{
    double reach = 1;
    if (sums_up_to(s, -DBL_MAX) > k)
        return -INFINITY;
    if (sums_up_to(s, DBL_MAX) <= k)
        return INFINITY;
    while (reach < DBL_MAX / 2 && (sums_up_to(s, -reach) > k || sums_up_to(s, reach) <= k))
        reach *= 2;
    return sum_between(s, k, -reach, reach);
}

static double sum_quantile(const struct pairs *s, struct quantile_place p)
{
    double low = sum_at(s, p.low);
    return p.part > 0 ? between(low, sum_at(s, p.low + 1), p) : low;
}

struct interval bootstrap_interval_of_sums(const double *a, size_t n, const double *b, size_t m, double tails,
                                           double *spare)
{
    uint64_t share = share_of(tails);
    double error[2];
    struct pairs s = {spare, spare + 2 * n, sort_values(a, n, 1, spare, &error[0]), 0};
    s.m = sort_values(b, m, 1, spare + 2 * n, &error[1]);
    if (s.n == 0 || s.m == 0)
        return (struct interval){NAN, NAN, NAN};
    return (struct interval){sum_quantile(&s, quantile_place(s.n * s.m, share, WHOLE)),
                             sum_quantile(&s, quantile_place(s.n * s.m, WHOLE - share, WHOLE)),
                             hypot(error[0], error[1])};
}
