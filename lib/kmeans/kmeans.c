/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kmeans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"
#include "kmeans/assign.h"
#include "kmeans/blocks.h"
#include "kmeans/improve.h"
#include "kmeans/starts.h"

enum { STARTS = 10, MOST = 10000, MOST_CLUSTERS = 65535, APPLIED = 16384 };

static const double GREATEST = 1e150;   /* whose squares still add up */
static const double NEAR_ENOUGH = 1e-4; /* of the mean variance: squared ways of the centres that end a short start */

struct kmeans {
    struct blocks cloud;
    double variance; /* mean over the columns */
};

const char *kmeans_problem(enum kmeans_status status)
{
    switch (status) {
    case KMEANS_OK:
        return "is fine";
    case KMEANS_FEW:
        return "has fewer distinct points than clusters are asked for";
    case KMEANS_RANGE:
        return "has too many rows or clusters, or a value or weight beyond what can be computed with";
    case KMEANS_MEMORY:
        break;
    }
    return "needs more memory than there is";
}

/* ---- the whole ---- */

static enum kmeans_status finish(struct starts_run *r, struct kmeans_fit *fit)
{
    const struct assigned to = {fit->label, fit->distance, fit->rows, fit->weight};
    if (r->status != KMEANS_OK)
        return r->status;
    fit->inertia = assign_all(r->c, r->centre, r->k, &to);
    fit->iterations = r->iterations;
    fit->converged = r->converged;
    return isnan(fit->inertia) ? KMEANS_MEMORY : KMEANS_OK;
}

static enum kmeans_status check_plan(const struct kmeans *km, const struct kmeans_plan *plan)
{
    if (plan->k == 0 || plan->k > km->cloud.n)
        return KMEANS_FEW;
    if (plan->k > MOST_CLUSTERS)
        return KMEANS_RANGE;
    for (size_t i = 0; plan->weight && i < km->cloud.n; i++)
        if (!(plan->weight[i] >= 0 && plan->weight[i] <= GREATEST))
            return KMEANS_RANGE;
    return KMEANS_OK;
}

static enum kmeans_status fit_starts(struct starts *s, const double *weight, struct kmeans_fit *fit)
{
    size_t size = (size_t)s->k * s->cloud.d;
    enum kmeans_status status = starts_run(s, &fit->start);
    if (status)
        return status;
    struct starts_run *best = &s->run[fit->start];
    memcpy(fit->centre, best->centre, size * sizeof *fit->centre);
    best->centre = fit->centre;
    if (!s->whole)
        run_whole(best);
    else if (best->converged && s->k > 1)
        best->status = improve_turn(best, weight, 3 * s->count, s->seed, s->cloud.threads);
    return finish(best, fit);
}

enum kmeans_status kmeans_fit(const struct kmeans *km, const struct kmeans_plan *plan, struct kmeans_fit *fit)
{
    enum kmeans_status status = check_plan(km, plan);
    if (status)
        return status;
    unsigned count = plan->starts ? plan->starts : STARTS;
    size_t size = (size_t)plan->k * km->cloud.d;
    double *centre = calloc(count, size * sizeof *centre);
    struct starts s = {.k = plan->k,
                       .count = count,
                       .most = plan->most ? plan->most : MOST,
                       .seed = plan->seed,
                       .whole = km->cloud.n <= KMEANS_WHOLE,
                       .enough = NEAR_ENOUGH * km->variance,
                       .run = calloc(count, sizeof *s.run),
                       .inertia = calloc(count, sizeof *s.inertia)};
    status = KMEANS_MEMORY;
    if (s.run && s.inertia && centre && blocks_weigh(&s.cloud, &km->cloud, plan->weight)) {
        for (unsigned i = 0; i < count; i++)
            s.run[i].centre = centre + i * size;
        s.cloud.threads = plan->threads ? plan->threads : 1;
        status = fit_starts(&s, plan->weight, fit);
        blocks_unweigh(&s.cloud);
    }
    free(s.run);
    free(s.inertia);
    free(centre);
    return status;
}

