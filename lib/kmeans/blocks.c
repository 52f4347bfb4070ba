/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/blocks.h"

#include <stdlib.h>

#include "base/thread.h"
#include "kmeans/kdorder.h"

double *blocks_doubles(size_t count)
{
    enum { ALIGN = 64 };
    if (count > SIZE_MAX / sizeof(double) - ALIGN)
        return NULL;
    return aligned_alloc(ALIGN, (count * sizeof(double) + ALIGN) / ALIGN * ALIGN);
}

/* ---- boxes and sums ---- */

static void box(struct blocks *c, size_t b)
{
    for (unsigned j = 0; j < c->d; j++) {
        const double *x = c->x + j * c->stride + b * NEAREST_BLOCK;
        double low = x[0], high = x[0];
        for (int i = 1; i < NEAREST_BLOCK; i++) {
            low = x[i] < low ? x[i] : low;
            high = x[i] > high ? x[i] : high;
        }
        c->low[b * c->d + j] = low;
        c->high[b * c->d + j] = high;
    }
}

static void add_chunk(void *ctx, size_t chunk)
{
    static const _Alignas(64) double all[NEAREST_BLOCK];
    struct blocks *c = ctx;
    size_t b, end = blocks_chunk(c, chunk, &b);
    for (; b < end; b++) {
        struct nearest_points p = blocks_at(c, b);
        c->math->sum(&p, all, 0, c->whole + b * (1 + c->d));
    }
}

/* ---- the whole ---- */

struct gather {
    struct blocks *c;
    const double *const *column;
};

/* The last point stands for those that fill up the last block. */
static void gather_chunk(void *ctx, size_t chunk)
{
    struct gather *g = ctx;
    struct blocks *c = g->c;
    size_t b, end = blocks_chunk(c, chunk, &b);
    for (unsigned j = 0; j < c->d; j++)
        for (size_t i = b * NEAREST_BLOCK; i < end * NEAREST_BLOCK; i++)
            c->x[j * c->stride + i] = g->column[j][c->row[i < c->n ? i : c->n - 1]];
    for (; b < end; b++)
        box(c, b);
}

static bool copy_points(struct blocks *c, const double *const *column)
{
    struct gather g = {c, column};
    if (!kdorder_rows(column, c->n, c->d, NEAREST_BLOCK, c->threads, c->row))
        return false;
    for (size_t i = 0; i < NEAREST_BLOCK; i++) {
        c->ones[i] = 1;
        c->last[i] = i < blocks_points(c, c->blocks - 1);
    }
    thread_each(c->threads, c->chunks, gather_chunk, &g);
    thread_each(c->threads, c->chunks, add_chunk, c);
    return true;
}

bool blocks_open(struct blocks *c, const double *const *column, size_t n, unsigned d, unsigned threads)
{
    enum { APART = 40 }; /* keeps columns out of one another's cache sets, which repeat every 4 KiB */
    size_t blocks = (n + NEAREST_BLOCK - 1) / NEAREST_BLOCK, stride = blocks * NEAREST_BLOCK + APART;
    *c = (struct blocks){
        .n = n,
        .blocks = blocks,
        .chunks = (blocks + BLOCKS_CHUNK - 1) / BLOCKS_CHUNK,
        .stride = stride,
        .d = d,
        .threads = threads,
        .x = blocks_doubles(stride * d),
        .row = calloc(blocks * NEAREST_BLOCK, sizeof *c->row),
        .low = calloc(blocks * d, sizeof *c->low),
        .high = calloc(blocks * d, sizeof *c->high),
        .ones = blocks_doubles(NEAREST_BLOCK),
        .last = blocks_doubles(NEAREST_BLOCK),
        .whole = calloc(blocks * (1 + d), sizeof *c->whole),
        .math = nearest_widest(),
    };
    if (!c->x || !c->row || !c->low || !c->high || !c->ones || !c->last || !c->whole || !copy_points(c, column)) {
        blocks_close(c);
        return false;
    }
    return true;
}

void blocks_close(struct blocks *c)
{
    free(c->x);
    free(c->row);
    free(c->low);
    free(c->high);
    free(c->ones);
    free(c->last);
    free(c->whole);
    *c = (struct blocks){0};
}

bool blocks_weigh(struct blocks *c, const struct blocks *plain, const double *weight)
{
    *c = *plain;
    if (!weight)
        return true;
    c->weight = blocks_doubles(c->blocks * NEAREST_BLOCK);
    c->whole = calloc(c->blocks * (1 + c->d), sizeof *c->whole);
    if (!c->weight || !c->whole) {
        free(c->weight);
        free(c->whole);
        return false;
    }
    for (size_t i = 0; i < c->blocks * NEAREST_BLOCK; i++)
        c->weight[i] = i < c->n ? weight[c->row[i]] : 0;
    thread_each(c->threads, c->chunks, add_chunk, c);
    return true;
}

/* Points, boxes and the sums of equal weights are the plain cloud's. */
void blocks_unweigh(struct blocks *c)
{
    if (!c->weight)
        return;
    free(c->weight);
    free(c->whole);
}
