/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/netting.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/thread.h"
#include "returns/phantom.h"
#include "tsv/feed.h"

/* ---- a line ---- */

static struct pairing_input input_of(const struct line *l, uint64_t row)
{
    return (struct pairing_input){.customer = l->customer,
                                  .product = l->product,
                                  .order = l->order,
                                  .quantity = l->quantity,
                                  .amount = l->amount,
                                  .price = l->price,
                                  .priced = l->priced,
                                  .moment = (int64_t)l->day * 86400 + (l->time == TIME_NONE ? 0 : l->time),
                                  .row = row};
}

static void put_line(struct netting *n, const struct line *l, uint64_t row)
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

static bool is_paired_kind(const struct netting *n, enum kind kind)
{
    return kind == KIND_SALE || kind == KIND_RETURN ||
           ((kind == KIND_CHARGE || kind == KIND_CREDIT) && n->pairing.credits);
}

static void add_line(struct netting *n, struct slice row, off_t place, uint64_t number)
{
    struct line l;
    linekept_line(&n->lines, row, &l);
    if (l.customer.n == 0 || !is_paired_kind(n, l.kind))
        return;
    uint32_t i = n->pairing.lines;
    n->line = mem_grow(n->line, &n->line_cap, i + (size_t)1, sizeof *n->line);
    n->line[i] = (struct netting_line){row, place, l.quantity, l.amount, l.kind, false};
    put_line(n, &l, number);
}

/* ---- candidates ---- */

struct found { /* in a part; their rows are one after another in its text */
    struct candidate {
        off_t place;
        size_t row; /* in the part */
        size_t bytes;
    } * candidate;
    size_t n, cap;
    bool lost; /* a row, */
    int error; /* and why: linekept_lost */
};

struct finding {
    struct netting *n;
    struct found *found; /* by part */
};

/* Sales and returns of a product that came back; of customers with credits all that was sold. */
static bool is_candidate(const struct linekept *k, const struct linekept_walk *w)
{
    return linekept_marked(k, LINEKEPT_PRODUCT, w->row->key >> LINEKEPT_FLAGS) ||
           (k->credits && linekept_marked(k, LINEKEPT_CUSTOMER, w->run->customer));
}

static void keep(struct found *found, struct buf *text, const struct candidate *c, struct slice row)
{
    found->candidate = mem_grow(found->candidate, &found->cap, found->n + 1, sizeof *found->candidate);
    found->candidate[found->n++] = *c;
    buf_add(text, row.p, row.n);
}

static void find_part(void *finding, size_t part)
{
    const struct finding *f = finding;
    const struct linekept *k = &f->n->lines;
    struct found *found = &f->found[part];
    struct buf *text = &f->n->text[part];
    struct linekept_reader reader = {0};
    buf_room(text, k->part[part].bytes / 16);
    for (struct linekept_walk w = linekept_from(k, part); linekept_next(&w) && !found->lost;) {
        if (!is_candidate(k, &w))
            continue;
        const struct candidate c = {w.place, (size_t)(w.row - k->part[part].row), w.row->bytes};
        struct slice row = linekept_text(k, &reader, w.place, w.row->bytes);
        found->lost = !row.p;
        if (row.p)
            keep(found, text, &c, row);
    }
    found->error = reader.error;
    buf_room(text, FEED_PADDING);
    buf_free(&reader.window);
}

static bool add_part(void *finding, size_t part)
{
    const struct finding *f = finding;
    struct found *found = &f->found[part];
    const char *row = f->n->text[part].p;
    if (found->lost)
        linekept_lost(&f->n->lines, found->error);
    for (const struct candidate *c = found->candidate; c < found->candidate + found->n; row += c++->bytes)
        add_line(f->n, slice_of(row, c->bytes), c->place, f->n->lines.part[part].first + c->row);
    free(found->candidate);
    tool_took(f->n->lines.again ? f->n->lines.part[part].bytes : 0);
    return true;
}

/* ---- what is unusual ---- */

/* By product of the pairing: does it have a return, or its customer a credit? Some candidates only share a hash. */
static bool *find_returned(const struct netting *n)
{
    const struct pairing *p = &n->pairing;
    bool *returned = mem_zero(p->products.n + (size_t)1, sizeof *returned);
    struct map credited = {0}; /* customers */
    for (uint32_t i = 0; i < p->lines; i++)
        if (n->line[i].kind == KIND_RETURN)
            returned[p->line[i].product] = true;
        else if (n->line[i].kind == KIND_CREDIT)
            map_put(&credited, pairing_customer(p, p->line[i].product));
    for (uint32_t k = 0; k < p->products.n && credited.n; k++)
        returned[k] |= map_get(&credited, pairing_customer(p, k)) != MAP_NONE;
    map_free(&credited);
    return returned;
}

/* The number of lines that are older than the one above them of the same customer and product, and the first. */
static uint32_t count_older(const struct netting *n, uint32_t *first)
{
    const struct pairing *p = &n->pairing;
    int64_t *latest = mem_alloc(p->products.n * sizeof *latest); /* by product */
    bool *returned = NULL;
    uint32_t older = 0;
    for (uint32_t k = 0; k < p->products.n; k++)
        latest[k] = INT64_MIN;
    for (uint32_t i = 0; i < p->lines; i++) {
        const struct pairing_line *l = &p->line[i];
        if (l->moment < latest[l->product]) {
            returned = returned ? returned : find_returned(n);
            if (returned[l->product] && older++ == 0)
                *first = i;
        }
        latest[l->product] = l->moment;
    }
    free(latest);
    free(returned);
    return older;
}

/* In the order of time a line is below those that it may take from. */
static void warn_order(const struct netting *n)
{
    struct line l;
    char day[DATE_LEN];
    uint32_t first = 0, older = count_older(n, &first);
    if (older == 0)
        return;
    linekept_line(&n->lines, n->line[first].row, &l);
    date_print(day, l.day);
    warn("lines that are older than a line above them of the same customer and product: %" PRIu32 ", the first of "
         "order \"%.*s\" on %.*s (sort the lines by date, since a return takes from the sales above it)",
         older, (int)l.order.n, l.order.p, DATE_LEN, day);
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

/* ---- all ---- */

void netting_read(struct netting *n, struct tsv *in)
{
    n->threads = n->threads ? n->threads : thread_cores();
    linekept_read(&n->lines, in, n->pairing.credits, n->threads, n->part ? n->part : LINEKEPT_PART);
    if (n->lines.again)
        tool_expects(2 * (uint64_t)(n->lines.file.end - n->lines.file.begin)); /* to pair, and to write */
}

void netting_pair(struct netting *n)
{
    struct linekept *k = &n->lines;
    struct finding f = {n, mem_zero(k->parts + 1, sizeof *f.found)};
    n->text = mem_zero(k->parts + 1, sizeof *n->text);
    thread_in_order(n->threads, k->parts, find_part, add_part, &f);
    free(f.found);
    linekept_check(k);
    warn_order(n);
    warn_of_products(n);
    phantom_find(n);
}

void netting_end(struct netting *n)
{
    for (size_t i = 0; i < n->lines.parts; i++)
        buf_free(&n->text[i]);
    free(n->text);
    pairing_free(&n->pairing);
    linekept_end(&n->lines);
    free(n->line);
}
