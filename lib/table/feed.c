/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/feed.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/die.h"
#include "base/tool.h"

void feed_open(struct feed *f, const char *path)
{
    f->path = path;
    f->name = strcmp(path, "-") == 0 ? "stdin" : path;
    f->fd = tool_open(path);
    f->ended = false;
    f->buf.n = f->at = 0;
}

void feed_close(struct feed *f)
{
    if (f->fd != STDIN_FILENO)
        close(f->fd);
}

bool feed_fill(struct feed *f)
{
    size_t left = feed_left(f);
    if (f->ended)
        return false;
    if (left && f->at)
        memmove(f->buf.p, f->buf.p + f->at, left);
    f->buf.n = left;
    f->at = 0;
    buf_room(&f->buf, FEED_BLOCK + FEED_PADDING);
    size_t n = tool_read(f->fd, f->path, f->buf.p + left, FEED_BLOCK);
    f->buf.n += n;
    f->ended = n == 0;
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
