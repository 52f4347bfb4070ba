/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderbook.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/prefetch.h"
#include "shop/orderrecord.h"

enum { BATCH = 64, ROOM = 192, FIRST_SLOTS = 64, PLACE_MOST = INT32_MAX };

/* Parts wait here as records until many can be looked up together: each step prefetches the memory that the next one
 * needs. Rows in random order then cost a third as much as one by one. */
struct book_batch {
    unsigned n;
    uint32_t hash[BATCH], guess[BATCH];
    union waiting {
        struct orderrecord_entry entry;
        char room[ROOM];
    } waiting[BATCH];
};

void orderbook_init(struct orderbook *b)
{
    *b = (struct orderbook){.batch = mem_alloc(sizeof *b->batch),
                            .order.rises = true,
                            .appends = true,
                            .newest = DATE_NONE,
                            .oldest = INT32_MAX};
    b->batch->n = 0;
    map_put(&b->places, slice_of("", 0));
}

void orderbook_free(struct orderbook *b)
{
    map_free(&b->places);
    buf_unmap(&b->records);
    ordersorted_free(&b->order);
    buf_free(&b->text);
    if (b->slot)
        mem_unmap(b->slot, (b->mask + 1) * sizeof *b->slot);
    mem_unmap(b->sorted, b->sorted_size);
    free(b->batch);
    free(b->spare);
}

uint64_t orderbook_bytes(const struct orderbook *b)
{
    return map_bytes(&b->places) + b->records.n + (b->slot ? (b->mask + 1) * sizeof *b->slot : 0) +
           b->n * (uint64_t)sizeof *b->sorted;
}

/* ---- records ---- */

uint32_t orderbook_end(const struct orderbook *b)
{
    return (uint32_t)(b->records.n / UNIT);
}

uint32_t orderbook_after(const struct orderbook *b, uint32_t at)
{
    struct orderrecord_entry *e = orderrecord_at(b, at);
    return at + (uint32_t)(orderrecord_size(e, orderrecord_ids(e)) / UNIT);
}

struct order orderbook_order(const struct orderbook *b, uint32_t at)
{
    return orderrecord_order(b, orderrecord_at(b, at));
}

static bool is_long(const struct order *p)
{
    return (p->customer_id.n > CUSTOMER_MOST) | (p->item.n > ITEM_MOST) | (p->order_id.n > ORDER_MOST);
}

static size_t size_for(const struct order *p)
{
    size_t sizes = is_long(p) ? 3 * sizeof(uint32_t) : 0;
    return round_up(TEXTS + sizes + p->customer_id.n + p->item.n + p->order_id.n);
}

static void write_sizes(struct orderrecord_entry *e, const struct order *p)
{
    const uint32_t size[] = {(uint32_t)p->customer_id.n, (uint32_t)p->item.n, (uint32_t)p->order_id.n};
    e->sizes = size[0] | size[1] << ITEM_AT | size[2] << ORDER_AT;
    if (__builtin_expect(is_long(p), 0)) {
        e->sizes = ORDERRECORD_LONG;
        memcpy(e->texts, size, sizeof size);
    }
}

static uint32_t put_place(struct orderbook *b, struct slice place)
{
    uint32_t i = map_put(&b->places, place);
    if (i > PLACE_MOST)
        die(STATUS_ENV, "more than 2147483647 different countries and carried values");
    return i;
}

static uint32_t place_number(struct orderbook *b, const struct order *p)
{
    struct slice place = p->country;
    if (p->carried.n) {
        b->carries = true;
        b->text.n = 0;
        buf_add(&b->text, p->country.p, p->country.n);
        buf_addch(&b->text, '\t');
        buf_add(&b->text, p->carried.p, p->carried.n);
        place = buf_slice(&b->text);
    }
    if (!slice_eq(place, map_key(&b->places, b->place)))
        b->place = put_place(b, place);
    return b->place;
}

/* The part as a record of `size` bytes, which are size_for(p). */
static void write_entry(struct orderbook *b, struct orderrecord_entry *e, const struct order *p, size_t size)
{
    memset((char *)e + size - UNIT, 0, UNIT);
    e->units = p->units;
    e->returned_units = p->returned_units;
    e->gross = p->gross;
    e->returned = p->returned;
    e->day = p->day;
    e->time = p->time;
    e->sale_lines = p->sale_lines;
    e->return_lines = p->return_lines;
    e->lines = p->lines;
    e->place = place_number(b, p) & PLACE_MOST;
    e->differs = p->differs;
    write_sizes(e, p);
    struct orderrecord_ids ids = orderrecord_ids(e);
    slice_put(slice_put(slice_put(ids.text, p->customer_id), p->item), p->order_id);
}

static uint32_t hash_entry(struct orderrecord_entry *e)
{
    struct orderrecord_ids ids = orderrecord_ids(e);
    return map_hash(slice_of(ids.text, ids_size(ids)));
}

/* ---- merging ---- */

