/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/order.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/spill.h"
#include "shop/orderbook.h"

/* A book's record numbers end at 32 GiB; it is distributed when it has taken half of this. */
#define MOST_MEMORY ((uint64_t)1 << 35)

/* A part on disk, folded and sorted: its first order, and the memory of its texts. */
struct starts_run {
    struct order order;
    struct buf text;
    unsigned part;
};

struct orders {
    struct orderbook book;
    uint64_t memory;
    bool by_item;
    uint64_t added;
    date newest, oldest;
    struct spill *parts, *runs;
    struct starts_run *run; /* those that have not ended, as a heap: run[0] is the first */
    size_t run_count;
    struct orders_sorted from; /* next is NULL: there are parts */
    bool taken;                /* run[0] was returned: it advances at the next call */
};

struct orders *orders_new(uint64_t memory, bool by_item)
{
    struct orders *o = mem_zero(1, sizeof *o);
    orderbook_init(&o->book);
    o->memory = memory < MOST_MEMORY ? memory : MOST_MEMORY;
    o->by_item = by_item;
    o->newest = o->oldest = DATE_NONE;
    return o;
}

void orders_free(struct orders *o)
{
    for (size_t i = 0; i < o->run_count; i++)
        buf_free(&o->run[i].text);
    if (o->parts)
        spill_free(o->parts);
    if (o->runs)
        spill_free(o->runs);
    if (o->from.end)
        o->from.end(o->from.reader);
    orderbook_free(&o->book);
    free(o->run);
    free(o);
}

/* ---- orders on disk ---- */

/* The record itself (its pointers mean nothing on disk), and its texts after it. */
static void write_record(struct spill *s, unsigned stream, struct order p)
{
    spill_write(s, stream, &p, sizeof p);
    for (int i = 0; i < ORDER_TEXTS; i++)
        spill_write(s, stream, order_text(&p, i)->p, order_text(&p, i)->n);
}

static bool read_record(struct spill *s, unsigned stream, struct order *out, struct buf *text)
{
    if (!spill_read(s, stream, out, sizeof *out))
        return false;
    text->n = 0;
    for (int i = 0; i < ORDER_TEXTS; i++)
        text->n += order_text(out, i)->n;
    buf_room(text, 1);
    char *p = text->p;
    for (int i = 0; i < ORDER_TEXTS; i++) {
        struct slice *t = order_text(out, i);
        if (t->n)
            spill_read(s, stream, p, t->n);
        t->p = p;
        p += t->n;
    }
    return true;
}

/* Distributes the orders to their parts, and begins an empty book. */
static void deal_out(struct orders *o)
{
    orderbook_flush(&o->book);
    if (!o->parts)
        o->parts = spill_new(ORDERS_PARTITIONS);
    for (uint32_t at = 0; at < orderbook_end(&o->book); at = orderbook_after(&o->book, at)) {
        struct order p = orderbook_order(&o->book, at);
        uint64_t h = hash_slice(p.customer_id.n ? p.customer_id : p.order_id, HASH_SPILL);
        write_record(o->parts, (unsigned)hash_below(h, ORDERS_PARTITIONS), p);
    }
    orderbook_free(&o->book);
    orderbook_init(&o->book);
}

void orders_add(struct orders *o, const struct order *part)
{
    orderbook_add(&o->book, part);
    /* checked rarely enough to cost nothing; half is left for growing and sorting */
    if (++o->added % 1024 == 0 && orderbook_bytes(&o->book) > o->memory / 2)
        deal_out(o);
}

void orders_follow(struct orders *o, struct orders_sorted from)
{
    o->from = from;
}

/* ---- the end: sorting, or a merge of sorted parts ---- */

static void sort_book(struct orders *o)
{
    orderbook_flush(&o->book);
    if (o->by_item)
        orderbook_whole_moments(&o->book);
    orderbook_sort(&o->book);
    o->newest = o->book.newest > o->newest ? o->book.newest : o->newest;
    if (o->book.n && (o->oldest == DATE_NONE || o->book.oldest < o->oldest))
        o->oldest = o->book.oldest;
}

static void sort_part(struct orders *o, unsigned part, struct buf *text)
{
    struct order p;
    while (read_record(o->parts, part, &p, text))
        orderbook_add(&o->book, &p);
    sort_book(o);
    while (orderbook_next(&o->book, &p))
        write_record(o->runs, part, p);
    orderbook_free(&o->book);
    orderbook_init(&o->book);
}

static bool before(const struct starts_run *p, const struct starts_run *q)
{
    return orderbook_compare(&p->order, &q->order) < 0;
}

/* Lets run[i] sink to its place in the heap. */
static void sink(struct orders *o, size_t i)
{
    struct starts_run moving = o->run[i];
    for (size_t child; (child = 2 * i + 1) < o->run_count; i = child) {
        if (child + 1 < o->run_count && before(&o->run[child + 1], &o->run[child]))
            child++;
        if (!before(&o->run[child], &moving))
            break;
        o->run[i] = o->run[child];
    }
    o->run[i] = moving;
}

static void begin_merge(struct orders *o)
{
    o->run = mem_zero(ORDERS_PARTITIONS, sizeof *o->run);
    for (unsigned part = 0; part < ORDERS_PARTITIONS; part++) {
        struct starts_run *r = &o->run[o->run_count];
        r->part = part;
        if (read_record(o->runs, part, &r->order, &r->text))
            o->run_count++;
        else
            buf_free(&r->text);
    }
    for (size_t i = o->run_count / 2; i-- > 0;)
        sink(o, i);
}

void orders_end(struct orders *o)
{
    struct buf text = {0};
    if (o->from.next) {
        o->newest = o->from.newest;
        o->oldest = o->from.oldest;
        return;
    }
    if (!o->parts) {
        sort_book(o);
        return;
    }
    deal_out(o);
    o->runs = spill_new(ORDERS_PARTITIONS);
    for (unsigned part = 0; part < ORDERS_PARTITIONS; part++)
        sort_part(o, part, &text);
    buf_free(&text);
    begin_merge(o);
}

date orders_newest(const struct orders *o)
{
    return o->newest;
}

date orders_oldest(const struct orders *o)
{
    return o->oldest;
}

/* The run whose order was returned reads its next, or ends. */
static void move_on(struct orders *o)
{
    struct starts_run *r = &o->run[0];
    if (!read_record(o->runs, r->part, &r->order, &r->text)) {
        buf_free(&r->text);
        *r = o->run[--o->run_count];
    }
    if (o->run_count)
        sink(o, 0);
}

bool orders_next(struct orders *o, struct order *out)
{
    if (o->from.next)
        return o->from.next(o->from.reader, out);
    if (!o->parts)
        return orderbook_next(&o->book, out);
    if (o->taken)
        move_on(o);
    o->taken = o->run_count > 0;
    if (o->taken)
        *out = o->run[0].order;
    return o->taken;
}

void order_write(const struct order *p, struct out *o)
{
    out_slice(o, p->customer_id);
    out_tab(o);
    out_slice(o, p->order_id);
    out_tab(o);
    out_date(o, p->day);
    out_tab(o);
    out_time(o, p->time);
    out_tab(o);
    out_slice(o, p->country);
    const uint32_t count[] = {p->sale_lines, p->return_lines, p->lines};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_uint(o, count[i]);
    }
    out_tab(o);
    out_decimal(o, p->units);
    out_tab(o);
    out_decimal(o, p->returned_units);
    const decimal money[] = {p->gross, p->returned, p->gross + p->returned};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_money(o, money[i]);
    }
}
