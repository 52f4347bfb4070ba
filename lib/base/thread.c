/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { THREADS_MAX = 256 };

struct job {
    void (*fn)(void *ctx, size_t part);
    void *ctx;
    size_t parts;
    atomic_size_t next;
};

static void *work(void *arg)
{
    struct job *j = arg;
    for (;;) {
        size_t part = atomic_fetch_add_explicit(&j->next, 1, memory_order_relaxed);
        if (part >= j->parts)
            return NULL;
        j->fn(j->ctx, part);
    }
}

void thread_each(unsigned threads, size_t parts, void (*fn)(void *ctx, size_t part), void *ctx)
{
    struct job job = {.fn = fn, .ctx = ctx, .parts = parts};
    pthread_t helper[THREADS_MAX];
    unsigned wanted = threads > THREADS_MAX ? THREADS_MAX : threads, started = 0;

    if (parts < wanted)
        wanted = (unsigned)parts;
    while (started + 1 < wanted && pthread_create(&helper[started], NULL, work, &job) == 0)
        started++;
    work(&job);
    while (started > 0)
        pthread_join(helper[--started], NULL);
}

unsigned thread_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n > 0 ? (unsigned)n : 1;
}
