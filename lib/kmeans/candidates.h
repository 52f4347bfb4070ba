/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * candidates: which of the centres can be nearest to a point of a block, by its box alone.
 *
 * A centre z cannot if the box lies wholly on the other side of the plane half-way to the centre that is nearest to the
 * box's middle (Pelleg and Moore 1999; Kanungo et al. 2002). Bounds give way by more than rounding can take, so that
 * labels are those of comparing all computed distances. */
#ifndef KMEANS_CANDIDATES_H
#define KMEANS_CANDIDATES_H

#include "kmeans/blocks.h"

/* What is known of a block without a look at its points. */
struct candidates {
    unsigned count;       /* of the centres that can be nearest to a point of it, at least 1 */
    const double *number; /* what they are, ascending */
    const double *centre; /* and where, count x d */
    double gap;           /* the others are farther than the nearest by at least this, in squared distances */
    double margin;        /* and by this in distances; both infinite where there are no others */
    double far;           /* no point has more to its nearest centre, squared */
};

/* `room` is for k (1 + d) doubles. */
struct candidates candidates_find(const struct blocks *, size_t block, const double *centre, unsigned k, double *room);

/* From squares to distances: s - b = (s^2 - b^2) / (s + b), where s^2 - b^2 >= gap and s^2, b^2 <= far. Less what lets
 * the difference outlive rounding when centres have moved by nearly as much. */
double candidates_margin(double gap, double far, unsigned d);

#endif
