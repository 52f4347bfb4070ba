/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * blocks: points stored in blocks of neighbours, so that k-means can skip most of them.
 *
 * Points are taken in the order of a k-d tree (kmeans/kdorder.h), NEAREST_BLOCK to a block; only the last block may
 * have fewer. Each block has the box around its points, which shows for many centres that they cannot be the nearest
 * one of any point in the block. Which points share a block affects only speed, not labels and distances; sums are
 * rounded in the order of the blocks. */
#ifndef KMEANS_BLOCKS_H
#define KMEANS_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kmeans/nearest.h"

enum { BLOCKS_CHUNK = 64 }; /* blocks that one thread takes at a time: 16,384 points */

struct blocks {
    size_t n, blocks, chunks, stride;
    unsigned d, threads;
    double *x;     /* column j at x + j * stride, blocks * NEAREST_BLOCK values; repeats of the last point at the end */
    uint32_t *row; /* of each point, its place in the given columns */
    double *low, *high;  /* blocks x d: the boxes */
    double *weight;      /* of each point, 0 for the repeats; NULL: 1 each, by `ones` and `last` */
    double *ones, *last; /* weights of a full block, and of the last one */
    double *whole;       /* blocks x (1 + d): weight, and weight times each column */
    const struct nearest *math;
};

/* false: no memory. The columns are copied; values are finite, n > 0. */
bool blocks_open(struct blocks *, const double *const *column, size_t n, unsigned d, unsigned threads);
void blocks_close(struct blocks *);

/* The same points with other weights (in the order of the given rows; NULL: 1 each); close it before the first. */
bool blocks_weigh(struct blocks *, const struct blocks *, const double *weight);
void blocks_unweigh(struct blocks *);

static inline struct nearest_points blocks_at(const struct blocks *c, size_t b)
{
    const double *w = c->weight ? c->weight + b * NEAREST_BLOCK : b + 1 < c->blocks ? c->ones : c->last;
    return (struct nearest_points){c->x + b * NEAREST_BLOCK, w, c->stride, c->d};
}

/* How many of the block's points are not repeats. */
static inline size_t blocks_points(const struct blocks *c, size_t b)
{
    return b + 1 < c->blocks ? NEAREST_BLOCK : c->n - b * NEAREST_BLOCK;
}

/* The blocks of a chunk: from first to the result less one. */
static inline size_t blocks_chunk(const struct blocks *c, size_t chunk, size_t *first)
{
    *first = chunk * BLOCKS_CHUNK;
    return *first + BLOCKS_CHUNK < c->blocks ? *first + BLOCKS_CHUNK : c->blocks;
}

/* Room for this many doubles, aligned as nearest.h asks. NULL: none; free() it. */
double *blocks_doubles(size_t count);

#endif
