/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * totals: sums over a table with a row for each customer, which is read once and not kept. Eight bytes a customer are.
 */
#ifndef REPORT_TOTALS_H
#define REPORT_TOTALS_H

#include "base/mem.h"

struct totals {
    size_t n;
    double sum, chance; /* of the value; of the probability */
    double best_tenth;  /* of the sum, what the tenth of the customers with the largest values make; NaN if it is 0 */
    struct buf first_label; /* what the first row has in the column `label` */
};

/* A column that is NULL, or is not there, counts as 0. An empty value is 0; one that is no number ends the tool,
 * status 1. */
struct totals totals_of(const char *path, const char *value, const char *chance, const char *label);
void totals_free(struct totals *p);

/* The column of the longest horizon, "clv_1y" of "clv_90d" and "clv_1y", to be freed; NULL if there is none. */
char *totals_horizon(const char *path, const char *prefix);

#endif
