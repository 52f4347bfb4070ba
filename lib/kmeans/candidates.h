/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * candidates: the centres that can be nearest to some point of a block, found from its box only.
 *
 * A centre z cannot if the box lies wholly on the other side of the plane half-way to the centre that is nearest to the
 * box's middle (Pelleg and Moore 1999; Kanungo et al. 2002). Bounds allow for more than the rounding errors, so that
 * labels are the same as after comparing all computed distances. */
#ifndef KMEANS_CANDIDATES_H
#define KMEANS_CANDIDATES_H

#include "kmeans/blocks.h"

/* What is known about a block without reading its points. */
struct candidates {
    unsigned count;       /* of the centres that can be nearest to a point of it, at least 1 */
    const double *number; /* their numbers, ascending */
    const double *centre; /* and their coordinates, count x d */
    double gap;           /* the others are farther away than the nearest by at least this, in squared distances */
    double margin;        /* and by this in distances; both infinite if there are no others */
    double far;           /* no point is farther from its nearest centre, squared */
};

/* `room` is for k (1 + d) doubles. */
struct candidates candidates_find(const struct blocks *, size_t block, const double *centre, unsigned k, double *room);

/* From squares to distances: s - b = (s^2 - b^2) / (s + b), with s^2 - b^2 >= gap and s^2, b^2 <= far. Reduced so that
 * the difference survives rounding when centres have moved by nearly as much. */
double candidates_margin(double gap, double far, unsigned d);

#endif
