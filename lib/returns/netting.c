/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/netting.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

/* ---- reading: which lines may have to do with a return ---- */

/* It is not known which of the guests brings it back. */
static void add_guest(struct netting *n, const struct linekept_line *l)
{
    if (l->kind != KIND_RETURN)
        return;
    n->guest_returns++;
    amount_add(&n->guest_units, amount_exact(-l->quantity));
    amount_add(&n->guest_amount, amount_exact(l->amount));
}

void netting_read(struct netting *n, struct tsv *in)
{
    struct linekept_line l;
    linekept_begin(&n->lines, in);
    linekept_expect(&n->lines, 2); /* to pair, and to write */
    while (tsv_next(in)) {
        if (!linekept_add(&n->lines, &l))
            continue;
        if (l.text[LINES_CUSTOMER_ID].n == 0)
            add_guest(n, &l);
        else if (l.kind == KIND_RETURN)
            linekept_mark(&n->lines, LINEKEPT_PRODUCT, n->lines.last);
        else if (l.kind == KIND_CREDIT && n->pairing.credits)
            linekept_mark(&n->lines, LINEKEPT_CUSTOMER, n->lines.last);
    }
}

/* ---- pairing ---- */

static struct pairing_input input_of(const struct linekept_line *l, uint64_t row)
{
    return (struct pairing_input){.customer = l->text[LINES_CUSTOMER_ID],
                                  .product = l->text[LINES_PRODUCT_ID],
                                  .order = l->text[LINES_ORDER_ID],
                                  .quantity = l->quantity,
                                  .amount = l->amount,
                                  .price = l->price,
                                  .priced = l->priced,
                                  .moment = (int64_t)l->day * 86400 + (l->time == TIME_NONE ? 0 : l->time),
                                  .row = row};
}

static void put_line(struct netting *n, const struct linekept_line *l, uint64_t row)
{
    struct pairing *p = &n->pairing;
    struct pairing_input in = input_of(l, row);
    switch (l->kind) {
    case KIND_SALE:
        pairing_sale(p, &in);
        break;
    case KIND_CHARGE:
        pairing_charge(p, &in);
        break;
    case KIND_RETURN:
        if (in.product.n == 0)
            in.quantity = 0; /* nothing is known of what comes back */
        pairing_return(p, &in);
        break;
    default:
        pairing_credit(p, &in);
    }
}

/* In the order of time a line stands below those that it may take from. */
static void check_order(struct netting *n, uint32_t i)
{
    const struct pairing_line *l = &n->pairing.line[i];
    size_t before = n->latest_cap;
    n->latest = mem_grow(n->latest, &n->latest_cap, l->product + (size_t)1, sizeof *n->latest);
    for (size_t k = before; k < n->latest_cap; k++)
        n->latest[k] = INT64_MIN;
    if (l->moment < n->latest[l->product] && n->out_of_order++ == 0)
        n->early = n->line[i].row;
    n->latest[l->product] = l->moment;
}

/* Sales and returns of a product that came back; of customers with credits all that was sold. */
static bool is_candidate(const struct netting *n, const struct linekept_record *r)
{
    return linekept_marked(&n->lines, LINEKEPT_PRODUCT, r) ||
           (n->pairing.credits && linekept_marked(&n->lines, LINEKEPT_CUSTOMER, r));
}

static bool is_paired_kind(const struct netting *n, enum kind kind)
{
    return kind == KIND_SALE || kind == KIND_RETURN ||
           ((kind == KIND_CHARGE || kind == KIND_CREDIT) && n->pairing.credits);
}

static void add_candidate(struct netting *n, const struct linekept_walk *w)
{
    const struct linekept_record *r = w->record;
    struct linekept_line l;
    linekept_read(&n->lines, w->row, &l);
    if (l.text[LINES_CUSTOMER_ID].n == 0 || !is_paired_kind(n, l.kind))
        return;
    uint32_t i = n->pairing.lines;
    n->line = mem_grow(n->line, &n->line_cap, i + (size_t)1, sizeof *n->line);
    n->line[i] = (struct netting_line){
        .row = arena_copy(&n->rows, w->row), .order_hash = r->hash[LINEKEPT_ORDER], .kind = l.kind};
    put_line(n, &l, w->i);
    check_order(n, i);
}

static void warn_order(const struct netting *n)
{
    struct linekept_line l;
    if (n->out_of_order == 0)
        return;
    linekept_read(&n->lines, n->early, &l);
    warn("lines that are older than a line above them of the same customer and product: %" PRIu32 ", the first of "
         "order \"%.*s\" on %.*s (sort the lines by date, since a return takes from the sales above it)",
         n->out_of_order, (int)l.text[LINES_ORDER_ID].n, l.text[LINES_ORDER_ID].p, (int)l.text[LINES_DATE].n,
         l.text[LINES_DATE].p);
}

