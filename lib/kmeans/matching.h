/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * matching: pairs with the least total cost, by the Hungarian method (Kuhn 1955, Munkres 1957): O(k^3).
 *
 * It is used to give new clusters the names of earlier ones: cost is the distance between centres. */
#ifndef KMEANS_MATCHING_H
#define KMEANS_MATCHING_H

#include <stdbool.h>

/* Row r is paired with column to[r]; cost[r * columns + c] is finite, rows <= columns. Of equal totals always the same
 * one is found; with equal numbers of rows and columns the identity is preferred if it costs no more. false: no memory.
 */
bool matching_least(const double *cost, unsigned rows, unsigned columns, unsigned *to);

#endif
