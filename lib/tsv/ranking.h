/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranking: the rows of a table with the largest values of a measure, of all rows or of each group.
 *
 * The largest come first; of equal values the least key, by its bytes, and of equal keys the earlier row. Memory is
 * needed for the rows that are kept, and for the groups; the sums are of all rows. A row that is not kept is dropped,
 * as `beyond_n`, and one without a value as `no_value`.
 *
 *     struct ranking r;
 *     ranking_begin(&r, in, tsv_need(in, measure), key, by, 10);
 *     while (tsv_next(in))
 *         ranking_add(&r);
 *     uint32_t *order = groups_sorted(&r.groups);
 *     for (uint32_t i = 0; i < r.groups.n; i++) {
 *         struct ranking_group *g = ranking_sorted(&r, order[i]);    // g->sum, and g->best.n rows
 *         for (uint32_t k = 0; k < g->best.n; k++)
 *             ... ranking_row(&r, g, k)->row, ->value ...
 *     }
 *     free(order);
 *     ranking_end(&r); */
#ifndef TSV_RANKING_H
#define TSV_RANKING_H

#include "base/heap.h"
#include "base/mem.h"
#include "tsv/amount.h"
#include "tsv/groups.h"

struct ranking_row {
    struct amount value;
    struct slice row, key;
    uint64_t number; /* of the row, in the order of the input */
    struct buf copy;
};

struct ranking_group {
    struct heap best;
    struct amount_sum sum;
};

struct ranking {
    struct tsv *in;
    unsigned measure, key;
    uint32_t most;
    uint64_t rows; /* with a value */
    struct groups groups;
    struct ranking_group *group;
    struct ranking_row *place; /* of rows kept, and one more */
    uint32_t places, spare;    /* the place that is free */
    size_t group_cap, place_cap;
};

/* `most` rows of each group; UINT32_MAX: all. */
void ranking_begin(struct ranking *r, struct tsv *in, unsigned measure, unsigned key, struct opt_list by,
                   uint32_t most);
void ranking_end(struct ranking *r);

void ranking_add(struct ranking *r); /* the current row */

/* After the last row: sorts a group, whose rows then have their rank, from 0. */
struct ranking_group *ranking_sorted(struct ranking *r, uint32_t group);
static inline const struct ranking_row *ranking_row(const struct ranking *r, const struct ranking_group *g, uint32_t i)
{
    return &r->place[g->best.item[i]];
}

#endif
