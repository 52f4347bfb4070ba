/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/ranking.h"

#include <stdlib.h>

static bool comes_before(const void *of, uint32_t a, uint32_t b)
{
    const struct ranking *r = of;
    const struct ranking_row *x = &r->place[a], *y = &r->place[b];
    int c = -amount_compare(x->value, y->value);
    c = c ? c : slice_cmp(x->key, y->key);
    return c ? c < 0 : x->number < y->number;
}

void ranking_begin(struct ranking *r, struct tsv *in, unsigned measure, unsigned key, struct opt_list by, uint32_t most)
{
    *r = (struct ranking){.in = in, .measure = measure, .key = key, .most = most, .spare = HEAP_NONE};
    groups_of(&r->groups, in, by);
}

void ranking_end(struct ranking *r)
{
    for (uint32_t i = 0; i < r->groups.n; i++)
        heap_end(&r->group[i].best);
    for (uint32_t i = 0; i < r->places; i++)
        buf_free(&r->place[i].copy);
    groups_free(&r->groups);
    free(r->group);
    free(r->place);
}

static struct ranking_group *group_of_row(struct ranking *r)
{
    uint32_t before = r->groups.n, i = groups_put(&r->groups, r->in);
    if (i == before) {
        r->group = mem_grow(r->group, &r->group_cap, i + (size_t)1, sizeof *r->group);
        r->group[i] = (struct ranking_group){0};
        heap_begin(&r->group[i].best, r->most, comes_before, r);
    }
    return &r->group[i];
}

static uint32_t free_place(struct ranking *r)
{
    if (r->spare == HEAP_NONE) {
        r->place = mem_grow(r->place, &r->place_cap, r->places + (size_t)1, sizeof *r->place);
        r->place[r->places] = (struct ranking_row){0};
        r->spare = r->places++;
    }
    return r->spare;
}

/* A row is compared where it is, and copied only if it is kept, which is rare. */
static void keep(struct ranking_row *at)
{
    size_t key = at->key.n ? (size_t)(at->key.p - at->row.p) : 0;
    at->copy.n = 0;
    buf_room(&at->copy, at->row.n + 1);
    buf_add(&at->copy, at->row.p, at->row.n);
    at->row.p = at->copy.p;
    at->key.p = at->copy.p + key;
}

void ranking_add(struct ranking *r)
{
    struct amount value;
    if (!amount_read(r->in, r->measure, &value))
        return;
    if (value.kind == AMOUNT_EMPTY) {
        tsv_drop(r->in, "no_value");
        return;
    }
    struct ranking_group *g = group_of_row(r);
    amount_add(&g->sum, value);
    uint32_t mine = free_place(r);
    struct ranking_row *at = &r->place[mine];
    at->value = value;
    at->row = r->in->row;
    at->key = tsv_field(r->in, r->key);
    at->number = r->rows++;
    uint32_t out = heap_offer(&g->best, mine);
    if (out != HEAP_NONE)
        tsv_drop_row(r->in, r->place[out].row, "beyond_n");
    if (out != mine)
        keep(at);
    r->spare = out;
}

struct ranking_group *ranking_sorted(struct ranking *r, uint32_t group)
{
    heap_sort(&r->group[group].best);
    return &r->group[group];
}
