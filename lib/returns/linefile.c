/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linefile.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/thread.h"
#include "base/tool.h"
#include "returns/linenote.h"

enum { SHORT = 64 }; /* bytes: few lines have less. What is not used of an array has no memory */

struct reading {
    struct linekept *k;
    off_t size;    /* of a part, about */
    uint64_t took; /* bytes of those that were used */
    atomic_bool failed;
};

/* What one thread needs for a part, which has the rows that begin after its own beginning, up to the next part's. */
struct reader {
    struct linekept *k;
    struct linekept_part *part;
    off_t end;
    struct window window;
    struct ends ends;
    struct linenote note;
};

/* Is this row, `before` bytes after its window's place, of the part? */
static bool is_own(const struct reader *r, off_t place, size_t before)
{
    return place + (off_t)before <= r->end;
}

/* Those rows that were cut, from a byte of the window on; false if one is wrong. */
static bool add_rows(struct reader *r, off_t place, size_t from)
{
    unsigned columns = r->k->file.columns;
    size_t before = from;
    for (size_t i = 0; i < r->ends.rows && is_own(r, place, before); i++) {
        struct record row = window_row(&r->window, from, &r->ends, i, columns);
        size_t after = from + r->ends.end[(i + 1) * columns - 1] + 1;
        if (linenote_parse(&r->note, r->k, row) != LINES_COLUMNS)
            return false;
        linenote_add(&r->note, r->k, r->part, after - before);
        before = after;
    }
    return true;
}

static bool add_window(struct reader *r, off_t place)
{
    for (size_t from = 0, bytes; from < r->window.text.n && is_own(r, place, from); from += bytes) {
        bytes = window_cut(&r->window, from, &r->ends, r->k->file.columns);
        if (bytes == 0 || !add_rows(r, place, from))
            return false;
    }
    return true;
}

static bool add_windows(struct reader *r, const atomic_bool *failed)
{
    const struct window_file *f = &r->k->file;
    for (off_t place = r->part->place; place <= r->end && place < f->end; place += (off_t)r->window.text.n)
        if (atomic_load_explicit(failed, memory_order_relaxed) || !window_read(&r->window, f, place) ||
            !add_window(r, place))
            return false;
    return true;
}

static void make_part(void *reading, size_t number)
{
    struct reading *all = reading;
    const struct window_file *f = &all->k->file;
    struct linekept_part *p = &all->k->part[number];
    off_t from = f->begin + (off_t)number * all->size;
    struct reader r = {.k = all->k, .part = p, .end = from + all->size, .note = linenote_of(all->k)};
    p->row = mem_grow(p->row, &p->row_cap, (size_t)all->size / SHORT, sizeof *p->row);
    ends_init(&r.ends);
    p->place = number ? window_row_after(&r.window, f, from) : from;
    if (p->place < 0 || !add_windows(&r, &all->failed))
        atomic_store_explicit(&all->failed, true, memory_order_relaxed);
    ends_free(&r.ends);
    window_free(&r.window);
}

static bool use_part(void *reading, size_t number)
{
    struct reading *all = reading;
    struct linekept *k = all->k;
    struct linekept_part *p = &k->part[number];
    p->first = k->rows;
    k->rows += p->rows;
    tool_rows.in += p->rows;
    all->took += p->bytes;
    tool_took(p->bytes);
    return !atomic_load_explicit(&all->failed, memory_order_relaxed);
}

bool linefile_read(struct linekept *k, unsigned threads, size_t part)
{
    struct reading all = {.k = k, .size = (off_t)part};
    size_t parts = (size_t)((k->file.end - k->file.begin + all.size - 1) / all.size);
    k->part_cap = parts + 1;
    k->part = mem_zero(k->part_cap, sizeof *k->part);
    k->parts = parts;
    thread_in_order(threads, parts, make_part, use_part, &all);
    if (atomic_load(&all.failed)) {
        tool_rows.in -= k->rows;
        tool_expects(all.took); /* once more */
        return false;
    }
    lseek(k->file.fd, k->file.end, SEEK_SET); /* another program may read standard input after this one */
    return true;
}
