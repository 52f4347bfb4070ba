/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/orderlevel.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"

enum { EMPTY_BITS = 30 };

void orderlevel_init(struct orderlevel *o, struct map *orders, decimal tolerance)
{
    *o = (struct orderlevel){.orders = orders, .tolerance = tolerance};
}

void orderlevel_free(struct orderlevel *o)
{
    mem_unmap(o->of, o->cap * sizeof *o->of);
    mem_unmap(o->sums, o->sums_cap * sizeof *o->sums);
    free(o->again);
    buf_free(&o->id);
}

/* ---- totals ---- */

/* Between the rows of an order that come again its sum is kept. */
static void keep_sum(struct orderlevel *o)
{
    if (!o->sum.file)
        return;
    o->sums = mem_grow_map(o->sums, &o->sums_cap, o->at + (size_t)1, sizeof *o->sums);
    o->sums[o->at] = o->sum;
}

static bool has_sum(const struct orderlevel *o, uint32_t order)
{
    return order < o->sums_cap && o->sums[order].file;
}

void orderlevel_total(struct orderlevel *o, decimal total, const char *file, uint64_t line)
{
    o->sum.total = total;
    o->sum.file = file;
    o->sum.line = line;
}

static bool adds_up(const struct orderlevel *o, const struct orderlevel_sum *s)
{
    __int128 off = (__int128)s->lines - s->total;
    return off <= o->tolerance && off >= -o->tolerance;
}

uint64_t orderlevel_wrong(struct orderlevel *o, uint64_t *checked, uint32_t *first)
{
    uint64_t wrong = 0;
    keep_sum(o);
    *checked = 0;
    for (uint32_t i = 0; i < o->sums_cap; i++) {
        if (!o->sums[i].file)
            continue;
        ++*checked;
        if (!adds_up(o, &o->sums[i]) && wrong++ == 0)
            *first = i;
    }
    return wrong;
}

static void warn_of_wrong(struct orderlevel *o)
{
    char total[DECIMAL_ROOM + 1], lines[DECIMAL_ROOM + 1];
    uint32_t first;
    uint64_t checked, wrong = orderlevel_wrong(o, &checked, &first);
    if (!wrong)
        return;
    const struct orderlevel_sum *s = &o->sums[first];
    struct slice id = map_key(o->orders, first);
    total[decimal_print_money(total, s->total)] = '\0';
    lines[decimal_print_money(lines, s->lines)] = '\0';
    warn("orders that do not add up to their order.total: %" PRIu64 " of %" PRIu64 "; the first: %s:%" PRIu64
         ": %.*s adds up to %s, but its total is %s",
         wrong, checked, s->file, s->line, id.n > 40 ? 40 : (int)id.n, id.p, lines, total);
}

/* ---- orders that come again ---- */

void orderlevel_came_again(struct orderlevel *o, const char *file, uint64_t line)
{
    if (o->of[o->at].again)
        return;
    o->of[o->at].again = true;
    o->again = mem_grow(o->again, &o->again_cap, o->agains + 1, sizeof *o->again);
    o->again[o->agains++] = (struct orderlevel_again){o->at, file, line};
}

static void warn_of_again(const struct orderlevel *o)
{
    uint64_t n = 0;
    const struct orderlevel_again *first = NULL;
    for (size_t i = 0; i < o->agains; i++) {
        uint32_t order = o->again[i].order;
        if (has_sum(o, order) && adds_up(o, &o->sums[order]))
            continue;
        if (n++ == 0)
            first = &o->again[i];
    }
    if (!first)
        return;
    struct slice id = map_key(o->orders, first->order);
    warn("orders that come again after other orders: %" PRIu64 "; the first: %s:%" PRIu64
         ": %.*s (if exports that overlap were joined, their items count twice: name the files instead, with "
         "duplicates = orders in the schema; if only the rows of an order are apart, all is right)",
         n, first->file, first->line, id.n > 40 ? 40 : (int)id.n, id.p);
}

void orderlevel_warn(struct orderlevel *o)
{
    warn_of_wrong(o);
    warn_of_again(o);
}

/* ---- orders ---- */

static enum orderlevel_row find_order(struct orderlevel *o, struct slice order_id)
{
    uint32_t before = o->orders->n;
    o->at = map_put(o->orders, order_id);
    if (o->at < before) {
        if (has_sum(o, o->at))
            o->sum = o->sums[o->at];
        return ORDERLEVEL_AGAIN;
    }
    o->of = mem_grow_map(o->of, &o->cap, o->orders->n, sizeof *o->of);
    o->of[o->at] = (struct orderlevel_first){0};
    return ORDERLEVEL_FIRST;
}

enum orderlevel_row orderlevel_take(struct orderlevel *o, struct slice order_id)
{
    if (o->any && slice_eq(order_id, buf_slice(&o->id)))
        return ORDERLEVEL_NEXT;
    keep_sum(o);
    o->sum = (struct orderlevel_sum){0};
    o->any = true;
    o->id.n = 0;
    buf_room(&o->id, 1);
    buf_add(&o->id, order_id.p, order_id.n);
    return o->orders ? find_order(o, order_id) : ORDERLEVEL_FIRST;
}

void orderlevel_forget(struct orderlevel *o)
{
    o->any = false;
}

/* Of more values than there are bits the last ones count as not empty. */
void orderlevel_keep_empty(struct orderlevel *o, size_t k)
{
    if (o->orders && k < EMPTY_BITS)
        o->of[o->at].empty = (o->of[o->at].empty | 1u << k) & ((1u << EMPTY_BITS) - 1);
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
