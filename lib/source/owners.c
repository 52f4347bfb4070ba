/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/owners.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"

/* In `owner`, for an order that was found to have two. */
#define SPLIT 0x80000000u

static void note(struct owners *o, uint32_t order, uint32_t customer, const char *file, uint64_t line)
{
    if (o->split == 0) {
        o->first = order;
        o->first_other = customer;
        o->file = file;
        o->line = line;
    }
    o->split += !(o->owner[order] & SPLIT);
    o->owner[order] |= SPLIT;
}

/* Often that of the line before: of rows whose other values differ line.order differs too. */
static uint32_t number_of(struct map *m, struct slice key, uint32_t *last)
{
    if (m->n == 0 || !slice_eq(key, map_key(m, *last)))
        *last = map_put(m, key);
    return *last;
}

bool owners_other(struct owners *o, const struct line *l, const char *file, uint64_t line)
{
    if (l->kind == KIND_VOID)
        return false;
    if (o->any && l->order == o->order)
        return o->other;
    o->any = true;
    o->order = l->order;
    uint32_t known = o->orders.n, order = number_of(&o->orders, l->text[LINES_ORDER_ID], &o->last_order);
    uint32_t customer = number_of(&o->customers, l->text[LINES_CUSTOMER_ID], &o->last_customer);
    if (order == known) {
        o->owner = mem_grow(o->owner, &o->cap, order + (size_t)1, sizeof *o->owner);
        o->owner[order] = customer;
    }
    o->other = (o->owner[order] & ~SPLIT) != customer;
    if (o->other)
        note(o, order, customer, file, line);
    return o->other;
}

void owners_end(struct owners *o)
{
    if (o->split) {
        struct slice order = map_key(&o->orders, o->first);
        struct slice one = map_key(&o->customers, o->owner[o->first] & ~SPLIT);
        struct slice other = map_key(&o->customers, o->first_other);
        warn("orders with more than one customer: %" PRIu64
             ", each counted as several; the first is \"%.*s\", of \"%.*s\" and in %s:%" PRIu64
             " of \"%.*s\" (customer_id in the schema; fill-down, if only an order's first row has it)",
             o->split, (int)order.n, order.p, (int)one.n, one.p, o->file, o->line, (int)other.n, other.p);
    }
    map_free(&o->orders);
    map_free(&o->customers);
    free(o->owner);
}
