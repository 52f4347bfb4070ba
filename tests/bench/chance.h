/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chance: the same random numbers in every run, for the programs that make logs. */
#ifndef BENCH_CHANCE_H
#define BENCH_CHANCE_H

#include <stdint.h>

/* splitmix64 (Steele, Lea and Flood 2014) */
static inline uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline uint64_t random_bits(void)
{
    static uint64_t state = 0x9E3779B97F4A7C15u;
    state += 0x9E3779B97F4A7C15u;
    return mix(state);
}

static inline int below(unsigned n)
{
    return (int)((unsigned __int128)random_bits() * n >> 64);
}

static inline double unit(void)
{
    return (double)(random_bits() >> 11) * 0x1p-53;
}

/* One of n, of which the first are the most likely by far: the density falls as 1 / sqrt(rank). */
static inline unsigned heavy_head(unsigned n)
{
    double u = unit();
    unsigned rank = (unsigned)(n * (u * u));
    return rank < n ? rank : n - 1;
}

#endif
