/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/heap.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

enum { MOST = 300 };
static uint64_t calls;

/* The greater value first; of equal values, the smaller number first. */
static bool before(const void *of, uint32_t a, uint32_t b)
{
    const uint64_t *value = of;
    calls++;
    return value[a] != value[b] ? value[a] > value[b] : a < b;
}

/* The number of values that come before number i. */
static uint32_t place_of(const uint64_t *value, uint32_t n, uint32_t i)
{
    uint32_t place = 0;
    for (uint32_t k = 0; k < n; k++)
        place += before(value, k, i);
    return place;
}

static void check(struct rng *r, uint32_t n, uint32_t most, uint64_t values)
{
    uint64_t value[MOST] = {0};
    bool out[MOST] = {false};
    struct heap h;
    heap_begin(&h, most, before, value);
    for (uint32_t i = 0; i < n; i++) {
        value[i] = rng_below(r, values);
        uint32_t fell = heap_offer(&h, i);
        cr_assert_eq(fell == HEAP_NONE, i < most);
        cr_assert(fell == HEAP_NONE || (fell <= i && !out[fell]), "each falls out once");
        if (fell != HEAP_NONE)
            out[fell] = true;
    }
    heap_sort(&h);
    cr_assert_eq(h.n, n < most ? n : most);
    for (uint32_t i = 0; i < h.n; i++)
        cr_assert(!out[h.item[i]] && place_of(value, n, h.item[i]) == i);
    heap_end(&h);
}

Test(heap, keeps_the_best_in_their_order)
{
    struct rng r;
    rng_seed(&r, 11, 0);
    for (int round = 0; round < 300; round++)
        check(&r, (uint32_t)rng_below(&r, MOST), (uint32_t)rng_below(&r, 40), 1 + rng_below(&r, 100));
}

Test(heap, what_is_no_better_costs_one_comparison)
{
    enum { N = 100000 };
    uint64_t *value = mem_zero(N, sizeof *value);
    struct heap h;
    heap_begin(&h, 10, before, value);
    for (uint32_t i = 0; i < 10; i++)
        heap_offer(&h, i);
    calls = 0;
    for (uint32_t i = 10; i < N; i++)
        cr_assert_eq(heap_offer(&h, i), i);
    cr_assert_eq(calls, N - 10);
    heap_end(&h);
    free(value);
}
