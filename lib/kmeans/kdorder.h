/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kdorder: an order of points, in any number of columns, in which neighbours in the order are near one another.
 *
 * A k-d tree (Bentley 1975) halves a sample of the points along the column in which it varies most, again and again.
 * Then every point goes down the tree to its leaf; the order is leaf by leaf from left to right, and within a leaf by
 * row. This needs one pass of comparisons and one of counting, instead of sorting at each level. */
#ifndef KMEANS_KDORDER_H
#define KMEANS_KDORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* row[i] is the row at place i, for n < 2^32 finite points; leaves have about `leaf` points. false: no memory. The same
 * order for any number of threads. */
bool kdorder_rows(const double *const *column, size_t n, unsigned d, size_t leaf, unsigned threads, uint32_t *row);

#endif
