/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * balance: how alike the groups of an experiment are in what was known before it.
 *
 * A standardised difference is that of the means of a group and the first one, by the root of the mean of their
 * variances. It does not grow with the number of customers, as t does; above 0.1 it is worth a look (Austin 2009). */
#ifndef TRIAL_BALANCE_H
#define TRIAL_BALANCE_H

#include "stats/moments.h"
#include "trial/arms.h"
#include "tsv/numbers.h"

struct balance {
    struct numbers columns; /* their places; no rows are kept */
    double *value;          /* of the current row; NaN if it has none */
    struct moments *of;     /* of[arm * columns + j] */
    uint32_t arms;
};

void balance_begin(struct balance *b, struct tsv *in, struct opt_list columns, uint32_t arms);
bool balance_read(struct balance *b); /* the current row; false: it was set aside */
void balance_add(struct balance *b, uint32_t arm);

/* NaN if there is no variance and the means differ, or if a group has fewer than two values. */
double balance_difference(const struct moments *a, const struct moments *b);

/* Warns if a difference is above 0.1; with a path it writes a row for each column and group. */
void balance_end(const struct balance *b, const struct arms *arms, const char *path);
void balance_free(struct balance *b);

#endif
