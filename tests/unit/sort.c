/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sort.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/rng.h"

enum { MOST = 3000 };

static struct sort_item item[MOST], spare[MOST];

Test(sort, keys_ascend_and_what_is_equal_keeps_its_order)
{
    struct rng r;
    rng_seed(&r, 3, 0);
    for (int round = 0; round < 400; round++) {
        size_t n = round < 200 ? rng_below(&r, 70) : rng_below(&r, MOST);
        uint64_t mask = rng_u64(&r); /* some bytes alike in all, some not */
        mask &= rng_u64(&r);
        mask &= rng_u64(&r);
        for (size_t i = 0; i < n; i++)
            item[i] = (struct sort_item){rng_u64(&r) & mask, (uint32_t)i};
        sort_keys(item, n, spare);
        for (size_t i = 1; i < n; i++)
            cr_assert(item[i - 1].key < item[i].key || (item[i - 1].key == item[i].key && item[i - 1].of < item[i].of));
    }
}

static char room[MOST][64];
static struct slice text[MOST];

static struct slice text_of(const void *from, uint32_t of)
{
    return ((const struct slice *)from)[of];
}

/* Texts of few bytes, NUL and the highest among them, that often begin alike and end early. */
static void draw_texts(struct rng *r, size_t n)
{
    static const char bytes[] = {0, 1, 'a', 'b', '\x7f', '\x80', '\xff'};
    size_t alike = rng_below(r, 30), more = 1 + rng_below(r, 30);
    for (size_t i = 0; i < n; i++) {
        size_t size = alike + rng_below(r, more);
        memset(room[i], 'x', alike);
        for (size_t k = alike; k < size; k++)
            room[i][k] = bytes[rng_below(r, rng_below(r, 2) ? 2 : sizeof bytes)];
        text[i] = slice_of(room[i], rng_below(r, 10) ? size : rng_below(r, size + 1));
    }
}

static void assert_sorted(size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int c = i ? slice_cmp(text[item[i - 1].of], text[item[i].of]) : -1;
        cr_assert(c < 0 || (c == 0 && item[i - 1].of < item[i].of), "%zu of %zu", i, n);
        cr_assert_eq(item[i].key, c < 0, "the first of each text has 1");
    }
}

Test(sort, texts_are_in_the_order_of_their_bytes)
{
    struct rng r;
    rng_seed(&r, 4, 0);
    for (int round = 0; round < 600; round++) {
        size_t n = round < 300 ? rng_below(&r, 70) : rng_below(&r, MOST);
        draw_texts(&r, n);
        for (size_t i = 0; i < n; i++)
            item[i] = (struct sort_item){0, (uint32_t)i};
        sort_texts(item, n, spare, text_of, text);
        assert_sorted(n);
    }
}

Test(sort, texts_of_a_megabyte)
{
    enum { SIZE = 1 << 20, N = 3 };
    char *big = malloc(SIZE);
    memset(big, 'x', SIZE);
    for (uint32_t i = 0; i < N; i++) {
        text[i] = slice_of(big, SIZE - i / 2);
        item[i] = (struct sort_item){0, i};
    }
    sort_texts(item, N, spare, text_of, text);
    cr_assert(item[0].of == 2 && item[1].of == 0 && item[2].of == 1);
    cr_assert(item[0].key == 1 && item[1].key == 1 && item[2].key == 0);
    free(big);
}
