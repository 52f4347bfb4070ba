/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <criterion/criterion.h>

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
