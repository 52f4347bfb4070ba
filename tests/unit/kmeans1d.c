/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kmeans1d.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/ratio.h"
#include "base/rng.h"
#include "stats/distinct.h"
#include "stats/quantile.h"

enum { MOST = 12, MOST_CLUSTERS = 6 };

/* The sum over clusters of S^2 / W, as an exact fraction: the greater it is, the smaller is the sum of squares. */
struct fraction {
    wide_int above, below;
};

struct search {
    const int64_t *x;
    const uint64_t *w;
    size_t first[MOST_CLUSTERS], best_first[MOST_CLUSTERS];
    struct fraction best;
    unsigned k;
};

static void add_run(struct fraction *f, const struct search *s, size_t from, size_t to)
{
    int64_t sum = 0, rows = 0;
    for (size_t i = from; i < to; i++) {
        sum += s->x[i] * (int64_t)s->w[i];
        rows += (int64_t)s->w[i];
    }
    f->above = f->above * rows + (wide_int)sum * sum * f->below;
    f->below *= rows;
}

/* All ways to cut points 0..end-1 into c clusters, the highest cluster beginning as low as possible first, so that of
 * equal results the one that the rule names comes first. */
static void try_all(struct search *s, size_t end, unsigned c, struct fraction f)
{
    for (size_t j = c - 1; j < end && (c > 1 || j == 0); j++) {
        struct fraction more = f;
        add_run(&more, s, j, end);
        s->first[c - 1] = j;
        if (c > 1) {
            try_all(s, j, c - 1, more);
        } else if (s->best.below == 0 || more.above * s->best.below > s->best.above * more.below) {
            s->best = more;
            memcpy(s->best_first, s->first, sizeof s->first);
        }
    }
}

static void compare(const int64_t *x, const uint64_t *w, size_t n)
{
    unsigned k = n < MOST_CLUSTERS ? (unsigned)n : MOST_CLUSTERS;
    size_t first[MOST_CLUSTERS * (MOST_CLUSTERS + 1) / 2], again[MOST_CLUSTERS * (MOST_CLUSTERS + 1) / 2];
    double d[MOST];
    for (size_t i = 0; i < n; i++)
        d[i] = (double)x[i];
    cr_assert_eq(kmeans1d_int(x, w, n, k, first), KMEANS1D_OK);
    cr_assert_eq(kmeans1d_double(d, w, n, k, again), KMEANS1D_OK);
    for (unsigned c = 1; c <= k; c++) {
        struct search s = {.x = x, .w = w, .k = c};
        try_all(&s, n, c, (struct fraction){0, 1});
        cr_assert_arr_eq(kmeans1d_first(first, c), s.best_first, c * sizeof *first);
    }
    cr_assert_arr_eq(first, again, k * (k + 1) / 2 * sizeof *first, "doubles and integers disagree");
}

Test(kmeans1d, equals_trying_every_partition)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int round = 0; round < 2000; round++) {
        int64_t x[MOST], spare[MOST];
        uint64_t w[MOST];
        uint64_t span = 2 + rng_below(&r, 25); /* narrow ones are full of ties */
        for (int i = 0; i < MOST; i++)
            x[i] = (int64_t)rng_below(&r, span) - (int64_t)span / 2;
        quantile_sort_int(x, spare, MOST);
        size_t n = distinct_of_ints(x, w, MOST);
        compare(x, w, n);
    }
}

/* Least sum of squares of points 0..i in c clusters by the definition, with means and squares taken again each time. */
static double plain_least(const int64_t *x, const uint64_t *w, size_t n, unsigned k)
{
    double *less = calloc(n, sizeof *less), *now = calloc(n, sizeof *now);
    for (size_t i = 0; i < n; i++)
        less[i] = distinct_run_int(x, w, 0, i + 1, 1).squares;
    for (unsigned c = 2; c <= k; c++) {
        for (size_t i = c - 1; i < n; i++) {
            now[i] = HUGE_VAL;
            for (size_t j = c - 1; j <= i; j++)
                now[i] = fmin(now[i], less[j - 1] + distinct_run_int(x, w, j, i + 1, 1).squares);
        }
        memcpy(less, now, n * sizeof *now);
    }
    double least = less[n - 1];
    free(less);
    free(now);
    return least;
}

static double squares_int(const int64_t *x, const uint64_t *w, size_t n, size_t *first, unsigned c)
{
    double sum = 0;
    for (unsigned i = 0; i < c; i++)
        sum += distinct_run_int(x, w, kmeans1d_first(first, c)[i], i + 1 < c ? kmeans1d_first(first, c)[i + 1] : n, 1)
                   .squares;
    return sum;
}

/* Far from zero, so that sums of squares in doubles would have no digit of the distances; and wide, so that millionths
 * times rows squared exceed 128 bits and values are rounded. */
