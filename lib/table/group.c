/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "table/tables.h"

const char *const GROUP_KEY[] = {"day", "week", "month", "country", "product_id"};

enum { KEY_ROOM = 16 };

/* The group's key: 2011-12-09, 2011-W49, 2011-12, or what the order says. */
static struct slice key_of(enum group_by by, const struct book *b, const struct order *p, char *room)
{
    int year, week;
    switch (by) {
    case GROUP_COUNTRY:
        return map_key(&b->countries, p->country);
    case GROUP_PRODUCT:
        return map_key(&b->products, p->product);
    case GROUP_WEEK:
        date_iso_week(p->day, &year, &week);
        return slice_of(room, (size_t)snprintf(room, KEY_ROOM, "%04d-W%02d", year, week));
    default:
        date_print(room, p->day);
        return slice_of(room, by == GROUP_DAY ? DATE_LEN : sizeof "2011-12" - 1);
    }
}

static struct group *find_group(struct groups *g, struct slice key)
{
    uint32_t before = g->keys.n, i = map_put(&g->keys, key);
    g->group = mem_grow(g->group, &g->cap, (size_t)i + 1, sizeof *g->group);
    if (i == before)
        g->group[i] = (struct group){0};
    return &g->group[i];
}

static void add(const struct groups *g, struct slice key, decimal *sum, decimal d)
{
    if (!decimal_add(sum, d))
        die(STATUS_DATA, "the sums of %s \"%.*s\" go beyond 9223372036854.775807", GROUP_KEY[g->by], (int)key.n, key.p);
}

void group_add(struct groups *g, const struct book *b, uint32_t order)
{
    char room[KEY_ROOM];
    const struct order *p = &b->order[order];
    struct slice key = key_of(g->by, b, p, room);
    struct group *to = find_group(g, key);
    to->orders += p->sale_lines > 0;
    to->lines += p->lines;
    add(g, key, &to->units, p->units);
    add(g, key, &to->gross, p->gross);
    add(g, key, &to->returned, p->returned);
    if (p->customer != to->last_customer) { /* customer 0 are the guests, so 0 is "none counted yet" as well */
        to->customers += p->customer != 0;
        to->last_customer = p->customer;
    }
}

void group_merge(struct groups *g, struct tsv *in)
{
    unsigned key = tsv_need(in, GROUP_KEY[g->by]), col[8];
    for (int i = 0; TABLE_GROUP[i].name; i++)
        col[i] = tsv_need(in, TABLE_GROUP[i].name);
    while (tsv_next(in)) {
        uint64_t n[3];
        decimal d[4];
        if (!tsv_uint(in, col[0], &n[0]) || !tsv_uint(in, col[1], &n[1]) || !tsv_uint(in, col[2], &n[2]) ||
            !tsv_decimal(in, col[3], &d[0]) || !tsv_decimal(in, col[4], &d[1]) || !tsv_decimal(in, col[5], &d[2]) ||
            !tsv_decimal(in, col[6], &d[3]))
            continue;
        struct slice k = in->field[key];
        struct group *to = find_group(g, k);
        to->orders += n[0];
        to->customers += n[1];
        to->lines += n[2];
        add(g, k, &to->units, d[0]);
        add(g, k, &to->gross, d[1]);
        add(g, k, &to->returned, d[2]);
    }
}

static int compare(const void *p, const void *q, void *keys)
{
    return slice_cmp(map_key(keys, *(const uint32_t *)p), map_key(keys, *(const uint32_t *)q));
}

static void write_row(const struct groups *g, uint32_t i, struct out *o)
{
    const struct group *p = &g->group[i];
    const uint64_t count[] = {p->orders, p->customers, p->lines};
    const decimal money[] = {p->gross, p->returned, p->gross + p->returned};
    out_slice(o, map_key(&g->keys, i));
    for (int k = 0; k < 3; k++) {
        out_tab(o);
        out_uint(o, count[k]);
    }
    out_tab(o);
    out_decimal(o, p->units);
    for (int k = 0; k < 3; k++) {
        out_tab(o);
        out_money(o, money[k]);
    }
    out_char(o, '\n');
    tool_rows.out++;
}

void group_write(const struct groups *g, struct out *o)
{
    uint32_t *sorted = mem_alloc((size_t)g->keys.n * sizeof *sorted + 1);
    for (uint32_t i = 0; i < g->keys.n; i++)
        sorted[i] = i;
    qsort_r(sorted, g->keys.n, sizeof *sorted, compare, (void *)(uintptr_t)&g->keys);
    out_str(o, GROUP_KEY[g->by]);
    out_tab(o);
    tables_header(o, TABLE_GROUP);
    out_char(o, '\n');
    for (uint32_t i = 0; i < g->keys.n; i++)
        write_row(g, sorted[i], o);
    free(sorted);
}

void group_free(struct groups *g)
{
    map_free(&g->keys);
    free(g->group);
}
