/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rng: the one generator of random numbers, xoshiro256** (Blackman and Vigna 2021), in streams.
 *
 * A stream is named by (seed, stream): what a customer, a start or a replicate draws depends on its own name alone,
 * never on how many others there are or in which order they are served. Two streams of one seed never share a state:
 * splitmix64 from `seed` gives four numbers, each begins a splitmix64 sequence of its own, and the four words of the
 * state are the members number `stream` of these four sequences, which repeat after 2^64.
 *
 * Integers and exact steps alone, so the same numbers come out on any machine.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

struct rng {
    uint64_t s[4]; /* not all zero */
};

void rng_seed(struct rng *r, uint64_t seed, uint64_t stream);

/* A seed made of a seed and a name, for streams of streams: rng_seed(&r, rng_name(seed, customer), purchase). */
uint64_t rng_name(uint64_t seed, uint64_t name);

/* Step and output of splitmix64 (Steele, Lea and Flood 2014). */
static inline uint64_t rng_splitmix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

static inline uint64_t rng_rotl(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

/* 64 random bits. */
static inline uint64_t rng_u64(struct rng *r)
{
    uint64_t *s = r->s, result = rng_rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rng_rotl(s[3], 45);
    return result;
}

/* 0 .. n-1, each exactly as likely as the others; n > 0. Lemire 2019: a multiplication, and a division only if the draw
 * may have to be thrown away. */
static inline uint64_t rng_below(struct rng *r, uint64_t n)
{
    unsigned __int128 m = (unsigned __int128)rng_u64(r) * n;
    if ((uint64_t)m < n)
        for (uint64_t reject = -n % n; (uint64_t)m < reject;)
            m = (unsigned __int128)rng_u64(r) * n;
    return (uint64_t)(m >> 64);
}

/* A multiple of 2^-53 in [0, 1): `rng_unit(r) < p` is true with probability p, never for 0, always for 1. */
static inline double rng_unit(struct rng *r)
{
    return (double)(rng_u64(r) >> 11) * 0x1p-53;
}

/* An odd multiple of 2^-53 in (0, 1), for what has no value at 0 or 1. */
static inline double rng_open(struct rng *r)
{
    return ((double)(rng_u64(r) >> 12) + 0.5) * 0x1p-52;
}

#endif
