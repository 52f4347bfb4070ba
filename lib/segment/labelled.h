/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * labelled: a table whose rows have labels, read to tell what marks the rows of each label.
 *
 * The numbers of chosen columns (or of all that hold numbers) are kept column by column, and beside them, as far as the
 * table has such columns: the sums of a measure, of gross and of orders for each label, the commonest country and
 * product, and a key for each row. A row without a label is left out, and counted by reason (no_label).
 *
 *     struct labelled t;
 *     labelled_read(&t, in, &(struct labelled_of){.label = "segment", .columns = columns});
 *     for (uint32_t i = 0; i < t.groups.n; i++)
 *         ... t.order[i], labelled_name(&t, t.order[i]), t.of[t.order[i]].sum ...
 *     ... t.m.value[j][row], t.label[row] ...
 *     labelled_free(&t);
 */
#ifndef SEGMENT_LABELLED_H
#define SEGMENT_LABELLED_H

#include "stats/moments.h"
#include "tsv/amount.h"
#include "tsv/census.h"
#include "tsv/groups.h"
#include "tsv/numbers.h"

#define LABELLED_ALL "(all)" /* of all rows together; no label of a table may be this */

struct labelled_of {
    const char *label;       /* the column of the labels */
    const char *measure;     /* or NULL: revenue if it is there */
    const char *key;         /* or NULL: customer_id if it is there */
    struct opt_list columns; /* or none: all that hold numbers */
};

enum { LABELLED_MEASURE, LABELLED_GROSS, LABELLED_ORDERS, LABELLED_SUMS };
enum { LABELLED_COUNTRY, LABELLED_PRODUCT, LABELLED_TEXTS };

struct labelled {
    struct tsv *in;
    unsigned sum_col[LABELLED_SUMS], text_col[LABELLED_TEXTS], key_col; /* TSV_NONE: the table has none */
    struct numbers m;                                                   /* a missing value is NaN */
    struct groups groups;                                               /* the labels */
    uint32_t *order;                                                    /* in the order of their bytes */
    uint32_t *label;                                                    /* of each row */
    struct labelled_sums {
        uint64_t rows;
        struct amount_sum sum[LABELLED_SUMS];
        struct census text[LABELLED_TEXTS];
    } * of, all;             /* of each label, and of all; the texts of all are not counted */
    struct moments *moments; /* of each column, all rows */
    double *rest;            /* of each column: the mean of all is this much above moments.mean, which is rounded */
    struct buf keys;
    size_t *key_start; /* of each row */
    size_t label_cap, of_cap, key_cap;
};

void labelled_read(struct labelled *t, struct tsv *in, const struct labelled_of *of);
void labelled_free(struct labelled *t);

static inline struct slice labelled_name(const struct labelled *t, uint32_t label)
{
    return groups_key(&t->groups, label, 0);
}
static inline struct slice labelled_column(const struct labelled *t, unsigned j)
{
    return t->in->column[t->m.column[j]];
}

/* The values of column j that rows of the label have (UINT32_MAX: all rows); room for t->m.rows. */
size_t labelled_values(const struct labelled *t, unsigned j, uint32_t label, double *value);

/* The same as distances to the mean of all: means of large values are rounded by more than they may differ. */
struct moments labelled_moments(const struct labelled *t, unsigned j, uint32_t label, double *value);

/* A distance to the mean of all in standard deviations (of the population); NaN if all values are the same. That of the
 * mean of a label is NaN if it has no value. */
double labelled_z(const struct labelled *t, unsigned j, double distance);
double labelled_mean_z(const struct labelled *t, unsigned j, uint32_t label, double *value);

/* By more than rounding errors, which must not choose between equal values. */
static inline bool labelled_is_larger(double v, double than)
{
    return v > than * (1 + 1e-9) + 1e-12;
}

/* One sum over another; NaN if that is 0 or below, or not known. */
double labelled_ratio(const struct amount_sum *part, const struct amount_sum *of);

/* The row nearest to the mean of its label, in z-scores of all columns that vary, of those that lack no value; of
 * several the least key. SIZE_MAX: there is none. */
size_t labelled_medoid(const struct labelled *t, uint32_t label);
struct slice labelled_key(const struct labelled *t, size_t row);

/* The first two principal components of the z-scores, of rows that lack no value. A column is at its loadings, a
 * label at its mean z-scores times them; the largest loading of each component is positive, of equal
 * ones that of the first column. */
struct labelled_map {
    double share[2]; /* of the variance */
    double (*column)[2], (*label)[2];
};
struct labelled_map labelled_map(const struct labelled *t);
void labelled_map_free(struct labelled_map *map);

#endif
