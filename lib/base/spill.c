/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

struct stream {
    char *buf;    /* SPILL_CHUNK bytes, or NULL if it is not in use */
    size_t n, at; /* bytes in buf; of them read */
    off_t *chunk; /* where its full chunks lie; what is left over stays in buf */
    size_t chunks, cap, next;
    bool reading;
    size_t left; /* bytes in buf when reading began */
};

struct spill {
    int fd;
    off_t end;
    unsigned streams;
    struct stream stream[];
};

static const char *folder(void)
{
    const char *dir = getenv("TMPDIR");
    return dir && *dir ? dir : "/tmp";
}

static int open_unnamed(void)
{
    int fd = -1;
    char path[4096];
#ifdef O_TMPFILE
    fd = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    if (fd >= 0)
        return fd;
    snprintf(path, sizeof path, "%s/tillroll.XXXXXX", folder());
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        die_errno(folder(), "create a temporary file in");
    unlink(path);
    return fd;
}

struct spill *spill_new(unsigned streams)
{
    struct spill *s = mem_zero(1, sizeof *s + streams * sizeof *s->stream);
    s->fd = open_unnamed();
    s->streams = streams;
    return s;
}

static void write_chunk(struct spill *s, struct stream *t)
{
    t->chunk = mem_grow(t->chunk, &t->cap, t->chunks + 1, sizeof *t->chunk);
    t->chunk[t->chunks++] = s->end;
    for (size_t done = 0; done < SPILL_CHUNK;) {
        ssize_t k = pwrite(s->fd, t->buf + done, SPILL_CHUNK - done, s->end);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            die_errno(folder(), "write a temporary file in");
        done += (size_t)k;
        s->end += k;
    }
    t->n = 0;
}

void spill_write(struct spill *s, unsigned stream, const void *p, size_t n)
{
    struct stream *t = &s->stream[stream];
    const char *from = p;
    if (!t->buf)
        t->buf = mem_alloc(SPILL_CHUNK);
    while (n) {
        size_t k = n < SPILL_CHUNK - t->n ? n : SPILL_CHUNK - t->n;
        memcpy(t->buf + t->n, from, k);
        t->n += k;
        from += k;
        n -= k;
        if (t->n == SPILL_CHUNK)
            write_chunk(s, t);
    }
}

/* The last bytes are still in the buffer when the first chunk is wanted there: they go to the end of the file. */
static void begin_reading(struct spill *s, struct stream *t)
{
    t->reading = true;
    t->left = t->n;
    if (t->chunks && t->n) {
        memset(t->buf + t->n, 0, SPILL_CHUNK - t->n);
        write_chunk(s, t);
    } else if (!t->chunks) {
        t->next = 1; /* all there is, is in the buffer */
    }
    t->at = 0;
    if (t->chunks)
        t->n = 0;
}

static bool next_chunk(struct spill *s, struct stream *t)
{
    if (t->next >= t->chunks)
        return false;
    for (size_t done = 0; done < SPILL_CHUNK;) {
        ssize_t k = pread(s->fd, t->buf + done, SPILL_CHUNK - done, t->chunk[t->next] + (off_t)done);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            die_errno(folder(), "read a temporary file in");
        done += (size_t)k;
    }
    t->next++;
    t->at = 0;
    t->n = t->next == t->chunks && t->left ? t->left : SPILL_CHUNK;
    return true;
}

bool spill_read(struct spill *s, unsigned stream, void *p, size_t n)
{
    struct stream *t = &s->stream[stream];
    char *to = p;
    if (!t->reading)
        begin_reading(s, t);
    for (size_t got = 0; got < n;) {
        if (t->at == t->n && !next_chunk(s, t)) {
            if (got)
                die(STATUS_ENV, "a temporary file ends too soon (a defect of this tool: please report it)");
            free(t->buf);
            t->buf = NULL;
            return false;
        }
        size_t k = n - got < t->n - t->at ? n - got : t->n - t->at;
        memcpy(to + got, t->buf + t->at, k);
        t->at += k;
        got += k;
    }
    return true;
}

void spill_free(struct spill *s)
{
    for (unsigned i = 0; i < s->streams; i++) {
        free(s->stream[i].buf);
        free(s->stream[i].chunk);
    }
    close(s->fd);
    free(s);
}
