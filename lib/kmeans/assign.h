/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assign: labels, distances and sums of a cloud of points for given centres. */
#ifndef KMEANS_ASSIGN_H
#define KMEANS_ASSIGN_H

#include <stdint.h>

#include "kmeans/blocks.h"

/* Where the results are written; each may be NULL. Points are in the order in which their rows were given. */
struct assigned {
    uint32_t *label;  /* n: the nearest centre, the lowest of equals */
    double *distance; /* n: the distance to it, not squared */
    uint64_t *rows;   /* k: points of a label */
    double *weight;   /* k: the weights of these */
};

/* Returns the sum of weight times squared distance; NaN: no memory. */
double assign_all(const struct blocks *, const double *centre, unsigned k, const struct assigned *);

#endif
