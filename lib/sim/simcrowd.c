/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simcrowd.h"

#include <stdlib.h>

#include "base/mem.h"
#include "sim/simshop.h"
#include "sim/simstream.h"

void simcrowd_make(struct simcrowd *crowd, const struct sim_setup *setup)
{
    crowd->setup = setup;
    crowd->customer = mem_zero(setup->customers, sizeof *crowd->customer);
    simseason_make(&crowd->season, (enum season_kind)setup->seasons, setup->first, setup->days);
}

void simcrowd_free(struct simcrowd *crowd)
{
    simseason_free(&crowd->season);
    free(crowd->customer);
}

void simcrowd_join(struct simcrowd *crowd, uint32_t i, struct rng *r)
{
    struct sim_customer *c = &crowd->customer[i];
    *r = sim_stream(crowd->setup->seed, STREAM_TRAITS, i, 0, 0);
    c->time = rng_unit(r) * crowd->season.start[crowd->setup->joining];
    c->day = simseason_day(&crowd->season, c->time);
    buyer_draw(r, &crowd->setup->model, c->time, &c->buyer);
    c->country = c->other_country = (uint8_t)simshop_draw_country(r);
    if (rng_below(r, 200) == 0)
        c->other_country = (uint8_t)rng_below(r, SHOP_COUNTRIES);
}

void simcrowd_next(struct simcrowd *crowd, uint32_t i, struct rng *r)
{
    struct sim_customer *c = &crowd->customer[i];
    *r = sim_stream(crowd->setup->seed, STREAM_COURSE, i, c->k, 0);
    c->last = c->day;
    c->time = buyer_next(r, &crowd->setup->model, &c->buyer, c->time, c->k == 0);
    c->day = simseason_day(&crowd->season, c->time);
    c->k++;
    if (c->day <= c->last)
        c->day = simseason_open(&crowd->season, c->last + 1);
}

date simcrowd_lost(const struct simcrowd *crowd, uint32_t i)
{
    const struct sim_customer *c = &crowd->customer[i];
    int32_t day = simseason_day(&crowd->season, c->buyer.end);
    if (day >= crowd->setup->days)
        return DATE_NONE;
    return crowd->setup->first + (day > c->last ? day : c->last);
}
