/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/book.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

/* A key: the lengths of customer and product id, and then customer, product and order id. */
enum { KEY_FRONT = 2 * sizeof(uint32_t), BATCH = 32, BATCH_TEXT = 160 };

struct book_entry {
    uint32_t customer, country; /* numbers in the book's maps */
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    decimal units, gross, returned;
};

/* Parts wait here until there are many to look up at once: rows in no order cost a third of what they would one by one.
 * Lines of an order mostly stand together, and are one part before they are looked up. */
struct book_batch {
    unsigned n;
    struct waiting {
        struct order part;
        struct slice key;
        uint32_t hash, guess;
        char text[BATCH_TEXT]; /* the key, and the country behind it: what the slices above borrow */
    } waiting[BATCH];
};

void book_init(struct book *b)
{
    *b = (struct book){.batch = mem_zero(1, sizeof *b->batch)};
    map_put(&b->customers, slice_of("", 0));
    map_put(&b->countries, slice_of("", 0));
}

void book_free(struct book *b)
{
    map_free(&b->customers);
    map_free(&b->countries);
    map_free(&b->keys);
    free(b->entry);
    free(b->batch);
}

uint64_t book_bytes(const struct book *b)
{
    return map_bytes(&b->customers) + map_bytes(&b->countries) + map_bytes(&b->keys) +
           book_orders(b) * (uint64_t)(sizeof *b->entry + 2 * sizeof(uint32_t)); /* the sorted numbers, too */
}

/* The parts of a key. */
static void cut_key(struct slice key, struct slice *customer, struct slice *product, struct slice *order)
{
    uint32_t n[2];
    memcpy(n, key.p, KEY_FRONT);
    *customer = slice_of(key.p + KEY_FRONT, n[0]);
    *product = slice_of(customer->p + n[0], n[1]);
    *order = slice_of(product->p + n[1], key.n - KEY_FRONT - n[0] - n[1]);
}

struct order book_order(const struct book *b, uint32_t i)
{
    const struct book_entry *e = &b->entry[i];
    struct order p = {.country = map_key(&b->countries, e->country),
                      .day = e->day,
                      .time = e->time,
                      .sale_lines = e->sale_lines,
                      .return_lines = e->return_lines,
                      .lines = e->lines,
                      .units = e->units,
                      .gross = e->gross,
                      .returned = e->returned};
    cut_key(map_key(&b->keys, i), &p.customer_id, &p.product_id, &p.order_id);
    return p;
}

/* ---- merging ---- */

/* Does part p give the order its date and country, rather than q? */
static bool leads(const struct order *p, const struct order *q)
{
    if ((p->sale_lines > 0) != (q->sale_lines > 0))
        return p->sale_lines > 0;
    if (p->day != q->day)
        return p->day < q->day;
    if (p->time != q->time)
        return p->time < q->time;
    return slice_cmp(p->country, q->country) < 0;
}

static _Noreturn void overflow(const struct order *p, const char *what)
{
    die(STATUS_DATA, "order \"%.*s\" of customer \"%.*s\" %s", (int)p->order_id.n, p->order_id.p, (int)p->customer_id.n,
        p->customer_id.p, what);
}

/* Adds a part; true where it leads, so that the country is its own from now on. */
static bool merge(struct order *sum, const struct order *part)
{
    bool lead = leads(part, sum);
    if (lead) {
        sum->day = part->day;
        sum->time = part->time;
    }
    if (__builtin_add_overflow(sum->lines, part->lines, &sum->lines))
        overflow(part, "has more than 4294967295 lines");
    sum->sale_lines += part->sale_lines; /* not above lines */
    sum->return_lines += part->return_lines;
    if (!decimal_add(&sum->units, part->units) || !decimal_add(&sum->gross, part->gross) ||
        !decimal_add(&sum->returned, part->returned))
        overflow(part, "has a sum beyond 9223372036854.775807");
    return lead;
}

/* ---- adding ---- */

static void set_entry(struct book_entry *e, const struct order *p)
{
    e->day = p->day;
    e->time = p->time;
    e->sale_lines = p->sale_lines;
    e->return_lines = p->return_lines;
    e->lines = p->lines;
    e->units = p->units;
    e->gross = p->gross;
    e->returned = p->returned;
}

static void put(struct book *b, const struct order *part, struct slice key, uint32_t hash)
{
    uint32_t before = book_orders(b), i = map_put_hashed(&b->keys, key, hash);
    if (i == before) {
        b->entry = mem_grow(b->entry, &b->entry_cap, (size_t)i + 1, sizeof *b->entry);
        b->entry[i].customer = map_put(&b->customers, part->customer_id);
        b->entry[i].country = map_put(&b->countries, part->country);
        set_entry(&b->entry[i], part);
        return;
    }
    struct order sum = book_order(b, i);
    if (merge(&sum, part))
        b->entry[i].country = map_put(&b->countries, part->country);
    set_entry(&b->entry[i], &sum);
}

static size_t key_size(const struct order *p)
{
    return KEY_FRONT + p->customer_id.n + p->product_id.n + p->order_id.n;
}

static struct slice write_key(char *to, const struct order *p)
{
    const uint32_t n[2] = {(uint32_t)p->customer_id.n, (uint32_t)p->product_id.n};
    const struct slice text[] = {p->customer_id, p->product_id, p->order_id};
    size_t at = KEY_FRONT;
    memcpy(to, n, KEY_FRONT);
    for (int i = 0; i < 3; at += text[i++].n)
        if (text[i].n)
            memcpy(to + at, text[i].p, text[i].n);
    return slice_of(to, at);
}