enum kmeans_status kmeans_from(const struct kmeans *km, const struct kmeans_plan *plan, const double *centre,
                               struct kmeans_fit *fit)
{
    struct blocks cloud;
    enum kmeans_status status = check_plan(km, plan);
    if (status)
        return status;
    if (!blocks_weigh(&cloud, &km->cloud, plan->weight))
        return KMEANS_MEMORY;
    cloud.threads = plan->threads ? plan->threads : 1;
    struct starts_run r = {.c = &cloud, .k = plan->k, .most = plan->most ? plan->most : MOST, .centre = fit->centre};
    memcpy(fit->centre, centre, (size_t)plan->k * cloud.d * sizeof *centre);
    run_whole(&r);
    fit->start = 0;
    status = finish(&r, fit);
    blocks_unweigh(&cloud);
    return status;
}

/* ---- the points ---- */

static bool in_range(const double *const *column, size_t n, unsigned d)
{
    if (n == 0 || d == 0 || n >> 32)
        return n == 0;
    for (unsigned j = 0; j < d; j++)
        for (size_t i = 0; i < n; i++)
            if (!(fabs(column[j][i]) <= GREATEST))
                return false;
    return true;
}

static double mean_variance(const double *const *column, size_t n, unsigned d)
{
    double all = 0;
    for (unsigned j = 0; j < d; j++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < n; i++)
            sum += column[j][i];
        for (size_t i = 0; i < n; i++)
            squares += (column[j][i] - sum / (double)n) * (column[j][i] - sum / (double)n);
        all += squares / (double)n;
    }
    return all / d;
}

enum kmeans_status kmeans_open(struct kmeans **out, const double *const *column, size_t n, unsigned d, unsigned threads)
{
    *out = NULL;
    if (!in_range(column, n, d))
        return KMEANS_RANGE;
    if (n == 0)
        return KMEANS_FEW;
    struct kmeans *km = calloc(1, sizeof *km);
    if (!km || !blocks_open(&km->cloud, column, n, d, threads ? threads : 1)) {
        free(km);
        return KMEANS_MEMORY;
    }
    km->variance = mean_variance(column, n, d);
    *out = km;
    return KMEANS_OK;
}

void kmeans_close(struct kmeans *km)
{
    if (!km)
        return;
    blocks_close(&km->cloud);
    free(km);
}

size_t kmeans_points(const struct kmeans *km)
{
    return km->cloud.n;
}

unsigned kmeans_columns(const struct kmeans *km)
{
    return km->cloud.d;
}

/* ---- other points ---- */

struct apply {
    const double *centre, *const *column;
    uint32_t *label;
    double *distance;
    size_t n;
    unsigned k, d;
};

static void apply_point(const struct apply *a, size_t i)
{
    double best = INFINITY;
    a->label[i] = 0;
    for (unsigned c = 0; c < a->k; c++) {
        const double *z = a->centre + c * a->d;
        double sum = 0;
        for (unsigned j = 0; j < a->d; j++)
            sum += (a->column[j][i] - z[j]) * (a->column[j][i] - z[j]);
        if (sum < best) {
            best = sum;
            a->label[i] = c;
        }
    }
    if (a->distance)
        a->distance[i] = sqrt(best);
}

static void apply_part(void *ctx, size_t part)
{
    const struct apply *a = ctx;
    for (size_t i = part * APPLIED, end = a->n - i < APPLIED ? a->n : i + APPLIED; i < end; i++)
        apply_point(a, i);
}

void kmeans_assign(const double *centre, unsigned k, const double *const *column, size_t n, unsigned d,
                   unsigned threads, uint32_t *label, double *distance)
{
    struct apply a = {.centre = centre, .column = column, .n = n, .k = k, .d = d};
    a.label = label;
    a.distance = distance;
    thread_each(threads, (n + APPLIED - 1) / APPLIED, apply_part, &a);
}
