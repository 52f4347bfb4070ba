/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include <math.h>

/* A second pass corrects the rounding errors of the first. */
static double mean_of(const double *x, size_t n)
{
    double sum = 0, rest = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        rest += x[i] - mean;
    return mean + rest / (double)n;
}

struct moments moments_of(const double *x, size_t n)
{
    struct moments m = {(double)n, n ? mean_of(x, n) : 0, 0};
    for (size_t i = 0; i < n; i++)
        m.squares += (x[i] - m.mean) * (x[i] - m.mean);
    return m;
}

struct moments moments_around(double *x, size_t n, double centre)
{
    struct moments m = moments_of(x, n); /* squares of distances could be less exact */
    for (size_t i = 0; i < n; i++)
        x[i] -= centre;
    m.mean = n ? mean_of(x, n) : 0;
    return m;
}

void moments_add(struct moments *m, double x)
{
    double from = x - m->mean;
    m->n++;
    m->mean += from / m->n;
    m->squares += from * (x - m->mean);
}

void moments_merge(struct moments *m, const struct moments *other)
{
    double n = m->n + other->n, between = other->mean - m->mean;
    if (other->n == 0)
        return;
    m->squares += other->squares + between * between * (m->n * (other->n / n));
    m->mean += between * (other->n / n);
    m->n = n;
}

double moments_variance(const struct moments *m)
{
    return m->n > 1 ? m->squares / (m->n - 1) : (double)NAN;
}

double moments_error(const struct moments *m)
{
    return sqrt(moments_variance(m) / m->n);
}

struct moments_pair moments_of_pairs(const double *x, const double *y, size_t n)
{
    struct moments_pair m = {moments_of(x, n), moments_of(y, n), 0};
    for (size_t i = 0; i < n; i++)
        m.products += (x[i] - m.x.mean) * (y[i] - m.y.mean);
    return m;
}

void moments_add_pair(struct moments_pair *m, double x, double y)
{
    double from = x - m->x.mean;
    moments_add(&m->x, x);
    moments_add(&m->y, y);
    m->products += from * (y - m->y.mean);
}

void moments_merge_pairs(struct moments_pair *m, const struct moments_pair *other)
{
    double n = m->x.n + other->x.n;
    if (other->x.n == 0)
        return;
    m->products +=
        other->products + (other->x.mean - m->x.mean) * (other->y.mean - m->y.mean) * (m->x.n * (other->x.n / n));
    moments_merge(&m->x, &other->x);
    moments_merge(&m->y, &other->y);
}

double moments_covariance(const struct moments_pair *m)
{
    return m->x.n > 1 ? m->products / (m->x.n - 1) : (double)NAN;
}

double moments_correlation(const struct moments_pair *m)
{
    if (!(m->x.squares > 0 && m->y.squares > 0))
        return NAN;
    double both = sqrt(m->x.squares * m->y.squares); /* of one root: a perfect correlation is 1, not nearly so */
    if (!isnormal(both))
        both = sqrt(m->x.squares) * sqrt(m->y.squares);
    return fmax(-1, fmin(1, m->products / both));
}
