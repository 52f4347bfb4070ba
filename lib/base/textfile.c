/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"

static int status_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case EACCES:
    case ELOOP:
    case ENAMETOOLONG:
        return STATUS_USAGE;
    default:
        return STATUS_ENV;
    }
}

static _Noreturn void cannot_read(const char *path, const char *asker)
{
    int error = errno;
    die(status_of(error), "%s%s: cannot read: %s", asker, path, strerror(error));
}

static void drop_mark(struct buf *text, size_t from)
{
    const struct slice mark = SLICE("\xef\xbb\xbf");
    if (!slice_starts(slice_of(text->p + from, text->n - from), mark))
        return;
    text->n -= mark.n;
    memmove(text->p + from, text->p + from + mark.n, text->n - from);
}

void textfile_read(const char *path, const char *asker, struct buf *text)
{
    enum { STEP = 1 << 12 };
    size_t from = text->n;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        cannot_read(path, asker);
    for (;;) {
        buf_room(text, STEP);
        ssize_t n = read(fd, text->p + text->n, STEP);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            cannot_read(path, asker);
        if (n == 0)
            break;
        text->n += (size_t)n;
    }
    close(fd);
    drop_mark(text, from);
}