static void compare_with_plain(struct rng *r, int64_t base, uint64_t span, uint64_t weight)
{
    enum { N = 120, K = 7 };
    int64_t x[N], spare[N];
    uint64_t w[N];
    size_t first[K * (K + 1) / 2];
    for (int i = 0; i < N; i++)
        x[i] = base + (int64_t)(rng_below(r, span) >> rng_below(r, 20)); /* skewed, like money */
    quantile_sort_int(x, spare, N);
    size_t n = distinct_of_ints(x, w, N);
    for (size_t i = 0; i < n; i++)
        w[i] = 1 + rng_below(r, weight);
    cr_assert_eq(kmeans1d_int(x, w, n, K, first), KMEANS1D_OK);
    for (unsigned c = 1; c <= K; c += 3) {
        double least = plain_least(x, w, n, c), ours = squares_int(x, w, n, first, c);
        cr_assert_leq(fabs(ours - least), 1e-12 * least, "%u clusters: %.17g, by the definition %.17g", c, ours, least);
    }
}

Test(kmeans1d, finds_the_least_of_the_definition)
{
    struct rng r;
    rng_seed(&r, 2, 0);
    for (int round = 0; round < 10; round++) {
        compare_with_plain(&r, 0, 1000000, 1);
        compare_with_plain(&r, -5, 1 << 20, 1000);
        compare_with_plain(&r, INT64_MAX - (INT64_C(1) << 40), UINT64_C(1) << 40, 3);
        compare_with_plain(&r, INT64_MIN, INT64_MAX, 1000000);
    }
}

Test(kmeans1d, neither_shift_nor_unit_changes_the_clusters)
{
    int64_t x[] = {1, 2, 5, 6, 7, 20, 21, 90}, y[8];
    uint64_t w[] = {3, 1, 4, 1, 5, 9, 2, 6};
    size_t first[15], again[15];
    cr_assert_eq(kmeans1d_int(x, w, 8, 5, first), KMEANS1D_OK);
    for (int i = 0; i < 8; i++)
        y[i] = INT64_MIN / 2 + x[i] * 100000000000000000;
    cr_assert_eq(kmeans1d_int(y, w, 8, 5, again), KMEANS1D_OK);
    cr_assert_arr_eq(first, again, sizeof first);
}

Test(kmeans1d, of_equals_the_highest_cluster_begins_lowest)
{
    const int64_t x[] = {0, 1, 2, 3, 4};
    const uint64_t w[] = {1, 1, 1, 1, 1};
    size_t first[6];
    cr_assert_eq(kmeans1d_int(x, w, 3, 2, first), KMEANS1D_OK);
    cr_assert_eq(kmeans1d_first(first, 2)[1], 1, "0 | 1 2 and 0 1 | 2 are equal");
    cr_assert_eq(kmeans1d_int(x, w, 5, 3, first), KMEANS1D_OK);
    const size_t *three = kmeans1d_first(first, 3); /* of 2 + 2 + 1 in any order */
    cr_assert(three[1] == 1 && three[2] == 3, "0 | 1 2 | 3 4, not %zu %zu", three[1], three[2]);
}

Test(kmeans1d, as_many_clusters_as_points_leave_nothing)
{
    const int64_t x[] = {-7, 0, 3};
    const uint64_t w[] = {1, UINT64_C(1) << 40, 1};
    size_t first[6];
    cr_assert_eq(kmeans1d_int(x, w, 3, 3, first), KMEANS1D_OK);
    for (size_t i = 0; i < 3; i++)
        cr_assert_eq(kmeans1d_first(first, 3)[i], i);
    cr_assert_eq(kmeans1d_int(x, w, 1, 1, first), KMEANS1D_OK);
    cr_assert_eq(first[0], 0);
}

Test(kmeans1d, refuses_what_it_cannot_do)
{
    const int64_t x[] = {1, 2};
    const double d[] = {1, HUGE_VAL};
    const uint64_t w[] = {1, 1}, heavy[] = {UINT64_C(1) << 59, UINT64_C(1) << 59};
    size_t first[6];
    cr_assert_eq(kmeans1d_int(x, w, 2, 3, first), KMEANS1D_FEW);
    cr_assert_eq(kmeans1d_int(x, w, 2, 0, first), KMEANS1D_FEW);
    cr_assert_eq(kmeans1d_int(x, w, 0, 1, first), KMEANS1D_FEW);
    cr_assert_eq(kmeans1d_int(x, heavy, 2, 2, first), KMEANS1D_RANGE);
    cr_assert_eq(kmeans1d_double(d, w, 2, 2, first), KMEANS1D_RANGE);
}

Test(kmeans1d, doubles_of_any_size)
{
    const double tiny[] = {0, 5e-324, 1e-323, 1e-310}, huge[] = {-1.7e308, -1.6e308, 1e-300, 1.7e308};
    const uint64_t w[] = {1, 1, 1, 1};
    size_t first[6];
    cr_assert_eq(kmeans1d_double(tiny, w, 4, 2, first), KMEANS1D_OK);
    cr_assert_eq(kmeans1d_first(first, 2)[1], 3);
    cr_assert_eq(kmeans1d_double(huge, w, 4, 3, first), KMEANS1D_OK);
    const size_t *three = kmeans1d_first(first, 3);
    cr_assert(three[1] == 2 && three[2] == 3, "%zu %zu", three[1], three[2]);
}
