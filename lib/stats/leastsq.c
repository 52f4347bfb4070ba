/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/leastsq.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256, ROUNDS = 4 };
static const double NEW = 1e-7; /* less than this part of a term that is new is nothing */

/* ---- one triangle of all rows ---- */

/* Four sums at a time: each waits for its own last addition alone. */
static double dot(const double *a, const double *b)
{
    double s[4] = {0};
    for (unsigned i = 0; i < BLOCK; i += 4)
        for (unsigned k = 0; k < 4; k++)
            s[k] += a[i + k] * b[i + k];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

/* Folds a block of rows, a column after another, into the triangle of q columns. Rows that are 0 change nothing. */
static void fold(double *r, unsigned q, double *block)
{
    for (unsigned j = 0; j < q; j++) {
        double *a = block + (size_t)j * BLOCK, squares = dot(a, a);
        if (!(squares > 0))
            continue;
        double old = r[j * q + j], now = -copysign(sqrt(old * old + squares), old), v = old - now;
        double scale = 2 / (v * v + squares);
        r[j * q + j] = now;
        for (unsigned k = j + 1; k < q; k++) {
            double *b = block + (size_t)k * BLOCK, s = scale * (v * r[j * q + k] + dot(a, b));
            r[j * q + k] -= s * v;
            for (unsigned i = 0; i < BLOCK; i++)
                b[i] -= s * a[i];
        }
    }
}

static void factor(struct leastsq *l, const struct terms *t, const double *penalty, double *block, double *z)
{
    unsigned q = l->q;
    for (size_t from = 0; from < t->n; from += BLOCK) {
        memset(block, 0, (size_t)q * BLOCK * sizeof *block);
        for (size_t i = from; i < t->n && i < from + BLOCK; i++) {
            terms_row(t, i, z);
            for (unsigned k = 0; k < q; k++)
                block[k * (size_t)BLOCK + (i - from)] = z[k];
        }
        fold(l->r, q, block);
    }
    for (unsigned j = 0; penalty && j < t->p; j++) {
        memset(block, 0, (size_t)q * BLOCK * sizeof *block);
        block[(1 + j) * (size_t)BLOCK] = sqrt(penalty[j]);
        fold(l->r, q, block);
    }
}

/* R without the columns that are out: they leave one by one, and what stands below the diagonal then is folded in. */
static void drop_column(struct leastsq *l, unsigned j, double *block)
{
    unsigned q = l->q;
    memset(block, 0, (size_t)q * BLOCK * sizeof *block);
    for (unsigned k = j + 1; k < q; k++) {
        block[k * (size_t)BLOCK] = l->r[j * q + k];
        l->r[j * q + k] = 0;
    }
    fold(l->r, q, block);
}

static void find_out(struct leastsq *l, double *block)
{
    unsigned q = l->q;
    for (unsigned j = 0; j < q; j++) {
        double length = 0;
        for (unsigned k = 0; k <= j; k++)
            length = hypot(length, l->r[k * q + j]);
        l->out[j] = !(fabs(l->r[j * q + j]) > NEW * length);
        if (l->out[j])
            drop_column(l, j, block);
        l->rank += !l->out[j];
    }
}

/* ---- coefficients ---- */

struct exact {
    const struct terms *t;
    const double *y, *penalty;
    long double *beta, *inverse, *z, *gradient; /* inverse: 1 / sd */
};

static long double residual(const struct exact *e, size_t i)
{
    const double *x = e->t->x + i * e->t->p;
    long double r = e->y[i] - e->beta[0];
    e->z[0] = 1;
    for (unsigned j = 0; j < e->t->p; j++) {
        e->z[1 + j] = ((long double)x[j] - e->t->mean[j]) * e->inverse[j];
        r -= e->beta[1 + j] * e->z[1 + j];
    }
    return r;
}

static void find_gradient(struct exact *e, unsigned q)
{
    for (unsigned k = 0; k < q; k++)
        e->gradient[k] = e->penalty && k ? -e->penalty[k - 1] * e->beta[k] : 0;
    for (size_t i = 0; i < e->t->n; i++) {
        long double r = residual(e, i);
        for (unsigned k = 0; k < q; k++)
            e->gradient[k] += r * e->z[k];
    }
}

static void solve(struct leastsq *l, struct exact *e, double *step)
{
    for (unsigned round = 0; round < ROUNDS; round++) {
        find_gradient(e, l->q);
        for (unsigned k = 0; k < l->q; k++)
            step[k] = (double)e->gradient[k];
        terms_solve(l->r, l->out, l->q, step);
        for (unsigned k = 0; k < l->q; k++)
            e->beta[k] += step[k];
    }
}

static void find_squares(struct leastsq *l, const struct exact *e)
{
    long double sum = 0, rss = 0, tss = 0;
    size_t n = e->t->n;
    for (size_t i = 0; i < n; i++)
        sum += e->y[i];
    for (size_t i = 0; i < n; i++) {
        long double r = residual(e, i), d = e->y[i] - sum / (long double)n;
        rss += r * r;
        tss += d * d;
    }
    l->rss = (double)rss;
    l->tss = (double)tss;
}

/* Of the values themselves: beta / sd, and what the means took goes to the intercept. */
static void find_raw(struct leastsq *l, const struct exact *e)
{
    long double intercept = e->beta[0];
    for (unsigned k = 1; k < l->q; k++) {
        intercept -= e->beta[k] * e->inverse[k - 1] * e->t->mean[k - 1];
        l->raw[k] = (double)(e->beta[k] * e->inverse[k - 1]);
    }
    l->raw[0] = (double)intercept;
    for (unsigned k = 0; k < l->q; k++)
        l->beta[k] = (double)e->beta[k];
}

/* ---- how sure they are ---- */

/* (Z'Z + P)^-1 Z'Z (Z'Z + P)^-1 = C - C P C. */
static void shrink(struct leastsq *l, const double *penalty, const double *c)
{
    unsigned q = l->q;
    for (unsigned a = 0; a < q; a++)
        for (unsigned b = 0; b < q; b++)
            for (unsigned k = 1; k < q; k++)
                l->covariance[a * q + b] -= c[a * q + k] * penalty[k - 1] * c[k * q + b];
    for (unsigned k = 1; k < q; k++)
        l->freedom += penalty[k - 1] * c[k * q + k];
}

static void find_errors(struct leastsq *l, const struct terms *t, double *to)
{
    unsigned q = l->q;
    to[0] = 1;
    for (unsigned k = 1; k < q; k++) {
        double sd = t->sd[k - 1];
        to[k] = sd > 0 ? -t->mean[k - 1] / sd : 0;
        l->error[k] = sd > 0 ? sqrt(l->covariance[k * q + k]) / sd : 0;
    }
    double variance = 0;
    for (unsigned a = 0; a < q; a++)
        for (unsigned b = 0; b < q; b++)
            variance += to[a] * l->covariance[a * q + b] * to[b];
    l->error[0] = sqrt(variance);
}

static bool find_all(struct leastsq *l, struct exact *e, double *block)
{
    unsigned q = l->q;
    const struct terms *t = e->t;
    double *z = block + (size_t)q * BLOCK;
    double *c = malloc((size_t)q * q * sizeof *c);
    if (!c)
        return false;
    for (unsigned j = 0; j < t->p; j++)
        e->inverse[j] = t->sd[j] > 0 ? 1 / (long double)t->sd[j] : 0;
    factor(l, t, e->penalty, block, z);
    find_out(l, block);
    solve(l, e, z);
    find_squares(l, e);
    find_raw(l, e);
    terms_inverse(l->r, l->out, q, c, z);
    memcpy(l->covariance, c, (size_t)q * q * sizeof *c);
    l->freedom = (double)t->n - l->rank;
    if (e->penalty)
        shrink(l, e->penalty, c);
    find_errors(l, t, z);
    free(c);
    return true;
}

bool leastsq_fit(struct leastsq *l, const struct terms *t, const double *y, const double *penalty)
{
    unsigned q = t->p + 1;
    *l = (struct leastsq){.q = q,
                          .beta = calloc(q, sizeof(double)),
                          .raw = calloc(q, sizeof(double)),
                          .covariance = calloc((size_t)q * q, sizeof(double)),
                          .error = calloc(q, sizeof(double)),
                          .r = calloc((size_t)q * q, sizeof(double)),
                          .out = calloc(q, sizeof(bool))};
    double *block = calloc((size_t)q * (BLOCK + 1), sizeof *block);
    long double *room = calloc((size_t)q * 4, sizeof *room);
    struct exact e = {t, y, penalty, room, room + q, room + 2 * (size_t)q, room + 3 * (size_t)q};
    bool fits =
        l->beta && l->raw && l->covariance && l->error && l->r && l->out && block && room && find_all(l, &e, block);
    free(block);
    free(room);
    if (!fits)
        leastsq_free(l);
    return fits;
}

void leastsq_free(struct leastsq *l)
{
    free(l->beta);
    free(l->raw);
    free(l->covariance);
    free(l->error);
    free(l->r);
    free(l->out);
    *l = (struct leastsq){0};
}
