/* SPDX-License-Identifier: GPL-3.0-or-later */
#define XXH_INLINE_ALL
#include "base/hash.h"

#include <xxhash.h>

uint64_t hash_slice(struct slice s, enum hash_use use)
{
    return XXH3_64bits_withSeed(s.p ? s.p : "", s.n, (XXH64_hash_t)use);
}
