/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sort.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

enum { MOST = 5 * SORT_SPARE, SEVERAL = 3000 };

/* On the heap: the leak checker reads all static memory after each test of the program. */
static struct sort_item *item, *spare;
static bool *seen;
static char (*room)[64];
static struct slice *text;

static void allocate(void)
{
    item = mem_zero(MOST, sizeof *item);
    spare = mem_zero(SORT_SPARE, sizeof *spare);
    seen = mem_zero(MOST, sizeof *seen);
    room = mem_zero(MOST, sizeof *room);
    text = mem_zero(MOST, sizeof *text);
}

static void release(void)
{
    free(item);
    free(spare);
    free(seen);
    free(room);
    free(text);
}

TestSuite(sort, .init = allocate, .fini = release);

/* Each of the n numbers occurs once. */
static void assert_all(const struct sort_item *sorted, size_t n)
{
    memset(seen, 0, MOST * sizeof *seen);
    for (size_t i = 0; i < n; i++) {
        cr_assert(sorted[i].of < n && !seen[sorted[i].of]);
        seen[sorted[i].of] = true;
    }
}

/* The key of number i, drawn again: some bits are the same in all keys, some are not. */
static uint64_t key_of(uint64_t seed, uint64_t mask, uint32_t i)
{
    struct rng r;
    rng_seed(&r, seed, i);
    return rng_u64(&r) & mask;
}

static void check_keys(uint64_t seed, uint64_t mask, size_t n)
{
    for (size_t i = 0; i < n; i++)
        item[i] = (struct sort_item){key_of(seed, mask, (uint32_t)i), (uint32_t)i};
    sort_keys(item, n, spare);
    assert_all(item, n);
    for (size_t i = 0; i < n; i++) {
        cr_assert_eq(item[i].key, key_of(seed, mask, item[i].of), "keys stay with what they are of");
        cr_assert(i == 0 || item[i - 1].key <= item[i].key);
    }
}

static uint64_t few_bits(struct rng *r)
{
    uint64_t bits = rng_u64(r);
    bits &= rng_u64(r);
    bits &= rng_u64(r);
    return bits;
}

Test(sort, keys_ascend)
{
    struct rng r;
    rng_seed(&r, 3, 0);
    for (uint64_t round = 0; round < 400; round++) {
        uint64_t mask = few_bits(&r);
        check_keys(round, mask, rng_below(&r, round < 200 ? 70 : 5000));
    }
    for (uint64_t round = 0; round < 30; round++)
        check_keys(round, round ? few_bits(&r) : 0, MOST - rng_below(&r, MOST / 2));
    for (uint64_t bits = 0; bits < 20; bits++)
        check_keys(bits, (UINT64_C(1) << bits) - 1, MOST);
}

static struct slice text_of(const void *from, uint32_t of)
{
    return ((const struct slice *)from)[of];
}

static uint64_t fetched;
static void fetch(const void *from, uint32_t of)
{
    fetched += text_of(from, of).n;
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

static void sort_by_text(size_t n)
{
    sort_texts(item, n, spare, &(struct sort_source){text, text_of, fetch});
}

static void check_texts(struct rng *r, size_t n)
{
    draw_texts(r, n);
    for (size_t i = 0; i < n; i++)
        item[i] = (struct sort_item){sort_key(text[i]), (uint32_t)i};
    sort_by_text(n);
    assert_all(item, n);
    for (size_t i = 0; i < n; i++) {
        int c = i ? slice_cmp(text[item[i - 1].of], text[item[i].of]) : -1;
        cr_assert(c <= 0, "%zu of %zu", i, n);
        cr_assert_eq(item[i].key, c < 0, "the first of each text has 1");
    }
}

Test(sort, texts_are_in_the_order_of_their_bytes)
{
    struct rng r;
    rng_seed(&r, 4, 0);
    for (int round = 0; round < 600; round++)
        check_texts(&r, rng_below(&r, round < 300 ? 70 : SEVERAL));
    for (int round = 0; round < 5; round++)
        check_texts(&r, MOST - rng_below(&r, MOST / 2));
}

Test(sort, texts_of_a_megabyte)
{
    enum { SIZE = 1 << 20, N = 3 };
    char *big = malloc(SIZE);
    memset(big, 'x', SIZE);
    for (uint32_t i = 0; i < N; i++) {
        text[i] = slice_of(big, SIZE - i / 2);
        item[i] = (struct sort_item){sort_key(text[i]), i};
    }
    sort_by_text(N);
    cr_assert(item[0].of == 2 && item[1].of + item[2].of == 1);
    cr_assert(item[0].key == 1 && item[1].key == 1 && item[2].key == 0);
    free(big);
}
