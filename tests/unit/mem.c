/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <criterion/criterion.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"

Test(mem, grow_keeps_what_is_there)
{
    size_t cap = 0;
    uint64_t *p = NULL;
    for (size_t n = 1; n < 100000; n++) {
        size_t before = cap;
        p = mem_grow(p, &cap, n, sizeof *p);
        cr_assert_geq(cap, n);
        cr_assert(cap == before || cap >= 2 * before, "by doubling");
        p[n - 1] = n;
    }
    for (size_t n = 1; n < 100000; n++)
        cr_assert_eq(p[n - 1], n);
    free(p);
}

Test(mem, a_product_beyond_the_address_space_is_out_of_memory, .exit_code = 3)
{
    volatile size_t half = SIZE_MAX / 2 + 1; /* times 2 is 0 */
    mem_zero(half, 2);
}

Test(mem, resizing_beyond_it_too, .exit_code = 3)
{
    volatile size_t half = SIZE_MAX / 2 + 1;
    mem_resize(NULL, half, 2);
}

Test(mem, a_buffer_holds_what_was_added)
{
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    cr_assert_eq(buf_slice(&b).n, 0);
    for (int i = 0; i < 1000; i++) {
        buf_addstr(&b, "ab");
        buf_addch(&b, '\0');
        buf_add(&b, "c", 1);
    }
    cr_assert_eq(b.n, 4000);
    for (size_t i = 0; i < b.n; i++)
        cr_assert_eq(b.p[i], "ab\0c"[i % 4]);
    b.n = 0;
    size_t cap = b.cap;
    buf_addstr(&b, "x");
    cr_assert_eq(b.cap, cap, "used again");
    buf_free(&b);
    cr_assert(!b.p && !b.n && !b.cap);
}

Test(arena, addresses_never_move_nor_overlap)
{
    enum { N = 3000 };
    static struct slice held[N];
    struct arena a = {0};
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int i = 0; i < N; i++) {
        size_t n = i % 500 == 7 ? (1u << 16) + (unsigned)i : rng_below(&r, 200);
        char *p = arena_alloc(&a, n);
        cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        memset(p, i % 251, n);
        held[i] = slice_of(p, n);
    }
    for (int i = 0; i < N; i++)
        for (size_t k = 0; k < held[i].n; k++)
            cr_assert_eq((unsigned char)held[i].p[k], i % 251);
    arena_free(&a);
    cr_assert(!a.block && !a.p && !a.end);
}

Test(arena, copies_are_apart_and_end_in_nul)
{
    struct arena a = {0};
    char text[] = "abc";
    struct slice copy = arena_copy(&a, slice_of(text, 2)), nothing = arena_copy(&a, slice_of(NULL, 0));
    char *string = arena_str(&a, slice_of(text + 1, 2));
    text[1] = 'X';
    cr_assert(slice_is(copy, "ab"));
    cr_assert_eq(copy.p[2], '\0');
    cr_assert(nothing.p && nothing.n == 0 && *nothing.p == '\0', "a copy of nothing is a string");
    cr_assert_str_eq(string, "bc");
    struct buf big = {0};
    for (int i = 0; i < 1 << 20; i++)
        buf_addch(&big, (char)i);
    cr_assert(slice_eq(arena_copy(&a, buf_slice(&big)), buf_slice(&big)));
    buf_free(&big);
    arena_free(&a);
}

/* Both ways, with malloc and with pages of its own: all of it is cleared. */
Test(mem, a_map_is_cleared)
{
    static const size_t size[] = {0, 1, 4096, 1u << 17, 200001, (4u << 20) - 1, 4u << 20, (4u << 20) + 1, 9999999};
    for (size_t k = 0; k < sizeof size / sizeof *size; k++)
        for (int round = 0; round < 3; round++) {
            char *p = mem_map(size[k]);
            for (size_t i = 0; i < size[k]; i += 512)
                cr_assert_eq(p[i], 0);
            if (size[k]) {
                cr_assert_eq(p[size[k] - 1], 0);
                memset(p, 'x', size[k]);
            }
            mem_unmap(p, size[k]);
        }
    mem_unmap(NULL, 0);
}

Test(mem, a_map_grows_and_keeps_what_is_there)
{
    static const size_t size[] = {0, 100, 4096, 100000, 200001, 300000, 4u << 20, 5u << 20, (16u << 20) + 1, 64u << 20};
    char *p = NULL;
    for (size_t k = 1; k < sizeof size / sizeof *size; k++) {
        size_t old = size[k - 1], n = size[k];
        p = mem_map_grow(p, old, n);
        for (size_t i = 0; i < n; i += i < 5000 ? 1 : 499)
            cr_assert_eq(p[i], i < old ? (char)(i % 251) : 0, "byte %zu of %zu", i, n);
        for (size_t i = 0; i < n; i++)
            p[i] = (char)(i % 251);
    }
    mem_unmap(p, size[sizeof size / sizeof *size - 1]);
}

Test(mem, a_copy_of_a_text_ends_in_a_nul)
{
    char *empty = mem_str((struct slice){0}), *word = mem_str(slice_of("word and more", 4));
    cr_assert_str_eq(empty, "");
    cr_assert_str_eq(word, "word");
    free(empty);
    free(word);
}
