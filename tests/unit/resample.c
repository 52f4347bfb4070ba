/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/resample.h"

#include <criterion/criterion.h>
#include <math.h>

#include "stats/bootstrap.h"

/* The probability of each number of successes, compared with its frequency. */
static double chi_square(uint64_t n, uint64_t a, uint64_t b, unsigned draws)
{
    double p = (double)a / (double)b, at = pow(1 - p, (double)n), sum = 0;
    uint64_t count[16] = {0};
    struct rng r;
    rng_seed(&r, 3, n * 1000 + a);
    for (unsigned i = 0; i < draws; i++)
        count[resample_binomial(&r, n, a, b)]++;
    for (uint64_t k = 0; k <= n; k++) {
        double want = at * draws, d = (double)count[k] - want;
        sum += d * d / want;
        at *= (double)(n - k) / (double)(k + 1) * p / (1 - p);
    }
    return sum;
}

Test(resample, binomial_numbers_are_binomial)
{
    /* 0.9999 of chi-square with 5 degrees of freedom is below 25.8 */
    cr_assert_lt(chi_square(5, 1, 2, 100000), 25.8);
    cr_assert_lt(chi_square(5, 1, 3, 100000), 25.8);
    cr_assert_lt(chi_square(5, 5, 7, 100000), 25.8);
    cr_assert_lt(chi_square(5, 3, 4, 100000), 25.8);
    struct rng r;
    rng_seed(&r, 1, 1);
    cr_assert_eq(resample_binomial(&r, 77, 0, 5), 0);
    cr_assert_eq(resample_binomial(&r, 77, 5, 5), 77);
    cr_assert_eq(resample_binomial(&r, 0, 1, 2), 0);
}

struct counted {
    size_t next;
    uint64_t draws, *times;
};

static void count(void *ctx, size_t from, size_t n, const uint32_t *times)
{
    struct counted *c = ctx;
    cr_assert_eq(from, c->next);
    cr_assert_leq(n, RESAMPLE_BLOCK);
    c->next += n;
    for (size_t i = 0; i < n; i++) {
        c->draws += times[i];
        c->times[from + i] += times[i];
    }
}

Test(resample, each_row_is_drawn_as_often_as_any)
{
    static const size_t ROWS[] = {1, 7, 4095, 4096, 4097, 8192, 12289};
    static uint64_t times[12289];
    enum { ROUNDS = 400 };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        double squares = 0;
        memset(times, 0, sizeof times);
        for (unsigned k = 0; k < ROUNDS; k++) {
            struct counted c = {.times = times};
            struct rng r;
            rng_seed(&r, 5, k);
            resample(&r, ROWS[i], ROWS[i], count, &c);
            cr_assert_eq(c.next, ROWS[i]);
            cr_assert_eq(c.draws, ROWS[i]);
        }
        for (size_t j = 0; j < ROWS[i]; j++)
            squares += ((double)times[j] - ROUNDS) * ((double)times[j] - ROUNDS) / ROUNDS;
        /* chi-square with rows - 1 degrees of freedom, about normal with variance twice that */
        cr_assert_leq(fabs(squares - (double)(ROWS[i] - 1)), 4 * sqrt(2 * (double)ROWS[i]) + 2, "%zu: %g", ROWS[i],
                      squares);
    }
}

/* Two strata with many zeros: the mean and spread of the sums are those of sampling with replacement. */
Test(resample, sums_of_the_bootstrap)
{
    enum { N = 10000, FIRST = 3000, REPLICATES = 4000 };
    static double x[N], one[N], value[REPLICATES * 4], again[REPLICATES * 4];
    static const size_t end[] = {FIRST, N};
    const double *const column[] = {x, one};
    for (size_t i = 0; i < N; i++) {
        x[i] = i % 3 == 0 ? (double)(i % 11) - 2 : 0;
        one[i] = i % 3 == 0;
    }
    struct bootstrap b = {N, end, 2, 0, REPLICATES, 4, 1};
    cr_assert(bootstrap_sums(&b, column, 2, value));
    b.threads = 3;
    cr_assert(bootstrap_sums(&b, column, 2, again));
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        cr_assert_eq(value[i], again[i]);
    for (unsigned s = 0; s < 2; s++) {
        size_t from = s ? FIRST : 0, n = end[s] - from;
        struct moments rows = moments_of(x + from, n), sums;
        double sum[REPLICATES];
        for (size_t k = 0; k < REPLICATES; k++)
            sum[k] = value[(k * 2 + s) * 2];
        sums = moments_of(sum, REPLICATES);
        double spread = sqrt(rows.squares), error = sqrt(sums.squares / (REPLICATES - 1));
        cr_assert_float_eq(sums.mean, rows.mean * (double)n, 4 * spread / sqrt(REPLICATES));
        cr_assert_float_eq(error / spread, 1, 4 / sqrt(2.0 * REPLICATES));
    }
}
