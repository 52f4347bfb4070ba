/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/spread.h"

#include <criterion/criterion.h>
#include <math.h>

#define NEAR(got, want, absolute) \
    cr_assert(fabs((got) - (want)) <= (absolute), #got ": %.17g, not %.17g", (double)(got), (double)(want))
#define Z 1.6448536269514722 /* the normal's 95 % quantile */

/* 2 ln r - ln alpha, whose gradient is the same everywhere; ln a + (ln a)^2; a constant; infinity. */
static void values(const void *ctx, const double *m, double *value)
{
    ++*(unsigned *)ctx;
    value[0] = 2 * log(m[0]) - log(m[1]);
    value[1] = log(m[2]) + log(m[2]) * log(m[2]);
    value[2] = 7;
    value[3] = INFINITY;
}

static struct fit fit_of(void)
{
    struct fit f = {.family = &FAMILY_BGNBD, .n = 4, .curved = true};
    const double parameter[] = {0.25, 4, 0.8, 2.5};
    for (unsigned i = 0; i < 4; i++) {
        f.parameter[i] = parameter[i];
        f.theta[i] = log(parameter[i]);
        f.covariance[i][i] = 0.01 * (i + 1);
    }
    f.covariance[0][1] = f.covariance[1][0] = 0.008;
    return f;
}

Test(spread, delta)
{
    unsigned calls = 0;
    struct fit f = fit_of();
    struct spread spread;
    struct spread_source s = {values, &calls, 4, 4};
    double value[4], spare[FAMILY_PARAMETERS * 4 + 8];
    struct interval i[4];
    spread_of(&f, NULL, &spread);
    values(&calls, spread.parameter, value);
    spread_delta(&s, &spread, value, 0.05, i, spare);
    cr_assert_eq(calls, 1 + 2 * 4, "two for each parameter, %u", calls);
    NEAR(i[0].error, sqrt(4 * 0.01 + 0.02 - 4 * 0.008), 1e-10);
    NEAR(i[0].high, value[0] + Z * i[0].error, 1e-14);
    NEAR(i[0].low, value[0] - Z * i[0].error, 1e-14);
    NEAR(i[1].error, fabs(1 + 2 * log(0.8)) * sqrt(0.03), 1e-7);
    cr_assert(i[2].error == 0 && i[2].low == 7 && i[2].high == 7);
    cr_assert(i[3].error == 0 && i[3].low == INFINITY && i[3].high == INFINITY);
}

/* With a rate effect of a covariate ln alpha_i = ln alpha - effect z. */
Test(spread, covariates_add_their_own_uncertainty)
{
    struct fit f = fit_of();
    struct spread spread;
    const double z[] = {3};
    f.covariates = 1;
    f.n = 6;
    f.theta[4] = 0.5;
    f.covariance[4][4] = 0.04;
    f.covariance[1][4] = f.covariance[4][1] = 0.002;
    spread_of(&f, z, &spread);
    NEAR(spread.parameter[1], 4 * exp(-1.5), 1e-14);
    NEAR(spread.covariance[1][1], 0.02 + 9 * 0.04 - 2 * 3 * 0.002, 1e-14);
    NEAR(spread.covariance[0][1], 0.008, 1e-15);
    NEAR(spread.covariance[0][0], 0.01, 1e-15);
}

Test(spread, bootstrap)
{
    enum { N = 101 };
    unsigned calls = 0;
    double replicate[4 * N], spare[4 + (4 + 2) * N];
    struct fit f = fit_of();
    struct spread_source s = {values, &calls, 4, 4};
    struct interval i[4];
    for (unsigned k = 0; k < N; k++) { /* ln alpha 0, 0.01 .. 1, mixed */
        replicate[4 * k] = 1;
        replicate[4 * k + 1] = exp(0.01 * (k * 37 % N));
        replicate[4 * k + 2] = replicate[4 * k + 3] = 1;
    }
    f.replicates = N;
    f.replicate = replicate;
    spread_bootstrap(&s, &f, NULL, 0.05, i, spare);
    cr_assert_eq(calls, N);
    NEAR(i[0].low, -0.95, 1e-14);
    NEAR(i[0].high, -0.05, 1e-14);
    NEAR(i[0].error, 0.01 * sqrt(N * (N + 1) / 12.0), 1e-14);
    cr_assert(i[2].low == 7 && i[2].high == 7 && i[2].error == 0);
    cr_assert(i[3].low == INFINITY && i[3].high == INFINITY);
}
