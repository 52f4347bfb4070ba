/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/window.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "tsv/feed.h"

ssize_t window_bytes(const struct window_file *f, char *p, size_t n, off_t place)
{
    size_t have = 0;
    while (have < n) {
        ssize_t k = pread(f->fd, p + have, n - have, place + (off_t)have);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return -1;
        if (k == 0)
            break;
        have += (size_t)k;
    }
    return (ssize_t)have;
}

bool window_read(struct window *w, const struct window_file *f, off_t place)
{
    off_t left = f->end - place;
    size_t n = left < WINDOW_BYTES ? (size_t)left : WINDOW_BYTES;
    w->text.n = 0;
    buf_room(&w->text, WINDOW_BYTES + FEED_PADDING);
    ssize_t have = window_bytes(f, w->text.p, n, place);
    const char *lf = have > 0 ? memrchr(w->text.p, '\n', (size_t)have) : NULL;
    w->text.n = lf ? (size_t)(lf - w->text.p) + 1 : 0;
    return lf;
}

size_t window_cut(const struct window *w, size_t from, struct ends *e, unsigned columns)
{
    size_t left = w->text.n - from;
    ends_find(e, cpu_best(), w->text.p + from, left < ENDS_WINDOW ? left : ENDS_WINDOW, columns);
    return e->even && e->rows ? (size_t)e->end[(size_t)e->rows * columns - 1] + 1 : 0;
}

off_t window_row_after(struct window *w, const struct window_file *f, off_t place)
{
    if (!window_read(w, f, place))
        return -1;
    const char *lf = memchr(w->text.p, '\n', w->text.n);
    return place + (lf - w->text.p) + 1;
}

bool window_unchanged(const struct window_file *f)
{
    struct stat st;
    return fstat(f->fd, &st) == 0 && st.st_size == f->end && st.st_mtim.tv_sec == f->written.tv_sec &&
           st.st_mtim.tv_nsec == f->written.tv_nsec;
}

void window_changed(const char *name)
{
    die(STATUS_ENV, "%s: cannot read: it was changed while it was read (use a copy of it)", name);
}

void window_free(struct window *w)
{
    buf_free(&w->text);
}
