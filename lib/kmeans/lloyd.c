/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/lloyd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"
#include "kmeans/candidates.h"

enum { SLOTS = 8 }; /* clusters of a block whose sums are kept; a block with more is read each time */

struct lloyd {
    const struct blocks *c;
    unsigned k;
    size_t sums;           /* 1 + d: weight, and weight times each column */
    double *until;         /* per block: the `drift` up to which its points need not be read again */
    unsigned char *filled; /* slots that it uses */
    double *slot;          /* per block SLOTS x (1 + sums): number of the cluster, its sums in this block */
    double *acc;           /* chunks x k x sums */
    double *room;          /* chunks x (k + 1) x sums */
    double *total;         /* k x sums */
    double *before;        /* k x d: the centres */
    double *begun;         /* k x d: where empty clusters begin again */
    double drift;          /* the most that margins can have lost since the beginning */
};

/* ---- a step ---- */

static void add_slot(const struct lloyd *l, const double *slot, double *acc)
{
    double *to = acc + (size_t)slot[0] * l->sums;
    for (size_t j = 0; j < l->sums; j++)
        to[j] += slot[1 + j];
}

/* Sums of a block by clusters, kept and added. */
static void look_at(struct lloyd *l, size_t b, double *acc, double *room)
{
    struct nearest_points p = blocks_at(l->c, b);
    struct nearest_found found;
    struct candidates near = candidates_find(l->c, b, l->before, l->k, room);
    double margin = near.margin, *spare = room + l->k * l->sums, *slot = l->slot + b * SLOTS * (1 + l->sums);
    unsigned filled = 0;
    if (near.count > 1) {
        l->c->math->find(&p, near.centre, near.number, near.count, &found);
        double own = candidates_margin(found.gap, found.far, l->c->d);
        margin = own < margin ? own : margin;
    }
    for (unsigned i = 0; i < near.count; i++) {
        double *to = filled < SLOTS ? slot + filled * (1 + l->sums) : spare;
        to[0] = near.number[i];
        if (near.count > 1)
            l->c->math->sum(&p, found.which, near.number[i], to + 1);
        else
            memcpy(to + 1, l->c->whole + b * l->sums, l->sums * sizeof *to);
        if (to[1] > 0) {
            add_slot(l, to, acc);
            filled++;
        }
    }
    l->filled[b] = (unsigned char)(filled < SLOTS ? filled : SLOTS);
    l->until[b] = filled <= SLOTS ? l->drift + margin : -1;
}

static void step_chunk(void *ctx, size_t chunk)
{
    struct lloyd *l = ctx;
    double *acc = l->acc + chunk * l->k * l->sums, *room = l->room + chunk * (l->k + 1) * (1 + l->sums);
    size_t b, end = blocks_chunk(l->c, chunk, &b);
    double drift = l->drift * (1 + 1e-11); /* sums of this many moves may be rounded down */
    memset(acc, 0, l->k * l->sums * sizeof *acc);
    for (; b < end; b++)
        if (drift < l->until[b])
            for (unsigned s = 0; s < l->filled[b]; s++)
                add_slot(l, l->slot + (b * SLOTS + s) * (1 + l->sums), acc);
        else
            look_at(l, b, acc, room);
}

static void add_chunks(struct lloyd *l)
{
    size_t sums = l->k * l->sums;
    memset(l->total, 0, sums * sizeof *l->total);
    for (size_t chunk = 0; chunk < l->c->chunks; chunk++)
        for (size_t i = 0; i < sums; i++)
            l->total[i] += l->acc[chunk * sums + i];
}

/* ---- empty clusters ---- */

struct farthest {
    double squared;
    size_t block, at;
    uint32_t row;
    unsigned owner;
};

/* Of this block, when `count` empty clusters have begun again already. */
static void seek_in(const struct lloyd *l, size_t b, unsigned count, double *room, struct farthest *most)
{
    struct nearest_points p = blocks_at(l->c, b);
    struct nearest_found found;
    unsigned d = l->c->d;
    struct candidates near = candidates_find(l->c, b, l->before, l->k, room);
    l->c->math->find(&p, near.centre, near.number, near.count, &found);
    for (size_t i = 0; i < blocks_points(l->c, b); i++) {
        unsigned owner = (unsigned)found.which[i];
        uint32_t row = l->c->row[b * NEAREST_BLOCK + i];
        double far = found.best[i];
        for (unsigned e = 0; e < count; e++) {
            double sum = 0;
            for (unsigned j = 0; j < d; j++) {
                double t = p.x[j * p.stride + i] - l->begun[e * d + j];
                sum += t * t;
            }
            far = sum < far ? sum : far;
        }
        bool leaves_some = p.weight[i] > 0 && l->total[owner * l->sums] > p.weight[i];
        if (leaves_some && (far > most->squared || (far == most->squared && far > 0 && row < most->row)))
            *most = (struct farthest){far, b, i, row, owner};
    }
}