void book_flush(struct book *b)
{
    struct book_batch *batch = b->batch;
    const struct waiting *end = batch->waiting + batch->n;
    for (struct waiting *w = batch->waiting; w < end; w++) {
        w->hash = map_hash(w->key);
        map_fetch_slot(&b->keys, w->hash);
    }
    for (struct waiting *w = batch->waiting; w < end; w++) {
        w->guess = map_guess(&b->keys, w->hash);
        if (w->guess != MAP_NONE)
            __builtin_prefetch(&b->entry[w->guess]);
    }
    for (struct waiting *w = batch->waiting; w < end; w++)
        map_fetch_key(&b->keys, w->guess);
    for (struct waiting *w = batch->waiting; w < end; w++)
        put(b, &w->part, w->key, w->hash);
    batch->n = 0;
}

static void set_country(struct waiting *w, struct slice country)
{
    w->part.country = slice_of(w->text + w->key.n, country.n);
    if (country.n)
        memcpy(w->text + w->key.n, country.p, country.n);
}

static void wait(struct book *b, const struct order *part)
{
    struct waiting *w = &b->batch->waiting[b->batch->n++];
    w->part = *part;
    w->key = write_key(w->text, part);
    cut_key(w->key, &w->part.customer_id, &w->part.product_id, &w->part.order_id);
    set_country(w, part->country);
}

static void add_long(struct book *b, const struct order *part)
{
    char *room = mem_alloc(key_size(part));
    struct slice key = write_key(room, part);
    put(b, part, key, map_hash(key));
    free(room);
}

void book_add(struct book *b, const struct order *part)
{
    struct book_batch *batch = b->batch;
    struct waiting *last = batch->n ? &batch->waiting[batch->n - 1] : NULL;
    bool fits = key_size(part) + part->country.n <= BATCH_TEXT;
    if (last && fits && slice_eq(part->order_id, last->part.order_id) &&
        slice_eq(part->customer_id, last->part.customer_id) && slice_eq(part->product_id, last->part.product_id)) {
        if (merge(&last->part, part))
            set_country(last, part->country);
        return;
    }
    if (batch->n == BATCH)
        book_flush(b);
    if (fits)
        wait(b, part);
    else
        add_long(b, part);
}

void book_whole_days(struct book *b)
{
    struct book whole;
    struct order part;
    uint32_t n = book_orders(b);
    book_init(&whole);
    for (uint32_t i = 0; i < n; i++) {
        part = book_order(b, i);
        part.product_id = slice_of("", 0);
        part.units = part.gross = part.returned = 0;
        part.sale_lines = part.sale_lines > 0;
        part.return_lines = 0;
        part.lines = 1;
        book_add(&whole, &part);
    }
    book_flush(&whole);
    struct buf key = {0};
    for (uint32_t i = 0; i < n; i++) {
        part = book_order(b, i);
        part.product_id = slice_of("", 0);
        key.n = 0;
        buf_room(&key, key_size(&part));
        b->entry[i].day = whole.entry[map_get(&whole.keys, write_key(key.p, &part))].day;
    }
    buf_free(&key);
    book_free(&whole);
}

/* ---- the order of the orders ---- */

static int compare_customers(const void *p, const void *q, void *book)
{
    const struct map *m = &((const struct book *)book)->customers;
    return slice_cmp(map_key(m, *(const uint32_t *)p), map_key(m, *(const uint32_t *)q));
}

int book_compare(const struct order *p, const struct order *q)
{
    int c = slice_cmp(p->customer_id, q->customer_id);
    if (c == 0)
        c = (p->day > q->day) - (p->day < q->day);
    if (c == 0)
        c = (p->time > q->time) - (p->time < q->time);
    if (c == 0)
        c = slice_cmp(p->order_id, q->order_id);
    return c ? c : slice_cmp(p->product_id, q->product_id);
}

/* Of one customer's orders. */
static int compare_orders(const void *p, const void *q, void *book)
{
    const struct book *b = book;
    uint32_t i = *(const uint32_t *)p, j = *(const uint32_t *)q;
    const struct book_entry *x = &b->entry[i], *y = &b->entry[j];
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    struct order one = book_order(b, i), other = book_order(b, j);
    return book_compare(&one, &other);
}

/* Customers are sorted first and their orders dealt out to them, which leaves only short runs to compare. */
uint32_t *book_sorted(const struct book *b)
{
    uint32_t n = book_orders(b), customers = b->customers.n;
    uint32_t *customer = mem_alloc((size_t)customers * sizeof *customer + 1);
    uint32_t *begin = mem_zero((size_t)customers + 1, sizeof *begin);
    uint32_t *sorted = mem_alloc((size_t)n * sizeof *sorted + 1);
    for (uint32_t i = 0; i < n; i++)
        begin[b->entry[i].customer]++;
    for (uint32_t c = 0; c < customers; c++)
        customer[c] = c;
    qsort_r(customer, customers, sizeof *customer, compare_customers, (void *)(uintptr_t)b);
    for (uint32_t c = 0, at = 0; c < customers; c++) {
        uint32_t orders = begin[customer[c]];
        begin[customer[c]] = at;
        at += orders;
    }
    for (uint32_t i = 0; i < n; i++)
        sorted[begin[b->entry[i].customer]++] = i; /* begin is now the end */
    for (uint32_t c = 0, at = 0; c < customers; c++) {
        uint32_t end = begin[customer[c]];
        if (end - at > 1)
            qsort_r(sorted + at, end - at, sizeof *sorted, compare_orders, (void *)(uintptr_t)b);
        at = end;
    }
    free(customer);
    free(begin);
    return sorted;
}
