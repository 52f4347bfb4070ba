/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simstream: the names of the streams that a simulated shop draws from.
 *
 * Each use, customer and purchase has a stream of its own, so that nothing drawn for one depends on another, and the
 * contents of an order can be drawn again instead of kept. */
#ifndef SIM_SIMSTREAM_H
#define SIM_SIMSTREAM_H

#include "base/rng.h"

/* The numbers are part of the meaning of a seed: add new ones at the end. */
enum sim_use {
    STREAM_TRAITS = 1,
    STREAM_COURSE,
    STREAM_VALUE,
    STREAM_BASKET,
    STREAM_GUESTS,
    STREAM_RETURNS,
    STREAM_MESS,
    STREAM_ODD
};

static inline struct rng sim_stream(uint64_t seed, enum sim_use use, uint32_t who, uint32_t k, unsigned part)
{
    struct rng r;
    rng_seed(&r, rng_name(rng_name(seed, use), who), (uint64_t)k << 8 | part);
    return r;
}

#endif
