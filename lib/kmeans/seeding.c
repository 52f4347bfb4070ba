/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/seeding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"

struct seeding {
    const struct blocks *c;
    double *closest; /* of each point: squared distance to the nearest centre */
    double *sum;     /* of each block: of weight times closest */
    double *most;    /* of each block: greatest closest */
    unsigned tries;
    double *candidate; /* tries x d */
    double *left;      /* chunks x tries: sums with the candidate */
    const double *centre;
};

/* Squared distance to the box, minus what rounding could have added: no point of the block is nearer. */
static double to_box(const struct blocks *c, size_t b, const double *z)
{
    double sum = 0;
    for (unsigned j = 0; j < c->d; j++) {
        double under = c->low[b * c->d + j] - z[j], over = z[j] - c->high[b * c->d + j];
        double t = under > over ? under : over;
        sum += t > 0 ? t * t : 0;
    }
    return sum * (1 - (c->d + 8) * 0x1p-50);
}

static void try_chunk(void *ctx, size_t chunk)
{
    struct seeding *s = ctx;
    unsigned d = s->c->d;
    size_t b, end = blocks_chunk(s->c, chunk, &b);
    double *left = s->left + chunk * s->tries;
    _Alignas(64) double lesser[NEAREST_BLOCK];
    memset(left, 0, s->tries * sizeof *left);
    for (; b < end; b++) {
        struct nearest_points p = blocks_at(s->c, b);
        for (unsigned t = 0; t < s->tries; t++) {
            const double *z = s->candidate + t * d;
            bool far = to_box(s->c, b, z) >= s->most[b];
            left[t] += far ? s->sum[b] : s->c->math->closer(&p, z, s->closest + b * NEAREST_BLOCK, lesser);
        }
    }
}

static void keep_chunk(void *ctx, size_t chunk)
{
    struct seeding *s = ctx;
    size_t b, end = blocks_chunk(s->c, chunk, &b);
    for (; b < end; b++) {
        struct nearest_points p = blocks_at(s->c, b);
        double *closest = s->closest + b * NEAREST_BLOCK, most = 0;
        if (to_box(s->c, b, s->centre) >= s->most[b])
            continue;
        s->sum[b] = s->c->math->closer(&p, s->centre, closest, closest);
        for (size_t i = 0; i < NEAREST_BLOCK; i++)
            most = closest[i] > most ? closest[i] : most;
        s->most[b] = most;
    }
}

/* A point by weight times closest: its block first, then itself. NULL if all are 0. */
static bool draw(const struct seeding *s, struct rng *r, double *to)
{
    const struct blocks *c = s->c;
    double total = 0;
    for (size_t b = 0; b < c->blocks; b++)
        total += s->sum[b];
    double rest = rng_unit(r) * total;
    size_t b = 0, last = 0, at = c->n;
    for (; b < c->blocks && rest >= s->sum[b]; b++) {
        rest -= s->sum[b];
        last = s->sum[b] > 0 ? b : last;
    }
    b = b < c->blocks ? b : last; /* rounding may go past the end */
    struct nearest_points p = blocks_at(c, b);
    for (size_t i = 0; i < NEAREST_BLOCK; i++) {
        double share = p.weight[i] * s->closest[b * NEAREST_BLOCK + i];
        if (share > 0) {
            at = i;
            if (rest < share)
                break;
        }
        rest -= share;
    }
    if (at == c->n)
        return false;
    for (unsigned j = 0; j < c->d; j++)
        to[j] = p.x[j * p.stride + at];
    return true;
}

static void keep(struct seeding *s, const double *centre)
{
    s->centre = centre;
    thread_each(s->c->threads, s->c->chunks, keep_chunk, s);
}

static const double *best_candidate(const struct seeding *s)
{
    unsigned best = 0;
    double least = INFINITY;
    for (unsigned t = 0; t < s->tries; t++) {
        double sum = 0;
        for (size_t chunk = 0; chunk < s->c->chunks; chunk++)
            sum += s->left[chunk * s->tries + t];
        if (sum < least) {
            least = sum;
            best = t;
        }
    }
    return s->candidate + best * s->c->d;
}

/* By weight only: as if all were equally far away. */
static bool draw_first(const struct seeding *s, struct rng *r, double *centre)
{
    const struct blocks *c = s->c;
    for (size_t i = 0; i < c->blocks * NEAREST_BLOCK; i++)
        s->closest[i] = 1;
    for (size_t b = 0; b < c->blocks; b++)
        s->sum[b] = c->whole[b * (1 + c->d)];
    return draw(s, r, centre);
}

static enum seeding_status draw_all(struct seeding *s, unsigned have, unsigned k, struct rng *r, double *centre)
{
    const struct blocks *c = s->c;
    if (have == 0 && !draw_first(s, r, centre))
        return SEEDING_FEW;
    unsigned z = 0;
    for (size_t i = 0; i < c->blocks * NEAREST_BLOCK; i++)
        s->closest[i] = INFINITY;
    for (size_t b = 0; b < c->blocks; b++)
        s->most[b] = INFINITY;
    do
        keep(s, centre + z * c->d);
    while (++z < have);
    for (; z < k; z++) {
        for (unsigned t = 0; t < s->tries; t++)
            if (!draw(s, r, s->candidate + t * c->d))
                return SEEDING_FEW;
        thread_each(c->threads, c->chunks, try_chunk, s);
        memcpy(centre + z * c->d, best_candidate(s), c->d * sizeof *centre);
        keep(s, centre + z * c->d);
    }
    return SEEDING_OK;
}

enum seeding_status seeding_draw(const struct blocks *c, unsigned have, unsigned k, struct rng *r, double *centre)
{
    unsigned tries = 2 + (unsigned)log(k);
    struct seeding s = {.c = c,
                        .closest = blocks_doubles(c->blocks * NEAREST_BLOCK),
                        .sum = calloc(c->blocks, sizeof *s.sum),
                        .most = calloc(c->blocks, sizeof *s.most),
                        .tries = tries,
                        .candidate = calloc(tries, c->d * sizeof *s.candidate),
                        .left = calloc(c->chunks, tries * sizeof *s.left)};
    bool room = s.closest && s.sum && s.most && s.candidate && s.left;
    enum seeding_status status = room ? draw_all(&s, have, k, r, centre) : SEEDING_MEMORY;
    free(s.closest);
    free(s.sum);
    free(s.most);
    free(s.candidate);
    free(s.left);
    return status;
}
