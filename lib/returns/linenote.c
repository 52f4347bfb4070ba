/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linenote.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

static uint64_t hash_pair(uint64_t customer, struct slice s)
{
    return (customer * 0x9e3779b97f4a7c15u + hash_slice(s, HASH_MAP)) * 0xbf58476d1ce4e5b9u;
}

static uint32_t bits(uint64_t hash)
{
    return (uint32_t)(hash >> (64 - LINEKEPT_BITS));
}

uint32_t linenote_order(struct slice customer, struct slice order)
{
    return bits(hash_pair(hash_slice(customer, HASH_MAP), order));
}

void linekept_mark(struct linekept *k, enum linekept_key key, uint32_t hash)
{
    uint32_t mark = hash >> (LINEKEPT_BITS - LINEKEPT_MARK_BITS);
    atomic_fetch_or_explicit(&k->mark[key][mark / 64], (uint64_t)1 << mark % 64, memory_order_relaxed);
}

/* ---- a line ---- */

struct linenote linenote_of(const struct linekept *k)
{
    static const enum lines_column order[] = {LINES_CUSTOMER_ID, LINES_ORDER_ID, LINES_DATE, LINES_TIME};
    struct linenote n = {.begins = true};
    bool *chosen = mem_zero(k->in->n, sizeof *chosen);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        chosen[k->columns.at[order[i]]] = true;
    repeat_init(&n.repeat, chosen, k->in->n);
    free(chosen);
    return n;
}

static enum lines_column parse_order(struct linenote *n, const struct linekept *k, struct record r)
{
    enum lines_column wrong = line_parse_order(r, &k->columns, &n->line);
    repeat_forget(&n->repeat);
    if (wrong != LINES_COLUMNS)
        return wrong;
    n->begins = true;
    n->customer = hash_slice(n->line.customer, HASH_MAP);
    n->order = hash_pair(n->customer, n->line.order);
    repeat_remember(&n->repeat, r);
    return LINES_COLUMNS;
}

enum lines_column linenote_parse(struct linenote *n, const struct linekept *k, struct record r)
{
    enum lines_column wrong = repeat_same(&n->repeat, r) ? LINES_COLUMNS : parse_order(n, k, r);
    return wrong == LINES_COLUMNS ? line_parse_goods(r, &k->columns, &n->line) : wrong;
}

/* ---- what is kept of it ---- */

static void add_run(struct linenote *n, struct linekept_part *p)
{
    p->run = mem_grow(p->run, &p->run_cap, p->runs + 1, sizeof *p->run);
    p->run[p->runs++] = (struct linekept_run){bits(n->customer), bits(n->order)};
}

static void add_guest(struct linekept_guests *g, const struct line *l)
{
    g->returns++;
    amount_add(&g->units, amount_exact(-l->quantity));
    amount_add(&g->amount, amount_exact(l->amount));
}

static void mark_return(struct linenote *n, struct linekept *k, struct linekept_part *p)
{
    if (n->line.customer.n == 0) /* its length is still known */
        add_guest(&p->guests, &n->line);
    else
        linekept_mark(k, LINEKEPT_PRODUCT, p->row[p->rows - 1].key >> LINEKEPT_FLAGS);
}

static uint32_t key_of(const struct linenote *n, const struct line *l, bool run)
{
    return bits(hash_pair(n->customer, l->product)) << LINEKEPT_FLAGS | (run ? LINEKEPT_BEGINS : 0) |
           (line_sells(l) ? LINEKEPT_SELLS : 0);
}

void linenote_add(struct linenote *n, struct linekept *k, struct linekept_part *p, size_t bytes)
{
    const struct line *l = &n->line;
    bool run = n->begins || p->rows == 0;
    if (run)
        add_run(n, p);
    n->begins = false;
    p->row = mem_grow(p->row, &p->row_cap, p->rows + 1, sizeof *p->row);
    p->row[p->rows++] = (struct linekept_row){(uint32_t)bytes, key_of(n, l, run)};
    p->bytes += bytes;
    if (l->kind == KIND_RETURN)
        mark_return(n, k, p);
    else if (l->kind == KIND_CREDIT && k->credits && l->customer.n)
        linekept_mark(k, LINEKEPT_CUSTOMER, bits(n->customer));
}
