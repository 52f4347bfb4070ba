/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * improve: leaves a local optimum for a better one. Each round starts near the best centres known and runs k-means; a
 * better result is kept, and the next rounds start from it.
 *
 * Shaking finds better optima near by (after Nixon 1999, who does it with evolutionary trees). If many rows share a
 * value, as in counts of orders, k-means has dozens of optima that differ in the side on which such a group of rows
 * lies, and no single row gains by leaving its group. A round gives each row 0, 1 or 2 times its weight by two coin
 * tosses, runs k-means on these weights, and then on the true ones.
 *
 * Swapping finds optima far away (after Franti 2018): if one centre has two clusters of the data, and two centres share
 * one, neither k-means nor shaking corrects that. A round joins the two clusters that lose least by it (Ward 1963) and
 * draws a new centre by the rule of kmeans/seeding.h.
 *
 * After two rounds of shaking one swaps. For a shop's customers (4,338 rows, three columns; k = 4, 5, 6, 8 and 10) ten
 * starts and 30 rounds came within 10^-6 of the least sum found by 200 starts with 96 % to 100 % of 24 seeds; ten
 * starts without rounds did so with 4 % to 92 %. For 25 round clusters in the plane (3,000 rows, 24 tables): 100 %,
 * with shaking only 71 %. */
#ifndef KMEANS_IMPROVE_H
#define KMEANS_IMPROVE_H

#include "kmeans/starts.h"

/* Runs `rounds` rounds from a converged run with several clusters; `weight` are the weights of the rows in its cloud.
 * The same bytes for any number of threads. */
enum kmeans_status improve_turn(struct starts_run *, const double *weight, unsigned rounds, uint64_t seed,
                                unsigned threads);

#endif
