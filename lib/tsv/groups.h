/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * groups: gives the rows of each group a small number, by any number of key columns.
 *
 * Groups are numbered 0, 1, 2 ... in the order of their first rows; the numbers index the caller's own arrays. Keys are
 * bytes of any kind, an empty one too. With no key columns all rows are group 0, which is there after the first row.
 *
 *     struct groups g;
 *     groups_of(&g, in, by);                            // --by country,month
 *     while (tsv_next(in))
 *         sum = mem_grow(...), sum[groups_put(&g, in)] += ...;
 *     uint32_t *order = groups_sorted(&g);
 *     for (uint32_t i = 0; i < g.n; i++)
 *         for (unsigned k = 0; k < g.keys; k++)
 *             ... g.name[k], groups_key(&g, order[i], k) ...
 *     free(order);
 *     groups_free(&g);
 *
 * A key that is not in a column, such as the month of a day, is passed in: groups_of_keys and groups_put_keys. Each
 * column's values are numbered by a map of their own, and a group is identified by the numbers of its values: so keys
 * are never joined into one text, and they are sorted key by key. A column that repeats the row before costs one
 * comparison. */
#ifndef TSV_GROUPS_H
#define TSV_GROUPS_H

#include "base/map.h"
#include "base/opt.h"
#include "tsv/tsv.h"

struct groups {
    uint32_t n;         /* groups so far */
    unsigned keys;      /* columns */
    struct slice *name; /* of the columns, borrowed from the caller */
    unsigned *col;      /* in the table; NULL if keys are passed in */
    struct groups_column {
        struct map values;
        uint32_t last; /* of the row before */
    } * column;
    uint32_t *of;      /* of several columns: the numbers of the values of the row before, */
    uint32_t last;     /* and its group; */
    struct map tuples; /* number i: the numbers of the values of group i */
};

/* The columns of a table; one that is missing (status 1), or given twice (status 2), ends the tool. */
void groups_of(struct groups *g, const struct tsv *t, struct opt_list by);
/* Keys that are passed in, by.n of them. */
void groups_of_keys(struct groups *g, struct opt_list by);

/* The group of the current row, or of these keys; if it is new, the result is the old g->n. */
uint32_t groups_put(struct groups *g, const struct tsv *t);
uint32_t groups_put_keys(struct groups *g, const struct slice *key);

/* The group of these keys, or MAP_NONE. */
uint32_t groups_get(const struct groups *g, const struct slice *key);

/* Does the current row lack a key? An empty one is missing. */
bool groups_lacks(const struct groups *g, const struct tsv *t);
/* Does it have all keys? False: the row was set aside, because an empty key is empty. */
bool groups_keyed(const struct groups *g, struct tsv *t);

/* Key k of group i, until the next groups_put; empty if there are no key columns. */
struct slice groups_key(const struct groups *g, uint32_t i, unsigned k);

/* The numbers of all groups in the order of their keys' bytes, the first key first; free() it. */
uint32_t *groups_sorted(const struct groups *g);

void groups_free(struct groups *g);

#endif
