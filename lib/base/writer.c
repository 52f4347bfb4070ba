/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/writer.h"

#include <semaphore.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/thread.h"

struct writer {
    int (*work)(void *ctx, const char *p, size_t n);
    void *ctx;
    pthread_t thread;
    sem_t full, done; /* a buffer goes to the thread, and comes back */
    bool busy;        /* the second thread has a buffer; read only by the first thread */
    char *p;          /* the buffer that the first thread does not have: these members belong to the thread that has
                       * it */
    size_t n, size;   /* no bytes: the thread may end */
    int error;
};

bool writer_pays(int fd)
{
    struct stat st;
    return thread_cores() > 1 && fstat(fd, &st) == 0 &&
           (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode) || S_ISREG(st.st_mode));
}

static void await(sem_t *s)
{
    while (sem_wait(s) != 0) /* EINTR: the call itself is correct */
        ;
}

static void *run(void *arg)
{
    struct writer *b = arg;
    for (;;) {
        await(&b->full);
        if (b->n == 0)
            return NULL;
        b->error = b->work(b->ctx, b->p, b->n);
        sem_post(&b->done);
    }
}

struct writer *writer_start(int (*work)(void *ctx, const char *p, size_t n), void *ctx)
{
    struct writer *b = mem_zero(1, sizeof *b);
    b->work = work;
    b->ctx = ctx;
    sem_init(&b->full, 0, 0);
    sem_init(&b->done, 0, 0);
    if (thread_start(&b->thread, run, b))
        return b;
    free(b);
    return NULL;
}

int writer_wait(struct writer *b)
{
    if (b->busy)
        await(&b->done);
    b->busy = false;
    return b->error;
}

char *writer_hand(struct writer *b, char *p, size_t n, size_t size)
{
    char *other = b->size < size ? mem_resize(b->p, size, 1) : b->p;
    b->p = p;
    b->n = n;
    b->size = size;
    b->busy = true;
    sem_post(&b->full);
    return other;
}

void writer_end(struct writer *b)
{
    if (!b)
        return;
    b->n = 0;
    sem_post(&b->full);
    pthread_join(b->thread, NULL);
    sem_destroy(&b->full);
    sem_destroy(&b->done);
    free(b->p);
    free(b);
}
