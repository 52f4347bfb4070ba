/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/groups.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/sort.h"

/* ---- columns ---- */

void groups_of_keys(struct groups *g, struct opt_list by)
{
    *g = (struct groups){.keys = (unsigned)by.n};
    for (size_t i = 0; i < by.n; i++)
        for (size_t k = 0; k < i; k++)
            if (slice_eq(by.word[i], by.word[k]))
                die(STATUS_USAGE, "the key \"%.*s\" is given twice (name it once)", (int)by.word[i].n, by.word[i].p);
    g->name = mem_zero(by.n, sizeof *g->name);
    if (by.n)
        memcpy(g->name, by.word, by.n * sizeof *g->name);
    g->column = mem_zero(by.n, sizeof *g->column);
    g->of = mem_zero(by.n, sizeof *g->of);
}

void groups_of(struct groups *g, const struct tsv *t, struct opt_list by)
{
    groups_of_keys(g, by);
    g->col = tsv_need_list(t, by);
}

void groups_free(struct groups *g)
{
    for (unsigned k = 0; k < g->keys; k++)
        map_free(&g->column[k].values);
    map_free(&g->tuples);
    free(g->name);
    free(g->col);
    free(g->column);
    free(g->of);
    *g = (struct groups){0};
}

/* ---- rows ---- */

static inline bool repeats(const struct groups_column *c, struct slice value)
{
    return c->values.n && slice_eq(map_key(&c->values, c->last), value);
}

/* False: the column repeats the row before. */
static bool put(struct groups_column *c, struct slice value)
{
    if (repeats(c, value))
        return false;
    c->last = map_put(&c->values, value);
    return true;
}

static struct slice tuple(const struct groups *g)
{
    return slice_of((const char *)g->of, g->keys * sizeof *g->of);
}

/* The group of what the columns have last. */
static uint32_t group_of(struct groups *g, bool changed)
{
    if (g->keys == 0)
        return g->n = 1, 0;
    if (g->keys == 1) {
        g->n = g->column->values.n;
        return g->column->last;
    }
    if (changed) {
        for (unsigned k = 0; k < g->keys; k++)
            g->of[k] = g->column[k].last;
        g->last = map_put(&g->tuples, tuple(g));
        g->n = g->tuples.n;
    }
    return g->last;
}

uint32_t groups_put(struct groups *g, const struct tsv *t)
{
    bool changed = false;
    for (unsigned k = 0; k < g->keys; k++)
        changed |= put(&g->column[k], tsv_field(t, g->col[k]));
    return group_of(g, changed);
}

uint32_t groups_put_keys(struct groups *g, const struct slice *key)
{
    bool changed = false;
    for (unsigned k = 0; k < g->keys; k++)
        changed |= put(&g->column[k], key[k]);
    return group_of(g, changed);
}

uint32_t groups_get(const struct groups *g, const struct slice *key)
{
    enum { FEW = 8 };
    uint32_t few[FEW], *of = g->keys <= FEW ? few : mem_zero(g->keys, sizeof *of), found = g->n ? 0 : MAP_NONE;
    for (unsigned k = 0; k < g->keys && found != MAP_NONE; k++)
        found = of[k] = map_get(&g->column[k].values, key[k]);
    if (g->keys > 1 && found != MAP_NONE)
        found = map_get(&g->tuples, slice_of((const char *)of, g->keys * sizeof *of));
    if (of != few)
        free(of);
    return found;
}

bool groups_keyed(const struct groups *g, struct tsv *t)
{
    for (unsigned k = 0; k < g->keys; k++)
        if (tsv_field(t, g->col[k]).n == 0)
            return tsv_bad(t, g->col[k], "is empty but a key is needed", "leave such rows out, or fill the column in");
    return true;
}

bool groups_lacks(const struct groups *g, const struct tsv *t)
{
    for (unsigned k = 0; k < g->keys; k++)
        if (tsv_field(t, g->col[k]).n == 0)
            return true;
    return false;
}

static uint32_t value_of(const struct groups *g, uint32_t i, unsigned k)
{
    uint32_t value;
    if (g->keys == 1)
        return i;
    memcpy(&value, map_key(&g->tuples, i).p + k * sizeof value, sizeof value);
    return value;
}

struct slice groups_key(const struct groups *g, uint32_t i, unsigned k)
{
    return g->keys ? map_key(&g->column[k].values, value_of(g, i, k)) : SLICE("");
}

/* ---- sorted ---- */

static struct slice text(const void *from, uint32_t of)
{
    return map_key(from, of);
}

static void no_fetch(const void *from, uint32_t of)
{
    (void)from, (void)of;
}

struct sorting {
    struct sort_item *item, *spare; /* room for as many as there are groups, or values of a column */
};

/* The rank of each value of a column, in the order of the bytes. */
static uint32_t *ranks(const struct map *values, const struct sorting *s)
{
    const struct sort_source source = {values, text, no_fetch};
    uint32_t *rank = mem_zero(values->n, sizeof *rank);
    for (uint32_t i = 0; i < values->n; i++)
        s->item[i] = (struct sort_item){sort_key(map_key(values, i)), i};
    sort_texts(s->item, values->n, s->spare, &source);
    for (uint32_t i = 0; i < values->n; i++)
        rank[s->item[i].of] = i;
    return rank;
}

/* Sorts groups by the earlier order, rank[i], then by column k; sets rank[i] again, and s->item in that order. */
static void sort_column(const struct groups *g, unsigned k, uint32_t *rank, const struct sorting *s)
{
    uint32_t *of_value = ranks(&g->column[k].values, s);
    for (uint32_t i = 0; i < g->n; i++)
        s->item[i] = (struct sort_item){(uint64_t)rank[i] << 32 | of_value[value_of(g, i, k)], i};
    sort_keys(s->item, g->n, s->spare);
    for (uint32_t i = 0, now = 0; i < g->n; i++) {
        now += i && s->item[i].key != s->item[i - 1].key;
        rank[s->item[i].of] = now;
    }
    free(of_value);
}

uint32_t *groups_sorted(const struct groups *g)
{
    size_t spare = g->n < SORT_SPARE ? g->n : SORT_SPARE; /* no column has more values than there are groups */
    struct sorting s = {mem_zero(g->n, sizeof *s.item), mem_zero(spare, sizeof *s.spare)};
    uint32_t *rank = mem_zero(g->n, sizeof *rank), *order = mem_zero(g->n, sizeof *order);
    for (unsigned k = 0; k < g->keys; k++)
        sort_column(g, k, rank, &s);
    for (uint32_t i = 0; i < g->n; i++)
        order[i] = s.item[i].of;
    free(rank);
    free(s.item);
    free(s.spare);
    return order;
}
