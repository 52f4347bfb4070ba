/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

static struct slice number(char *room, uint32_t i)
{
    return slice_of(room, (size_t)sprintf(room, "%u", i * 2654435761u));
}

static int compare(const void *p, const void *q)
{
    uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;
    return (a > b) - (a < b);
}

/* A slot keeps 32 bits of the hash: among a million keys some have the same 32 bits, and must be distinguished by their
 * bytes. */
static size_t alike(uint32_t n)
{
    uint32_t *tag = malloc(n * sizeof *tag);
    char room[16];
    size_t same = 0;
    for (uint32_t i = 0; i < n; i++)
        tag[i] = (uint32_t)(hash_slice(number(room, i), HASH_MAP) >> 32);
    qsort(tag, n, sizeof *tag, compare);
    for (uint32_t i = 1; i < n; i++)
        same += tag[i] == tag[i - 1];
    free(tag);
    return same;
}

Test(map, numbers_a_million_keys_in_order_of_appearance)
{
    enum { N = 1000000 };
    struct map m = {0};
    char room[16];
    cr_assert_gt(alike(N), 50, "else this shows nothing");
    for (uint32_t i = 0; i < N; i++) {
        cr_assert_eq(map_get(&m, number(room, i)), (uint32_t)MAP_NONE);
        cr_assert_eq(map_put(&m, number(room, i)), i);
    }
    cr_assert_eq(m.n, N);
    for (uint32_t i = 0; i < N; i++) {
        struct slice key = number(room, i);
        cr_assert_eq(map_put(&m, key), i, "it is there already");
        cr_assert_eq(map_get(&m, key), i);
        cr_assert(slice_eq(map_key(&m, i), key));
    }
    cr_assert_eq(m.n, N);
    map_free(&m);
    cr_assert_eq(map_get(&m, SLICE("1")), (uint32_t)MAP_NONE);
}

Test(map, any_bytes_are_a_key)
{
    static const struct slice key[] = {{NULL, 0}, {"a", 1}, {"a\0", 2}, {"a\0b", 3}, {"\xff", 1}, {" ", 1}};
    enum { N = sizeof key / sizeof *key };
    struct map m = {0};
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < N; i++)
            cr_assert_eq(map_put(&m, key[i]), i);
    cr_assert_eq(map_get(&m, SLICE("")), 0, "the empty key, too");
    for (uint32_t i = 0; i < N; i++)
        cr_assert(slice_eq(map_key(&m, i), key[i]));
    map_free(&m);
}

Test(map, a_key_of_a_megabyte)
{
    struct map m = {0};
    struct buf big = {0};
    for (int i = 0; i < 1 << 20; i++)
        buf_addch(&big, 'x');
    cr_assert_eq(map_put(&m, buf_slice(&big)), 0);
    big.p[big.n - 1] = 'y';
    cr_assert_eq(map_put(&m, buf_slice(&big)), 1);
    cr_assert_eq(map_put(&m, slice_of(big.p, big.n - 1)), 2);
    cr_assert_eq(map_get(&m, buf_slice(&big)), 1);
    buf_free(&big);
    map_free(&m);
}

Test(map, asking_changes_nothing)
{
    struct map m = {0};
    char room[16];
    map_ask(&m, SLICE("1")); /* of an empty one */
    cr_assert(m.n == 0 && !m.slot);
    for (uint32_t i = 0; i < 1000; i++) {
        map_ask(&m, number(room, i));
        cr_assert_eq(map_get(&m, number(room, i)), (uint32_t)MAP_NONE);
        cr_assert_eq(map_put(&m, number(room, i)), i);
        map_ask(&m, number(room, i));
        cr_assert_eq(map_put_again(&m, number(room, i)), i);
    }
    cr_assert_eq(m.n, 1000);
    map_free(&m);
}
