/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/eigen.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"

/* a = v diag(eigenvalues) v', and v' v = 1, of symmetric matrices of every size, some of them singular. */
Test(eigen, takes_apart_what_can_be_put_together)
{
    static eigen_matrix a, rest, v;
    struct rng r;
    rng_seed(&r, 4, 0);
    for (unsigned n = 1; n <= NEWTON_MAX; n++) {
        for (unsigned i = 0; i < n; i++)
            for (unsigned j = 0; j <= i; j++)
                a[i][j] = a[j][i] = n % 3 ? 2 * rng_unit(&r) - 1 : (double)(i + 1) * (double)(j + 1);
        memcpy(rest, a, sizeof a);
        eigen_symmetric(rest, v, n);
        double size = 1;
        for (unsigned k = 0; k < n; k++)
            size += fabs(rest[k][k]);
        for (unsigned i = 0; i < n; i++)
            for (unsigned j = 0; j < n; j++) {
                double product = 0, unit = 0;
                for (unsigned k = 0; k < n; k++) {
                    product += v[i][k] * rest[k][k] * v[j][k];
                    unit += v[k][i] * v[k][j];
                }
                cr_assert_float_eq(product, a[i][j], 1e-14 * size, "%u", n);
                cr_assert_float_eq(unit, i == j, 1e-13, "%u", n);
            }
    }
}

/* Of a diagonal matrix scaled from both sides, small eigenvalues keep their digits. */
Test(eigen, small_beside_large)
{
    eigen_matrix a = {{1e20, 1e9}, {1e9, 1}}, v; /* determinant 1e20 - 1e18 */
    eigen_symmetric(a, v, 2);
    cr_assert_float_eq(fmin(a[0][0], a[1][1]), 0.99, 1e-14);
}
