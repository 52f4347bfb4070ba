/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gaps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/quantile.h"

/* Most customers have few gaps: sorting these by bytes would be wasteful. */
enum { FEW = 64 };

static void sort(int64_t *v, int64_t *spare, size_t n)
{
    if (n > FEW) {
        quantile_sort_int(v, spare, n);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        int64_t moving = v[i];
        size_t to = i;
        for (; to > 0 && v[to - 1] > moving; to--)
            v[to] = v[to - 1];
        v[to] = moving;
    }
}

static double quantile(int64_t *gap, int64_t *spare, size_t n, uint64_t part, uint64_t of)
{
    if (n == 0)
        return NAN;
    sort(gap, spare, n);
    struct quantile_place place = quantile_place(n, part, of);
    return quantile_int(gap[place.low], gap[place.low + (place.part > 0)], place, 1);
}

bool gaps_limits(struct gaps *g, uint64_t least, uint64_t part, uint64_t of, double *limit)
{
    int64_t *pool = malloc((2 * g->n + 1) * sizeof *pool), *spare = pool + g->n, *own = g->gap;
    if (!pool)
        return false;
    if (g->n)
        memcpy(pool, g->gap, g->n * sizeof *pool);
    double pooled = quantile(pool, spare, g->n, part, of);
    for (size_t c = 0; c < g->customers; own += g->count[c++]) {
        bool enough = g->count[c] > 0 && g->count[c] >= least;
        limit[c] = enough ? quantile(own, spare, g->count[c], part, of) : pooled;
    }
    free(pool);
    return true;
}
