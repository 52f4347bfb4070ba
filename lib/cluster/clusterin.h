/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterin: the numbers that clusters are made of, column by column, and the rows of the table, unchanged.
 *
 * A row without a value in a used column, or without its group, is not a point: it is kept, counted (missing_value) and
 * gets no label. The others are points 0, 1, 2 ..., in the order of the rows. Rows are kept in memory (tsv/kept); their
 * numbers are kept once, in the form that the work needs. Code that wants the original values later reads them from the
 * row again.
 *
 *     struct clusterin t;
 *     clusterin_begin(&t, in, &model, true);
 *     while (clusterin_read(&t, SIZE_MAX)) {      // all rows, or this many at a time
 *         struct clusterin_part p = clusterin_take(&t, 0);
 *         ... label p.n points ...
 *         clusterin_give(&t, &p);
 *         for (struct kept_walk w = {0}; kept_next(&t.kept, &w);)
 *             ... w.row, clusterin_point(&w) ...
 *     }
 *     clusterin_end(&t);
 */
#ifndef CLUSTER_CLUSTERIN_H
#define CLUSTER_CLUSTERIN_H

#include "cluster/clusters.h"
#include "tsv/groups.h"
#include "tsv/kept.h"
#include "tsv/numbers.h"

#define CLUSTERIN_NONE UINT32_MAX /* no label; no point */

struct clusterin_row {
    struct kept_row row;
    uint32_t point; /* or CLUSTERIN_NONE */
};

struct clusterin {
    struct tsv *in;
    struct numbers numbers; /* the points while they are read, until clusterin_take */
    unsigned d, weights;    /* columns; place of the weights, or TSV_NONE */
    const bool *log1p;
    struct groups groups; /* in the order in which they came; one without a name if there is no `by` */

    struct kept kept; /* struct struct clusterin_row: all rows, points or not */
    size_t points;
    double *weight;  /* or NULL */
    uint32_t *group; /* of each point; NULL if there is no `by` */
    size_t weight_cap, group_cap;
    uint32_t *label;
    double *distance;
    size_t *start;      /* of each group in by_group, if there is a `by`; else both NULL */
    uint32_t *by_group; /* points, group by group */
};

/* Finds the model's columns, that of the weights only if they are wanted. Ends the tool if one is not there, or is an
 * id. */
void clusterin_begin(struct clusterin *t, struct tsv *in, const struct clusters *m, bool weights);

/* Reads up to `most` rows, in place of those before them; false if there are no more. No label is set. */
bool clusterin_read(struct clusterin *t, size_t most);
void clusterin_end(struct clusterin *t);

/* The points of a group: value[j][i], i < n. The caller may change and even free the columns (free_values), fills label
 * and distance, and returns all with clusterin_give. */
struct clusterin_part {
    size_t n;
    double **value;
    double *weight; /* or NULL */
    uint32_t *label;
    double *distance;
    const uint32_t *point; /* which these are, or NULL: all */
};
struct clusterin_part clusterin_take(struct clusterin *t, uint32_t group);
void clusterin_free_values(struct clusterin_part *p, unsigned d);
void clusterin_give(struct clusterin *t, struct clusterin_part *p);

/* The point that a kept row is, or CLUSTERIN_NONE. */
static inline uint32_t clusterin_point(const struct kept_walk *w)
{
    return ((const struct clusterin_row *)w->record)->point;
}

/* The numbers of a row that is a point, d of them, read from its text. */
void clusterin_numbers(const struct clusterin *t, struct slice row, double *value);

#endif
