/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/grouptable.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/columns.h"

static const char *const GROUP_KEY[] = {"day", "week", "month", "country", "product_id"};

enum { KEY_ROOM = 16 };

/* The group's key: 2011-12-09, 2011-W49, 2011-12, or what the order says. */
static struct slice key_of(enum group_by by, const struct order *p, char *room)
{
    int year, week;
    switch (by) {
    case GROUP_COUNTRY:
        return p->country;
    case GROUP_PRODUCT:
        return p->product_id;
    case GROUP_WEEK:
        date_iso_week(p->day, &year, &week);
        return slice_of(room, (size_t)snprintf(room, KEY_ROOM, "%04d-W%02d", year, week));
    default:
        date_print(room, p->day);
        return slice_of(room, by == GROUP_DAY ? DATE_LEN : sizeof "2011-12" - 1);
    }
}

static struct group *find_group(struct grouptable *g, struct slice key)
{
    uint32_t before = g->keys.n, i = map_put(&g->keys, key);
    g->group = mem_grow(g->group, &g->cap, (size_t)i + 1, sizeof *g->group);
    if (i == before)
        g->group[i] = (struct group){0};
    return &g->group[i];
}

static void add(const struct grouptable *g, struct slice key, decimal *sum, decimal d)
{
    if (!decimal_add(sum, d))
        die(STATUS_DATA, "the sums of %s \"%.*s\" go beyond 9223372036854.775807", GROUP_KEY[g->by], (int)key.n, key.p);
}

static void add_count(const struct grouptable *g, struct slice key, uint64_t *sum, uint64_t n)
{
    if (__builtin_add_overflow(*sum, n, sum))
        die(STATUS_DATA, "the counts of %s \"%.*s\" go beyond 18446744073709551615", GROUP_KEY[g->by], (int)key.n,
            key.p);
}

void grouptable_add(struct grouptable *g, const struct order *p, uint64_t customer)
{
    char room[KEY_ROOM];
    struct slice key = key_of(g->by, p, room);
    struct group *to = find_group(g, key);
    to->orders += p->sale_lines > 0;
    to->lines += p->lines;
    add(g, key, &to->units, p->units);
    add(g, key, &to->returned_units, p->returned_units);
    add(g, key, &to->gross, p->gross);
    add(g, key, &to->returned, p->returned);
    if (customer != to->last_customer) { /* guests come first, so that 0 is "none counted yet" as well */
        to->customers++;
        to->last_customer = customer;
    }
}

/* A row of a group table, its columns in the order of TABLE_GROUP. */
static bool read_group(struct tsv *in, const unsigned *col, struct group *out)
{
    decimal revenue;
    if (!tsv_uint(in, col[0], &out->orders) || !tsv_uint(in, col[1], &out->customers) ||
        !tsv_uint(in, col[2], &out->lines) || !tsv_decimal(in, col[3], &out->units) ||
        !tsv_decimal(in, col[4], &out->returned_units) || !tsv_decimal(in, col[5], &out->gross) ||
        !tsv_decimal(in, col[6], &out->returned) || !tsv_decimal(in, col[7], &revenue))
        return false;
    if (out->gross < 0)
        return tsv_bad(in, col[5], "is below 0", "what is taken back belongs to \"returned\"");
    if (out->returned > 0)
        return tsv_bad(in, col[6], "is above 0", "what is taken back counts below 0");
    return revenue == out->gross + out->returned || tsv_bad(in, col[7], "is not gross + returned", NULL);
}

void grouptable_merge(struct grouptable *g, struct tsv *in)
{
    unsigned key = tsv_need(in, GROUP_KEY[g->by]), col[9];
    if (tsv_find(in, "lines") != TSV_NONE && tsv_find(in, "returned_units") == TSV_NONE)
        columns_lacks(in->name, in->column, in->n, SLICE("returned_units"), TABLES_OLD);
    for (int i = 0; TABLE_GROUP[i].name; i++)
        col[i] = tsv_need(in, TABLE_GROUP[i].name);
    while (tsv_next(in)) {
        struct group part;
        if (!read_group(in, col, &part))
            continue;
        struct slice k = tsv_field(in, key);
        struct group *to = find_group(g, k);
        add_count(g, k, &to->orders, part.orders);
        add_count(g, k, &to->customers, part.customers);
        add_count(g, k, &to->lines, part.lines);
        add(g, k, &to->units, part.units);
        add(g, k, &to->returned_units, part.returned_units);
        add(g, k, &to->gross, part.gross);
        add(g, k, &to->returned, part.returned);
    }
}

static int compare(const void *p, const void *q, void *keys)
{
    return slice_cmp(map_key(keys, *(const uint32_t *)p), map_key(keys, *(const uint32_t *)q));
}

static void write_row(const struct grouptable *g, uint32_t i, struct out *o)
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
    out_tab(o);
    out_decimal(o, p->returned_units);
    for (int k = 0; k < 3; k++) {
        out_tab(o);
        out_money(o, money[k]);
    }
    out_char(o, '\n');
    tool_rows.out++;
}

void grouptable_write(const struct grouptable *g, struct out *o)
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

void grouptable_free(struct grouptable *g)
{
    map_free(&g->keys);
    free(g->group);
}
