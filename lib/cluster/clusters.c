/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusters.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

struct clusters_group *clusters_group(struct clusters *m, struct slice name)
{
    uint32_t before = m->names.n, i = map_put(&m->names, name);
    if (i == before) {
        m->group = mem_grow(m->group, &m->groups_cap, i + 1U, sizeof *m->group);
        m->group[i] = (struct clusters_group){0};
    }
    return &m->group[i];
}

const struct clusters_group *clusters_find(const struct clusters *m, struct slice name)
{
    uint32_t i = map_get(&m->names, name);
    return i == MAP_NONE || m->group[i].k == 0 ? NULL : &m->group[i];
}

static void *zeros(struct clusters *m, size_t count, size_t size)
{
    void *p = arena_alloc(&m->arena, count * size);
    memset(p, 0, count * size);
    return p;
}

void clusters_make(struct clusters *m, struct clusters_group *g, unsigned k)
{
    unsigned d = m->columns;
    g->k = k;
    g->scaling = zeros(m, d, sizeof *g->scaling);
    g->centre = zeros(m, (size_t)k * d, sizeof *g->centre);
    g->mean = zeros(m, (size_t)k * d, sizeof *g->mean);
    g->label = zeros(m, k, sizeof *g->label);
    g->rows = zeros(m, k, sizeof *g->rows);
    g->weight = zeros(m, k, sizeof *g->weight);
    for (unsigned j = 0; j < d; j++)
        g->scaling[j] = (struct scaling){m->scale, m->log1p[j], 0, 1};
    for (unsigned c = 0; c < k; c++) {
        char number[NUM_ROOM];
        int n = num_print_uint(number, c + 1);
        g->label[c] = arena_copy(&m->arena, slice_of(number, (size_t)n));
    }
}

unsigned clusters_number(const char *option, struct slice text)
{
    uint64_t v;
    if (!num_uint(text, &v) || v < 1 || v > CLUSTERS_MOST)
        die(STATUS_USAGE, "%s: \"%.*s\" is not a number of clusters (1 to %d)", option, (int)text.n, text.p,
            CLUSTERS_MOST);
    return (unsigned)v;
}

void clusters_free(struct clusters *m)
{
    free(m->column);
    free(m->log1p);
    map_free(&m->names);
    free(m->group);
    arena_free(&m->arena);
}
