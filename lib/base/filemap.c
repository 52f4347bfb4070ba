/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/filemap.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"

enum { FEWEST = 4 }; /* steps: below that a copy costs the same */

static struct filemap *maps; /* in use */

/* A mapped page is missing. The read in this thread failed, not something half done within the C library, so the tool
 * may end in its usual way. */
static void on_bus_error(int number, siginfo_t *info, void *context)
{
    (void)context;
    const char *at = info->si_addr;
    for (const struct filemap *m = info->si_code > 0 ? maps : NULL; m; m = m->next) /* else another process sent it */
        if (at >= m->p + m->behind && at < m->p + m->size + FILEMAP_PADDING)
            die(STATUS_ENV, "%s: cannot read: it was truncated while it was read, or its disk fails", m->name);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch(void)
{
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};
    sigset_t bus;
    sigaction(SIGBUS, &action, NULL);
    sigemptyset(&bus);
    sigaddset(&bus, SIGBUS);
    pthread_sigmask(SIG_UNBLOCK, &bus, NULL); /* a parent may have left it blocked */
}

/* At least one byte is left over. If the address space is limited (ulimit -v), nothing is mapped: other parts need it
 * more. */
static size_t steps_of(int fd)
{
    struct stat st;
    struct rlimit addresses;
    if (getrlimit(RLIMIT_AS, &addresses) != 0 || addresses.rlim_cur != RLIM_INFINITY)
        return 0;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size < FEWEST * FILEMAP_STEP ||
        lseek(fd, 0, SEEK_CUR) != 0)
        return 0;
    return ((size_t)st.st_size - 1) / FILEMAP_STEP * FILEMAP_STEP;
}

/* The kernel enters all pages of the step at once; one that cannot enters each when it is looked at. */
static void enter_step(const struct filemap *m, size_t begin)
{
#ifdef MADV_POPULATE_READ
    if (begin < m->size)
        madvise(m->p + begin, FILEMAP_STEP, MADV_POPULATE_READ);
#else
    (void)m;
    (void)begin;
#endif
}

bool filemap_open(struct filemap *m, int fd, const char *name)
{
    size_t size = steps_of(fd);
    void *p = size ? mmap(NULL, size + FILEMAP_PADDING, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    *m = (struct filemap){0};
    if (p == MAP_FAILED)
        return false;
    *m = (struct filemap){.p = p, .size = size, .name = name, .next = maps};
    maps = m;
    watch();
    madvise(p, size, MADV_SEQUENTIAL);
    enter_step(m, 0);
    return true;
}

bool filemap_more(struct filemap *m, size_t done)
{
    size_t end = done / FILEMAP_STEP * FILEMAP_STEP;
    if (m->n == m->size)
        return false;
    m->n += FILEMAP_STEP;
    enter_step(m, m->n); /* the next step too: a reader of this one may prefetch what follows */
    if (end > m->behind)
        munmap(m->p + m->behind, end - m->behind);
    m->behind = end;
    return true;
}

void filemap_close(struct filemap *m, int fd)
{
    if (!m->p)
        return;
    for (struct filemap **at = &maps; *at; at = &(*at)->next)
        if (*at == m) {
            *at = m->next;
            break;
        }
    munmap(m->p + m->behind, m->size + FILEMAP_PADDING - m->behind);
    lseek(fd, (off_t)m->n, SEEK_SET);
    m->p = NULL;
}
