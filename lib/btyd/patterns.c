/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns of customers hold few distinct values (days, counts), so each value is replaced by its rank among them, which
 * takes about 12 bits. The ranks of as many columns as fit are packed into one word, and rows are sorted by words,
 * least significant digits first. A million customers of a daily year take about 50 ms. Columns with more distinct
 * values go in as they are. */
#include "btyd/patterns.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DISTINCT = 1 << 15, SLOTS = 4 * DISTINCT, DIGIT = 11, COLUMNS = 4 + PATTERN_COVARIATES };

/* A place for `stride` doubles a row, NULL if the family has none. */
struct column {
    double *value;
    size_t stride;
};

struct item {
    uint64_t key;
    size_t row;
};

/* The distinct words of one column: an open hash table, then sorted. */
struct ranks {
    uint64_t *slot;
    uint32_t *rank;
    bool *used;
    uint64_t *sorted;
    size_t n;
    uint32_t *place; /* of each row: its slot */
};

/* Words in the order of the doubles; -0 is 0. */
static uint64_t word_of(double v)
{
    uint64_t w;
    v += 0.0;
    memcpy(&w, &v, sizeof w);
    return w >> 63 ? ~w : w | (uint64_t)1 << 63;
}

static size_t slot_of(const struct ranks *r, uint64_t w)
{
    size_t i = (size_t)((w * 0x9E3779B97F4A7C15u) >> 32) % SLOTS;
    while (r->used[i] && r->slot[i] != w)
        i = (i + 1) % SLOTS;
    return i;
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* False: there are too many. */
static bool ranks_fill(struct ranks *r, struct column c, size_t n)
{
    memset(r->used, 0, SLOTS * sizeof *r->used);
    r->n = 0;
    for (size_t row = 0; row < n; row++) {
        uint64_t w = word_of(c.value[row * c.stride]);
        size_t i = slot_of(r, w);
        r->place[row] = (uint32_t)i;
        if (r->used[i])
            continue;
        if (r->n == DISTINCT)
            return false;
        r->used[i] = true;
        r->slot[i] = r->sorted[r->n++] = w;
    }
    qsort(r->sorted, r->n, sizeof *r->sorted, compare);
    for (size_t i = 0; i < r->n; i++)
        r->rank[slot_of(r, r->sorted[i])] = (uint32_t)i;
    return true;
}

static unsigned bits_for(size_t distinct)
{
    unsigned bits = 0;
    while (((size_t)1 << bits) < distinct)
        bits++;
    return bits;
}

/* Stable; the sorted items end up in `item`. */
static void sort_items(struct item *item, struct item *spare, size_t n, unsigned bits)
{
    struct item *from = item, *to = spare;
    for (unsigned shift = 0; shift < bits; shift += DIGIT) {
        size_t next[1 << DIGIT] = {0}, start = 0;
        for (size_t i = 0; i < n; i++)
            next[from[i].key >> shift & ((1 << DIGIT) - 1)]++;
        for (size_t d = 0; d < 1 << DIGIT; d++) {
            size_t here = next[d];
            next[d] = start;
            start += here;
        }
        for (size_t i = 0; i < n; i++)
            to[next[from[i].key >> shift & ((1 << DIGIT) - 1)]++] = from[i];
        struct item *swap = from;
        from = to;
        to = swap;
    }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* The columns in the order of sorting, the most important first. */
static unsigned columns_of(const struct patterns *p, struct column *c)
{
    double *const plain[] = {p->x, p->T, p->t_x, p->m};
    unsigned n = 0;
    for (unsigned i = 0; i < 4; i++)
        if (plain[i])
            c[n++] = (struct column){plain[i], 1};
    for (unsigned i = 0; p->z && i < p->covariates; i++)
        c[n++] = (struct column){p->z + i, p->covariates};
    return n;
}

/* From the last column to the first: ranks are gathered in the key until the next one would not fit. */
static void sort_rows(struct item *item, struct item *spare, struct ranks *r, const struct column *c, unsigned columns,
                      size_t n)
{
    unsigned bits = 0;
    for (unsigned k = columns; k-- > 0;) {
        bool ranked = ranks_fill(r, c[k], n);
        unsigned more = ranked ? bits_for(r->n) : 64;
        if (bits + more > 64) {
            sort_items(item, spare, n, bits);
            for (size_t i = 0; i < n; i++)
                item[i].key = 0;
            bits = 0;
        }
        for (size_t i = 0; i < n && more > 0; i++) {
            size_t row = item[i].row;
            uint64_t rank = ranked ? r->rank[r->place[row]] : word_of(c[k].value[row * c[k].stride]);
            item[i].key |= rank << bits;
        }
        bits += more;
    }
    sort_items(item, spare, n, bits);
}

static bool same_row(const struct column *c, unsigned columns, size_t a, size_t b)
{
    for (unsigned k = 0; k < columns; k++)
        if (c[k].value[a * c[k].stride] != c[k].value[b * c[k].stride])
            return false;
    return true;
}

/* Sums the weights of equal rows, each group in the order of the input, and keeps the first of each in `item`. */
static size_t merge(struct patterns *p, struct item *item, const struct column *c, unsigned columns, double *weight)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (kept == 0 || !same_row(c, columns, item[kept - 1].row, item[i].row)) {
            weight[kept] = 0;
            item[kept++] = item[i];
        }
        weight[kept - 1] += p->weight[item[i].row];
    }
    return kept;
}

static void gather(double *v, size_t stride, const struct item *item, size_t n, double *spare)
{
    for (size_t i = 0; i < n; i++)
        spare[i] = v[item[i].row * stride];
    for (size_t i = 0; i < n; i++)
        v[i * stride] = spare[i];
}

bool patterns_collapse(struct patterns *p)
{
    struct column c[COLUMNS];
    unsigned columns = columns_of(p, c);
    size_t n = p->n;
    struct item *item = malloc((n + 1) * sizeof *item), *spare = malloc((n + 1) * sizeof *spare);
    struct ranks r = {malloc(SLOTS * sizeof *r.slot),
                      malloc(SLOTS * sizeof *r.rank),
                      malloc(SLOTS * sizeof *r.used),
                      malloc(DISTINCT * sizeof *r.sorted),
                      0,
                      malloc((n + 1) * sizeof *r.place)};
    bool fine = item && spare && r.slot && r.rank && r.used && r.sorted && r.place;
    if (fine) {
        for (size_t i = 0; i < n; i++)
            item[i] = (struct item){0, i};
        sort_rows(item, spare, &r, c, columns, n);
        double *weight = (double *)(void *)spare; /* 16 bytes an item: room for two doubles */
        size_t kept = merge(p, item, c, columns, weight);
        memcpy(p->weight, weight, kept * sizeof *weight);
        for (unsigned k = 0; k < columns; k++)
            gather(c[k].value, c[k].stride, item, kept, weight);
        p->n = kept;
        p->total = 0;
        for (size_t i = 0; i < kept; i++)
            p->total += p->weight[i];
    }
    free(item);
    free(spare);
    free(r.slot);
    free(r.rank);
    free(r.used);
    free(r.sorted);
    free(r.place);
    return fine;
}

void patterns_free(struct patterns *p)
{
    free(p->x);
    free(p->t_x);
    free(p->T);
    free(p->m);
    free(p->weight);
    free(p->z);
    *p = (struct patterns){0};
}
