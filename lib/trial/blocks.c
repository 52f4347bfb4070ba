/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/blocks.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"
#include "base/rng.h"

enum { MOST_BLOCK = 1000 };

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

void blocks_begin(struct blocks *b, struct arms *arms, const struct tsv *in, struct opt_list strata)
{
    uint64_t unit = arms->share[0];
    *b = (struct blocks){.arms = arms, .in = in};
    for (uint32_t i = 1; i < arms->n; i++)
        unit = common_divisor(arms->share[i], unit);
    b->size = arms->total / unit;
    if (b->size > MOST_BLOCK)
        die(STATUS_USAGE,
            "--strata assigns in blocks of at most %d customers, and these shares need one of %" PRIu64
            " (A:1,B:1,C:1 for thirds)",
            MOST_BLOCK, b->size);
    b->block = mem_zero(b->size, sizeof *b->block);
    groups_of(&b->strata, in, strata);
}

void blocks_add(struct blocks *b, struct slice id, uint32_t arm)
{
    uint32_t before = b->strata.n, s = groups_put(&b->strata, b->in);
    b->earlier = mem_grow(b->earlier, &b->earlier_cap, s + (size_t)1, sizeof *b->earlier);
    if (s == before)
        b->earlier[s] = 0;
    b->earlier[s] += arm != ARMS_NONE;
    b->customer = mem_grow(b->customer, &b->cap, b->n + 1, sizeof *b->customer);
    b->customer[b->n] = (struct blocks_customer){arms_hash(b->arms, id), s, arm, (uint32_t)b->n};
    b->n++;
}

/* By stratum and hash. Of two equal hashes, once in 2^64, the first comes first. */
static int in_order(const void *left, const void *right)
{
    const struct blocks_customer *a = left, *b = right;
    if (a->stratum != b->stratum)
        return a->stratum < b->stratum ? -1 : 1;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->i < b->i ? -1 : a->i > b->i;
}

/* A seed for each stratum, by its name, so that no other stratum matters. */
static uint64_t seed_of(struct blocks *b, uint32_t stratum)
{
    struct buf *text = &b->arms->text;
    text->n = 0;
    buf_add(text, b->arms->salt.p, b->arms->salt.n);
    for (unsigned k = 0; k < b->strata.keys; k++) {
        struct slice key = groups_key(&b->strata, stratum, k);
        if (k)
            buf_addch(text, '\t');
        buf_add(text, key.p, key.n);
    }
    return rng_name(hash_slice(buf_slice(text), HASH_GROUP), b->earlier[stratum]);
}

static void shuffle(struct blocks *b, uint64_t seed, uint64_t number)
{
    struct rng r;
    uint64_t unit = b->arms->total / b->size, n = 0;
    for (uint32_t i = 0; i < b->arms->n; i++)
        for (uint64_t k = 0; k < b->arms->share[i] / unit; k++)
            b->block[n++] = i;
    rng_seed(&r, seed, number);
    for (uint64_t i = n; i-- > 1;) {
        uint64_t j = rng_below(&r, i + 1);
        uint32_t arm = b->block[i];
        b->block[i] = b->block[j];
        b->block[j] = arm;
    }
}

uint32_t *blocks_deal(struct blocks *b)
{
    uint32_t *arm = mem_zero(b->n + 1, sizeof *arm);
    uint64_t dealt = 0, seed = 0;
    if (b->n)
        qsort(b->customer, b->n, sizeof *b->customer, in_order);
    for (size_t i = 0; i < b->n; i++) {
        struct blocks_customer *c = &b->customer[i];
        if (i == 0 || c->stratum != c[-1].stratum) {
            dealt = 0;
            seed = seed_of(b, c->stratum);
        }
        if (c->arm == ARMS_NONE && dealt % b->size == 0)
            shuffle(b, seed, dealt / b->size);
        arm[c->i] = c->arm == ARMS_NONE ? b->block[dealt++ % b->size] : c->arm;
    }
    return arm;
}

void blocks_free(struct blocks *b)
{
    groups_free(&b->strata);
    free(b->customer);
    free(b->earlier);
    free(b->block);
    *b = (struct blocks){0};
}
