/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linenote.h"

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

/* The lines of an order follow one another in most logs: what is short and the same as before is not hashed again. */
static bool repeats(struct linenote_seen *seen, struct slice s)
{
    if (s.n == seen->n && memcmp(seen->text, s.p, s.n) == 0)
        return true;
    seen->n = s.n < sizeof seen->text ? s.n : SIZE_MAX;
    memcpy(seen->text, s.p, s.n < sizeof seen->text ? s.n : 0);
    return false;
}

/* Does another run begin? */
static bool begins(struct linenote *n, bool first)
{
    bool same = repeats(&n->customer, n->line.customer) && !first;
    if (!same)
        n->customer.hash = hash_slice(n->line.customer, HASH_MAP);
    if (repeats(&n->order, n->line.order) && same)
        return false;
    n->order.hash = hash_pair(n->customer.hash, n->line.order);
    return true;
}

static void add_run(struct linenote *n, struct linekept_part *p)
{
    p->run = mem_grow(p->run, &p->run_cap, p->runs + 1, sizeof *p->run);
    p->run[p->runs++] = (struct linekept_run){bits(n->customer.hash), bits(n->order.hash)};
}

static void add_guest(struct linekept_guests *g, const struct line *l)
{
    g->returns++;
    amount_add(&g->units, amount_exact(-l->quantity));
    amount_add(&g->amount, amount_exact(l->amount));
}

static void mark_return(struct linenote *n, struct linekept *k, struct linekept_part *p)
{
    if (n->line.customer.n == 0)
        add_guest(&p->guests, &n->line);
    else
        linekept_mark(k, LINEKEPT_PRODUCT, p->row[p->rows - 1].key >> LINEKEPT_FLAGS);
}

static uint32_t key_of(const struct linenote *n, const struct line *l, bool run)
{
    return bits(hash_pair(n->customer.hash, l->product)) << LINEKEPT_FLAGS | (run ? LINEKEPT_BEGINS : 0) |
           (line_sells(l) ? LINEKEPT_SELLS : 0);
}

void linenote_add(struct linenote *n, struct linekept *k, struct linekept_part *p, size_t bytes)
{
    const struct line *l = &n->line;
    bool run = begins(n, p->rows == 0);
    if (run)
        add_run(n, p);
    p->row = mem_grow(p->row, &p->row_cap, p->rows + 1, sizeof *p->row);
    p->row[p->rows++] = (struct linekept_row){(uint32_t)bytes, key_of(n, l, run)};
    p->bytes += bytes;
    if (l->kind == KIND_RETURN)
        mark_return(n, k, p);
    else if (l->kind == KIND_CREDIT && k->credits && l->customer.n)
        linekept_mark(k, LINEKEPT_CUSTOMER, bits(n->customer.hash));
}
