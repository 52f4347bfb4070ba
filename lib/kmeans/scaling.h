/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scaling: makes columns comparable, so that money does not decide alone; the figures can be used for another table
 * too.
 *
 *     scaled = (f(x) - centre) / spread,   f(x) = log(1 + x) or x
 *
 *            centre    spread
 * zscore     mean      standard deviation of the population (divided by n)
 * minmax     least     greatest - least
 * robust     median    third less first quartile, of type 7 (stats/quantile.h)
 * none       0         1
 *
 * A weight counts as that many rows, and rows of weight 0 count nothing: for the quartiles weights must be whole. */
#ifndef KMEANS_SCALING_H
#define KMEANS_SCALING_H

#include <stdbool.h>
#include <stddef.h>

enum scaling_kind { SCALING_NONE, SCALING_ZSCORE, SCALING_MINMAX, SCALING_ROBUST };

struct scaling {
    enum scaling_kind kind;
    bool log1p;
    double centre, spread; /* spread > 0 */
};

enum scaling_status {
    SCALING_OK,
    SCALING_EMPTY,    /* no row, or none of a weight above 0 */
    SCALING_CONSTANT, /* one value in all rows, for any kind: such a column separates nothing */
    SCALING_TINY,     /* values that differ by less than 1e-150: the squares of the differences are 0 */
    SCALING_NARROW,   /* robust: the middle half of the rows is one value */
    SCALING_PARTS,    /* robust: a weight that is no whole number, or too great a sum of them */
    SCALING_DOMAIN,   /* a value without a logarithm (-1 or less), or beyond SCALING_GREATEST, inf too: row *where,
                         or 0 if it is a sum */
    SCALING_MEMORY,
};
const char *scaling_problem(enum scaling_status); /* "is the same in all rows" */

#define SCALING_GREATEST 1e150 /* whose square can be added up */

/* Chooses centre and spread for x by kind and log1p, which are set. weight: n, finite and not negative, or NULL. */
enum scaling_status scaling_fit(struct scaling *, const double *x, const double *weight, size_t n, size_t *where);

double scaling_invert(const struct scaling *, double v); /* the x for it, except for rounding */

/* In place. false: x[*where] has no logarithm or is beyond 1e150; nothing is changed. */
bool scaling_apply(const struct scaling *, double *x, size_t n, size_t *where);

/* The names "none", "zscore", "minmax", "robust", in the order of the enum; and back, false for another text. */
const char *scaling_name(enum scaling_kind);
bool scaling_kind_of(const char *name, enum scaling_kind *);

#endif
