/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hash: XXH3 64 of bytes, with a seed of its own for each use.
 *
 * If the seeds were equal, the keys of one shard would cluster in the maps of the tool that reads the shard. The values
 * are stable by XXH3's specification on every machine, and the seeds are stable for ever: files are laid out by them.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/slice.h"

enum hash_use {
    HASH_MAP = 0x6d6170,     /* "map": tables in memory */
    HASH_SPILL = 0x7370696c, /* "spil": partitions on disk */
    HASH_SHARD = 0x73686172, /* "shar": files of shard(1) */
    HASH_GROUP = 0x67726f75, /* "grou": experiment groups */
    HASH_MODEL = 0x6d6f646c, /* "modl": the trees of a model's file */
};

uint64_t hash_slice(struct slice s, enum hash_use use);

/* Spreads a hash over 0 .. n-1 by its high bits: floor(h n / 2^64). */
static inline uint64_t hash_below(uint64_t h, uint64_t n)
{
    return (uint64_t)(((unsigned __int128)h * n) >> 64);
}

#endif
