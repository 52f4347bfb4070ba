/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lines of an order that are gone are known. How many others it has is first asked of the runs that they are in,
 * without a look at their text: in most logs an order is one run, and most orders have a line that stays. Only if all
 * lines of these runs are gone, the other runs with the hash of the order are read. */
#include "returns/phantom.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "returns/linenote.h"

struct phantoms {
    struct netting *n;
    struct map key; /* of an order: customer, tab, order */
    struct order {
        uint64_t run;         /* the last one that was counted, by the number of its first row, plus 1 */
        uint64_t lines, gone; /* that sell; `lines` are those of the runs that were counted */
    } * order;                /* by the number of the key */
    uint64_t *counted;        /* runs, ascending, by the numbers of their first rows */
    size_t order_cap, runs, run_cap;
    struct buf text;
};

bool netting_gone(const struct netting *n, uint32_t line)
{
    const struct pairing_line *l = &n->pairing.line[line];
    enum kind kind = n->line[line].kind;
    return (kind == KIND_SALE || kind == KIND_CHARGE) && l->pairs && l->quantity == 0 && !l->late;
}

/* ---- orders ---- */

static struct slice key_of(struct phantoms *f, const struct line *l)
{
    f->text.n = 0;
    buf_add(&f->text, l->customer.p, l->customer.n);
    buf_addch(&f->text, '\t');
    buf_add(&f->text, l->order.p, l->order.n);
    return buf_slice(&f->text);
}

static struct order *order_of(struct phantoms *f, uint32_t i)
{
    struct line l;
    linekept_line(&f->n->lines, f->n->line[i].row, &l);
    uint32_t before = f->key.n, k = map_put(&f->key, key_of(f, &l));
    f->order = mem_grow(f->order, &f->order_cap, k + (size_t)1, sizeof *f->order);
    if (k == before)
        f->order[k] = (struct order){0};
    return &f->order[k];
}

static bool may_be_phantom(const struct order *o)
{
    return o->gone == o->lines;
}

/* ---- the runs of their lines ---- */

static const struct linekept_part *part_of(const struct linekept *k, uint64_t row)
{
    size_t low = 0, high = k->parts;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(k->part[middle].first <= row ? &low : &high) = middle;
    }
    return &k->part[low];
}

/* The number of lines that sell in the run that begins with a row, which is not the part's end. */
static uint64_t selling(const struct linekept_part *p, const struct linekept_row *row)
{
    uint64_t n = 0;
    do
        n += (row->key & LINEKEPT_SELLS) != 0;
    while (++row < p->row + p->rows && !(row->key & LINEKEPT_BEGINS));
    return n;
}

static void count_run(struct phantoms *f, struct order *o, uint64_t number)
{
    const struct linekept_part *p = part_of(&f->n->lines, number);
    const struct linekept_row *row = p->row + (number - p->first);
    while (!(row->key & LINEKEPT_BEGINS))
        row--;
    uint64_t first = p->first + (uint64_t)(row - p->row);
    if (o->run == first + 1)
        return;
    o->run = first + 1;
    o->lines += selling(p, row);
    f->counted = mem_grow(f->counted, &f->run_cap, f->runs + 1, sizeof *f->counted);
    f->counted[f->runs++] = first;
}

static void count_gone(struct phantoms *f)
{
    const struct netting *n = f->n;
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        if (netting_gone(n, i)) {
            struct order *o = order_of(f, i);
            o->gone++;
            count_run(f, o, n->pairing.line[i].row);
        }
}

/* ---- other runs ---- */

static bool mark_orders(struct phantoms *f)
{
    bool any = false;
    for (uint32_t k = 0; k < f->key.n; k++) {
        struct slice order = map_key(&f->key, k), customer = slice_cut(&order, '\t');
        if (!may_be_phantom(&f->order[k]))
            continue;
        linekept_mark(&f->n->lines, LINEKEPT_ORDER, linenote_order(customer, order));
        any = true;
    }
    return any;
}

static bool any_marked(const struct linekept *k, const struct linekept_part *p)
{
    for (const struct linekept_run *run = p->run; run < p->run + p->runs; run++)
        if (linekept_marked(k, LINEKEPT_ORDER, run->order))
            return true;
    return false;
}

/* If the run is one of those orders, its lines are, too. */
static void add_run(struct phantoms *f, struct linekept_reader *r, const struct linekept_part *p,
                    const struct linekept_walk *w)
{
    const struct linekept *k = &f->n->lines;
    struct line l;
    struct slice row = linekept_text(k, r, w->place, w->row->bytes);
    if (!row.p)
        linekept_lost(k, r->error);
    linekept_line(k, row, &l);
    uint32_t o = map_get(&f->key, key_of(f, &l));
    if (o != MAP_NONE)
        f->order[o].lines += selling(p, w->row);
}

static void count_others(struct phantoms *f)
{
    const struct linekept *k = &f->n->lines;
    struct linekept_reader reader = {0};
    size_t next = 0; /* of the counted runs */
    for (size_t i = 0; i < k->parts; i++) {
        const struct linekept_part *p = &k->part[i];
        if (!any_marked(k, p))
            continue;
        for (struct linekept_walk w = linekept_from(k, i); linekept_next(&w);) {
            uint64_t number = p->first + (uint64_t)(w.row - p->row);
            if (!(w.row->key & LINEKEPT_BEGINS) || !linekept_marked(k, LINEKEPT_ORDER, w.run->order))
                continue;
            while (next < f->runs && f->counted[next] < number)
                next++;
            if (next == f->runs || f->counted[next] != number)
                add_run(f, &reader, p, &w);
        }
    }
    buf_free(&reader.window);
}

/* ---- all ---- */

static void set_phantoms(struct phantoms *f)
{
    struct netting *n = f->n;
    for (uint32_t k = 0; k < f->key.n; k++)
        n->phantom_orders += may_be_phantom(&f->order[k]);
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        if (netting_gone(n, i))
            n->line[i].phantom = may_be_phantom(order_of(f, i));
}

void phantom_find(struct netting *n)
{
    struct phantoms f = {.n = n};
    count_gone(&f);
    if (mark_orders(&f))
        count_others(&f);
    set_phantoms(&f);
    map_free(&f.key);
    buf_free(&f.text);
    free(f.order);
    free(f.counted);
}
