/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/resample.h"

#include <string.h>

enum { BITS = 12, LANES = 64 }; /* RESAMPLE_BLOCK is 2^BITS */

/* How many of n random bits are 0. */
static uint64_t zeros(struct rng *r, uint64_t n)
{
    uint64_t ones = 0;
    for (uint64_t left = n; left > 0; left -= left < LANES ? left : LANES)
        ones += (uint64_t)__builtin_popcountll(rng_u64(r) >> (left < LANES ? LANES - left : 0));
    return n - ones;
}

uint64_t resample_binomial(struct rng *r, uint64_t n, uint64_t a, uint64_t b)
{
    uint64_t success = 0;
    if (a == b)
        return n;
    for (uint64_t rest = a; n > 0 && rest > 0;) {
        uint64_t below = zeros(r, n), digit = 2 * rest >= b;
        rest = 2 * rest - (digit ? b : 0);
        success += digit ? below : 0;
        n = digit ? n - below : below;
    }
    return success;
}

struct run {
    struct rng *r;
    resample_fn *fn;
    void *ctx;
    uint32_t times[RESAMPLE_BLOCK];
};

static void draw_full(struct rng *r, uint32_t *times, size_t draws)
{
    for (; draws >= LANES / BITS; draws -= LANES / BITS) {
        uint64_t bits = rng_u64(r);
        for (int k = 0; k < LANES / BITS; k++, bits >>= BITS)
            times[bits % RESAMPLE_BLOCK]++;
    }
    for (; draws > 0; draws--)
        times[rng_u64(r) % RESAMPLE_BLOCK]++;
}

static void draw(struct run *run, size_t from, size_t rows, size_t draws)
{
    memset(run->times, 0, rows * sizeof *run->times);
    if (rows == RESAMPLE_BLOCK)
        draw_full(run->r, run->times, draws);
    else
        for (; draws > 0; draws--)
            run->times[rng_below(run->r, rows)]++;
    run->fn(run->ctx, from, rows, run->times);
}

/* The left part is the largest power of two below the rows, so that nearly all splits are into halves. */
static void split(struct run *run, size_t from, size_t rows, size_t draws)
{
    if (rows <= RESAMPLE_BLOCK) {
        draw(run, from, rows, draws);
        return;
    }
    size_t left = (size_t)1 << (LANES - 1 - __builtin_clzll(rows - 1));
    size_t of_left = resample_binomial(run->r, draws, left, rows);
    split(run, from, left, of_left);
    split(run, from + left, rows - left, draws - of_left);
}

void resample(struct rng *r, size_t rows, size_t draws, resample_fn *fn, void *ctx)
{
    struct run run = {.r = r, .fn = fn, .ctx = ctx};
    if (rows > 0)
        split(&run, 0, rows, draws);
}
