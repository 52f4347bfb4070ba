/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * silhouette: does a row lie nearer to its own cluster than to the next one? (Rousseeuw 1987)
 *
 * With a the mean distance to the other rows of its cluster and b the least mean distance to the rows of another
 * cluster, a row has s = (b - a) / max(a, b), between -1 and 1, and 0 in a cluster of its own. Every pair of rows
 * counts: n^2 distances. This is done for up to SILHOUETTE_EXACT rows; with more rows the silhouette is that of a
 * sample of this size. */
#ifndef KMEANS_SILHOUETTE_H
#define KMEANS_SILHOUETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SILHOUETTE_EXACT = 20000 };

struct silhouette {
    double mean;     /* over the rows; NaN if fewer than two clusters have rows, or all have one */
    double *cluster; /* k means, of each cluster's rows, NaN for one without; the caller's, or NULL */
    size_t rows;     /* the rows that were measured: n, or SILHOUETTE_EXACT */
};

/* Which min(n, SILHOUETTE_EXACT) of n rows are measured, ascending: drawn without replacement, each set as likely
 * (selection sampling; Fan, Muller and Rezucha 1962). Returns how many. */
size_t silhouette_sample(size_t n, uint64_t seed, size_t *row);

/* column[j][i], label[i] < k. `seed` draws the sample. false: no memory. The same bytes for any number of threads. */
bool silhouette_of(const double *const *column, size_t n, unsigned d, const uint32_t *label, unsigned k, uint64_t seed,
                   unsigned threads, struct silhouette *);

#endif
