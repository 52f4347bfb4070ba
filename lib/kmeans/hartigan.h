/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hartigan: moves single points to other clusters, after Lloyd's iteration has ended (Hartigan 1975).
 *
 * A point of weight w in cluster a, of weight W_a and at a squared distance of D_a, lowers the sum of squares by
 *     w (D_a W_a / (W_a - w) - D_b W_b / (W_b + w))
 * if it moves to b, since both means change. That can happen even if a is nearer; if no point can gain, each is nearest
 * to its own mean too. */
#ifndef KMEANS_HARTIGAN_H
#define KMEANS_HARTIGAN_H

#include "kmeans/blocks.h"

/* Goes over the points once and moves each that lowers the sum of squares by more than `least` to the cluster where it
 * lowers it most. Points belong to the nearest of the k centres, which are their means and, with the weights of the
 * clusters, follow each move. Returns how many moved; -1: no memory. */
int64_t hartigan_pass(const struct blocks *, double *centre, double *weight, unsigned k, double least);

#endif
