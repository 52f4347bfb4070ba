/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * predictin: reads customers for predictions.
 *
 * Customers have x, t_x, T and as_of, and m_x for a model of spend. Times are whole days; in a table of patterns, which
 * has a weight, any number of days. For BG/BB the columns are x, t_x and n; for sBG age (or T), and x if there is
 * one. */
#ifndef CLV_PREDICTIN_H
#define CLV_PREDICTIN_H

#include "base/mem.h"
#include "clv/modelin.h"
#include "clv/modelpick.h"
#include "tsv/asof.h"

struct predictin {
    struct tsv *in;
    struct modelpick *purchases, *spend; /* spend: NULL without */
    struct modelin_columns seen;         /* columns, or TSV_NONE; */
    unsigned m;
    bool any_times; /* of patterns: not whole days, and in the unit that the model's were given in */
    struct asof day;
};

struct predict_pattern {
    const struct clvmodel *model, *spend;
    double x, t_x, T;    /* in the model's unit; of a contract, lost or not, and age */
    size_t z;            /* for the caller: where its covariates begin, */
    size_t text, text_n; /* and its cells, */
    size_t last_n;       /* and after them those that come last in a row */
    bool unknown;        /* a label that the model does not know; it counts as the most common one */
};

/* Finds the columns; a missing one ends the tool. */
void predictin_begin(struct predictin *r, struct tsv *in, struct modelpick *purchases, struct modelpick *spend);

/* The current row. False: it was set aside. A model that was fitted later than the customers were seen ends the tool.
 */
bool predictin_day(struct predictin *r);
bool predictin_pattern(struct predictin *r, struct predict_pattern *p, double *z);
bool predictin_mean(struct predictin *r, double *m);       /* NaN if it is empty or negative */
bool predictin_lacks_covariate(const struct predictin *r); /* one that is empty */

/* The bytes that the row's pattern depends on. */
void predictin_key(const struct predictin *r, struct buf *key);

#endif
