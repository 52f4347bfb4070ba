/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forecastin: customers read for a forecast.
 *
 * Customers have x, t_x, T and as_of, of a model of spend also m_x; times are whole days, or any number of days in a
 * table of patterns, which has a weight. For BG/BB it is x, t_x and n, for sBG age (or T), and x where it is there. */
#ifndef TABLE_FORECASTIN_H
#define TABLE_FORECASTIN_H

#include "base/mem.h"
#include "table/asof.h"
#include "table/modelin.h"
#include "table/modelpick.h"

struct forecastin {
    struct tsv *in;
    struct modelpick *purchases, *spend; /* spend: NULL without */
    struct modelin_columns seen;         /* columns, or TSV_NONE; */
    unsigned m;
    bool any_times; /* of patterns: not whole days, and in the unit that the model's were given in */
    struct asof day;
};

struct forecast_pattern {
    const struct model *model, *spend;
    double x, t_x, T;    /* in the model's unit; of a contract, lost or not, and age */
    size_t z;            /* for the caller: where its covariates begin, */
    size_t text, text_n; /* and its cells */
};

/* Finds the columns; a missing one ends the tool. */
void forecastin_begin(struct forecastin *r, struct tsv *in, struct modelpick *purchases, struct modelpick *spend);

/* The current row. False: it was set aside. A model that was fitted later than the customers were seen ends the tool.
 */
bool forecastin_day(struct forecastin *r);
bool forecastin_pattern(struct forecastin *r, struct forecast_pattern *p, double *z);
bool forecastin_mean(struct forecastin *r, double *m);

/* The bytes that the row's pattern depends on. */
void forecastin_key(const struct forecastin *r, struct buf *key);

#endif
