/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of linekept.h. */
#include <errno.h>

#include "base/die.h"
#include "base/tool.h"
#include "returns/linekept.h"
#include "tsv/feed.h"

void linekept_lost(const struct linekept *k, int error)
{
    errno = error;
    if (error)
        die_errno(k->in->name, "read");
    window_changed(k->in->name);
}

void linekept_check(const struct linekept *k)
{
    if (k->again && !window_unchanged(&k->file))
        linekept_lost(k, 0);
}

/* ---- places ---- */

/* The file from a place on, at least n bytes; false if there are fewer. */
static bool read_window(const struct linekept *k, struct linekept_reader *r, off_t place, size_t n)
{
    enum { LEAST = 1 << 16 };
    size_t wanted = n > LEAST ? n : LEAST;
    r->window.n = 0;
    buf_room(&r->window, wanted + FEED_PADDING);
    ssize_t have = window_bytes(&k->file, r->window.p, wanted, place);
    r->error = have < 0 ? errno : 0;
    r->from = place;
    r->window.n = have > 0 ? (size_t)have : 0;
    return r->window.n >= n;
}

static const char *find(const struct linekept *k, struct linekept_reader *r, off_t place, size_t n)
{
    if (!k->again)
        return k->text.p + place;
    if (place >= r->from && place + (off_t)n <= r->from + (off_t)r->window.n)
        return r->window.p + (place - r->from);
    return read_window(k, r, place, n) ? r->window.p : NULL;
}

struct slice linekept_text(const struct linekept *k, struct linekept_reader *r, off_t place, size_t bytes)
{
    const char *p = find(k, r, place, bytes);
    return slice_of(p && p[bytes - 1] == '\n' ? p : NULL, bytes);
}

/* Into the output at once: what is long is copied once and not twice. */
static void copy_file(const struct linekept *k, struct out *o, off_t from, size_t n)
{
    ssize_t have = window_bytes(&k->file, out_room(o, n), n, from);
    if (have != (ssize_t)n)
        linekept_lost(k, have < 0 ? errno : 0);
    o->p += n;
}

static void copy_kept(const struct linekept *k, struct linekept_reader *r, struct out *o, off_t from, size_t n)
{
    const char *p = find(k, r, from, n);
    if (!p)
        linekept_lost(k, r->error);
    out_bytes(o, p, n);
}

void linekept_copy(const struct linekept *k, struct linekept_reader *r, struct table *t, off_t from, off_t to,
                   uint64_t rows)
{
    enum { SHORT = 1 << 13, MOST = 1 << 17 };
    for (size_t n; from < to; from += (off_t)n) {
        n = to - from < MOST ? (size_t)(to - from) : MOST;
        if (k->again && n > SHORT)
            copy_file(k, t->out, from, n);
        else
            copy_kept(k, r, t->out, from, n);
        tool_took(k->again ? n : 0);
    }
    table_made(t, slice_of("", 0), rows);
}

/* ---- values ---- */

struct record linekept_cut(const struct linekept *k, struct slice row)
{
    unsigned n = 0, columns = k->in->n;
    struct slice rest = slice_of(row.p, row.n - (row.p[row.n - 1] == '\n'));
    for (k->at[0] = -1; rest.p && n < columns; n++) {
        struct slice value = slice_cut(&rest, '\t');
        k->at[n + 1] = (int32_t)(value.p + value.n - row.p);
    }
    if (rest.p || n < columns)
        linekept_lost(k, 0);
    return (struct record){row.p + 1, k->at, 1};
}

void linekept_line(const struct linekept *k, struct slice row, struct line *out)
{
    if (line_parse(linekept_cut(k, row), &k->columns, out) != LINES_COLUMNS)
        linekept_lost(k, 0);
}
