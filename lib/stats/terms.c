/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/terms.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A mean of equal values need not be equal to them. */
static bool is_constant(const struct terms *t, unsigned j)
{
    for (size_t i = 1; i < t->n; i++)
        if (t->x[i * t->p + j] != t->x[j])
            return false;
    return true;
}

/* For values whose squares are infinite or vanish: in units of a power of two near the largest deviation. */
static double deviation(const struct terms *t, unsigned j)
{
    double largest = 0, sum = 0;
    int exponent;
    for (size_t i = 0; i < t->n; i++)
        largest = fmax(largest, fabs(t->x[i * t->p + j] - t->mean[j]));
    frexp(largest, &exponent);
    double unit = ldexp(1, exponent > DBL_MIN_EXP ? exponent - 1 : DBL_MIN_EXP);
    for (size_t i = 0; i < t->n; i++) {
        double d = (t->x[i * t->p + j] - t->mean[j]) / unit;
        sum += d * d;
    }
    return unit * sqrt(sum / (double)t->n);
}

void terms_scale(struct terms *t)
{
    memset(t->mean, 0, t->p * sizeof *t->mean);
    memset(t->sd, 0, t->p * sizeof *t->sd);
    for (size_t i = 0; i < t->n; i++)
        for (unsigned j = 0; j < t->p; j++)
            t->mean[j] += t->x[i * t->p + j];
    for (unsigned j = 0; j < t->p; j++)
        t->mean[j] /= (double)t->n;
    for (size_t i = 0; i < t->n; i++)
        for (unsigned j = 0; j < t->p; j++) {
            double d = t->x[i * t->p + j] - t->mean[j];
            t->sd[j] += d * d;
        }
    for (unsigned j = 0; j < t->p; j++) {
        bool fits = t->sd[j] > 1e-200 && t->sd[j] < 1e300;
        t->sd[j] = is_constant(t, j) ? 0 : fits ? sqrt(t->sd[j] / (double)t->n) : deviation(t, j);
    }
}

/* R' y = g. */
static void forward(const double *r, const bool *out, unsigned q, double *g)
{
    for (unsigned j = 0; j < q; j++) {
        if (out[j]) {
            g[j] = 0;
            continue;
        }
        for (unsigned k = 0; k < j; k++)
            g[j] -= r[k * q + j] * g[k];
        g[j] /= r[j * q + j];
    }
}

/* R d = g, of the first n. */
static void backward(const double *r, const bool *out, unsigned q, unsigned n, double *g)
{
    for (unsigned j = n; j-- > 0;) {
        if (out[j]) {
            g[j] = 0;
            continue;
        }
        for (unsigned k = j + 1; k < n; k++)
            g[j] -= r[j * q + k] * g[k];
        g[j] /= r[j * q + j];
    }
}

void terms_solve(const double *r, const bool *out, unsigned q, double *g)
{
    forward(r, out, q, g);
    backward(r, out, q, q, g);
}

void terms_inverse(const double *r, const bool *out, unsigned q, double *inverse, double *spare)
{
    for (unsigned j = 0; j < q; j++) {
        memset(spare, 0, q * sizeof *spare);
        spare[j] = out[j] ? 0 : 1;
        terms_solve(r, out, q, spare);
        for (unsigned k = 0; k < q; k++)
            inverse[k * q + j] = spare[k];
    }
}

void terms_made_of(const double *r, const bool *out, unsigned q, unsigned j, double *share)
{
    for (unsigned k = 0; k < q; k++)
        share[k] = k < j ? r[k * q + j] : 0;
    backward(r, out, q, j, share);
}
