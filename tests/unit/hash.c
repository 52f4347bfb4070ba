/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* Files are laid out by these values, which libxxhash 0.8.1 gives for XXH3_64bits_withSeed: they must not change. */
Test(hash, is_the_same_for_ever)
{
    cr_assert_eq(hash_slice(SLICE(""), HASH_SHARD), 4028750771878340366u);
    cr_assert_eq(hash_slice(SLICE("17850"), HASH_SHARD), 4666783262723811559u);
    cr_assert_eq(hash_slice(SLICE("17850"), HASH_GROUP), 1887699405775624244u);
    cr_assert_eq(hash_slice(slice_of(NULL, 0), HASH_SHARD), hash_slice(SLICE(""), HASH_SHARD));
}

/* The keys of one shard of 64 must spread over a map: if both uses had the same seed, all keys would have the same high
 * bits. */
Test(hash, uses_are_independent)
{
    enum { PARTS = 16 };
    unsigned part[PARTS] = {0}, n = 0;
    char room[16];
    for (int i = 0; i < 200000; i++) {
        struct slice key = slice_of(room, (size_t)sprintf(room, "%d", i));
        if (hash_below(hash_slice(key, HASH_SHARD), 64) == 7) {
            part[hash_below(hash_slice(key, HASH_MAP), PARTS)]++;
            n++;
        }
    }
    cr_assert(n > 2800 && n < 3450, "200000 / 64 is 3125, standard deviation 55: %u", n);
    for (int i = 0; i < PARTS; i++)
        cr_assert(part[i] > 125 && part[i] < 265, "195 expected, standard deviation 14: %u", part[i]);
}

Test(hash, below_covers_the_range_in_order)
{
    static const uint64_t size[] = {1, 2, 3, 64, 1000, UINT64_MAX};
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        cr_assert_eq(hash_below(0, size[i]), 0);
        cr_assert_eq(hash_below(UINT64_MAX, size[i]), size[i] - 1);
        for (uint64_t h = 0, before = 0; h < UINT64_MAX - (UINT64_MAX >> 8); h += UINT64_MAX >> 8) {
            cr_assert_geq(hash_below(h, size[i]), before);
            before = hash_below(h, size[i]);
        }
    }
}
