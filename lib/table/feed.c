/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/feed.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/behind.h"
#include "base/die.h"
#include "base/tool.h"

static bool ahead_wanted;

void feed_ahead(void)
{
    ahead_wanted = true;
}

void feed_open(struct feed *f, const char *path)
{
    f->path = path;
    f->name = strcmp(path, "-") == 0 ? "stdin" : path;
    f->fd = tool_open(path);
    f->ended = false;
    f->may_ahead = ahead_wanted;
    f->buf.n = f->at = 0;
}

static void end_ahead(struct feed *f)
{
    if (f->reader)
        behind_wait(f->reader); /* for nothing, but where the file was not read to its end */
    behind_end(f->reader);
    f->reader = NULL;
    buf_free(&f->next);
}

void feed_close(struct feed *f)
{
    end_ahead(f);
    if (f->fd != STDIN_FILENO)
        close(f->fd);
}

/* The second thread's work; the buffer is not for it to choose. */
static int read_next(void *feed, const char *none, size_t n)
{
    struct feed *f = feed;
    (void)none;
    f->got = tool_read(f->fd, f->next.p + FEED_FRONT, n);
    return f->got < 0 ? errno : 0;
}

/* Does a second thread read on? */
static bool is_ahead(struct feed *f, size_t n)
{
    if (f->reader || !f->may_ahead || n < FEED_BLOCK)
        return f->reader;
    f->may_ahead = false;
    if (behind_pays(f->fd))
        f->reader = behind_start(read_next, f);
    return f->reader;
}

static void read_ahead(struct feed *f)
{
    f->next.n = 0;
    buf_room(&f->next, FEED_FRONT + FEED_BLOCK + FEED_PADDING);
    behind_hand(f->reader, NULL, FEED_BLOCK, 0);
}

/* Room for `n` bytes behind what is left. */
static void make_room(struct feed *f, size_t n)
{
    size_t left = feed_left(f);
    if (left && f->at)
        memmove(f->buf.p, f->buf.p + f->at, left);
    f->buf.n = left;
    f->at = 0;
    buf_room(&f->buf, n + FEED_PADDING);
}

/* The block that was read meanwhile. What is left is copied in front of it; or it behind that, where that is longer. */
static size_t take_next(struct feed *f)
{
    errno = behind_wait(f->reader);
    size_t left = feed_left(f), n = tool_has_read(f->path, f->got);
    if (left <= FEED_FRONT && left <= n) {
        struct buf filled = f->next;
        memcpy(filled.p + FEED_FRONT - left, f->buf.p + f->at, left);
        f->next = f->buf;
        f->buf = filled;
        f->buf.n = FEED_FRONT + n;
        f->at = FEED_FRONT - left;
        return n;
    }
    if (f->buf.cap - f->buf.n < n + FEED_PADDING)
        make_room(f, n);
    buf_add(&f->buf, f->next.p + FEED_FRONT, n);
    return n;
}

static size_t read_now(struct feed *f)
{
    make_room(f, FEED_BLOCK);
    size_t n = tool_has_read(f->path, tool_read(f->fd, f->buf.p + f->buf.n, FEED_BLOCK));
    f->buf.n += n;
    return n;
}

bool feed_fill(struct feed *f)
{
    if (f->ended)
        return false;
    size_t n = f->reader ? take_next(f) : read_now(f);
    f->ended = n == 0;
    if (f->ended)
        end_ahead(f);
    else if (is_ahead(f, n))
        read_ahead(f);
    return n > 0;
}

bool feed_line(struct feed *f, size_t from, uint64_t number, size_t longest, struct slice *line, size_t *size)
{
    for (size_t seen = from;;) {
        char *p = f->buf.p + f->at;
        size_t have = feed_left(f);
        char *lf = have > seen ? memchr(p + seen, '\n', have - seen) : NULL;
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
