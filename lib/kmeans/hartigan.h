/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hartigan: single points to other clusters, where Lloyd's iteration sees no gain any more (Hartigan 1975).
 *
 * A point of weight w in cluster a, of weight W_a and at a squared distance of D_a, lowers the sum of squares by
 *     w (D_a W_a / (W_a - w) - D_b W_b / (W_b + w))
 * if it goes over to b, since both means give way. That can be so even where a is the nearer one; where no point can
 * gain, each is nearest to its own mean as well. */
#ifndef KMEANS_HARTIGAN_H
#define KMEANS_HARTIGAN_H

#include "kmeans/blocks.h"

/* Passes over the points once and moves each that lowers the sum of squares by more than `least` to where it lowers it
 * most. Points belong to the nearest of the k centres, which are their means and, with the weights of the clusters,
 * follow each move. Returns how many moved; -1: no memory. */
int64_t hartigan_pass(const struct blocks *, double *centre, double *weight, unsigned k, double least);

#endif
