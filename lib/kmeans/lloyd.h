/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lloyd: the iteration of k-means, each point to its nearest centre and each centre to the mean of its points, without
 * looking at most of the points.
 *
 * Two tests save the work, and neither changes a result:
 *   - Where one centre alone can be nearest to the points of a block (model/near.h), its sums are known without a look.
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

/* One iteration: `centre` (k x d) is replaced by the means. *shift is the sum of their squared ways. LLOYD_FIXED: no
 * centre moved by a bit, so that no label ever changes again. LLOYD_FEW: a cluster is empty and no point is left that
 * could begin it. */
enum lloyd_state lloyd_step(struct lloyd *, double *centre, double *shift);

/* The weight of a cluster, as the last step found it. */
double lloyd_weight(const struct lloyd *, unsigned cluster);

#endif
