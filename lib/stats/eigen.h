/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * eigen: eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations: they find small eigenvalues
 * beside large ones better than what first makes the matrix tridiagonal, take no memory, and cannot fail. */
#ifndef STATS_EIGEN_H
#define STATS_EIGEN_H

#include "stats/newton.h"

typedef double eigen_matrix[NEWTON_MAX][NEWTON_MAX];

/* Of the n by n corner of a: the eigenvalues end up on its diagonal, in no order, the vectors in the columns of v. */
void eigen_symmetric(eigen_matrix a, eigen_matrix v, unsigned n);

#endif
