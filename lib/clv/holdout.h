/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holdout: customers, their purchases after their as-of day, and all models that a file has for them, to check how good
 * the models are.
 *
 * Customers are read once for all families; in each family those with the same parameters (all of them, or one group,
 * or those of equal covariates) form a cell with its patterns. */
#ifndef CLV_HOLDOUT_H
#define CLV_HOLDOUT_H

#include "base/map.h"
#include "clv/predictin.h"
#include "shop/order.h"
#include "tsv/keyed.h"

struct holdout_customer {
    double x, t_x, T; /* days */
    uint32_t later;   /* purchase days after as_of, up to until */
    uint32_t known;   /* up to as_of, by the orders */
    double spent;     /* on the later ones, in millionths: sums of these are exact */
};

struct holdout_cell {
    double parameter[FAMILY_PARAMETERS];
    struct patterns p; /* T in the model's unit, m the purchases after as_of; after holdout_patterns */
};

struct holdout_family {
    struct modelpick pick, spend;
    struct predictin in;
    struct map keys; /* number i is cell[i] */
    struct holdout_cell *cell;
    uint32_t *of; /* the cell of each customer, */
    double *mean; /* and what a purchase of theirs is expected to be worth; NaN if that is not known */
    size_t cell_cap, of_cap, mean_cap;
};

struct holdout {
    struct holdout_family *family; /* none without a model file */
    size_t families;
    bool money;       /* there is a model of spend: patterns have two covariates, as fitcheck.h takes them */
    struct keyed ids; /* row i is customer[i] */
    struct holdout_customer *customer;
    size_t customer_cap;
    double oldest; /* the largest T */
    date as_of, until;
    double period; /* of tracking, in days; */
    double
        *repeats; /* repeat purchases in each of the `periods` complete ones from the oldest customer's first day on */
    size_t periods;
};

/* Models of purchases, and of spend; NULL: none. */
void holdout_models(struct holdout *c, const char *path, const char *spend);
void holdout_customers(struct holdout *c, struct tsv *in); /* reads them all */

/* Orders of the whole log, up to the day c->until (DATE_NONE: their newest). Ends the tool if they do not agree with
 * the customers. */
void holdout_orders(struct holdout *c, const char *path);

void holdout_patterns(struct holdout *c);
void holdout_free(struct holdout *c);

#endif
