/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * forecast: customers' rows with what models say of their future behind them.
 *
 * Customers who look alike to the model of purchases (their x, t_x and T, group, covariates) are one pattern, whose
 * cells are computed and written as text once; what their purchases are worth is added row by row. Rows are taken in
 * blocks: a block's new patterns are spread over the threads, then its rows, then all is written in order. */
#ifndef TABLE_FORECAST_H
#define TABLE_FORECAST_H

#include "model/clv.h"
#include "model/interval.h"
#include "model/outlook.h"
#include "table/forecastin.h"
#include "table/lengths.h"

struct forecast {
    struct modelpick purchases, spend;
    bool has_spend;
    struct outlook ask; /* planned, in the unit of the purchases' model */
    struct lengths alive_in, horizon;
    double tails;           /* of the intervals on either side; 0: there are none */
    bool bootstrap;         /* intervals from replicates, which all models have */
    struct clv_value worth; /* margin and acquisition */
    unsigned threads;

    uint64_t no_mean; /* customers whose expected value is infinite under the model of spend */
};

/* Reads the customers and writes them. Ends the tool where the models were fitted later than the customers were seen.
 */
void forecast_rows(struct forecast *f, struct tsv *in, struct out *out);

/* A row of the same columns for customers of whom nothing is known (f->ask.newcomer): one, or one for each group. They
 * have the covariates at 0: numbers at their means, labels the commonest. */
void forecast_newcomers(struct forecast *f, struct out *out);

/* ---- a pattern and its cells: forecastrow.c ---- */

/* A discounted number of purchases, and the standard error of its logarithm. */
struct forecast_amount {
    double value, error;
};

/* What one thread works with. */
struct forecast_scratch {
    double *row, *scaled, *spare;
    struct interval *interval;
};
void forecast_scratch_new(const struct forecast *f, struct forecast_scratch *s);
void forecast_scratch_free(struct forecast_scratch *s);

bool forecast_contract(const struct forecast *f);  /* ages under contract, not customers with purchases */
size_t forecast_amounts(const struct forecast *f); /* of a pattern: each horizon's, and that without horizon */
void forecast_names(const struct forecast *f, bool dates,
                    struct buf *names); /* of the added columns, a tab before each */

/* The pattern's cells, each behind a tab, and its amounts. as_of: DATE_NONE without dates. */
void forecast_cells(const struct forecast *f, const struct forecast_pattern *p, const double *z, date as_of,
                    struct forecast_scratch *s, struct buf *text, struct forecast_amount *amount);

/* The cells that depend on the customer's mean value m (unused where x = 0), behind the others. False: the expected
 * value is infinite, the cells are empty. */
bool forecast_worth(const struct forecast *f, const struct forecast_pattern *p, double m,
                    const struct forecast_amount *amount, struct forecast_scratch *s, struct buf *text);

/* Empty cells, for who has no purchase day. */
void forecast_nothing(const struct forecast *f, bool dates, struct buf *text);

#endif