/* Above 0 if part p gives the order its date and place, rather than q, 0 if both are of the same moment. */
static int leads(const struct orderrecord_entry *p, const struct orderrecord_entry *q)
{
    if ((p->sale_lines > 0) != (q->sale_lines > 0))
        return p->sale_lines > 0 ? 1 : -1;
    if (p->day != q->day)
        return p->day < q->day ? 1 : -1;
    return (p->time < q->time) - (p->time > q->time);
}

/* For each value of two places, puts the smaller one into b->text, and an empty one only if both are empty; true if
 * they differ in a carried value. */
static bool join_places(struct orderbook *b, uint32_t one, uint32_t other)
{
    struct slice p = map_key(&b->places, one), q = map_key(&b->places, other);
    bool differs = false;
    b->text.n = 0;
    for (int i = 0; i == 0 || p.p || q.p; i++) {
        struct slice v = slice_cut(&p, '\t'), w = slice_cut(&q, '\t');
        if (i) {
            buf_addch(&b->text, '\t');
            differs |= !slice_eq(v, w);
        }
        v = v.n == 0 || (w.n && slice_cmp(w, v) < 0) ? w : v;
        buf_add(&b->text, v.p, v.n);
    }
    return differs;
}

static void merge_place(struct orderbook *b, struct orderrecord_entry *sum, const struct orderrecord_entry *part)
{
    int leading = leads(part, sum);
    bool other = part->place != sum->place;
    sum->differs |= part->differs;
    if (other && (leading == 0 || b->carries))
        sum->differs |= join_places(b, sum->place, part->place);
    if (leading > 0) {
        sum->day = part->day;
        sum->time = part->time;
        sum->place = part->place;
    } else if (leading == 0 && other) {
        sum->place = put_place(b, buf_slice(&b->text)) & PLACE_MOST;
    }
}

static _Noreturn void overflow(const struct orderbook *b, struct orderrecord_entry *e, const char *what)
{
    struct order p = orderrecord_order(b, e);
    die(STATUS_DATA, "order \"%.*s\" of customer \"%.*s\" %s", (int)p.order_id.n, p.order_id.p, (int)p.customer_id.n,
        p.customer_id.p, what);
}

static void merge(struct orderbook *b, struct orderrecord_entry *sum, struct orderrecord_entry *part)
{
    merge_place(b, sum, part);
    if (__builtin_add_overflow(sum->lines, part->lines, &sum->lines))
        overflow(b, part, "has more than 4294967295 lines");
    sum->sale_lines += part->sale_lines; /* not above lines */
    sum->return_lines += part->return_lines;
    if (!decimal_add(&sum->units, part->units) || !decimal_add(&sum->returned_units, part->returned_units) ||
        !decimal_add(&sum->gross, part->gross) || !decimal_add(&sum->returned, part->returned))
        overflow(b, part, "has a sum beyond 9223372036854.775807");
}

/* ---- looking up ---- */

/* Both are whole words; two records that differ in length differ in the first, or, if both have long ids, in the first
 * two. */
static bool same_key(const struct orderrecord_entry *p, const struct orderrecord_entry *q, size_t size)
{
    for (size_t i = KEY; i < size; i += UNIT) {
        uint64_t x, y;
        memcpy(&x, (const char *)p + i, UNIT);
        memcpy(&y, (const char *)q + i, UNIT);
        if (x != y)
            return false;
    }
    return true;
}

static struct orderrecord_slot *probe(const struct orderbook *b, const struct orderrecord_entry *e, size_t size,
                                      uint32_t hash)
{
    for (uint64_t i = hash & b->mask;; i = (i + 1) & b->mask) {
        struct orderrecord_slot *s = &b->slot[i];
        if (s->at == 0 || (s->hash == hash && same_key(e, orderrecord_at(b, s->at - 1), size)))
            return s;
    }
}

/* Twice as many slots, in the same memory. A run of full slots is moved from its beginning: each finds its new place
 * before those still to be moved, or in the new half, and no probe sequence crosses a slot that will become free. */
static void grow(struct orderbook *b)
{
    uint64_t old = b->slot ? b->mask + 1 : 0, size = old ? old * 2 : FIRST_SLOTS, begin = 0;
    struct orderrecord_slot *slot = mem_map_grow(b->slot, old * sizeof *slot, size * sizeof *slot);
    b->slot = slot;
    b->mask = size - 1;
    while (begin < old && slot[begin].at)
        begin++;
    for (uint64_t i = 0; i < old; i++) {
        uint64_t from = (begin + i) & (old - 1);
        struct orderrecord_slot moving = slot[from];
        if (!moving.at)
            continue;
        slot[from].at = 0;
        uint64_t to = moving.hash & b->mask;
        while (slot[to].at)
            to = (to + 1) & b->mask;
        slot[to] = moving;
    }
}

static struct orderrecord_entry *new_record(struct orderbook *b, size_t size)
{
    size_t at = b->records.n;
    if ((at + size) / UNIT >= UINT32_MAX)
        die(STATUS_ENV, "more than 32 GiB of orders in memory (--memory takes them to disk)");
    if (at + size > b->records.cap)
        buf_grow_map(&b->records, size);
    b->records.n += size;
    b->n++;
    return (struct orderrecord_entry *)(void *)(b->records.p + at);
}

