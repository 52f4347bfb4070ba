/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/partition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans/kmeans1d.h"
#include "stats/distinct.h"
#include "stats/quantile.h"

const char PARTITION_MEMORY[] = "needs more memory than there is";

static const char *of_kmeans(enum kmeans_status status)
{
    return status == KMEANS_OK ? NULL : status == KMEANS_MEMORY ? PARTITION_MEMORY : kmeans_problem(status);
}

/* ---- one column ---- */

/* Distinct values with the sums of their weights, which must be whole: kmeans1d counts rows. */
static const char *weigh(struct partition *p, const double *weight)
{
    p->points = distinct_of_weights(p->x, p->w, weight, p->n);
    return p->points == DISTINCT_MEMORY  ? PARTITION_MEMORY
           : p->points == DISTINCT_PARTS ? "has weights that are not whole numbers, which one column takes alone"
                                         : NULL;
}

static const char *count(struct partition *p)
{
    double *spare = malloc((p->n + 1) * sizeof *spare);
    if (!spare)
        return PARTITION_MEMORY;
    quantile_sort_double(p->x, spare, p->n);
    free(spare);
    p->points = distinct_of_doubles(p->x, p->w, p->n);
    return NULL;
}

/* Values that are decimals of a few places, as money is, are split as whole numbers of the smallest place, so that ties
 * remain ties: in doubles 0.3 is nearer to 0.2 than 0.1 is. Otherwise *unit is NULL and they are split as doubles.
 * False: no memory. */
static bool count_units(const double *x, size_t points, uint64_t *scale, int64_t **unit)
{
    const uint64_t smallest = 1000000;
    for (*scale = 1; *scale <= smallest; *scale *= 10) {
        const double s = (double)*scale;
        size_t i = 0;
        while (i < points && fabs(x[i] * s) < 0x1p53 && nearbyint(x[i] * s) / s == x[i])
            i++;
        if (i < points)
            continue;
        *unit = malloc((points + 1) * sizeof **unit);
        for (i = 0; *unit && i < points; i++)
            (*unit)[i] = (int64_t)nearbyint(x[i] * s);
        return *unit != NULL;
    }
    return true;
}

static const char *open_column(struct partition *p, const double *value, const double *weight)
{
    const struct scaling unscaled = {SCALING_NONE, p->scaling.log1p, 0, 1};
    size_t where;
    p->column = value;
    p->x = malloc((p->n + 1) * sizeof *p->x);
    p->w = malloc((p->n + 1) * sizeof *p->w);
    p->first = malloc((size_t)p->most * (p->most + 1) / 2 * sizeof *p->first);
    if (!p->x || !p->w || !p->first)
        return PARTITION_MEMORY;
    memcpy(p->x, value, p->n * sizeof *p->x);
    if (!scaling_apply(&unscaled, p->x, p->n, &where))
        return scaling_problem(SCALING_DOMAIN);
    const char *problem = weight ? weigh(p, weight) : count(p);
    if (problem)
        return problem;
    if (!p->scaling.log1p && !count_units(p->x, p->points, &p->scale, &p->unit))
        return PARTITION_MEMORY;
    enum kmeans1d_status status = p->unit ? kmeans1d_int(p->unit, p->w, p->points, p->most, p->first)
                                          : kmeans1d_double(p->x, p->w, p->points, p->most, p->first);
    return status == KMEANS1D_OK ? NULL : status == KMEANS1D_MEMORY ? PARTITION_MEMORY : kmeans1d_problem(status);
}

/* Each point of an optimum lies nearer to its own mean than to another, by more than rounding could hide: at equal
 * distances the sum would be less on the other side. So the nearest centre gives the same labels as the runs. */
static void fit_column(const struct partition *p, const struct kmeans_plan *plan, struct kmeans_fit *fit)
{
    const size_t *first = kmeans1d_first(p->first, plan->k);
    fit->inertia = 0;
    for (unsigned c = 0; c < plan->k; c++) {
        size_t end = c + 1 < plan->k ? first[c + 1] : p->points;
        struct distinct_run run = p->unit ? distinct_run_int(p->unit, p->w, first[c], end, p->scale)
                                          : distinct_run_double(p->x, p->w, first[c], end);
        fit->centre[c] = (run.mean - p->scaling.centre) / p->scaling.spread;
        fit->inertia += run.squares;
        if (fit->rows)
            fit->rows[c] = 0;
        if (fit->weight)
            fit->weight[c] = (double)run.rows;
    }
    fit->inertia /= p->scaling.spread * p->scaling.spread;
    fit->iterations = fit->start = 0;
    fit->converged = true;
    kmeans_assign(fit->centre, plan->k, &p->column, p->n, 1, plan->threads, fit->label, fit->distance);
    for (size_t i = 0; fit->rows && i < p->n; i++)
        fit->rows[fit->label[i]]++;
}

/* ---- any ---- */

const char *partition_open(struct partition *p, const struct scaling *scaling, double *const *value, size_t n,
                           unsigned d, const double *weight, unsigned most, unsigned threads)
{
    const char *problem = NULL;
    size_t where;
    *p = (struct partition){.d = d, .n = n, .most = most, .scaling = scaling[0]};
    if (d == 1)
        problem = open_column(p, value[0], weight);
    for (unsigned j = 0; j < d && !problem; j++)
        if (!scaling_apply(&scaling[j], value[j], n, &where))
            problem = scaling_problem(SCALING_DOMAIN);
    if (d > 1 && !problem) {
        enum kmeans_status status = kmeans_open(&p->kmeans, (const double *const *)value, n, d, threads);
        problem = of_kmeans(status);
    }
    if (problem)
        partition_close(p);
    return problem;
}

void partition_close(struct partition *p)
{
    if (p->kmeans)
        kmeans_close(p->kmeans);
    free(p->x);
    free(p->unit);
    free(p->w);
    free(p->first);
    *p = (struct partition){0};
}

const char *partition_fit(const struct partition *p, const struct kmeans_plan *plan, struct kmeans_fit *fit)
{
    if (p->d == 1)
        return fit_column(p, plan, fit), NULL;
    enum kmeans_status status = kmeans_fit(p->kmeans, plan, fit);
    return of_kmeans(status);
}

const char *partition_from(const struct partition *p, const struct kmeans_plan *plan, const double *centre,
                           struct kmeans_fit *fit)
{
    if (p->d == 1)
        return fit_column(p, plan, fit), NULL;
    enum kmeans_status status = kmeans_from(p->kmeans, plan, centre, fit);
    return of_kmeans(status);
}

static bool same_point(double *const *value, unsigned d, size_t a, size_t b)
{
    for (unsigned j = 0; j < d; j++)
        if (value[j][a] != value[j][b])
            return false;
    return true;
}

unsigned partition_distinct(double *const *value, const double *weight, size_t n, unsigned d, unsigned most)
{
    size_t *seen = malloc((most + 1U) * sizeof *seen);
    unsigned found = 0;
    if (!seen)
        return PARTITION_UNKNOWN;
    for (size_t i = 0; i < n && found < most; i++) {
        unsigned c = 0;
        while (c < found && !same_point(value, d, seen[c], i))
            c++;
        if (c == found && (!weight || weight[i] > 0))
            seen[found++] = i;
    }
    free(seen);
    return found;
}
