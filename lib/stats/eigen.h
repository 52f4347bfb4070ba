/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * eigen: eigenvalues and eigenvectors of a symmetric matrix of any size, by Jacobi's rotations: they find small
 * eigenvalues beside large ones better than what first makes the matrix tridiagonal, take no memory, and cannot fail.
 * They take some 10 n^3 operations a sweep and five to ten sweeps, so that a few hundred columns are the most that is
 * of use. */
#ifndef STATS_EIGEN_H
#define STATS_EIGEN_H

/* a and v hold n rows of n: the eigenvalues end up on the diagonal of a, in no order, the vectors in the columns of v.
 */
void eigen_symmetric(double *a, double *v, unsigned n);

#endif
