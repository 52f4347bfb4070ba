/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/eigen.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { SWEEPS = 60 };

/* One of Jacobi's rotations, which makes a[p][q] vanish; v collects them. */
static void rotate(double *a, double *v, size_t n, size_t p, size_t q)
{
    double *row_p = a + p * n, *row_q = a + q * n;
    double half = (row_q[q] - row_p[p]) / (2 * row_p[q]);
    double t = (half < 0 ? -1 : 1) / (fabs(half) + hypot(half, 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    for (double *row = a; row < a + n * n; row += n) {
        double x = row[p], y = row[q];
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
    for (size_t k = 0; k < n; k++) {
        double x = row_p[k], y = row_q[k], *row = v + k * n, u = row[p], w = row[q];
        row_p[k] = c * x - s * y;
        row_q[k] = s * x + c * y;
        row[p] = c * u - s * w;
        row[q] = s * u + c * w;
    }
    row_p[q] = row_q[p] = 0;
}

/* Is the element at p, q negligible beside those on the diagonal? */
static bool is_small(const double *a, size_t n, size_t p, size_t q)
{
    double off = fabs(a[p * n + q]);
    return off <= DBL_EPSILON / 16 * sqrt(fabs(a[p * n + p]) * fabs(a[q * n + q])) || off <= DBL_MIN;
}

void eigen_symmetric(double *a, double *v, unsigned n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            v[i * n + j] = i == j;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        bool diagonal = true;
        for (size_t p = 0; p < n; p++)
            for (size_t q = p + 1; q < n; q++)
                if (!is_small(a, n, p, q)) {
                    rotate(a, v, n, p, q);
                    diagonal = false;
                }
        if (diagonal)
            return;
    }
}
