/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <criterion/criterion.h>
#include <stdatomic.h>

enum { PARTS = 1000 };

static void count(void *ctx, size_t part)
{
    ((unsigned *)ctx)[part]++;
}

Test(thread, every_part_is_done_once_by_any_number_of_threads)
{
    for (unsigned threads = 0; threads < 9; threads++) {
        unsigned done[PARTS] = {0};
        thread_each(threads, PARTS, count, done);
        for (size_t i = 0; i < PARTS; i++)
            cr_assert(done[i] == 1, "%u threads, part %zu: done %u times", threads, i, done[i]);
    }
}

Test(thread, no_parts_no_work)
{
    thread_each(4, 0, count, NULL);
}

Test(thread, more_threads_than_parts_or_than_there_may_be)
{
    unsigned done[3] = {0};
    thread_each(100000, 3, count, done);
    cr_assert(done[0] == 1 && done[1] == 1 && done[2] == 1);
}

Test(thread, there_is_at_least_one_core)
{
    cr_assert(thread_cores() >= 1);
}

/* ---- in order ---- */

struct order {
    atomic_uint made[PARTS];
    unsigned used, last; /* parts */
};

static void make(void *ctx, size_t part)
{
    atomic_fetch_add(&((struct order *)ctx)->made[part], 1);
}

static bool use(void *ctx, size_t part)
{
    struct order *o = ctx;
    cr_assert(part == o->used++ && atomic_load(&o->made[part]) == 1);
    return o->used < o->last;
}

Test(thread, parts_are_used_in_their_order)
{
    for (unsigned threads = 0; threads < 9; threads++) {
        struct order o = {.last = PARTS + 1};
        thread_in_order(threads, PARTS, make, use, &o);
        cr_assert_eq(o.used, PARTS);
    }
    thread_in_order(4, 0, make, use, NULL);
}

Test(thread, none_is_used_after_the_last_that_is_wanted_and_few_are_made)
{
    for (unsigned threads = 1; threads < 9; threads++) {
        struct order o = {.last = 10};
        thread_in_order(threads, PARTS, make, use, &o);
        cr_assert_eq(o.used, 10);
        for (unsigned i = 10 + 4 * threads; i < PARTS; i++)
            cr_assert_eq(atomic_load(&o.made[i]), 0);
    }
}
