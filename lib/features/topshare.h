/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * topshare: which customers are among the top of their cut by what they spent.
 *
 *     struct topshare t = {0};
 *     topshare_add(&t, cut, spent);          // for each row, in the order of customers
 *     topshare_end(&t, 0.2);
 *     ... topshare_has(&t, i) ...            // of row i, counted from 0
 *     topshare_free(&t);
 *
 * The top are the first rows of the cut, the share of them rounded up, by what was spent, ties by row. Nobody is among
 * them who spent nothing. */
#ifndef FEATURES_TOPSHARE_H
#define FEATURES_TOPSHARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/decimal.h"

struct topshare {
    struct topshare_row {
        size_t row;
        decimal spent;
        date cut;
        bool top;
    } * row;
    size_t n, cap;
};

void topshare_add(struct topshare *t, date cut, decimal spent);
void topshare_end(struct topshare *t, double share); /* 0 .. 1, to six places */
static inline bool topshare_has(const struct topshare *t, size_t i)
{
    return t->row[i].top;
}
void topshare_free(struct topshare *t);

#endif
