/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/stability.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/thread.h"
#include "kmeans/measures.h"

struct bootstrap {
    const struct kmeans *km;
    const struct kmeans_plan *plan;
    const uint32_t *label;
    size_t n;
    unsigned d, replicates, threads; /* of the fit within a replicate */
    double *jaccard;                 /* replicates x k; NaN: no row of the cluster was drawn */
    double *ari;                     /* replicates */
    enum kmeans_status *status;      /* replicates */
};

/* Room of one replicate. */
struct replicate {
    double *weight, *centre;
    uint32_t *times, *label;
    uint64_t *cell; /* k x k, then k and k */
};

static void draw(const struct bootstrap *b, size_t replicate, struct replicate *r)
{
    static const uint64_t NAME = 0x7374616269; /* streams of their own beside those of the starts */
    struct rng random;
    rng_seed(&random, rng_name(b->plan->seed, NAME), replicate);
    for (size_t i = 0; i < b->n; i++)
        r->times[rng_below(&random, b->n)]++;
    for (size_t i = 0; i < b->n; i++)
        r->weight[i] = r->times[i] * (b->plan->weight ? b->plan->weight[i] : 1);
}

/* The best Jaccard index for each cluster, among the rows drawn. */
static void compare(const struct bootstrap *b, const struct replicate *r, double *jaccard)
{
    unsigned k = b->plan->k;
    uint64_t *mine = r->cell + (size_t)k * k, *theirs = mine + k;
    for (size_t i = 0; i < b->n; i++) {
        if (!r->times[i])
            continue;
        r->cell[(size_t)b->label[i] * k + r->label[i]]++;
        mine[b->label[i]]++;
        theirs[r->label[i]]++;
    }
    for (unsigned a = 0; a < k; a++) {
        double best = mine[a] ? 0 : NAN;
        for (unsigned c = 0; c < k && mine[a]; c++) {
            uint64_t both = r->cell[(size_t)a * k + c];
            double index = (double)both / (double)(mine[a] + theirs[c] - both);
            best = index > best ? index : best;
        }
        jaccard[a] = best;
    }
}

static enum kmeans_status cluster_anew(const struct bootstrap *b, size_t replicate, struct replicate *r)
{
    struct kmeans_plan plan = *b->plan;
    struct kmeans_fit fit = {.centre = r->centre, .label = r->label};
    double *jaccard = b->jaccard + replicate * plan.k;
    draw(b, replicate, r);
    plan.weight = r->weight;
    plan.threads = b->threads;
    plan.starts = (plan.starts + 2) / 3;
    enum kmeans_status status = kmeans_fit(b->km, &plan, &fit);
    if (status == KMEANS_OK) {
        compare(b, r, jaccard);
        b->ari[replicate] = measures_ari(b->label, plan.k, r->label, plan.k, b->n);
        return isnan(b->ari[replicate]) ? KMEANS_MEMORY : KMEANS_OK;
    }
    for (unsigned z = 0; z < plan.k; z++)
        jaccard[z] = 0;
    b->ari[replicate] = 0;
    return status == KMEANS_FEW ? KMEANS_OK : status;
}

static void try_replicate(void *ctx, size_t replicate)
{
    const struct bootstrap *b = ctx;
    size_t k = b->plan->k;
    struct replicate r = {.weight = calloc(b->n, sizeof *r.weight),
                          .centre = calloc(k, b->d * sizeof *r.centre),
                          .times = calloc(b->n, sizeof *r.times),
                          .label = calloc(b->n, sizeof *r.label),
                          .cell = calloc(k + 2, k * sizeof *r.cell)};
    bool room = r.weight && r.centre && r.times && r.label && r.cell;
    b->status[replicate] = room ? cluster_anew(b, replicate, &r) : KMEANS_MEMORY;
    free(r.weight);
    free(r.centre);
    free(r.times);
    free(r.label);
    free(r.cell);
}

static void average(const struct bootstrap *b, struct stability *s)
{
    unsigned k = b->plan->k;
    double ari = 0;
    for (size_t i = 0; i < b->replicates; i++)
        ari += b->ari[i];
    s->ari = ari / b->replicates;
    s->least = INFINITY;
    for (unsigned z = 0; z < k; z++) {
        double sum = 0;
        unsigned count = 0;
        for (size_t i = 0; i < b->replicates; i++)
            if (!isnan(b->jaccard[i * k + z])) {
                sum += b->jaccard[i * k + z];
                count++;
            }
        s->jaccard[z] = count ? sum / count : NAN;
        s->least = s->jaccard[z] >= s->least ? s->least : s->jaccard[z];
    }
}

enum kmeans_status stability_of(const struct kmeans *km, const struct kmeans_plan *plan, const uint32_t *label,
                                unsigned replicates, struct stability *s)
{
    struct bootstrap b = {.km = km,
                          .plan = plan,
                          .label = label,
                          .n = kmeans_points(km),
                          .d = kmeans_columns(km),
                          .replicates = replicates,
                          .jaccard = calloc(replicates, plan->k * sizeof *b.jaccard),
                          .ari = calloc(replicates, sizeof *b.ari),
                          .status = calloc(replicates, sizeof *b.status)};
    bool few = b.n <= KMEANS_WHOLE; /* then each replicate has a thread, else each fit all of them */
    enum kmeans_status status = b.jaccard && b.ari && b.status ? KMEANS_OK : KMEANS_MEMORY;
    b.threads = few ? 1 : plan->threads;
    if (status == KMEANS_OK)
        thread_each(few ? plan->threads : 1, replicates, try_replicate, &b);
    for (size_t i = 0; i < replicates && status == KMEANS_OK; i++)
        status = b.status[i];
    if (status == KMEANS_OK)
        average(&b, s);
    free(b.jaccard);
    free(b.ari);
    free(b.status);
    return status;
}
