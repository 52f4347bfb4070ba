/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/owners.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"

/* In `owner`, for an order that was found to have two. */
#define SPLIT (SIZE_MAX / 2 + 1)

/* Names begin at 1. */
static size_t add_name(struct owners *o, struct slice customer)
{
    if (o->names.n == 0)
        buf_add_map(&o->names, "\n", 1);
    size_t begin = o->names.n;
    buf_add_map(&o->names, customer.p, customer.n);
    buf_add_map(&o->names, "\n", 1);
    return begin;
}

/* The name, and those after it. */
static struct slice names_at(const struct owners *o, size_t begin)
{
    begin &= ~SPLIT;
    return slice_of(o->names.p + begin, o->names.n - begin);
}

static bool is_name(const struct owners *o, size_t begin, struct slice customer)
{
    struct slice names = names_at(o, begin);
    return customer.n < names.n && names.p[customer.n] == '\n' && slice_eq(slice_of(names.p, customer.n), customer);
}

static void note(struct owners *o, uint32_t order, struct slice customer, const char *file, uint64_t line)
{
    if (o->split == 0) {
        o->first = order;
        o->first_other = add_name(o, customer);
        o->file = file;
        o->line = line;
    }
    o->split += !(o->owner[order] & SPLIT);
    o->owner[order] |= SPLIT;
}

bool owners_other(struct owners *o, const struct line *l, const char *file, uint64_t line)
{
    struct slice customer = l->text[LINES_CUSTOMER_ID];
    if (l->kind == KIND_VOID)
        return false;
    if (o->any && l->order == o->order)
        return o->other;
    o->any = true;
    o->order = l->order;
    uint32_t order = map_put_again(o->orders, l->text[LINES_ORDER_ID]);
    o->owner = mem_grow_map(o->owner, &o->cap, order + (size_t)1, sizeof *o->owner);
    if (o->owner[order] == 0)
        o->owner[order] = add_name(o, customer);
    o->other = !is_name(o, o->owner[order], customer);
    if (o->other)
        note(o, order, customer, file, line);
    return o->other;
}

void owners_end(struct owners *o)
{
    if (o->split) {
        struct slice order = map_key(o->orders, o->first);
        struct slice one = names_at(o, o->owner[o->first]), other = names_at(o, o->first_other);
        one = slice_cut(&one, '\n');
        other = slice_cut(&other, '\n');
        warn("orders with more than one customer: %" PRIu64
             ", each counted as several; the first is \"%.*s\", with customer \"%.*s\" and, in %s:%" PRIu64
             ", \"%.*s\" (check customer_id in the schema; use fill-down if only an order's first row has it)",
             o->split, (int)order.n, order.p, (int)one.n, one.p, o->file, o->line, (int)other.n, other.p);
    }
    buf_unmap(&o->names);
    mem_unmap(o->owner, o->cap * sizeof *o->owner);
}
