/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/partition.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MOST_ROWS = 12, MOST_K = 5 };

static const struct scaling PLAIN = {SCALING_NONE, false, 0, 1};

/* The sum of squared distances to the means of the labels' groups. */
static double squares(const double *x, const double *w, const unsigned *label, unsigned n, unsigned k)
{
    double sum[MOST_K] = {0}, weight[MOST_K] = {0}, total = 0;
    for (unsigned i = 0; i < n; i++) {
        sum[label[i]] += w[i] * x[i];
        weight[label[i]] += w[i];
    }
    for (unsigned c = 0; c < k; c++)
        sum[c] /= weight[c] > 0 ? weight[c] : 1;
    for (unsigned i = 0; i < n; i++)
        total += w[i] * (x[i] - sum[label[i]]) * (x[i] - sum[label[i]]);
    return total;
}

/* The smallest sum, over every labelling of n rows: k^n of them. */
static double least(const double *x, const double *w, unsigned n, unsigned k)
{
    unsigned label[MOST_ROWS] = {0};
    double best = INFINITY;
    for (;;) {
        double sum = squares(x, w, label, n, k);
        best = sum < best ? sum : best;
        unsigned i = 0;
        while (i < n && ++label[i] == k)
            label[i++] = 0;
        if (i == n)
            return best;
    }
}

static void draw(struct rng *r, double *x, double *w, unsigned n, unsigned kind)
{
    for (unsigned i = 0; i < n; i++) {
        double v = (double)rng_below(r, 20);
        x[i] = kind == 0 ? v : kind == 1 ? v / 10 - 1 : exp(4 * rng_unit(r));
        w[i] = (double)(1 + rng_below(r, 3));
    }
}

Test(partition, one_column_has_the_least_sum_of_all_labellings)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (unsigned round = 0; round < 60; round++) {
        enum { N = 8 };
        double x[N], copy[N], w[N], ones[N], centre[MOST_K];
        uint32_t label[N];
        unsigned k = 2 + round % 2, labels[N];
        draw(&r, x, w, N, round % 3);
        for (unsigned i = 0; i < N; i++)
            copy[i] = x[i], ones[i] = 1;
        const double *weight = round % 4 < 2 ? w : NULL;
        double *column = copy;
        if (partition_distinct(&column, weight, N, 1, k) < k)
            continue;
        struct partition p;
        cr_assert_null(partition_open(&p, &PLAIN, &column, N, 1, weight, k, 1));
        struct kmeans_fit fit = {.centre = centre, .label = label};
        cr_assert_null(partition_fit(&p, &(struct kmeans_plan){.k = k}, &fit));
        for (unsigned i = 0; i < N; i++)
            labels[i] = label[i];
        double best = least(x, weight ? w : ones, N, k), ours = squares(x, weight ? w : ones, labels, N, k);
        cr_assert_leq(ours, best * (1 + 1e-12) + 1e-12, "round %u", round);
        cr_assert_float_eq(fit.inertia, ours, 1e-9 * (1 + ours));
        partition_close(&p);
    }
}

Test(partition, ties_of_decimals_are_ties)
{
    /* 0.3 0.4 0.5: two ways of equal sums; the highest cluster begins lowest */
    double x[] = {0.5, 0.3, 0.4}, *column = x, centre[2];
    uint32_t label[3];
    struct partition p;
    cr_assert_null(partition_open(&p, &PLAIN, &column, 3, 1, NULL, 2, 1));
    struct kmeans_fit fit = {.centre = centre, .label = label};
    cr_assert_null(partition_fit(&p, &(struct kmeans_plan){.k = 2}, &fit));
    cr_assert(label[0] == 1 && label[1] == 0 && label[2] == 1);
    cr_assert_float_eq(fit.inertia, 0.005, 1e-17);
    partition_close(&p);
}

Test(partition, one_column_is_scaled_after_it_was_parted)
{
    double x[] = {1, 2, 10, 12}, *column = x, centre[2], distance[4];
    uint32_t label[4];
    const struct scaling s = {SCALING_ZSCORE, false, 6, 4};
    struct partition p;
    cr_assert_null(partition_open(&p, &s, &column, 4, 1, NULL, 2, 1));
    struct kmeans_fit fit = {.centre = centre, .label = label, .distance = distance};
    cr_assert_null(partition_fit(&p, &(struct kmeans_plan){.k = 2}, &fit));
    cr_assert(centre[0] == (1.5 - 6) / 4 && centre[1] == (11 - 6) / 4.0);
    cr_assert(fit.inertia == (0.5 + 2) / 16);
    cr_assert(distance[0] == 0.125 && distance[3] == 0.25);
    cr_assert(x[0] == -1.25 && x[3] == 1.5); /* the column is scaled, too */
    partition_close(&p);
}

Test(partition, weights_of_one_column_are_whole)
{
    double x[] = {1, 2, 3}, w[] = {1, 0.5, 1}, *column = x;
    struct partition p;
    cr_assert_not_null(partition_open(&p, &PLAIN, &column, 3, 1, w, 2, 1));
}

Test(partition, rows_of_no_weight_only_get_a_label)
{
    double x[] = {1, 100, 3}, w[] = {1, 0, 1}, *column = x, centre[2], weight[2];
    uint32_t label[3];
    uint64_t rows[2];
    struct partition p;
    cr_assert(partition_distinct(&column, w, 3, 1, 9) == 2);
    cr_assert_null(partition_open(&p, &PLAIN, &column, 3, 1, w, 2, 1));
    struct kmeans_fit fit = {.centre = centre, .label = label, .rows = rows, .weight = weight};
    cr_assert_null(partition_fit(&p, &(struct kmeans_plan){.k = 2}, &fit));
    cr_assert(centre[0] == 1 && centre[1] == 3 && label[1] == 1);
    cr_assert(rows[0] == 1 && rows[1] == 2 && weight[1] == 1 && fit.inertia == 0);
    partition_close(&p);
}

Test(partition, distinct_points_are_counted_up_to_a_number)
{
    double a[] = {1, 1, 2, 0.0, -0.0}, b[] = {1, 2, 1, 5, 5}, *column[] = {a, b};
    cr_assert(partition_distinct(column, NULL, 5, 2, 9) == 4);
    cr_assert(partition_distinct(column, NULL, 5, 2, 3) == 3);
    cr_assert(partition_distinct(column, NULL, 5, 1, 9) == 3);
    cr_assert(partition_distinct(column, NULL, 0, 1, 9) == 0);
}
