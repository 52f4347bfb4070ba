/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderlook.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/thread.h"
#include "shop/ordersorted.h"

/* A part begins with the first customer in it who begins after its first row, and ends where a later part begins. */
struct part {
    struct orderlook found;
    struct buf first, last; /* customers */
};

struct look {
    const struct window_file *file;
    const struct ordercolumns *columns;
    struct part *part;
    size_t parts;
    off_t size; /* of a part, about */
    atomic_bool failed;
};

/* What one thread needs for a part. */
struct reader {
    struct look *look;
    struct part *part;
    struct window window;
    struct ends ends;
    struct ordersorted sorted;
    struct order order; /* the last one: its keys alone are set, which are few of its members */
    bool skips;         /* up to the first customer that begins in the part */
    struct buf skipped; /* the customer of the last row that was skipped; none while !any */
    bool any;
    off_t row;       /* where the last row begins */
    off_t from, end; /* a customer is the part's if the row before its first begins between them */
};

/* ---- rows ---- */

static bool read_keys(struct record r, const struct ordercolumns *c, struct order *p)
{
    struct slice lines = record_value(r, c->lines);
    p->customer_id = record_value(r, c->customer_id);
    p->order_id = record_value(r, c->order_id);
    return p->order_id.n && lines.n && lines.p[0] >= '1' && lines.p[0] <= '9' &&
           date_parse(record_value(r, c->date), &p->day) && time_parse(record_value(r, c->time), &p->time);
}

static bool take(struct reader *r)
{
    struct orderlook *found = &r->part->found;
    date day = r->order.day;
    if (found->rows++ == 0)
        buf_add(&r->part->first, r->order.customer_id.p, r->order.customer_id.n);
    found->newest = day > found->newest ? day : found->newest;
    found->oldest = day < found->oldest ? day : found->oldest;
    return ordersorted_add(&r->sorted, &r->order);
}

/* Does the row end what is skipped? */
static bool begins(struct reader *r)
{
    struct slice customer = r->order.customer_id;
    if (r->any && !slice_eq(customer, buf_slice(&r->skipped)))
        return true;
    r->any = true;
    r->skipped.n = 0;
    buf_add(&r->skipped, customer.p, customer.n);
    return false;
}

enum step { STEP_ON, STEP_DONE, STEP_FAILED };

/* The row that begins at `place`. */
static enum step add_row(struct reader *r, struct record row, off_t place)
{
    bool after = r->row > r->end; /* the row before it belongs to a later part, if that one has a customer of its own */
    r->row = place;
    if (!read_keys(row, r->look->columns, &r->order))
        return STEP_FAILED;
    if (r->skips) {
        r->skips = !begins(r);
        if (r->skips || after)
            return r->skips && !after ? STEP_ON : STEP_DONE;
    } else if (after && !slice_eq(r->order.customer_id, buf_slice(&r->sorted.customer))) {
        return STEP_DONE;
    }
    return take(r) ? STEP_ON : STEP_FAILED;
}

static enum step add_window(struct reader *r, off_t place)
{
    unsigned columns = r->look->file->columns;
    enum step step = window_read(&r->window, r->look->file, place) ? STEP_ON : STEP_FAILED;
    for (size_t from = 0, bytes; step == STEP_ON && from < r->window.text.n; from += bytes) {
        bytes = window_cut(&r->window, from, &r->ends, columns);
        step = bytes ? STEP_ON : STEP_FAILED;
        for (size_t i = 0; bytes && i < r->ends.rows && step == STEP_ON; i++) {
            struct record row = window_row(&r->window, from, &r->ends, i, columns);
            step = add_row(r, row, place + (record_value(row, 0).p - r->window.text.p));
        }
    }
    return step;
}

/* ---- parts ---- */

/* To the end of the part, or of the file. */
static enum step look_on(struct reader *r)
{
    const struct window_file *f = r->look->file;
    enum step step = STEP_ON;
    off_t place = r->skips ? window_row_after(&r->window, f, r->from) : f->begin;
    while (step == STEP_ON && place != f->end) {
        step = place < 0 || atomic_load_explicit(&r->look->failed, memory_order_relaxed) ? STEP_FAILED
                                                                                         : add_window(r, place);
        place += (off_t)r->window.text.n;
    }
    return step;
}

static void look_at(void *look, size_t number)
{
    struct look *l = look;
    off_t from = l->file->begin + (off_t)number * l->size;
    struct reader r = {.look = l, .part = &l->part[number], .skips = number > 0, .row = from, .from = from};
    r.end = number + 1 < l->parts ? from + l->size : l->file->end;
    r.sorted.rises = true;
    r.part->found = (struct orderlook){.oldest = INT32_MAX, .newest = DATE_NONE};
    ends_init(&r.ends);
    if (look_on(&r) == STEP_FAILED || !ordersorted_end(&r.sorted))
        atomic_store_explicit(&l->failed, true, memory_order_relaxed);
    buf_add(&r.part->last, r.sorted.customer.p, r.sorted.customer.n);
    ordersorted_free(&r.sorted);
    ends_free(&r.ends);
    window_free(&r.window);
    buf_free(&r.skipped);
}

/* Parts of which each is sorted are sorted together if the customers of each come after those of the one before. */
static bool join(struct look *l, struct orderlook *out)
{
    struct part *before = NULL;
    bool sorted = true;
    for (struct part *p = l->part; p < l->part + l->parts; p++) {
        if (p->found.rows == 0)
            continue;
        out->rows += p->found.rows;
        out->newest = p->found.newest > out->newest ? p->found.newest : out->newest;
        out->oldest = p->found.oldest < out->oldest ? p->found.oldest : out->oldest;
        sorted &= !before || slice_cmp(buf_slice(&before->last), buf_slice(&p->first)) < 0;
        before = p;
    }
    if (out->rows == 0)
        out->oldest = DATE_NONE;
    return sorted;
}

bool orderlook_sorted(struct orderlook *out, const struct window_file *f, const struct ordercolumns *c,
                      unsigned threads, size_t part)
{
    struct look l = {.file = f, .columns = c, .size = (off_t)part};
    l.parts = (size_t)((f->end - f->begin + l.size - 1) / l.size);
    l.part = mem_zero(l.parts, sizeof *l.part);
    *out = (struct orderlook){.oldest = INT32_MAX, .newest = DATE_NONE};
    thread_each(threads, l.parts, look_at, &l);
    bool sorted = !atomic_load(&l.failed) && join(&l, out);
    for (size_t i = 0; i < l.parts; i++) {
        buf_free(&l.part[i].first);
        buf_free(&l.part[i].last);
    }
    free(l.part);
    return sorted;
}
