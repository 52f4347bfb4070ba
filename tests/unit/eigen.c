/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/eigen.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"

enum { MOST = 100 };

/* a = v diag(eigenvalues) v', and v' v = 1, of symmetric matrices of every size, some of them singular. */
Test(eigen, takes_apart_what_can_be_put_together)
{
    static double a[MOST * MOST], rest[MOST * MOST], v[MOST * MOST];
    struct rng r;
    rng_seed(&r, 4, 0);
    for (unsigned n = 1; n <= MOST; n += n < 40 ? 1 : 20) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j <= i; j++)
                a[i * n + j] = a[j * n + i] = n % 3 ? 2 * rng_unit(&r) - 1 : (double)(i + 1) * (double)(j + 1);
        memcpy(rest, a, sizeof a);
        eigen_symmetric(rest, v, n);
        double size = 1;
        for (size_t k = 0; k < n; k++)
            size += fabs(rest[k * n + k]);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double product = 0, unit = 0;
                for (size_t k = 0; k < n; k++) {
                    product += v[i * n + k] * rest[k * n + k] * v[j * n + k];
                    unit += v[k * n + i] * v[k * n + j];
                }
                cr_assert_float_eq(product, a[i * n + j], 1e-14 * size, "%u", n);
                cr_assert_float_eq(unit, i == j, 1e-13, "%u", n);
            }
    }
}

/* Of a diagonal matrix scaled from both sides, small eigenvalues keep their digits. */
Test(eigen, small_beside_large)
{
    double a[] = {1e20, 1e9, 1e9, 1}, v[4]; /* determinant 1e20 - 1e18 */
    eigen_symmetric(a, v, 2);
    cr_assert_float_eq(fmin(a[0], a[3]), 0.99, 1e-14);
}
