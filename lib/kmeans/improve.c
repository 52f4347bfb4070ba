/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/improve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/thread.h"
#include "kmeans/assign.h"
#include "kmeans/seeding.h"

enum { TOGETHER = 4 }; /* rounds that begin from the same centres */

/* Streams of their own beside those of the starts. */
static const uint64_t SHAKE = 0x7368616b65, SWAP = 0x73776170;

struct ratchet {
    const struct starts_run *best;
    struct blocks cloud; /* with one thread */
    const double *weight;
    uint64_t seed;
    unsigned first; /* round */
    struct starts_run run[TOGETHER];
    double inertia[TOGETHER];
};

/* ---- shaking ---- */

/* Two coins a row. */
static void shake(const struct ratchet *r, unsigned round, double *weight)
{
    struct rng random;
    uint64_t bits = 0;
    rng_seed(&random, rng_name(r->seed, SHAKE), round);
    for (size_t i = 0; i < r->cloud.n; i++, bits >>= 2) {
        if (i % 32 == 0)
            bits = rng_u64(&random);
        weight[i] = (double)((bits & 1) + (bits >> 1 & 1)) * (r->weight ? r->weight[i] : 1);
    }
}

/* Sets the centres to the result on the shaken points. If there are too few of those, they stay. */
static void run_shaken(const struct ratchet *r, struct starts_run *run, unsigned round)
{
    struct blocks shaken;
    double *weight = calloc(r->cloud.n, sizeof *weight);
    run->status = KMEANS_MEMORY;
    if (weight) {
        shake(r, round, weight);
        if (blocks_weigh(&shaken, &r->cloud, weight)) {
            struct starts_run there = {.c = &shaken, .k = run->k, .most = run->most, .centre = run->centre};
            run_whole(&there);
            run->status = there.status;
            blocks_unweigh(&shaken);
        }
    }
    free(weight);
}

/* ---- swapping ---- */

/* To join two clusters adds W_a W_b / (W_a + W_b) times their squared distance to the sum of squares: finds the pair
 * for which that is least, the first of equals. */
static void nearest_pair(const struct starts_run *run, const double *weight, unsigned *one, unsigned *other)
{
    unsigned d = run->c->d;
    double least = INFINITY;
    for (unsigned a = 0; a < run->k; a++)
        for (unsigned b = a + 1; b < run->k; b++) {
            double shared = weight[a] * weight[b] / (weight[a] + weight[b]);
            double gained = shared * nearest_squared(run->centre + a * d, run->centre + b * d, d);
            if (gained < least) {
                least = gained;
                *one = a;
                *other = b;
            }
        }
}

/* One gets the mean of both, the other the last centre. */
static void join_pair(struct starts_run *run, const double *weight)
{
    unsigned d = run->c->d, a = 0, b = 1;
    nearest_pair(run, weight, &a, &b);
    double *to = run->centre + a * d, *from = run->centre + b * d, share = weight[b] / (weight[a] + weight[b]);
    for (unsigned j = 0; j < d; j++)
        to[j] += (from[j] - to[j]) * share;
    memmove(from, run->centre + (run->k - 1) * d, d * sizeof *from);
}

static void swap(const struct ratchet *r, struct starts_run *run, unsigned round)
{
    struct rng random;
    double *weight = calloc(run->k, sizeof *weight);
    const struct assigned to = {.weight = weight};
    run->status = KMEANS_MEMORY;
    if (weight && !isnan(assign_all(run->c, run->centre, run->k, &to))) {
        join_pair(run, weight);
        rng_seed(&random, rng_name(r->seed, SWAP), round);
        enum seeding_status drawn = seeding_draw(run->c, run->k - 1, run->k, &random, run->centre);
        run->status = drawn == SEEDING_OK ? KMEANS_OK : drawn == SEEDING_FEW ? KMEANS_FEW : KMEANS_MEMORY;
    }
    free(weight);
}

/* ---- rounds ---- */

static void try_round(void *ctx, size_t i)
{
    struct ratchet *r = ctx;
    struct starts_run *run = &r->run[i];
    size_t size = (size_t)run->k * r->cloud.d * sizeof *run->centre;
    unsigned round = r->first + (unsigned)i;
    memcpy(run->centre, r->best->centre, size);
    if (round % 3 == 2)
        swap(r, run, round);
    else
        run_shaken(r, run, round);
    if (run->status == KMEANS_FEW)
        memcpy(run->centre, r->best->centre, size);
    else if (run->status != KMEANS_OK)
        return;
    run->iterations = 0;
    run_whole(run);
    r->inertia[i] = run->status == KMEANS_OK ? assign_all(run->c, run->centre, run->k, NULL) : INFINITY;
}

/* The best of these rounds, if it is better than the best so far. */
static enum kmeans_status keep(const struct ratchet *r, unsigned count, struct starts_run *best, double *inertia)
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

enum kmeans_status improve_turn(struct starts_run *best, const double *weight, unsigned rounds, uint64_t seed,
                                unsigned threads)
{
    size_t size = (size_t)best->k * best->c->d;
    double inertia = assign_all(best->c, best->centre, best->k, NULL),
           *centre = calloc(TOGETHER, size * sizeof *centre);
    struct ratchet r = {.best = best, .cloud = *best->c, .weight = weight, .seed = seed};
    enum kmeans_status status = centre && !isnan(inertia) ? KMEANS_OK : KMEANS_MEMORY;
    r.cloud.threads = 1;
    for (unsigned i = 0; i < TOGETHER && centre; i++)
        r.run[i] = (struct starts_run){.c = &r.cloud, .k = best->k, .most = best->most, .centre = centre + i * size};
    while (r.first < rounds && status == KMEANS_OK) {
        unsigned count = rounds - r.first < TOGETHER ? rounds - r.first : TOGETHER;
        thread_each(threads, count, try_round, &r);
        status = keep(&r, count, best, &inertia);
        r.first += count;
    }
    free(centre);
    return status;
}
