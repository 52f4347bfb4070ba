/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seeding: centres to begin with, by greedy k-means++ (Arthur and Vassilvitskii 2007).
 *
 * The first centre is a point drawn by weight. Each further one is drawn by weight times squared distance to the
 * nearest centre so far: 2 + ln k candidates (rounded down), of which the one is taken that leaves the least sum of
 * such products; of equals the first drawn. Blocks that a candidate cannot be nearer to are skipped.
 *
 * The first `have` centres may be given: then the others are drawn to go with them. */
#ifndef KMEANS_SEEDING_H
#define KMEANS_SEEDING_H

#include "base/rng.h"
#include "kmeans/blocks.h"

enum seeding_status { SEEDING_OK, SEEDING_FEW, SEEDING_MEMORY };

/* SEEDING_FEW: fewer than k distinct points of a weight above 0. centre: k x d, have <= k. */
enum seeding_status seeding_draw(const struct blocks *, unsigned have, unsigned k, struct rng *, double *centre);

#endif
