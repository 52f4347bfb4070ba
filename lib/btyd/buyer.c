/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/buyer.h"

#include <math.h>

#include "stats/draw.h"

/* A rate of 0, which a gamma of tiny shape yields, means never. */
static double wait(struct rng *r, double rate)
{
    return rate > 0 ? draw_exponential(r, rate) : INFINITY;
}

void buyer_draw(struct rng *r, const struct buyer_model *m, double start, struct buyer *b)
{
    b->lambda = draw_gamma(r, m->r, m->alpha);
    b->end = INFINITY;
    if (m->family == BUYER_PARETONBD) {
        b->drop = draw_gamma(r, m->s, m->beta);
        b->end = start + wait(r, b->drop);
    } else {
        b->drop = draw_beta(r, m->a, m->b);
    }
    b->nu = draw_gamma(r, m->q, m->gamma);
}

double buyer_next(struct rng *r, const struct buyer_model *m, struct buyer *b, double now, bool first)
{
    if (m->family == BUYER_MBGNBD || (m->family == BUYER_BGNBD && !first))
        if (rng_unit(r) < b->drop)
            b->end = now;
    double next = now + wait(r, b->lambda);
    return next < b->end ? next : INFINITY;
}

double buyer_value(struct rng *r, const struct buyer_model *m, const struct buyer *b)
{
    return b->nu > 0 ? draw_gamma(r, m->p, b->nu) : INFINITY;
}
