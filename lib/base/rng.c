/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rng.h"

void rng_seed(struct rng *r, uint64_t seed, uint64_t stream)
{
    for (int i = 0; i < 4; i++) {
        uint64_t sequence = rng_splitmix(&seed) + stream * 0x9e3779b97f4a7c15U;
        r->s[i] = rng_splitmix(&sequence);
    }
    if (!(r->s[0] | r->s[1] | r->s[2] | r->s[3]))
        r->s[0] = 1;
}

uint64_t rng_name(uint64_t seed, uint64_t name)
{
    uint64_t a = rng_splitmix(&seed) ^ name;
    return rng_splitmix(&a);
}
