/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "stats/moments.h"

/* The order of the bits of a double is that of its value, once the negative ones are turned round. */
static uint64_t key_of(double x)
{
    uint64_t bits;
    x += 0.0; /* -0 */
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static int by_place(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t end_of_ties(const struct sort_item *item, size_t from, size_t n)
{
    size_t to = from + 1;
    while (to < n && item[to].key == item[from].key)
        to++;
    return to;
}

/* The items sorted, the caller's to free; NULL: no memory. */
static struct sort_item *sorted_items(const double *x, size_t n)
{
    struct sort_item *item = malloc((n + 1) * sizeof *item);
    struct sort_item *spare = malloc((n < SORT_SPARE ? n + 1 : SORT_SPARE) * sizeof *spare);
    for (size_t i = 0; item && i < n; i++)
        item[i] = (struct sort_item){key_of(x[i]), (uint32_t)i};
    if (item && spare) {
        sort_keys(item, n, spare);
    } else {
        free(item);
        item = NULL;
    }
    free(spare);
    return item;
}

bool rank_order(const double *x, size_t n, uint32_t *order)
{
    struct sort_item *item = sorted_items(x, n);
    for (size_t from = 0, to; item && from < n; from = to) {
        to = end_of_ties(item, from, n);
        for (size_t i = from; i < to; i++)
            order[i] = item[i].of;
        if (to > from + 1)
            qsort(order + from, to - from, sizeof *order, by_place);
    }
    free(item);
    return item != NULL;
}

bool rank_mid(const double *x, size_t n, double *rank)
{
    struct sort_item *item = sorted_items(x, n);
    for (size_t from = 0, to; item && from < n; from = to) {
        to = end_of_ties(item, from, n);
        for (size_t i = from; i < to; i++)
            rank[item[i].of] = ((double)(from + 1) + (double)to) / 2;
    }
    free(item);
    return item != NULL;
}

bool rank_spearman(const double *x, const double *y, size_t n, double *rho)
{
    double *rank = malloc((2 * n + 1) * sizeof *rank);
    bool ok = rank && rank_mid(x, n, rank) && rank_mid(y, n, rank + n);
    if (ok) {
        struct moments_pair m = moments_of_pairs(rank, rank + n, n);
        *rho = moments_correlation(&m);
    }
    free(rank);
    return ok;
}

/* Mann and Whitney's U: doubled ranks are whole, so their sum is exact. */
bool rank_auc(const double *score, const bool *positive, size_t n, double *auc)
{
    double *rank = malloc((n + 1) * sizeof *rank), ranks = 0, positives = 0;
    bool ok = rank && rank_mid(score, n, rank);
    for (size_t i = 0; ok && i < n; i++)
        if (positive[i]) {
            ranks += 2 * rank[i];
            positives++;
        }
    double pairs = positives * ((double)n - positives);
    if (ok)
        *auc = pairs > 0 ? (ranks / 2 - positives * (positives + 1) / 2) / pairs : (double)NAN;
    free(rank);
    return ok;
}
