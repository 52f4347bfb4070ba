/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/starts.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/thread.h"
#include "kmeans/assign.h"
#include "kmeans/hartigan.h"
#include "kmeans/lloyd.h"
#include "kmeans/seeding.h"

enum { APART = 1 << 20 }; /* up to this many points each start has a thread, which takes 9 bytes for each point */

static const double NOTICEABLE = 1e-9; /* of the sum of squares: what a single point must gain to be moved */

/* Until nothing moves, or all centres together move by no more than `enough`. */
static void iterate(struct starts_run *r, struct lloyd *l, double enough)
{
    enum lloyd_state state = LLOYD_MOVED;
    double shift = INFINITY;
    while (state == LLOYD_MOVED && shift > enough && r->iterations < r->most) {
        state = lloyd_step(l, r->centre, &shift);
        r->iterations++;
    }
    r->converged = state == LLOYD_FIXED;
    r->status = state == LLOYD_FEW ? KMEANS_FEW : KMEANS_OK;
}

/* Single points, as long as one gains; true: some moved. */
static bool improve(struct starts_run *r, const struct lloyd *l, double *weight)
{
    double inertia = assign_all(r->c, r->centre, r->k, NULL);
    for (unsigned z = 0; z < r->k; z++)
        weight[z] = lloyd_weight(l, z);
    int64_t moved = isnan(inertia) ? -1 : hartigan_pass(r->c, r->centre, weight, r->k, inertia * NOTICEABLE);
    if (moved < 0)
        r->status = KMEANS_MEMORY;
    return moved > 0;
}

void run_whole(struct starts_run *r)
{
    struct lloyd *l = lloyd_begin(r->c, r->k);
    double *weight = calloc(r->k, sizeof *weight);
    r->status = KMEANS_OK;
    if (l && weight) {
        do
            iterate(r, l, -1);
        while (r->status == KMEANS_OK && r->converged && improve(r, l, weight));
    } else {
        r->status = KMEANS_MEMORY;
    }
    free(weight);
    if (l)
        lloyd_end(l);
}

static void run_short(struct starts_run *r, double enough)
{
    struct lloyd *l = lloyd_begin(r->c, r->k);
    if (!l) {
        r->status = KMEANS_MEMORY;
        return;
    }
    iterate(r, l, enough);
    lloyd_end(l);
}

static void try_start(void *ctx, size_t i)
{
    struct starts *s = ctx;
    struct starts_run *r = &s->run[i];
    struct rng random;
    *r = (struct starts_run){.c = &s->cloud, .k = s->k, .most = s->most, .centre = r->centre};
    rng_seed(&random, s->seed, i);
    enum seeding_status seeded = seeding_draw(r->c, 0, r->k, &random, r->centre);
    r->status = seeded == SEEDING_FEW ? KMEANS_FEW : seeded == SEEDING_MEMORY ? KMEANS_MEMORY : KMEANS_OK;
    if (seeded == SEEDING_OK && s->whole)
        run_whole(r);
    else if (seeded == SEEDING_OK)
        run_short(r, s->enough);
    s->inertia[i] = r->status == KMEANS_OK ? assign_all(r->c, r->centre, r->k, NULL) : NAN;
    if (r->status == KMEANS_OK && isnan(s->inertia[i]))
        r->status = KMEANS_MEMORY;
}

enum kmeans_status starts_run(struct starts *s, unsigned *best)
{
    unsigned threads = s->cloud.threads;
    bool apart = s->cloud.n <= APART;
    s->cloud.threads = apart ? 1 : threads;
    thread_each(apart ? threads : 1, s->count, try_start, s);
    s->cloud.threads = threads;
    *best = 0;
    for (unsigned i = 0; i < s->count; i++) {
        if (s->run[i].status != KMEANS_OK)
            return s->run[i].status;
        if (s->inertia[i] < s->inertia[*best])
            *best = i;
    }
    return KMEANS_OK;
}
