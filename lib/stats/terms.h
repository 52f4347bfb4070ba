/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * terms: the matrix that linear models are fitted to, and what stands for it in every formula.
 *
 * Row i has p values, x[i * p] to x[i * p + p - 1]. Models work on z = (x - mean) / sd, which keeps columns of unlike
 * size apart from one another, and have an intercept of their own, so that there are p + 1 coefficients: number 0 is
 * the intercept, number 1 + j that of term j. A term that is the same in all rows has sd 0 and z 0. */
#ifndef STATS_TERMS_H
#define STATS_TERMS_H

#include <stdbool.h>
#include <stddef.h>

struct terms {
    size_t n;
    unsigned p;
    const double *x;
    double *mean, *sd; /* p of each; sd over n */
};

/* Sets mean and sd, which the caller has made room for. They are infinite or NaN if the sum of a term's values is. */
void terms_scale(struct terms *t);

/* The z of row i, with 1 before them for the intercept: p + 1 values. */
static inline void terms_row(const struct terms *t, size_t i, double *z)
{
    const double *x = t->x + i * t->p;
    z[0] = 1;
    for (unsigned j = 0; j < t->p; j++)
        z[1 + j] = t->sd[j] > 0 ? (x[j] - t->mean[j]) / t->sd[j] : 0;
}

/* ---- triangles ----
 *
 * `r` is q rows of q, and only its upper triangle is looked at. A coefficient that is out (out[j]) is one that the
 * others make up for: its row and column count as not there, and its results are 0. */

/* Solves R'R d = g in place. */
void terms_solve(const double *r, const bool *out, unsigned q, double *g);

/* The inverse of R'R, q rows of q. `spare` has room for q. */
void terms_inverse(const double *r, const bool *out, unsigned q, double *inverse, double *spare);

/* By how much of each of the coefficients before it column j is made: q values, 0 from j on. */
void terms_made_of(const double *r, const bool *out, unsigned q, unsigned j, double *share);

#endif
