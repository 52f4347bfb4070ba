/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fitcheck.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/special.h"

/* ---- new customers: all that counts is T ---- */

struct age {
    double T, customers;
};

static int by_age(const void *a, const void *b)
{
    double left = ((const struct age *)a)->T, right = ((const struct age *)b)->T;
    return (left > right) - (left < right);
}

/* The distinct T, ascending. Runs of equal T are common in patterns' order already. NULL: no memory. */
static struct age *ages(const struct patterns *p, size_t *n)
{
    struct age *age = malloc((p->n + 1) * sizeof *age);
    size_t runs = 0, distinct = 0;
    if (!age)
        return NULL;
    for (size_t i = 0; i < p->n; i++) {
        if (i == 0 || p->T[i] != p->T[i - 1])
            age[runs++] = (struct age){p->T[i], 0};
        age[runs - 1].customers += p->weight[i];
    }
    qsort(age, runs, sizeof *age, by_age);
    for (size_t i = 0; i < runs; i++) {
        if (distinct > 0 && age[i].T == age[distinct - 1].T)
            age[distinct - 1].customers += age[i].customers;
        else
            age[distinct++] = age[i];
    }
    *n = distinct;
    return age;
}

static size_t bin_of(double x, size_t bins)
{
    return x < (double)(bins - 1) ? (size_t)x : bins - 1;
}

bool fitcheck_counts(const struct family *f, const double *parameter, const struct patterns *p, size_t bins,
                     double *actual, double *expected)
{
    size_t n;
    struct age *age = ages(p, &n);
    double *chance = malloc(bins * sizeof *chance);
    for (size_t k = 0; k < bins; k++)
        actual[k] = expected[k] = 0;
    for (size_t i = 0; i < p->n; i++)
        actual[bin_of(p->x[i], bins)] += p->weight[i];
    for (size_t i = 0; age && chance && i < n; i++) {
        f->pmf(parameter, 0, 0, 0, age[i].T, bins - 1, chance);
        double more = 1;
        for (size_t k = 0; k + 1 < bins; k++) {
            expected[k] += age[i].customers * chance[k];
            more -= chance[k];
        }
        expected[bins - 1] += age[i].customers * fmax(more, 0);
    }
    bool done = age && chance;
    free(age);
    free(chance);
    return done;
}

bool fitcheck_tracking(const struct family *f, const double *parameter, const struct patterns *p, double period,
                       size_t n, double *cumulative)
{
    size_t distinct;
    struct age *age = ages(p, &distinct);
    double *t = malloc((2 * n + 1) * sizeof *t);
    for (size_t k = 0; k < n; k++)
        cumulative[k] = 0;
    for (size_t i = 0; age && t && i < distinct; i++) {
        size_t later = 0;
        for (size_t k = 0; k < n; k++) {
            double old = age[i].T - age[distinct - 1].T + (double)(k + 1) * period;
            if (old > 0)
                t[later++] = old;
        }
        f->expected(parameter, 0, 0, 0, t, later, t + n);
        for (size_t k = 0; k < later; k++)
            cumulative[n - later + k] += age[i].customers * t[n + k];
    }
    bool done = age && t;
    free(age);
    free(t);
    return done;
}

/* ---- known customers ---- */

struct outlook {
    double expected, buying, alive; /* purchases in t, chance of any, P(alive) */
};

static struct outlook look(const struct family *f, const double *parameter, const struct patterns *p, size_t i,
                           double t)
{
    double x = p->x[i], t_x = p->t_x[i], T = p->T[i], none;
    struct outlook o = {.alive = special_expit(f->log_odds_alive(parameter, x, t_x, T))};
    f->expected(parameter, x, t_x, T, &t, 1, &o.expected);
    f->pmf(parameter, x, t_x, T, t, 1, &none);
    o.buying = 1 - none;
    return o;
}

static bool same(const struct patterns *p, size_t i, size_t j)
{
    return p->x[i] == p->x[j] && p->t_x[i] == p->t_x[j] && p->T[i] == p->T[j];
}

static void add(struct fitcheck_bin *b, const struct patterns *p, size_t i, const struct outlook *o)
{
    double w = p->weight[i], bought = p->m ? p->m[i] : 0;
    b->customers += w;
    b->bought += w * bought;
    b->buyers += bought > 0 ? w : 0;
    b->expected += w * o->expected;
    b->buying += w * o->buying;
    b->alive += w * o->alive;
    if (p->covariates == 2) {
        b->spent += w * p->z[2 * i];
        b->spending += w * o->expected * p->z[2 * i + 1];
    }
}

/* Which bin a customer is in. */
struct binning {
    size_t rows, columns; /* of x and t_x, or one row of P(alive) */
    double width;
    bool alive;
};

static size_t place(const struct binning *b, double x, double t_x, double alive)
{
    if (b->alive)
        return bin_of(alive * (double)b->columns, b->columns);
    return bin_of(x, b->rows) * b->columns + (b->columns > 1 ? bin_of(t_x / b->width, b->columns) : 0);
}

static void fill(const struct family *f, const double *parameter, const struct patterns *p, double t,
                 const struct binning *b, struct fitcheck_bin *bin)
{
    struct outlook o = {0};
    memset(bin, 0, b->rows * b->columns * sizeof *bin);
    for (size_t i = 0; i < p->n; i++) {
        if (i == 0 || !same(p, i, i - 1))
            o = look(f, parameter, p, i, t);
        add(&bin[place(b, p->x[i], p->t_x[i], o.alive)], p, i, &o);
    }
}

void fitcheck_by_x(const struct family *f, const double *parameter, const struct patterns *p, double t, size_t bins,
                   struct fitcheck_bin *bin)
{
    fill(f, parameter, p, t, &(struct binning){.rows = bins, .columns = 1}, bin);
}

void fitcheck_by_alive(const struct family *f, const double *parameter, const struct patterns *p, double t, size_t bins,
                       struct fitcheck_bin *bin)
{
    fill(f, parameter, p, t, &(struct binning){.rows = 1, .columns = bins, .alive = true}, bin);
}

void fitcheck_by_x_and_t_x(const struct family *f, const double *parameter, const struct patterns *p, double t,
                           size_t rows, size_t columns, double width, struct fitcheck_bin *bin)
{
    fill(f, parameter, p, t, &(struct binning){.rows = rows, .columns = columns, .width = width}, bin);
}
