/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/scaling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/distinct.h"
#include "stats/quantile.h"

static const char *const NAMES[] = {"none", "zscore", "minmax", "robust"};
static const double LEAST = 1e-150; /* whose square is not 0 */
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
    case SCALING_TINY:
        return "differs by less than 1e-150, too little to compute with (a smaller unit makes it more)";
    case SCALING_NARROW:
        return "is the same in the middle half of the rows, so that robust scaling has no measure";
    case SCALING_PARTS:
        return "has weights that are not whole numbers, or too large: the quartiles of robust scaling count rows";
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
        if (!(fabs(transform(s, x[i])) <= SCALING_GREATEST)) {
            *where = i;
            return true;
        }
    return false;
}

/* ---- figures ---- */

/* The rows that count, transformed. */
struct counted {
    double *v, *w; /* n; w is NULL if there are no weights */
    size_t n;
    double low, high, sum; /* of the weights */
};

static double weight_of(const struct counted *c, size_t i)
{
    return c->w ? c->w[i] : 1;
}

static bool count_rows(struct counted *c, const struct scaling *s, const double *x, const double *weight, size_t n)
{
    *c = (struct counted){.v = calloc(n, sizeof *c->v), .low = INFINITY, .high = -INFINITY};
    c->w = weight ? calloc(n, sizeof *c->w) : NULL;
    if (!c->v || (weight && !c->w))
        return false;
    for (size_t i = 0; i < n; i++) {
        double v = transform(s, x[i]);
        if (weight && !(weight[i] > 0))
            continue;
        c->low = v < c->low ? v : c->low;
        c->high = v > c->high ? v : c->high;
        c->v[c->n] = v;
        if (weight)
            c->w[c->n] = weight[i];
        c->sum += weight_of(c, c->n++);
    }
    return true;
}

/* The mean of the differences to a first mean corrects its last digits; the variance is corrected in the same way. */
static void fit_zscore(struct scaling *s, const struct counted *c)
{
    double sum = 0, rest = 0, squares = 0;
    for (size_t i = 0; i < c->n; i++)
        sum += c->v[i] * weight_of(c, i) / c->sum;
    for (size_t i = 0; i < c->n; i++)
        rest += (c->v[i] - sum) * weight_of(c, i);
    s->centre = sum + rest / c->sum;
    for (size_t i = 0; i < c->n; i++)
        squares += (c->v[i] - s->centre) * (c->v[i] - s->centre) * weight_of(c, i);
    s->spread = sqrt(squares / c->sum);
}

/* ---- quartiles ---- */

/* Ascending values, each w times (NULL: once), `rows` in all. */
struct ascending {
    const double *v;
    const uint64_t *w;
    uint64_t rows;
};

static double value_at(const struct ascending *a, uint64_t place)
{
    size_t i = a->w ? 0 : place;
    for (uint64_t end = a->w ? a->w[0] : UINT64_MAX; end <= place; end += a->w[i])
        i++;
    return a->v[i];
}

static double quartile(const struct ascending *a, uint64_t i)
{
    struct quantile_place p = quantile_place(a->rows, i, 4);
    return quantile_double(value_at(a, p.low), value_at(a, p.low + (p.part > 0)), p);
}

/* Takes c->v apart. */
static enum scaling_status fit_robust(struct scaling *s, const struct counted *c)
{
    const uint64_t most = (uint64_t)1 << 60;
    uint64_t *w = calloc(c->n, sizeof *w); /* as it is, room to sort in */
    struct ascending a = {.v = c->v};
    if (!w)
        return SCALING_MEMORY;
    enum scaling_status status = SCALING_OK;
    if (c->w) {
        size_t points = distinct_of_weights(c->v, w, c->w, c->n);
        status = points == DISTINCT_MEMORY ? SCALING_MEMORY : points == DISTINCT_PARTS ? SCALING_PARTS : SCALING_OK;
        a.w = w;
        for (size_t i = 0; i < points && status == SCALING_OK; i++)
            status = (a.rows += w[i]) < most ? SCALING_OK : SCALING_PARTS;
    } else {
        quantile_sort_double(c->v, (double *)(void *)w, c->n);
        a.rows = c->n;
    }
    if (status == SCALING_OK) {
        s->centre = quartile(&a, 2);
        s->spread = quartile(&a, 3) - quartile(&a, 1);
        status = s->spread > 0 ? SCALING_OK : SCALING_NARROW;
    }
    free(w);
    return status;
}

/* ---- the whole ---- */

static enum scaling_status fit(struct scaling *s, const struct counted *c)
{
    s->centre = 0;
    s->spread = 1;
    if (c->n == 0)
        return SCALING_EMPTY;
    if (c->low == c->high)
        return SCALING_CONSTANT;
    if (c->high - c->low < LEAST)
        return SCALING_TINY;
    switch (s->kind) {
    case SCALING_NONE:
        break;
    case SCALING_ZSCORE:
        fit_zscore(s, c);
        break;
    case SCALING_MINMAX:
        s->centre = c->low;
        s->spread = c->high - c->low;
        break;
    case SCALING_ROBUST:
        return fit_robust(s, c);
    }
    return s->spread > 0 && isfinite(s->spread) ? SCALING_OK : SCALING_DOMAIN; /* weights may be of any size */
}

enum scaling_status scaling_fit(struct scaling *s, const double *x, const double *weight, size_t n, size_t *where)
{
    struct counted c;
    if (n == 0)
        return SCALING_EMPTY;
    if (find_bad(s, x, n, where))
        return SCALING_DOMAIN;
    *where = 0;
    enum scaling_status status = count_rows(&c, s, x, weight, n) ? fit(s, &c) : SCALING_MEMORY;
    free(c.v);
    free(c.w);
    return status;
}

double scaling_invert(const struct scaling *s, double v)
{
    double x = v * s->spread + s->centre;
    return s->log1p ? expm1(x) : x;
}

bool scaling_apply(const struct scaling *s, double *x, size_t n, size_t *where)
{
    if (find_bad(s, x, n, where))
        return false;
    for (size_t i = 0; i < n; i++)
        x[i] = (transform(s, x[i]) - s->centre) / s->spread;
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
