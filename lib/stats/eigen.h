/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * eigen: eigenvalues and eigenvectors of a symmetric matrix of any size, by Jacobi's rotations: they find small
 * eigenvalues beside large ones better than methods that first make the matrix tridiagonal, need no memory, and cannot
 * fail. They need about 10 n^3 operations for each of five to ten sweeps, so they are useful for up to a few hundred
 * columns. */
#ifndef STATS_EIGEN_H
#define STATS_EIGEN_H

/* a and v hold n rows of n: the eigenvalues end up on the diagonal of a, in no order, the vectors in the columns of v.
 */
void eigen_symmetric(double *a, double *v, unsigned n);

#endif
