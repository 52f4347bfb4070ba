/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/scaling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/quantile.h"

static const char *const NAMES[] = {"none", "zscore", "minmax", "robust"};
static const double GREATEST = 1e150; /* whose square can be added up */
enum { KINDS = sizeof NAMES / sizeof *NAMES };

const char *scaling_problem(enum scaling_status status)
{
    switch (status) {
    case SCALING_OK:
        return "is fine";
    case SCALING_EMPTY:
        return "has no value";
    case SCALING_CONSTANT:
        return "is the same in all rows";
    case SCALING_NARROW:
        return "is the same in the middle half of the rows, so that robust scaling has no measure";
    case SCALING_DOMAIN:
        return "has a value that cannot be computed with";
    case SCALING_MEMORY:
        break;
    }
    return "needs more memory than there is";
}

static double transform(const struct scaling *s, double x)
{
    return !s->log1p ? x : x > -1 ? log1p(x) : NAN;
}

static bool find_bad(const struct scaling *s, const double *x, size_t n, size_t *where)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabs(transform(s, x[i])) <= GREATEST)) {
            *where = i;
            return true;
        }
    return false;
}

/* The mean of the differences to a first mean repairs its last digits, and the variance the same way. */
static void fit_zscore(struct scaling *s, const double *v, size_t n)
{
    double sum = 0, rest = 0, squares = 0, count = (double)n;
    for (size_t i = 0; i < n; i++)
        sum += v[i] / count;
    for (size_t i = 0; i < n; i++)
        rest += v[i] - sum;
    s->centre = sum + rest / count;
    for (size_t i = 0; i < n; i++)
        squares += (v[i] - s->centre) * (v[i] - s->centre);
    s->spread = sqrt(squares / count);
}

static double quantile(const double *v, size_t n, uint64_t i, uint64_t b)
{
    struct quantile_place p = quantile_place(n, i, b);
    return quantile_double(v[p.low], v[p.low + (p.part > 0)], p);
}

/* v: sorted. */
static void fit_robust(struct scaling *s, const double *v, size_t n)
{
    s->centre = quantile(v, n, 1, 2);
    s->spread = quantile(v, n, 3, 4) - quantile(v, n, 1, 4);
}

/* v: transformed, and sorted for SCALING_ROBUST. */
static void fit(struct scaling *s, const double *v, size_t n, double low, double high)
{
    s->centre = 0;
    s->spread = 1;
    switch (s->kind) {
    case SCALING_NONE:
        break;
    case SCALING_ZSCORE:
        fit_zscore(s, v, n);
        break;
    case SCALING_MINMAX:
        s->centre = low;
        s->spread = high - low;
        break;
    case SCALING_ROBUST:
        fit_robust(s, v, n);
        break;
    }
}

enum scaling_status scaling_fit(struct scaling *s, const double *x, size_t n, size_t *where)
{
    if (n == 0)
        return SCALING_EMPTY;
    if (find_bad(s, x, n, where))
        return SCALING_DOMAIN;
    double *v = calloc(n, 2 * sizeof *v), low = INFINITY, high = -INFINITY;
    if (!v)
        return SCALING_MEMORY;
    for (size_t i = 0; i < n; i++) {
        v[i] = transform(s, x[i]);
        low = v[i] < low ? v[i] : low;
        high = v[i] > high ? v[i] : high;
    }
    if (s->kind == SCALING_ROBUST)
        quantile_sort_double(v, v + n, n);
    if (low < high)
        fit(s, v, n, low, high);
    free(v);
    return low == high ? SCALING_CONSTANT : s->spread > 0 ? SCALING_OK : SCALING_NARROW;
}

double scaling_apply(const struct scaling *s, double x)
{
    return (transform(s, x) - s->centre) / s->spread;
}

double scaling_invert(const struct scaling *s, double v)
{
    double x = v * s->spread + s->centre;
    return s->log1p ? expm1(x) : x;
}

bool scaling_apply_all(const struct scaling *s, double *x, size_t n, size_t *where)
{
    if (find_bad(s, x, n, where))
        return false;
    for (size_t i = 0; i < n; i++)
        x[i] = scaling_apply(s, x[i]);
    return true;
}

const char *scaling_name(enum scaling_kind kind)
{
    return NAMES[kind];
}

bool scaling_kind_of(const char *name, enum scaling_kind *kind)
{
    for (int i = 0; i < KINDS; i++)
        if (strcmp(name, NAMES[i]) == 0) {
            *kind = (enum scaling_kind)i;
            return true;
        }
    return false;
}
