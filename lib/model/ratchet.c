/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ratchet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/thread.h"
#include "model/assign.h"

enum { TOGETHER = 4 }; /* rounds that begin from the same centres */

static const uint64_t NAME = 0x72617463686574; /* streams of their own beside those of the starts */

struct ratchet {
    const struct run *best;
    struct cloud cloud; /* with one thread */
    const double *weight;
    uint64_t seed;
    unsigned first; /* round */
    struct run run[TOGETHER];
    double inertia[TOGETHER];
};

/* Two coins a row. */
static void shake(const struct ratchet *r, unsigned round, double *weight)
{
    struct rng random;
    uint64_t bits = 0;
    rng_seed(&random, rng_name(r->seed, NAME), round);
    for (size_t i = 0; i < r->cloud.n; i++, bits >>= 2) {
        if (i % 32 == 0)
            bits = rng_u64(&random);
        weight[i] = (double)((bits & 1) + (bits >> 1 & 1)) * (r->weight ? r->weight[i] : 1);
    }
}

/* Leaves the centres where the shaken points lead. Too few of those: where they were. */
static void run_shaken(const struct ratchet *r, struct run *run, unsigned round)
{
    struct cloud shaken;
    double *weight = calloc(r->cloud.n, sizeof *weight);
    run->status = KMEANS_MEMORY;
    if (weight) {
        shake(r, round, weight);
        if (cloud_weigh(&shaken, &r->cloud, weight)) {
            run->c = &shaken;
            run_whole(run);
            cloud_unweigh(&shaken);
        }
    }
    free(weight);
}

static void try_round(void *ctx, size_t i)
{
    struct ratchet *r = ctx;
    struct run *run = &r->run[i];
    size_t size = (size_t)run->k * r->cloud.d * sizeof *run->centre;
    memcpy(run->centre, r->best->centre, size);
    run_shaken(r, run, r->first + (unsigned)i);
    if (run->status == KMEANS_FEW)
        memcpy(run->centre, r->best->centre, size);
    else if (run->status != KMEANS_OK)
        return;
    run->c = &r->cloud;
    run->iterations = 0;
    run_whole(run);
    r->inertia[i] = run->status == KMEANS_OK ? assign_all(run->c, run->centre, run->k, NULL) : INFINITY;
}

/* The best of these rounds, if it is better than the best so far. */
static enum kmeans_status keep(const struct ratchet *r, unsigned count, struct run *best, double *inertia)
{
    for (unsigned i = 0; i < count; i++) {
        if (r->run[i].status == KMEANS_MEMORY || isnan(r->inertia[i]))
            return KMEANS_MEMORY;
        if (r->inertia[i] < *inertia) {
            memcpy(best->centre, r->run[i].centre, (size_t)best->k * best->c->d * sizeof *best->centre);
            best->converged = r->run[i].converged;
            *inertia = r->inertia[i];
        }
    }
    return KMEANS_OK;
}

enum kmeans_status ratchet_turn(struct run *best, const double *weight, unsigned rounds, uint64_t seed,
                                unsigned threads)
{
    size_t size = (size_t)best->k * best->c->d;
    double inertia = assign_all(best->c, best->centre, best->k, NULL),
           *centre = calloc(TOGETHER, size * sizeof *centre);
    struct ratchet r = {.best = best, .cloud = *best->c, .weight = weight, .seed = seed};
    enum kmeans_status status = centre && !isnan(inertia) ? KMEANS_OK : KMEANS_MEMORY;
    r.cloud.threads = 1;
    for (unsigned i = 0; i < TOGETHER && centre; i++)
        r.run[i] = (struct run){.k = best->k, .most = best->most, .centre = centre + i * size};
    while (r.first < rounds && status == KMEANS_OK) {
        unsigned count = rounds - r.first < TOGETHER ? rounds - r.first : TOGETHER;
        for (unsigned i = 0; i < count; i++)
            r.run[i].iterations = 0;
        thread_each(threads, count, try_round, &r);
        status = keep(&r, count, best, &inertia);
        r.first += count;
    }
    free(centre);
    return status;
}
