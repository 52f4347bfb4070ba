/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/assign.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"
#include "kmeans/candidates.h"

struct assigning {
    const struct blocks *c;
    const double *centre;
    unsigned k;
    const struct assigned *to;
    double *room;  /* chunks x k (1 + d) */
    double *tally; /* chunks x (1 + 2 k): inertia, rows and weight of each cluster */
};

/* Eight sums, so that no addition waits for the one before it. */
static double block_squares(const struct nearest_points *p, const struct nearest_found *f)
{
    double part[NEAREST_LANES] = {0};
    for (size_t i = 0; i < NEAREST_BLOCK; i += NEAREST_LANES)
        for (size_t l = 0; l < NEAREST_LANES; l++)
            part[l] += p->weight[i + l] * f->best[i + l];
    return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7]));
}

static void write_block(const struct assigning *a, size_t b, const struct nearest_points *p,
                        const struct nearest_found *f, double *tally)
{
    for (size_t i = 0; i < blocks_points(a->c, b); i++) {
        size_t row = a->c->row[b * NEAREST_BLOCK + i], z = (size_t)f->which[i];
        if (a->to->label)
            a->to->label[row] = (uint32_t)z;
        if (a->to->distance)
            a->to->distance[row] = sqrt(f->best[i]);
        tally[1 + z] += 1;
        tally[1 + a->k + z] += p->weight[i];
    }
}

static void assign_chunk(void *ctx, size_t chunk)
{
    const struct assigning *a = ctx;
    double *tally = a->tally + chunk * (1 + 2 * (size_t)a->k), *room = a->room + chunk * a->k * (1 + (size_t)a->c->d);
    size_t b, end = blocks_chunk(a->c, chunk, &b);
    for (; b < end; b++) {
        struct nearest_points p = blocks_at(a->c, b);
        struct candidates near = candidates_find(a->c, b, a->centre, a->k, room);
        struct nearest_found found;
        a->c->math->find(&p, near.centre, near.number, near.count, &found);
        tally[0] += block_squares(&p, &found);
        if (a->to)
            write_block(a, b, &p, &found, tally);
    }
}

static double add_tallies(const struct assigning *a)
{
    double inertia = 0;
    if (a->to && a->to->rows)
        memset(a->to->rows, 0, a->k * sizeof *a->to->rows);
    if (a->to && a->to->weight)
        memset(a->to->weight, 0, a->k * sizeof *a->to->weight);
    for (size_t chunk = 0; chunk < a->c->chunks; chunk++) {
        const double *tally = a->tally + chunk * (1 + 2 * (size_t)a->k);
        inertia += tally[0];
        for (unsigned z = 0; z < a->k && a->to; z++) {
            if (a->to->rows)
                a->to->rows[z] += (uint64_t)tally[1 + z];
            if (a->to->weight)
                a->to->weight[z] += tally[1 + a->k + z];
        }
    }
    return inertia;
}

double assign_all(const struct blocks *c, const double *centre, unsigned k, const struct assigned *to)
{
    struct assigning a = {.c = c,
                          .centre = centre,
                          .k = k,
                          .to = to,
                          .room = calloc(c->chunks, k * (1 + (size_t)c->d) * sizeof *a.room),
                          .tally = calloc(c->chunks, (1 + 2 * (size_t)k) * sizeof *a.tally)};
    double inertia = NAN;
    if (a.room && a.tally) {
        thread_each(c->threads, c->chunks, assign_chunk, &a);
        inertia = add_tallies(&a);
    }
    free(a.room);
    free(a.tally);
    return inertia;
}
