/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/orderlevel.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"

enum { EMPTY_BITS = 31 };

void orderlevel_init(struct orderlevel *o, struct map *orders, decimal tolerance)
{
    *o = (struct orderlevel){.orders = orders, .tolerance = tolerance};
}

void orderlevel_free(struct orderlevel *o)
{
    mem_unmap(o->of, o->cap * sizeof *o->of);
    buf_free(&o->id);
}

/* ---- totals ---- */

static void check(struct orderlevel *o)
{
    char total[DECIMAL_ROOM + 1], lines[DECIMAL_ROOM + 1];
    if (!o->sum.given)
        return;
    __int128 off = o->sum.lines - o->sum.total;
    o->checked++;
    if ((off <= o->tolerance && off >= -o->tolerance) || o->wrong++)
        return;
    total[decimal_print_money(total, o->sum.total)] = '\0';
    lines[decimal_print_money(lines, (decimal)o->sum.lines)] = '\0';
    snprintf(o->first, sizeof o->first, "%.100s:%" PRIu64 ": %.*s adds up to %s, but its total is %s", o->sum.file,
             o->sum.line, o->id.n > 40 ? 40 : (int)o->id.n, o->id.p, lines, total);
}

void orderlevel_total(struct orderlevel *o, decimal total, const char *file, uint64_t line)
{
    o->sum.given = true;
    o->sum.total = total;
    o->sum.file = file;
    o->sum.line = line;
}

void orderlevel_warn(struct orderlevel *o)
{
    check(o);
    o->sum.given = false;
    if (o->wrong)
        warn("orders that do not add up to their order.total: %" PRIu64 " of %" PRIu64 "; the first: %s", o->wrong,
             o->checked, o->first);
}

/* ---- orders ---- */

enum orderlevel_row orderlevel_take(struct orderlevel *o, struct slice order_id)
{
    if (o->any && slice_eq(order_id, buf_slice(&o->id)))
        return ORDERLEVEL_NEXT;
    check(o);
    o->sum.given = false;
    o->sum.lines = 0;
    o->any = true;
    o->id.n = 0;
    buf_room(&o->id, 1);
    buf_add(&o->id, order_id.p, order_id.n);
    if (!o->orders)
        return ORDERLEVEL_FIRST;
    uint32_t before = o->orders->n;
    o->at = map_put(o->orders, order_id);
    if (o->at < before)
        return ORDERLEVEL_AGAIN;
    o->of = mem_grow_map(o->of, &o->cap, o->orders->n, sizeof *o->of);
    o->of[o->at] = (struct orderlevel_first){0};
    return ORDERLEVEL_FIRST;
}

void orderlevel_forget(struct orderlevel *o)
{
    o->any = false;
}

/* Of more values than there are bits the last ones count as not empty. */
void orderlevel_keep_empty(struct orderlevel *o, size_t k)
{
    if (o->orders && k < EMPTY_BITS)
        o->of[o->at].empty |= 1u << k;
}

bool orderlevel_is_empty(const struct orderlevel *o, size_t k)
{
    return k < EMPTY_BITS && (o->of[o->at].empty >> k & 1);
}

static uint32_t hash_of(struct slice once)
{
    return (uint32_t)(hash_slice(once, HASH_MAP) >> 32);
}

void orderlevel_keep(struct orderlevel *o, struct slice once)
{
    o->of[o->at].once = hash_of(once);
    o->of[o->at].lost = false;
}

bool orderlevel_agrees(const struct orderlevel *o, struct slice once)
{
    return hash_of(once) == o->of[o->at].once;
}

void orderlevel_lose(struct orderlevel *o)
{
    if (!o->orders)
        return;
    o->of[o->at].lost = true;
    o->of[o->at].empty = 0;
}

bool orderlevel_is_lost(const struct orderlevel *o)
{
    return o->of[o->at].lost;
}