static void put(struct orderbook *b, struct orderrecord_entry *e, uint32_t hash)
{
    size_t size = orderrecord_size(e, orderrecord_ids(e));
    if (!b->slot || b->n >= (b->mask + 1) / 4 * 3)
        grow(b);
    struct orderrecord_slot *s = probe(b, e, size, hash);
    if (s->at) {
        merge(b, orderrecord_at(b, s->at - 1), e);
        return;
    }
    *s = (struct orderrecord_slot){orderbook_end(b) + 1, hash};
    struct orderrecord_entry *to = new_record(b, size);
    if (to != e)
        memmove(to, e, size);
}

/* The most likely place of the record, which is prefetched: it may cross two cache lines. */
static void fetch_guess(const struct orderbook *b, uint32_t hash)
{
    for (uint64_t i = hash & b->mask; b->slot[i].at; i = (i + 1) & b->mask)
        if (b->slot[i].hash == hash) {
            const char *p = (const char *)orderrecord_at(b, b->slot[i].at - 1);
            prefetch_write(p);
            prefetch_write(p + 64);
            return;
        }
}

void orderbook_flush(struct orderbook *b)
{
    struct book_batch *batch = b->batch;
    for (unsigned i = 0; b->slot && i < batch->n; i++)
        fetch_guess(b, batch->hash[i]);
    for (unsigned i = 0; i < batch->n; i++)
        put(b, &batch->waiting[i].entry, batch->hash[i]);
    batch->n = 0;
}

/* ---- adding ---- */

static void add_long(struct orderbook *b, const struct order *part)
{
    size_t size = size_for(part);
    struct orderrecord_entry *e = mem_alloc(size);
    write_entry(b, e, part, size);
    put(b, e, hash_entry(e));
    free(e);
}

/* ---- appending ---- */

static bool append(struct orderbook *b, const struct order *part)
{
    if (part->item.n || !ordersorted_add(&b->order, part))
        return false;
    size_t size = size_for(part);
    write_entry(b, new_record(b, size), part, size);
    return true;
}

/* Puts the records into the hash table, where they are: one that merges makes room for those after it. The batch is
 * empty, and lends its hashes. */
void orderrecord_hash_all(struct orderbook *b)
{
    uint32_t end = orderbook_end(b), *hash = b->batch->hash;
    b->appends = false;
    b->records.n = b->n = 0;
    for (uint32_t at = 0, next = 0, n = 0; at < end; n = 0) {
        for (; next < end && n < BATCH; n++, next = orderbook_after(b, next)) {
            hash[n] = hash_entry(orderrecord_at(b, next));
            if (b->slot)
                prefetch_read(&b->slot[hash[n] & b->mask]);
        }
        for (uint32_t i = 0, size; i < n; i++, at += size) {
            size = orderbook_after(b, at) - at;
            put(b, orderrecord_at(b, at), hash[i]);
        }
    }
}

void orderbook_add(struct orderbook *b, const struct order *part)
{
    struct book_batch *batch = b->batch;
    if (b->appends && append(b, part))
        return;
    if (b->appends)
        orderrecord_hash_all(b);
    size_t size = size_for(part);
    if (size > ROOM) {
        add_long(b, part);
        return;
    }
    struct orderrecord_entry *e = &batch->waiting[batch->n].entry;
    write_entry(b, e, part, size);
    uint32_t hash = hash_entry(e);
    batch->hash[batch->n++] = hash;
    if (b->slot)
        prefetch_read(&b->slot[hash & b->mask]);
    if (batch->n == BATCH)
        orderbook_flush(b);
}

/* The key of an item's part without the item, that is its order: the moments belong to orders. */
static struct order whole_part(const struct orderbook *b, uint32_t at)
{
    struct order part = orderbook_order(b, at);
    part.item = part.carried = slice_of("", 0);
    part.units = part.returned_units = part.gross = part.returned = 0;
    part.sale_lines = part.sale_lines > 0;
    part.return_lines = 0;
    part.lines = 1;
    return part;
}

void orderbook_whole_moments(struct orderbook *b)
{
    struct orderbook whole;
    struct buf key = {0};
    orderbook_init(&whole);
    orderrecord_hash_all(&whole);
    for (uint32_t at = 0; at < orderbook_end(b); at = orderbook_after(b, at)) {
        struct order part = whole_part(b, at);
        orderbook_add(&whole, &part);
    }
    orderbook_flush(&whole);
    for (uint32_t at = 0; at < orderbook_end(b); at = orderbook_after(b, at)) {
        struct order part = whole_part(b, at);
        size_t size = size_for(&part);
        key.n = 0;
        buf_room(&key, size);
        struct orderrecord_entry *e = (struct orderrecord_entry *)(void *)key.p;
        write_entry(&whole, e, &part, size);
        const struct orderrecord_entry *found = orderrecord_at(&whole, probe(&whole, e, size, hash_entry(e))->at - 1);
        orderrecord_at(b, at)->day = found->day;
        orderrecord_at(b, at)->time = found->time;
    }
    buf_free(&key);
    orderbook_free(&whole);
}
