/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <sched.h>
#include <signal.h>
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
    while (started + 1 < wanted && thread_start(&helper[started], work, &job))
        started++;
    work(&job);
    while (started > 0)
        pthread_join(helper[--started], NULL);
}

bool thread_start(pthread_t *thread, void *(*fn)(void *ctx), void *ctx)
{
    sigset_t blocked, before;
    sigfillset(&blocked);
    sigdelset(&blocked, SIGXFSZ);
    pthread_sigmask(SIG_SETMASK, &blocked, &before); /* a thread has the mask of the one that starts it */
    int failed = pthread_create(thread, NULL, fn, ctx);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return !failed;
}

unsigned thread_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n > 0 ? (unsigned)n : 1;
}
