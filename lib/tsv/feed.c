/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/feed.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/tool.h"

/* All 0 if it is no regular file. */
static struct stat state_of(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? st : (struct stat){0};
}

void feed_open(struct feed *f, const char *path)
{
    f->path = path;
    f->name = strcmp(path, "-") == 0 ? "stdin" : path;
    f->fd = tool_open(path);
    f->ended = false;
    struct stat st = state_of(f->fd);
    f->size = st.st_size;
    f->written = st.st_mtim;
    f->begin = f->size ? lseek(f->fd, 0, SEEK_CUR) : 0;
    f->n = f->at = 0;
    f->p = f->buf.p;
}

void feed_close(struct feed *f)
{
    if (f->fd != STDIN_FILENO)
        close(f->fd);
}

void feed_free(struct feed *f)
{
    buf_free(&f->buf);
}

/* Moves the rest to the front of the buffer, with room for a block after it. */
static void make_room(struct feed *f)
{
    size_t left = feed_left(f);
    if (left && f->at)
        memmove(f->buf.p, f->buf.p + f->at, left);
    f->buf.n = left;
    buf_room(&f->buf, FEED_BLOCK + FEED_PADDING);
    f->p = f->buf.p;
    f->n = left;
    f->at = 0;
}

bool feed_fill(struct feed *f)
{
    if (f->ended)
        return false;
    make_room(f);
    size_t n = tool_read(f->fd, f->path, f->buf.p + f->n, FEED_BLOCK);
    f->n += n;
    f->ended = n == 0;
    if (f->ended)
        f->buf.p[f->n] = '\0';
    if (f->ended && state_of(f->fd).st_size < f->size)
        die(STATUS_ENV, "%s: cannot read: it was truncated while it was read", f->name);
    return n > 0;
}

bool feed_line(struct feed *f, size_t from, uint64_t number, size_t longest, struct slice *line, size_t *size)
{
    for (size_t seen = from;;) {
        const char *p = f->p + f->at;
        size_t have = feed_left(f);
        const char *lf = have > seen ? memchr(p + seen, '\n', have - seen) : NULL;
        if (lf || (f->ended && have > from)) {
            *size = lf ? (size_t)(lf - p) - from + 1 : have - from;
            *line = slice_of(p + from, *size - (lf != NULL));
            return true;
        }
        if (have > from && have - from > longest)
            die(STATUS_DATA, "%s:%" PRIu64 ": a line longer than %zu bytes (line ends are LF or CRLF)", f->name, number,
                longest);
        seen = have > from ? have : from;
        if (!feed_fill(f) && feed_left(f) <= from)
            return false;
    }
}
