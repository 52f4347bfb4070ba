/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterorder.h"

#include <stdlib.h>

#include "base/mem.h"
#include "stats/sums.h"

/* ---- means ---- */

/* Compensated: the mean of equal values is that value. */
static void add_row(const struct clusterin *t, struct sums *sum, const double *value, double weight)
{
    for (unsigned j = 0; j < t->d; j++)
        sums_add(&sum[j], weight * value[j]);
}

void clusterorder_means(const struct clusterin *t, struct clusters_group *const *group)
{
    size_t groups = t->groups.n;
    struct sums **sum = mem_zero(groups, sizeof(void *));
    double *value = mem_zero(t->d, sizeof *value);
    for (size_t g = 0; g < groups; g++)
        sum[g] = group[g] ? mem_zero((size_t)group[g]->k * t->d, sizeof **sum) : NULL;
    for (struct kept_walk w = {0}; kept_next(&t->kept, &w);) {
        uint32_t point = clusterin_point(&w);
        if (point == CLUSTERIN_NONE || t->label[point] == CLUSTERIN_NONE)
            continue;
        size_t g = t->group ? t->group[point] : 0;
        clusterin_numbers(t, w.row, value);
        add_row(t, &sum[g][(size_t)t->label[point] * t->d], value, t->weight ? t->weight[point] : 1);
    }
    for (size_t g = 0; g < groups; g++) {
        for (size_t i = 0; group[g] && i < (size_t)group[g]->k * t->d; i++)
            group[g]->mean[i] = sums_total(&sum[g][i]) / group[g]->weight[i / t->d];
        free(sum[g]);
    }
    free(sum);
    free(value);
}

/* ---- order ---- */

static bool comes_before(const double *a, const double *b, unsigned columns, unsigned first)
{
    if (a[first] != b[first])
        return a[first] < b[first];
    for (unsigned j = 0; j < columns; j++)
        if (a[j] != b[j])
            return a[j] < b[j];
    return false;
}

void clusterorder_by_mean(const struct clusters_group *g, unsigned columns, unsigned first, uint32_t *to)
{
    for (unsigned c = 0; c < g->k; c++) {
        to[c] = 0;
        for (unsigned other = 0; other < g->k; other++) {
            const double *a = g->mean + (size_t)other * columns, *b = g->mean + (size_t)c * columns;
            to[c] += comes_before(a, b, columns, first) || (other < c && !comes_before(b, a, columns, first));
        }
    }
}

static void permute(void *array, size_t size, unsigned k, const uint32_t *to)
{
    char *old = mem_alloc(k * size), *new = array;
    memcpy(old, new, k * size);
    for (unsigned c = 0; c < k; c++)
        memcpy(new + to[c] * size, old + c * size, size);
    free(old);
}

void clusterorder_renumber(struct clusterin *t, struct clusters_group *const *group, uint32_t *const *to)
{
    for (size_t g = 0; g < t->groups.n; g++) {
        if (!group[g])
            continue;
        permute(group[g]->centre, t->d * sizeof(double), group[g]->k, to[g]);
        permute(group[g]->mean, t->d * sizeof(double), group[g]->k, to[g]);
        permute(group[g]->rows, sizeof(uint64_t), group[g]->k, to[g]);
        permute(group[g]->weight, sizeof(double), group[g]->k, to[g]);
    }
    for (size_t i = 0; i < t->points; i++)
        if (t->label[i] != CLUSTERIN_NONE)
            t->label[i] = to[t->group ? t->group[i] : 0][t->label[i]];
}
