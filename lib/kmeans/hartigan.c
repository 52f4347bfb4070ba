/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/hartigan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans/candidates.h"

struct pass {
    const struct blocks *c;
    double *centre, *weight;
    unsigned k;
    double least;
    double *point;  /* d: the one in question */
    double *origin; /* k x d: centres before the pass, which say what belongs to whom */
    double *room;   /* k (1 + d) */
    double heaviest;
};

/* At least the greatest w / (W - w): how far a mean can move. */
static double greatest_yield(const struct pass *s)
{
    double most = 0;
    for (unsigned z = 0; z < s->k; z++) {
        double rest = s->weight[z] - s->heaviest, yield = rest > 0 ? s->heaviest / rest : INFINITY;
        most = yield > most ? yield : most;
    }
    return most;
}

/* With D_b >= D_a + gap no point gains more than w (2 yield D_a - (1 - yield) gap). */
static bool worthless(const struct pass *s, double far, double gap)
{
    double yield = greatest_yield(s);
    return yield < 1 && s->heaviest * (2 * yield * far - (1 - yield) * gap) <= s->least * 0.999;
}

static void shift_mean(const struct pass *s, unsigned z, double w)
{
    double *centre = s->centre + z * s->c->d;
    s->weight[z] += w;
    for (unsigned j = 0; j < s->c->d; j++)
        centre[j] += (s->point[j] - centre[j]) * (w / s->weight[z]);
}

static bool try_point(const struct pass *s, unsigned a, double w)
{
    unsigned d = s->c->d, to = a;
    if (!(w > 0) || !(s->weight[a] > w))
        return false;
    double now = nearest_squared(s->point, s->centre + a * d, d) * (s->weight[a] / (s->weight[a] - w)), least = now;
    for (unsigned b = 0; b < s->k; b++) {
        double then =
            b == a ? now : nearest_squared(s->point, s->centre + b * d, d) * (s->weight[b] / (s->weight[b] + w));
        if (then < least) {
            least = then;
            to = b;
        }
    }
    if (to == a || !(w * (now - least) > s->least))
        return false;
    shift_mean(s, a, -w);
    shift_mean(s, to, w);
    return true;
}

static int64_t pass_block(const struct pass *s, size_t b)
{
    struct nearest_points p = blocks_at(s->c, b);
    struct nearest_found found;
    struct candidates near = candidates_find(s->c, b, s->origin, s->k, s->room);
    int64_t moved = 0;
    if (near.count == 1 && worthless(s, near.far, near.gap))
        return 0;
    s->c->math->find(&p, near.centre, near.number, near.count, &found);
    if (worthless(s, near.far, near.gap < found.gap ? near.gap : found.gap))
        return 0;
    for (size_t i = 0; i < blocks_points(s->c, b); i++) {
        for (unsigned j = 0; j < s->c->d; j++)
            s->point[j] = p.x[j * p.stride + i];
        moved += try_point(s, (unsigned)found.which[i], p.weight[i]);
    }
    return moved;
}

static double heaviest_of(const struct blocks *c)
{
    double most = c->weight ? 0 : 1;
    for (size_t i = 0; c->weight && i < c->n; i++)
        most = c->weight[i] > most ? c->weight[i] : most;
    return most;
}

int64_t hartigan_pass(const struct blocks *c, double *centre, double *weight, unsigned k, double least)
{
    size_t size = (size_t)k * c->d;
    struct pass s = {.c = c,
                     .centre = centre,
                     .k = k,
                     .least = least,
                     .point = calloc(c->d, sizeof *s.point),
                     .origin = calloc(size, sizeof *s.origin),
                     .room = calloc(k + size, sizeof *s.room),
                     .heaviest = heaviest_of(c)};
    int64_t moved = -1;
    s.weight = weight;
    if (s.point && s.origin && s.room) {
        moved = 0;
        memcpy(s.origin, centre, size * sizeof *centre);
        for (size_t b = 0; b < c->blocks; b++)
            moved += pass_block(&s, b);
    }
    free(s.point);
    free(s.origin);
    free(s.room);
    return moved;
}
