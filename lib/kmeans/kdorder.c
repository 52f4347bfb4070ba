/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kdorder.h"

#include <stdlib.h>
#include <string.h>

#include "base/thread.h"

enum { EACH = 4, JUDGED = 32, PARTS = 16 }; /* sample points a leaf; that a split is judged by; parts of the points */

struct order {
    const double *const *column;
    size_t n, leaves; /* a power of two */
    unsigned d;
    double *sample; /* d columns of `taken` */
    size_t taken;
    double *split;   /* of node 1 (the root), its children 2 and 3 and so on: greater values go right */
    unsigned *by;    /* in this column */
    uint32_t *leaf;  /* of each point */
    uint32_t *count; /* PARTS x leaves: points, then where the next goes */
    uint32_t *row;
};

/* ---- the tree of the sample ---- */

static void swap_points(struct order *o, ptrdiff_t a, ptrdiff_t b)
{
    for (unsigned j = 0; j < o->d; j++) {
        double *x = o->sample + j * o->taken, v = x[a];
        x[a] = x[b];
        x[b] = v;
    }
}

/* Some of v[from] .. v[to - 1], evenly spread; how many. */
static size_t some_of(const double *v, size_t from, size_t to, double *some)
{
    size_t count = to - from < JUDGED ? to - from : JUDGED;
    for (size_t i = 0; i < count; i++)
        some[i] = v[from + (to - from) / count * i];
    return count;
}

static double squares_of_some(const double *v, size_t from, size_t to)
{
    double some[JUDGED], sum = 0, squares = 0;
    size_t count = some_of(v, from, to, some);
    for (size_t i = 0; i < count; i++)
        sum += some[i];
    for (size_t i = 0; i < count; i++)
        squares += (some[i] - sum / (double)count) * (some[i] - sum / (double)count);
    return squares;
}

static unsigned widest_column(const struct order *o, size_t from, size_t to)
{
    unsigned widest = 0;
    double most = -1;
    for (unsigned j = 0; j < o->d; j++) {
        double squares = squares_of_some(o->sample + j * o->taken, from, to);
        if (squares > most) {
            most = squares;
            widest = j;
        }
    }
    return widest;
}

static double median_of_some(const double *v, size_t from, size_t to)
{
    double some[JUDGED];
    size_t count = some_of(v, from, to, some);
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && some[j] < some[j - 1]; j--) {
            double swap = some[j];
            some[j] = some[j - 1];
            some[j - 1] = swap;
        }
    return some[count / 2];
}

/* Places the points such that none before `at` has a greater v than one after it (Hoare's quickselect). */
static void part_at(struct order *o, const double *v, ptrdiff_t from, ptrdiff_t to, ptrdiff_t at)
{
    while (to - from > 1) {
        double pivot = median_of_some(v, (size_t)from, (size_t)to);
        ptrdiff_t i = from, j = to - 1;
        while (i <= j) {
            while (v[i] < pivot)
                i++;
            while (v[j] > pivot)
                j--;
            if (i <= j)
                swap_points(o, i++, j--);
        }
        if (at <= j)
            to = j + 1;
        else if (at >= i)
            from = i;
        else
            return;
    }
}

static void grow(struct order *o, size_t node, size_t from, size_t to)
{
    if (node >= o->leaves)
        return;
    size_t middle = from + (to - from) / 2;
    if (to > from) {
        unsigned j = widest_column(o, from, to);
        const double *v = o->sample + j * o->taken;
        part_at(o, v, (ptrdiff_t)from, (ptrdiff_t)to, (ptrdiff_t)middle);
        o->by[node] = j;
        o->split[node] = v[middle];
    }
    grow(o, 2 * node, from, middle);
    grow(o, 2 * node + 1, middle, to);
}

/* ---- the points ---- */

static size_t part_begin(const struct order *o, size_t part)
{
    return o->n / PARTS * part + (part < o->n % PARTS ? part : o->n % PARTS);
}

static void walk_part(void *ctx, size_t part)
{
    struct order *o = ctx;
    uint32_t *count = o->count + part * o->leaves;
    for (size_t i = part_begin(o, part), end = part_begin(o, part + 1); i < end; i++) {
        size_t node = 1;
        while (node < o->leaves)
            node = 2 * node + (o->column[o->by[node]][i] >= o->split[node]);
        o->leaf[i] = (uint32_t)(node - o->leaves);
        count[o->leaf[i]]++;
    }
}

/* Leaf by leaf, and within a leaf part by part. */
static void add_counts(struct order *o)
{
    uint32_t at = 0;
    for (size_t leaf = 0; leaf < o->leaves; leaf++)
        for (size_t part = 0; part < PARTS; part++) {
            uint32_t *count = &o->count[part * o->leaves + leaf], here = *count;
            *count = at;
            at += here;
        }
}

static void place_part(void *ctx, size_t part)
{
    struct order *o = ctx;
    uint32_t *next = o->count + part * o->leaves;
    for (size_t i = part_begin(o, part), end = part_begin(o, part + 1); i < end; i++)
        o->row[next[o->leaf[i]]++] = (uint32_t)i;
}

static void place_all(struct order *o, unsigned threads)
{
    for (unsigned j = 0; j < o->d; j++)
        for (size_t i = 0; i < o->taken; i++)
            o->sample[j * o->taken + i] = o->column[j][i * o->n / o->taken];
    grow(o, 1, 0, o->taken);
    thread_each(threads, PARTS, walk_part, o);
    add_counts(o);
    thread_each(threads, PARTS, place_part, o);
}

bool kdorder_rows(const double *const *column, size_t n, unsigned d, size_t leaf, unsigned threads, uint32_t *row)
{
    struct order o = {.column = column, .n = n, .leaves = 1, .d = d};
    o.row = row;
    while (o.leaves < n / leaf)
        o.leaves *= 2;
    o.taken = o.leaves * EACH < n ? o.leaves * EACH : n;
    o.sample = calloc(o.taken, d * sizeof *o.sample);
    o.split = calloc(o.leaves, sizeof *o.split);
    o.by = calloc(o.leaves, sizeof *o.by);
    o.leaf = calloc(n, sizeof *o.leaf);
    o.count = calloc(PARTS * o.leaves, sizeof *o.count);
    bool room = o.sample && o.split && o.by && o.leaf && o.count;
    if (room)
        place_all(&o, threads);
    free(o.sample);
    free(o.split);
    free(o.by);
    free(o.leaf);
    free(o.count);
    return room;
}
