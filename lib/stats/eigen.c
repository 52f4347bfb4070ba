/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/eigen.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

enum { SWEEPS = 60 };

/* One of Jacobi's rotations, which makes a[p][q] vanish; v collects them. */
static void rotate(eigen_matrix a, eigen_matrix v, unsigned n, unsigned p, unsigned q)
{
    double half = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (half < 0 ? -1 : 1) / (fabs(half) + hypot(half, 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    for (unsigned k = 0; k < n; k++) {
        double x = a[k][p], y = a[k][q];
        a[k][p] = c * x - s * y;
        a[k][q] = s * x + c * y;
    }
    for (unsigned k = 0; k < n; k++) {
        double x = a[p][k], y = a[q][k], u = v[k][p], w = v[k][q];
        a[p][k] = c * x - s * y;
        a[q][k] = s * x + c * y;
        v[k][p] = c * u - s * w;
        v[k][q] = s * u + c * w;
    }
    a[p][q] = a[q][p] = 0;
}

void eigen_symmetric(eigen_matrix a, eigen_matrix v, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++)
            v[i][j] = i == j;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        bool diagonal = true;
        for (unsigned p = 0; p < n; p++)
            for (unsigned q = p + 1; q < n; q++)
                if (fabs(a[p][q]) > DBL_EPSILON / 16 * sqrt(fabs(a[p][p]) * fabs(a[q][q])) && fabs(a[p][q]) > DBL_MIN) {
                    rotate(a, v, n, p, q);
                    diagonal = false;
                }
        if (diagonal)
            return;
    }
}
