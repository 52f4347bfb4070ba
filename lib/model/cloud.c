/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cloud.h"

#include <stdlib.h>

#include "base/thread.h"
#include "model/kdorder.h"

double *cloud_doubles(size_t count)
{
    enum { ALIGN = 64 };
    if (count > SIZE_MAX / sizeof(double) - ALIGN)
        return NULL;
    return aligned_alloc(ALIGN, (count * sizeof(double) + ALIGN) / ALIGN * ALIGN);
}

/* ---- boxes and sums ---- */

static void box(struct cloud *c, size_t b)
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
    struct cloud *c = ctx;
    size_t b, end = cloud_chunk(c, chunk, &b);
    for (; b < end; b++) {
        struct nearest_points p = cloud_block(c, b);
        c->math->sum(&p, all, 0, c->whole + b * (1 + c->d));
    }
}

/* ---- the whole ---- */

struct gather {
    struct cloud *c;
    const double *const *column;
};

/* The last point stands for those that fill up the last block. */
static void gather_chunk(void *ctx, size_t chunk)
{
    struct gather *g = ctx;
    struct cloud *c = g->c;
    size_t b, end = cloud_chunk(c, chunk, &b);
    for (unsigned j = 0; j < c->d; j++)
        for (size_t i = b * NEAREST_BLOCK; i < end * NEAREST_BLOCK; i++)
            c->x[j * c->stride + i] = g->column[j][c->row[i < c->n ? i : c->n - 1]];
    for (; b < end; b++)
        box(c, b);
}

static bool copy_points(struct cloud *c, const double *const *column)
{
    struct gather g = {c, column};
    if (!kdorder_rows(column, c->n, c->d, NEAREST_BLOCK, c->threads, c->row))
        return false;
    for (size_t i = 0; i < NEAREST_BLOCK; i++) {
        c->ones[i] = 1;
        c->last[i] = i < cloud_points(c, c->blocks - 1);
    }
    thread_each(c->threads, c->chunks, gather_chunk, &g);
    thread_each(c->threads, c->chunks, add_chunk, c);
    return true;
}

bool cloud_open(struct cloud *c, const double *const *column, size_t n, unsigned d, unsigned threads)
{
    enum { APART = 40 }; /* keeps columns from one another's cache lines, which repeat every 4 KiB */
    size_t blocks = (n + NEAREST_BLOCK - 1) / NEAREST_BLOCK, stride = blocks * NEAREST_BLOCK + APART;
    *c = (struct cloud){
        .n = n,
        .blocks = blocks,
        .chunks = (blocks + CLOUD_CHUNK - 1) / CLOUD_CHUNK,
        .stride = stride,
        .d = d,
        .threads = threads,
        .x = cloud_doubles(stride * d),
        .row = calloc(blocks * NEAREST_BLOCK, sizeof *c->row),
        .low = calloc(blocks * d, sizeof *c->low),
        .high = calloc(blocks * d, sizeof *c->high),
        .ones = cloud_doubles(NEAREST_BLOCK),
        .last = cloud_doubles(NEAREST_BLOCK),
        .whole = calloc(blocks * (1 + d), sizeof *c->whole),
        .math = nearest_widest(),
    };
    if (!c->x || !c->row || !c->low || !c->high || !c->ones || !c->last || !c->whole || !copy_points(c, column)) {
        cloud_close(c);
        return false;
    }
    return true;
}

void cloud_close(struct cloud *c)
{
    free(c->x);
    free(c->row);
    free(c->low);
    free(c->high);
    free(c->ones);
    free(c->last);
    free(c->whole);
    *c = (struct cloud){0};
}

bool cloud_weigh(struct cloud *c, const struct cloud *plain, const double *weight)
{
    *c = *plain;
    if (!weight)
        return true;
    c->weight = cloud_doubles(c->blocks * NEAREST_BLOCK);
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
void cloud_unweigh(struct cloud *c)
{
    if (!c->weight)
        return;
    free(c->weight);
    free(c->whole);
}
