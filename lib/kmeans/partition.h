/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * partition: the clusters of points, by the method that suits the number of columns.
 *
 * One column is split exactly, at the least possible sum of squares (kmeans/kmeans1d.h): there are no starts and no
 * seed, and the plan's are ignored. Values are split before they are scaled, in the units of the table, so that a
 * change of unit cannot decide between equal sums. Several columns go to kmeans/kmeans.h.
 *
 * Problems are returned as words to put after "the table"; NULL is none. If there is not enough memory, the result is
 * PARTITION_MEMORY itself, not a copy of its words. */
#ifndef KMEANS_PARTITION_H
#define KMEANS_PARTITION_H

#include <limits.h>

#include "kmeans/kmeans.h"
#include "kmeans/scaling.h"

extern const char PARTITION_MEMORY[];

struct partition {
    unsigned d;
    size_t n;
    unsigned most;
    struct kmeans *kmeans; /* of several columns */
    const double *column;  /* of one: scaled, the caller's */
    struct scaling scaling;
    double *x;     /* its distinct values, ascending, before scaling, */
    int64_t *unit; /* as whole numbers of 1 / scale, if they are decimals of up to 6 places, else NULL, */
    uint64_t scale;
    uint64_t *w; /* and their rows or weights */
    size_t points;
    size_t *first; /* as kmeans1d fills it */
};

/* Scales the n x d values in place (value[j][i], `scaling` says how) and makes ready for up to `most` clusters. The
 * column of a single one must outlive the partition; several are copied. `weight`: n, or NULL. */
const char *partition_open(struct partition *, const struct scaling *scaling, double *const *value, size_t n,
                           unsigned d, const double *weight, unsigned most, unsigned threads);
void partition_close(struct partition *);

/* As kmeans_fit and kmeans_from, with plan->k <= most. `label` must be there. */
const char *partition_fit(const struct partition *, const struct kmeans_plan *, struct kmeans_fit *);
const char *partition_from(const struct partition *, const struct kmeans_plan *, const double *centre,
                           struct kmeans_fit *);

/* The number of distinct points with a weight above 0, but no more than `most`; PARTITION_UNKNOWN: no memory. */
#define PARTITION_UNKNOWN UINT_MAX
unsigned partition_distinct(double *const *value, const double *weight, size_t n, unsigned d, unsigned most);

#endif
