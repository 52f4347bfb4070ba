/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * predict: customers' rows with the predictions of models added.
 *
 * Customers who are the same to the model of purchases (in x, t_x and T, group, covariates) are one pattern, whose
 * cells are computed and written as text once; the value of their purchases is added row by row. Rows are taken in
 * blocks: a block's new patterns are spread over the threads, then its rows, then all is written in order. */
#ifndef CLV_PREDICT_H
#define CLV_PREDICT_H

#include "base/arena.h"
#include "btyd/clv.h"
#include "btyd/outlook.h"
#include "btyd/spread.h"
#include "clv/lengths.h"
#include "clv/predictin.h"
#include "tsv/table.h"

struct predict {
    struct modelpick purchases, spend;
    bool has_spend;
    struct outlook ask; /* planned, in the unit of the purchases' model */
    struct lengths alive_in, horizon;
    double tails;           /* of the intervals on either side; 0: there are none */
    bool bootstrap;         /* intervals from replicates, which all models have */
    struct clv_value worth; /* margin and acquisition */
    unsigned threads;
    int digits; /* of the cells (tsv/table.h) */

    uint64_t certain; /* one-time buyers, who are certainly alive under the BG/NBD */
    uint64_t unknown; /* customers with a label that the model does not know */
    uint64_t pooled;  /* customers of groups for which the model of all customers is used */
    uint64_t no_mean; /* customers whose expected value is infinite under the model of spend */
};

/* Reads the customers and writes them. Ends the tool if the models were fitted later than the customers were seen.
 */
void predict_rows(struct predict *f, struct tsv *in, struct out *out);

/* A row of the same columns for new customers without data (f->ask.newcomer): one, or one for each group. Their
 * covariates are 0: numbers at their means, and the most common labels. */
void predict_newcomers(struct predict *f, struct out *out);

/* ---- a pattern and its cells: predictrow.c ---- */

/* A discounted number of purchases, and the standard error of its logarithm. */
struct predict_amount {
    double value, error;
};

/* The working memory of one thread. */
struct predict_scratch {
    double *row, *scaled, *spare;
    struct interval *interval;
};
void predict_scratch_new(const struct predict *f, struct predict_scratch *s);
void predict_scratch_free(struct predict_scratch *s);

bool predict_contract(const struct predict *f);  /* ages under contract, not customers with purchases */
size_t predict_amounts(const struct predict *f); /* of a pattern: each horizon's, and that without horizon */

/* The added columns, those of dates only with `dates`. All zero before. */
struct predict_columns {
    struct column *column; /* ended by a row of zeros */
    size_t n, cap;
    struct arena names;
};
void predict_column(struct predict_columns *c, const char *name, enum column_type type); /* another one; borrowed */
void predict_columns(const struct predict *f, bool dates, struct predict_columns *c);
void predict_columns_free(struct predict_columns *c);

/* The pattern's cells, each after a tab, and its amounts. as_of: DATE_NONE without dates. predict_last_cells are those
 * after predict_worth's: columns that came later stand last. */
void predict_cells(const struct predict *f, const struct predict_pattern *p, const double *z, date as_of,
                   struct predict_scratch *s, struct buf *text, struct predict_amount *amount);
void predict_last_cells(const struct predict *f, const struct predict_pattern *p, const double *z, date as_of,
                        struct buf *text);
bool predict_pooled(const struct predict_pattern *p); /* the model of all customers stands in for that of their group */

/* The cells that depend on the customer's mean value m (unused if x = 0; NaN: empty cells), after the others. False:
 * the expected value is infinite, the cells are empty. */
bool predict_worth(const struct predict *f, const struct predict_pattern *p, const double *z, double m,
                   const struct predict_amount *amount, struct predict_scratch *s, struct buf *text);

#endif
