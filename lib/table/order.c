/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/order.h"

#include <stdlib.h>

#include "base/mem.h"

enum { KEY_FRONT = 2 * sizeof(uint32_t), LONGEST_ID_ON_STACK = 256 };

void book_init(struct book *b)
{
    *b = (struct book){0};
    map_put(&b->customers, slice_of("", 0));
    map_put(&b->countries, slice_of("", 0));
    map_put(&b->products, slice_of("", 0));
}

void book_free(struct book *b)
{
    map_free(&b->customers);
    map_free(&b->countries);
    map_free(&b->products);
    map_free(&b->keys);
    free(b->order);
}

static uint32_t find_order(struct book *b, uint32_t customer, uint32_t product, struct slice id)
{
    char small[KEY_FRONT + LONGEST_ID_ON_STACK],
        *key = id.n <= LONGEST_ID_ON_STACK ? small : mem_alloc(KEY_FRONT + id.n);
    memcpy(key, &customer, sizeof customer);
    memcpy(key + sizeof customer, &product, sizeof product);
    memcpy(key + KEY_FRONT, id.p, id.n);
    uint32_t i = map_put(&b->keys, slice_of(key, KEY_FRONT + id.n));
    if (key != small)
        free(key);
    return i;
}

/* Does part p give the order its date and country, rather than q? */
static bool leads(const struct book *b, const struct order *p, const struct order *q)
{
    if ((p->sale_lines > 0) != (q->sale_lines > 0))
        return p->sale_lines > 0;
    if (p->day != q->day)
        return p->day < q->day;
    if (p->time != q->time)
        return p->time < q->time;
    return p->country != q->country &&
           slice_cmp(map_key(&b->countries, p->country), map_key(&b->countries, q->country)) < 0;
}

const char *book_add(struct book *b, uint32_t customer, uint32_t product, struct slice order_id,
                     const struct order *part)
{
    uint32_t before = b->keys.n, i = find_order(b, customer, product, order_id);
    if (i == before) {
        b->order = mem_grow(b->order, &b->order_cap, (size_t)i + 1, sizeof *b->order);
        b->order[i] = *part;
        b->order[i].customer = customer;
        b->order[i].product = product;
        return NULL;
    }
    struct order sum = b->order[i];
    if (leads(b, part, &sum)) {
        sum.day = part->day;
        sum.time = part->time;
        sum.country = part->country;
    }
    if (__builtin_add_overflow(sum.lines, part->lines, &sum.lines))
        return "makes an order of more than 4294967295 lines";
    sum.sale_lines += part->sale_lines; /* not above lines */
    sum.return_lines += part->return_lines;
    if (!decimal_add(&sum.units, part->units) || !decimal_add(&sum.gross, part->gross) ||
        !decimal_add(&sum.returned, part->returned))
        return "makes a sum beyond 9223372036854.775807";
    b->order[i] = sum;
    return NULL;
}

struct slice book_order_id(const struct book *b, uint32_t order)
{
    struct slice key = map_key(&b->keys, order);
    return slice_of(key.p + KEY_FRONT, key.n - KEY_FRONT);
}

/* ---- order of the orders ---- */

static int compare_customers(const void *p, const void *q, void *book)
{
    const struct map *m = &((const struct book *)book)->customers;
    return slice_cmp(map_key(m, *(const uint32_t *)p), map_key(m, *(const uint32_t *)q));
}

static int compare_orders(const void *p, const void *q, void *book)
{
    const struct book *b = book;
    uint32_t i = *(const uint32_t *)p, j = *(const uint32_t *)q;
    const struct order *x = &b->order[i], *y = &b->order[j];
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return slice_cmp(book_order_id(b, i), book_order_id(b, j));
}

/* Customers are sorted first and their orders dealt out to them, which leaves only short runs to compare. */
uint32_t *book_sorted(const struct book *b)
{
    uint32_t n = book_orders(b), customers = b->customers.n;
    uint32_t *customer = mem_alloc((size_t)customers * sizeof *customer + 1);
    uint32_t *begin = mem_zero((size_t)customers + 1, sizeof *begin);
    uint32_t *sorted = mem_alloc((size_t)n * sizeof *sorted + 1);
    for (uint32_t i = 0; i < n; i++)
        begin[b->order[i].customer]++;
    for (uint32_t c = 0; c < customers; c++)
        customer[c] = c;
    qsort_r(customer, customers, sizeof *customer, compare_customers, (void *)(uintptr_t)b);
    for (uint32_t c = 0, at = 0; c < customers; c++) {
        uint32_t orders = begin[customer[c]];
        begin[customer[c]] = at;
        at += orders;
    }
    for (uint32_t i = 0; i < n; i++)
        sorted[begin[b->order[i].customer]++] = i; /* begin is now the end */
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

void book_write_order(const struct book *b, uint32_t order, struct out *o)
{
    const struct order *p = &b->order[order];
    out_slice(o, map_key(&b->customers, p->customer));
    out_tab(o);
    out_slice(o, book_order_id(b, order));
    out_tab(o);
    out_date(o, p->day);
    out_tab(o);
    out_time(o, p->time);
    out_tab(o);
    out_slice(o, map_key(&b->countries, p->country));
    const uint32_t count[] = {p->sale_lines, p->return_lines, p->lines};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_uint(o, count[i]);
    }
    out_tab(o);
    out_decimal(o, p->units);
    const decimal money[] = {p->gross, p->returned, p->gross + p->returned};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_money(o, money[i]);
    }
    out_char(o, '\n');
}
