/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/overlap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"

void overlap_file(struct overlap *v)
{
    v->file++;
}

bool overlap_order(struct overlap *v, struct slice customer, struct slice order)
{
    uint32_t before = v->orders.n;
    v->key.n = 0;
    buf_add(&v->key, customer.p, customer.n);
    buf_addch(&v->key, '\t');
    buf_add(&v->key, order.p, order.n);
    v->at = map_put_again(&v->orders, buf_slice(&v->key));
    if (v->at == before) {
        v->of = mem_grow(v->of, &v->cap, v->orders.n, sizeof *v->of);
        v->of[v->at] = (struct overlap_order){0};
    }
    return v->of[v->at].file && v->of[v->at].file != v->file;
}

void overlap_keep(struct overlap *v, uint64_t version)
{
    if (v->of[v->at].file == 0)
        v->of[v->at] = (struct overlap_order){.file = v->file, .version = version};
}

void overlap_go_on(struct overlap *v)
{
    if (v->of[v->at].file)
        v->of[v->at].file = v->file;
}

static void note_difference(struct overlap *v, const char *file, uint64_t line)
{
    struct slice order = map_key(&v->orders, v->at);
    slice_cut(&order, '\t');
    v->of[v->at].different = true;
    if (v->different++ == 0)
        snprintf(v->first, sizeof v->first, "%.100s:%" PRIu64 ": %.*s", file, line, order.n > 40 ? 40 : (int)order.n,
                 order.p);
}

void overlap_leave_out(struct overlap *v, uint64_t version, const char *file, uint64_t line)
{
    struct overlap_order *o = &v->of[v->at];
    v->left_out += !o->left_out;
    o->left_out = true;
    if (o->version != version && !o->different)
        note_difference(v, file, line);
}

bool overlap_line(struct overlap *v, const struct line *l, const char *file, uint64_t line)
{
    bool earlier = overlap_order(v, l->text[LINES_CUSTOMER_ID], l->text[LINES_ORDER_ID]);
    if (earlier)
        overlap_leave_out(v, 0, file, line);
    else
        overlap_keep(v, 0);
    return earlier;
}

void overlap_end(struct overlap *v)
{
    if (v->different)
        warn("orders left out, because an earlier file has them: %" PRIu64
             " (duplicates = orders); of these differ in state or money: %" PRIu64
             "; the first: %s (each counts as the first file has it: name the newest file first)",
             v->left_out, v->different, v->first);
    else if (v->left_out)
        warn("orders left out, because an earlier file has them: %" PRIu64 " (duplicates = orders)", v->left_out);
    map_free(&v->orders);
    free(v->of);
    buf_free(&v->key);
}
