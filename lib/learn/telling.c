/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/telling.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/moments.h"
#include "stats/rank.h"

enum { SOME_ROWS = 1 << 14 };

/* The target is seen as 1 in the rows of this class, and 0 in the others; NO_CLASS: as the number that it is. */
enum { NO_CLASS = -1 };
static double seen_as(const struct examples *e, size_t i, int class)
{
    return class == NO_CLASS ? e->y[i] : e->y[i] == class;
}

/* Numbers as they are; labels as the target's mean of each. */
static double *means_of_labels(const struct examples *e, unsigned j, int class)
{
    uint32_t labels = e->column[j].labels.n;
    double *sum = mem_zero(2 * (size_t)labels, sizeof *sum), *rows = sum + labels;
    for (size_t i = 0; i < e->n; i++) {
        uint32_t label = (uint32_t)e->value[i * e->columns + j];
        sum[label] += seen_as(e, i, class);
        rows[label]++;
    }
    for (uint32_t k = 0; k < labels; k++)
        sum[k] /= rows[k];
    return sum;
}

struct pairs {
    double *x, *y;
    bool *positive;
    size_t n, positives;
};

static void take_pairs(const struct examples *e, unsigned j, int class, const double *means, size_t step,
                       struct pairs *p)
{
    p->n = p->positives = 0;
    for (size_t i = 0; i < e->n; i += step) {
        double v = e->value[i * e->columns + j];
        if (isnan(v))
            continue;
        p->x[p->n] = means ? means[(uint32_t)v] : v;
        p->y[p->n] = seen_as(e, i, class);
        p->positive[p->n] = p->y[p->n] == 1;
        p->positives += p->positive[p->n++];
    }
}

/* Values in units of a power of two near the largest, so that their squares are neither infinite nor 0. */
static void bring_near_one(double *v, size_t n)
{
    double largest = 0;
    int exponent;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(v[i]));
    frexp(largest, &exponent);
    for (size_t i = 0; i < n; i++)
        v[i] = ldexp(v[i], -exponent);
}

static double of_pairs(const struct pairs *p, int class)
{
    double auc;
    if (class == NO_CLASS) {
        bring_near_one(p->x, p->n);
        bring_near_one(p->y, p->n);
        struct moments_pair m = moments_of_pairs(p->x, p->y, p->n);
        return fabs(moments_correlation(&m));
    }
    if (!rank_auc(p->x, p->positive, p->n, &auc))
        die(STATUS_ENV, "out of memory");
    return fmax(auc, 1 - auc);
}

/* What some rows leave no doubt about, is not looked at in all of them. */
static double of_class(const struct examples *e, unsigned j, int class)
{
    struct pairs p = {mem_zero(e->n, sizeof(double)), mem_zero(e->n, sizeof(double)), mem_zero(e->n, sizeof(bool)), 0,
                      0};
    double *means = e->column[j].has_labels ? means_of_labels(e, j, class) : NULL, tells = NAN;
    size_t step = e->n / SOME_ROWS;
    if (class != NO_CLASS && step > 1) {
        take_pairs(e, j, class, means, step, &p);
        if (p.positives > 200 && p.n - p.positives > 200)
            tells = of_pairs(&p, class);
    }
    if (!(tells < 0.9)) {
        take_pairs(e, j, class, means, 1, &p);
        tells = of_pairs(&p, class);
    }
    free(means);
    free(p.x);
    free(p.y);
    free(p.positive);
    return tells;
}

/* A class of a few rows is easily told by chance, so that the mean counts. */
static double of_classes(const struct examples *e, unsigned j)
{
    double sum = 0, *rows = mem_zero(e->classes.n, sizeof *rows);
    for (size_t i = 0; i < e->n; i++)
        rows[(uint32_t)e->y[i]]++;
    for (uint32_t k = 0; k < e->classes.n; k++)
        sum += rows[k] / (double)e->n * of_class(e, j, (int)k);
    free(rows);
    return sum;
}

double telling_of(const struct examples *e, unsigned j)
{
    switch (e->choice->kind) {
    case EXAMPLES_CHANCE:
        return of_class(e, j, 1);
    case EXAMPLES_CLASS:
        return of_classes(e, j);
    case EXAMPLES_VALUE:
        break;
    }
    return of_class(e, j, NO_CLASS);
}
