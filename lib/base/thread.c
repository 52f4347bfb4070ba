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

/* ---- in order ---- */

enum { AHEAD = 4 }; /* parts for each thread */

struct ordered_job {
    void (*make)(void *ctx, size_t part);
    void *ctx;
    size_t parts, ahead;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    size_t begun, used; /* parts */
    bool *made;         /* by part % ahead */
};

static bool may_begin(const struct ordered_job *l)
{
    return l->begun < l->parts && l->begun < l->used + l->ahead;
}

/* The lock is held before and after, but not for the work. */
static void make_next(struct ordered_job *l)
{
    size_t part = l->begun++;
    pthread_mutex_unlock(&l->lock);
    l->make(l->ctx, part);
    pthread_mutex_lock(&l->lock);
    l->made[part % l->ahead] = true;
    pthread_cond_broadcast(&l->changed);
}

static void *make_parts(void *arg)
{
    struct ordered_job *l = arg;
    pthread_mutex_lock(&l->lock);
    while (l->begun < l->parts)
        if (may_begin(l))
            make_next(l);
        else
            pthread_cond_wait(&l->changed, &l->lock);
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

static bool use_next(struct ordered_job *l, bool (*use)(void *ctx, size_t part))
{
    size_t part = l->used;
    pthread_mutex_unlock(&l->lock);
    bool more = use(l->ctx, part);
    pthread_mutex_lock(&l->lock);
    l->made[part % l->ahead] = false;
    l->used++;
    pthread_cond_broadcast(&l->changed);
    return more;
}

static void use_parts(struct ordered_job *l, bool (*use)(void *ctx, size_t part))
{
    pthread_mutex_lock(&l->lock);
    while (l->used < l->parts)
        if (l->made[l->used % l->ahead])
            l->parts = use_next(l, use) ? l->parts : l->used;
        else if (may_begin(l))
            make_next(l);
        else
            pthread_cond_wait(&l->changed, &l->lock);
    pthread_mutex_unlock(&l->lock);
}

void thread_in_order(unsigned threads, size_t parts, void (*make)(void *ctx, size_t part),
                     bool (*use)(void *ctx, size_t part), void *ctx)
{
    unsigned wanted = threads > THREADS_MAX ? THREADS_MAX : threads, started = 0;
    bool made[AHEAD * THREADS_MAX] = {0};
    pthread_t helper[THREADS_MAX];
    struct ordered_job l = {
        .make = make, .ctx = ctx, .parts = parts, .ahead = AHEAD * (wanted + !wanted), .made = made};
    pthread_mutex_init(&l.lock, NULL);
    pthread_cond_init(&l.changed, NULL);
    while (started + 1 < wanted && started + 1 < parts && thread_start(&helper[started], make_parts, &l))
        started++;
    use_parts(&l, use);
    while (started)
        pthread_join(helper[--started], NULL);
    pthread_mutex_destroy(&l.lock);
    pthread_cond_destroy(&l.changed);
}

/* ---- one thread ---- */

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
