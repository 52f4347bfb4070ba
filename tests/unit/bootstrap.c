/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/moments.h"

enum { N = 40, A = 25, REPLICATES = 4000 };
static double sample[N];

/* The means of both arms, and how many rows were drawn. */
static void means(const void *ctx, const uint32_t *times, double *value)
{
    (void)ctx;
    double sum[2] = {0}, drawn = 0;
    for (int i = 0; i < N; i++) {
        sum[i >= A] += times[i] * sample[i];
        drawn += i < A ? times[i] : 0;
    }
    value[0] = sum[0] / A;
    value[1] = sum[1] / (N - A);
    value[2] = drawn;
}

static void fill(void)
{
    for (int i = 0; i < N; i++)
        sample[i] = (i * 17 % 40) + (i >= A ? 3 : 0);
}

static bool same(const double *a, const double *b, int n)
{
    int i = 0;
    while (i < n && a[i] == b[i])
        i++;
    return i == n;
}

Test(bootstrap, the_same_for_any_number_of_threads)
{
    static double one[3 * REPLICATES], three[3 * REPLICATES], fewer[3 * 100];
    const size_t arms[] = {A, N};
    struct bootstrap b = {N, arms, 2, 3, REPLICATES, 7, 1};
    fill();
    cr_assert(bootstrap_run(&b, means, NULL, one));
    b.threads = 3;
    cr_assert(bootstrap_run(&b, means, NULL, three));
    cr_assert(same(one, three, 3 * REPLICATES));
    b.replicates = 100;
    b.threads = 0;
    cr_assert(bootstrap_run(&b, means, NULL, fewer));
    cr_assert(same(one, fewer, 3 * 100), "the first of many are those of few");
    for (int k = 0; k < REPLICATES; k++)
        cr_assert_eq(one[3 * k + 2], A, "each arm is drawn by itself");
}

/* The spread of a mean is known: the population variance over n. */
Test(bootstrap, spread_of_a_mean)
{
    static double value[3 * REPLICATES], spare[2 * REPLICATES];
    const size_t arms[] = {A, N};
    struct bootstrap b = {N, arms, 2, 3, REPLICATES, 1, 2};
    fill();
    cr_assert(bootstrap_run(&b, means, NULL, value));
    struct moments m = moments_of(sample, A);
    double error = sqrt(m.squares / A / A);
    struct interval i = bootstrap_interval(value, REPLICATES, 3, 0.025, spare);
    cr_assert_float_eq(i.error / error, 1, 0.03);
    cr_assert_float_eq((i.high - i.low) / (2 * 1.96 * error), 1, 0.05);
    cr_assert_float_eq((i.high + i.low) / 2, m.mean, 0.1 * error);
}

Test(bootstrap, interval_of_few_and_odd_replicates)
{
    double spare[10];
    const double v[] = {3, NAN, 1, 2, INFINITY}, none[] = {NAN};
    struct interval i = bootstrap_interval(v, 5, 1, 0.5, spare);
    cr_assert(i.low == 2.5 && i.high == 2.5 && i.error == 1, "the median of 1 2 3 inf");
    i = bootstrap_interval(v, 5, 1, 0, spare);
    cr_assert(i.low == 1 && i.high == INFINITY);
    cr_assert(isnan(bootstrap_interval(none, 1, 1, 0.1, spare).low));
}

/* The same as from a list of all the sums. */
Test(bootstrap, interval_of_sums)
{
    enum { A_VALUES = 7, B_VALUES = 5, SUMS = A_VALUES * B_VALUES };
    const double a[] = {0.25, -3, 4, 4, -INFINITY, 1e-9, 2}, b[] = {10, -2, 0, 0.1, 7};
    double sum[SUMS], spare[2 * SUMS];
    for (size_t i = 0; i < SUMS; i++)
        sum[i] = a[i / B_VALUES] + b[i % B_VALUES];
    for (double tails = 0; tails < 0.5; tails += 0.03) {
        struct interval all = bootstrap_interval(sum, SUMS, 1, tails, spare);
        struct interval i = bootstrap_interval_of_sums(a, A_VALUES, b, B_VALUES, tails, spare);
        cr_assert(i.low == all.low && i.high == all.high, "%g: %g to %g", tails, i.low, i.high);
    }
    const double large[] = {INFINITY, 1}, none[] = {NAN};
    struct interval i = bootstrap_interval_of_sums(a, A_VALUES, large, 2, 0, spare);
    cr_assert(i.low == -INFINITY && i.high == INFINITY);
    cr_assert(isnan(bootstrap_interval_of_sums(none, 1, b, B_VALUES, 0.1, spare).low));
}

static double difference(const void *ctx, const uint32_t *order)
{
    const size_t *first = ctx;
    double sum[2] = {0};
    for (size_t i = 0; i < 8; i++)
        sum[i >= *first] += sample[order[i]];
    return fabs(sum[1] / (double)(8 - *first) - sum[0] / (double)*first);
}

/* 2 of the 70 ways to choose 4 of 8 divide them as these are divided. */
Test(bootstrap, permutation)
{
    const size_t first = 4;
    double p, again;
    for (int i = 0; i < 8; i++)
        sample[i] = i;
    struct bootstrap b = {.rows = 8, .replicates = 20000, .seed = 3, .threads = 2};
    cr_assert(bootstrap_permute(&b, difference, &first, 4, &p));
    cr_assert_float_eq(p, 2. / 70, 0.004, "%g", p);
    b.threads = 1;
    cr_assert(bootstrap_permute(&b, difference, &first, 4, &again) && p == again);
    cr_assert(bootstrap_permute(&b, difference, &first, 5, &p));
    cr_assert_float_eq(p, 1. / 20001, 1e-15, "what no order reaches is not 0");
    const size_t strata[] = {4, 8};
    b.stratum = strata;
    b.strata = 2;
    cr_assert(bootstrap_permute(&b, difference, &first, 4, &p) && p == 1, "arms shuffled within themselves");
}
