/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/shards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sides.h"

enum { MOST_ROOM = 1 << 20 };

struct shard {
    char *path; /* its final name */
    char *part; /* its temporary name; NULL once it has its own */
    char *buf;
    size_t n;
};

struct shards {
    struct shard *shard;
    uint64_t n;
    size_t room; /* bytes in each buffer */
};

static struct shards *unfinished; /* for a tool that ends early */

static void remove_parts(void)
{
    for (uint64_t i = 0; unfinished && i < unfinished->n; i++)
        if (unfinished->shard[i].part)
            unlink(unfinished->shard[i].part);
}

static void append(const struct shard *f, int flags, const char *p, size_t n)
{
    int fd = open(f->part, O_WRONLY | O_CLOEXEC | flags, 0666);
    if (fd < 0)
        die_errno(f->path, "create");
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            die_errno(f->path, "write");
        p += k;
        n -= (size_t)k;
    }
    if (close(fd) != 0 && errno != EINTR)
        die_errno(f->path, "write");
}

static void name_files(struct shard *f, const char *pattern, uint64_t i, int width)
{
    const char *hole = strstr(pattern, "{}");
    size_t n = strlen(pattern) + 32;
    f->path = mem_alloc(n);
    snprintf(f->path, n, "%.*s%0*llu%s", (int)(hole - pattern), pattern, width, (unsigned long long)i, hole + 2);
    f->part = mem_alloc(n + 32);
    snprintf(f->part, n + 32, "%s.part.%ld", f->path, (long)getpid());
}

struct shards *shards_open(const char *pattern, uint64_t n, struct slice header)
{
    struct shards *s = mem_zero(1, sizeof *s);
    int width = snprintf(NULL, 0, "%llu", (unsigned long long)(n - 1));
    s->room = SHARDS_MEMORY / n;
    s->room = s->room < SHARDS_LEAST ? SHARDS_LEAST : s->room > MOST_ROOM ? MOST_ROOM : s->room;
    s->shard = mem_zero(n, sizeof *s->shard);
    unfinished = s;
    cleanup_add(remove_parts);
    while (s->n < n) {
        struct shard *f = &s->shard[s->n];
        struct stat st;
        name_files(f, pattern, s->n++, width);
        if (stat(f->path, &st) == 0 && !S_ISREG(st.st_mode))
            die(STATUS_ENV, "%s: exists and is not a regular file", f->path);
        sides_output(f->path, "--out");
        append(f, O_CREAT | O_TRUNC, NULL, 0); /* a missing folder is noticed at once */
    }
    for (uint64_t i = 0; i < n; i++)
        shards_row(s, i, header);
    return s;
}

static void add(const struct shards *s, struct shard *f, const char *p, size_t n)
{
    for (size_t room; n > (room = s->room - f->n); p += room, n -= room) {
        memcpy(f->buf + f->n, p, room);
        append(f, O_APPEND, f->buf, s->room);
        f->n = 0;
    }
    if (n)
        memcpy(f->buf + f->n, p, n);
    f->n += n;
}

void shards_row(struct shards *s, uint64_t i, struct slice row)
{
    struct shard *f = &s->shard[i];
    if (!f->buf)
        f->buf = mem_alloc(s->room);
    add(s, f, row.p, row.n);
    add(s, f, "\n", 1);
}

/* They take their names together with the other files that the tool writes. */
static void hand_over(struct shards *s)
{
    for (uint64_t i = 0; i < s->n; i++) {
        struct shard *f = &s->shard[i];
        out_adopt(f->part, f->path);
        free(f->part);
        f->part = NULL;
    }
}

void shards_close(struct shards *s)
{
    for (uint64_t i = 0; i < s->n; i++)
        if (s->shard[i].n)
            append(&s->shard[i], O_APPEND, s->shard[i].buf, s->shard[i].n);
    hand_over(s);
    unfinished = NULL;
    for (uint64_t i = 0; i < s->n; i++) {
        free(s->shard[i].path);
        free(s->shard[i].buf);
    }
    free(s->shard);
    free(s);
}
