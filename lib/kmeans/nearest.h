/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nearest: the arithmetic of k-means on one block of points, as wide as the processor allows.
 *
 * Every lane does the same, without fused multiplication, and a sum over a block is eight sums (points 0, 8, 16 ...,
 * points 1, 9, 17 ... and so on) that are added up in a fixed order: so SSE2, AVX2, AVX-512 and any other processor
 * give the same bits. */
#ifndef KMEANS_NEAREST_H
#define KMEANS_NEAREST_H

#include <stddef.h>
#include <stdint.h>

enum { NEAREST_BLOCK = 256, NEAREST_LANES = 8 };

/* Column j is at x + j * stride. Everything is aligned to 64 bytes. Weights may be 0, like those that fill up the last
 * block. */
struct nearest_points {
    const double *x, *weight;
    size_t stride;
    unsigned d;
};

/* Squared distances to the nearest centre, and its number as a double, so that it fits in a lane like them. */
struct nearest_found {
    _Alignas(64) double best[NEAREST_BLOCK], which[NEAREST_BLOCK];
    double gap; /* the least difference between the distances to the second nearest and the nearest; infinite if there
                 * is one centre */
    double far; /* the greatest distance to the second nearest, or to the nearest if there is one centre */
};

struct nearest {
    /* The nearest of m centres (m x d), the lowest of equals; `number` is what each is called. */
    void (*find)(const struct nearest_points *, const double *centre, const double *number, unsigned m,
                 struct nearest_found *);
    /* Of the points whose `which` is `number`: the sum of their weights, then of weight times value for each column. */
    void (*sum)(const struct nearest_points *, const double *which, double number, double *sum);
    /* Squared distances to one centre, and the sum of weight times the lesser of these and `closest`. */
    double (*closer)(const struct nearest_points *, const double *centre, const double *closest, double *lesser);
};

/* Of two points, added up in the order of the columns, as everywhere here. */
static inline double nearest_squared(const double *a, const double *b, unsigned d)
{
    double sum = 0;
    for (unsigned j = 0; j < d; j++)
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
}

enum nearest_width { NEAREST_PORTABLE, NEAREST_AVX2, NEAREST_AVX512 };
const struct nearest *nearest_with(enum nearest_width); /* NULL: this processor does not have it */
const struct nearest *nearest_widest(void);

#endif
