/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lloyd: the iteration of k-means, each point to its nearest centre and each centre to the mean of its points, without
 * reading most of the points.
 *
 * Two tests save the work, and neither changes a result:
 *   - If only one centre can be nearest to the points of a block (kmeans/candidates.h), its sums are known without
 * them.
 *   - Each block remembers the least margin by which a point of it lies nearer to its own centre than to another. While
 *     the centres have moved less than that since, labels and sums stay as they were (Hamerly 2010, for blocks). */
#ifndef KMEANS_LLOYD_H
#define KMEANS_LLOYD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kmeans/blocks.h"

/* One run. */
struct lloyd;
struct lloyd *lloyd_begin(const struct blocks *, unsigned k); /* NULL: no memory */
void lloyd_end(struct lloyd *);

enum lloyd_state { LLOYD_MOVED, LLOYD_FIXED, LLOYD_FEW };

/* One iteration: `centre` (k x d) is replaced by the means. *shift is the sum of their squared moves. LLOYD_FIXED: no
 * bit of a centre changed, so no label will change again. LLOYD_FEW: a cluster is empty, and no point is left to begin
 * it again. */
enum lloyd_state lloyd_step(struct lloyd *, double *centre, double *shift);

/* The weight of a cluster, as the last step found it. */
double lloyd_weight(const struct lloyd *, unsigned cluster);

#endif
