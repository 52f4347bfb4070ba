/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simplex: the least value of a function of a few parameters in the box from 0 to 1, without derivatives.
 *
 * Nelder and Mead's simplex (1965), whose points are brought back to the box, and after it steps along each axis that
 * halve until they are tiny: so a least value on the edge of the box is found too, where the simplex goes flat. It
 * finds a least value near the start; who fears others begins at several starts. Pure: the same steps on any machine,
 * as far as `f` is the same. */
#ifndef STATS_SIMPLEX_H
#define STATS_SIMPLEX_H

#include <stddef.h>

enum { SIMPLEX_MOST = 6 }; /* parameters */

typedef double simplex_function(const double *x, const void *context);

/* Improves x[0 .. n), which is the start, and returns the value there. What is not a number counts as infinite. */
double simplex_least(simplex_function *f, const void *context, double *x, size_t n);

#endif