/* A refund of money does not name what came back. */
static void warn_of_products(const struct netting *n)
{
    const struct pairing *p = &n->pairing;
    bool *sold = mem_zero(p->products.n + (size_t)1, sizeof *sold);
    uint32_t returns = 0, known = 0;
    for (uint32_t i = 0; i < p->lines; i++)
        if (n->line[i].kind == KIND_SALE)
            sold[p->line[i].product] = true;
    for (uint32_t i = 0; i < p->lines; i++)
        if (n->line[i].kind == KIND_RETURN) {
            returns++;
            known += sold[p->line[i].product];
        }
    if (returns && !known)
        warn("returns of customers: %" PRIu32
             "; none of them has a product that its customer bought, so none is matched "
             "(a refund of money, such as that of order.return in a schema, does not name what came back)",
             returns);
    free(sold);
}

/* ---- phantom orders ---- */

static bool sells(enum kind kind)
{
    return kind == KIND_SALE || kind == KIND_CHARGE;
}

/* Did it come back whole, within the window? */
static bool is_gone(const struct netting *n, uint32_t i)
{
    const struct pairing_line *l = &n->pairing.line[i];
    return sells(n->line[i].kind) && l->pairs && l->quantity == 0 && !l->late;
}

struct orders {
    struct map key;
    size_t cap;
    struct {
        uint32_t lines, gone;
    } * of;
    struct buf text;
};

static uint32_t order_number(struct orders *o, const struct linekept_line *l)
{
    o->text.n = 0;
    buf_add(&o->text, l->text[LINES_CUSTOMER_ID].p, l->text[LINES_CUSTOMER_ID].n);
    buf_addch(&o->text, '\t');
    buf_add(&o->text, l->text[LINES_ORDER_ID].p, l->text[LINES_ORDER_ID].n);
    uint32_t before = o->key.n, k = map_put(&o->key, buf_slice(&o->text));
    if (k == before) {
        o->of = mem_grow(o->of, &o->cap, k + (size_t)1, sizeof *o->of);
        memset(&o->of[k], 0, sizeof *o->of);
    }
    return k;
}

/* The lines of all orders of which one is gone; lines of 0 pieces and of no money cannot come back. */
static void count_orders(struct netting *n, struct orders *o)
{
    struct linekept_line l;
    linekept_expect(&n->lines, 1);
    for (struct linekept_walk w = {0}; linekept_next(&n->lines, &w);) {
        if (!linekept_marked(&n->lines, LINEKEPT_ORDER, w.record))
            continue;
        linekept_read(&n->lines, w.row, &l);
        if (sells(l.kind) && (l.quantity || l.amount)) {
            uint32_t k = order_number(o, &l);
            o->of[k].lines++;
        }
    }
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        if (is_gone(n, i)) {
            linekept_read(&n->lines, n->line[i].row, &l);
            uint32_t k = order_number(o, &l);
            o->of[k].gone++;
        }
}

static void mark_phantoms(struct netting *n, struct orders *o)
{
    struct linekept_line l;
    for (uint32_t k = 0; k < o->key.n; k++)
        n->phantom_orders += o->of[k].gone > 0 && o->of[k].gone == o->of[k].lines;
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        if (is_gone(n, i)) {
            linekept_read(&n->lines, n->line[i].row, &l);
            uint32_t k = order_number(o, &l);
            n->line[i].phantom = o->of[k].gone == o->of[k].lines;
        }
}

static void find_phantoms(struct netting *n)
{
    struct orders o = {0};
    bool any = false;
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        if (is_gone(n, i)) {
            struct linekept_record r = {.hash = {[LINEKEPT_ORDER] = n->line[i].order_hash}};
            linekept_mark(&n->lines, LINEKEPT_ORDER, &r);
            any = true;
        }
    if (any) {
        count_orders(n, &o);
        mark_phantoms(n, &o);
    }
    map_free(&o.key);
    buf_free(&o.text);
    free(o.of);
}

void netting_pair(struct netting *n)
{
    for (struct linekept_walk w = {0}; linekept_next(&n->lines, &w);)
        if (is_candidate(n, w.record))
            add_candidate(n, &w);
    warn_order(n);
    warn_of_products(n);
    find_phantoms(n);
}

void netting_end(struct netting *n)
{
    pairing_free(&n->pairing);
    linekept_end(&n->lines);
    arena_free(&n->rows);
    free(n->line);
    free(n->latest);
}