/* Each empty cluster gets the point that is farthest from all centres, which leaves its old cluster. */
static enum lloyd_state begin_again(struct lloyd *l)
{
    unsigned count = 0, d = l->c->d;
    for (unsigned z = 0; z < l->k; z++) {
        struct farthest most = {0};
        double *to = l->total + z * l->sums;
        if (to[0] > 0)
            continue;
        for (size_t b = 0; b < l->c->blocks; b++)
            seek_in(l, b, count, l->room, &most);
        if (!(most.squared > 0))
            return LLOYD_FEW;
        struct nearest_points p = blocks_at(l->c, most.block);
        double w = p.weight[most.at], *from = l->total + most.owner * l->sums;
        to[0] = w;
        from[0] -= w;
        for (unsigned j = 0; j < d; j++) {
            double x = p.x[j * p.stride + most.at];
            l->begun[count * d + j] = x;
            to[1 + j] = w * x;
            from[1 + j] -= w * x;
        }
        count++;
    }
    return LLOYD_MOVED;
}

static bool any_empty(const struct lloyd *l)
{
    for (unsigned z = 0; z < l->k; z++)
        if (!(l->total[z * l->sums] > 0))
            return true;
    return false;
}

/* ---- the run ---- */

/* Centres moved from l->before to `to`: returns the sum of their squared moves. No margin loses more than the two
 * longest moves.
 */
static double drift(struct lloyd *l, const double *to)
{
    double longest = 0, second = 0, sum = 0;
    for (unsigned z = 0; z < l->k; z++) {
        double way = nearest_squared(to + z * l->c->d, l->before + z * l->c->d, l->c->d), length = sqrt(way);
        sum += way;
        if (length > longest) {
            second = longest;
            longest = length;
        } else if (length > second) {
            second = length;
        }
    }
    l->drift += longest + second;
    return sum;
}

enum lloyd_state lloyd_step(struct lloyd *l, double *centre, double *shift)
{
    enum lloyd_state state = LLOYD_MOVED;
    size_t d = l->c->d, size = l->k * d * sizeof *centre;
    drift(l, centre); /* the owner may have moved them since */
    memcpy(l->before, centre, size);
    thread_each(l->c->threads, l->c->chunks, step_chunk, l);
    add_chunks(l);
    if (any_empty(l))
        state = begin_again(l);
    if (state != LLOYD_MOVED)
        return state;
    for (size_t i = 0; i < l->k * d; i++)
        centre[i] = l->total[i / d * l->sums + 1 + i % d] / l->total[i / d * l->sums];
    if (memcmp(centre, l->before, size) == 0)
        state = LLOYD_FIXED;
    *shift = drift(l, centre);
    memcpy(l->before, centre, size);
    return state;
}

struct lloyd *lloyd_begin(const struct blocks *c, unsigned k)
{
    size_t sums = 1 + c->d, blocks = c->blocks;
    struct lloyd *l = calloc(1, sizeof *l);
    if (!l)
        return NULL;
    *l = (struct lloyd){
        .c = c,
        .k = k,
        .sums = sums,
        .until = calloc(blocks, sizeof *l->until),
        .filled = calloc(blocks, sizeof *l->filled),
        .slot = calloc(blocks, SLOTS * (1 + sums) * sizeof *l->slot),
        .acc = calloc(c->chunks, k * sums * sizeof *l->acc),
        .room = calloc(c->chunks, (k + 1) * (1 + sums) * sizeof *l->room),
        .total = calloc(k, sums * sizeof *l->total),
        .before = calloc(k, c->d * sizeof *l->before),
        .begun = calloc(k, c->d * sizeof *l->begun),
    };
    if (l->until && l->filled && l->slot && l->acc && l->room && l->total && l->before && l->begun)
        return l;
    lloyd_end(l);
    return NULL;
}

void lloyd_end(struct lloyd *l)
{
    free(l->until);
    free(l->filled);
    free(l->slot);
    free(l->acc);
    free(l->room);
    free(l->total);
    free(l->before);
    free(l->begun);
    free(l);
}

double lloyd_weight(const struct lloyd *l, unsigned cluster)
{
    return l->total[cluster * l->sums];
}
