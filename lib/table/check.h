/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check: customers, what they bought after their as-of day, and all the models that a file has for them, brought
 * together to see what the models are worth.
 *
 * Customers are read once for all families; in each family those with the same parameters (all of them, or one group,
 * or those of equal covariates) are a cell with its patterns. */
#ifndef TABLE_CHECK_H
#define TABLE_CHECK_H

#include "base/map.h"
#include "table/forecastin.h"
#include "table/order.h"

struct check_customer {
    double x, t_x, T; /* days */
    uint32_t later;   /* purchase days after as_of, up to until */
    uint32_t known;   /* up to as_of, as the orders have them */
};

struct check_cell {
    double parameter[FAMILY_PARAMETERS];
    struct patterns p; /* T in the model's unit, m the purchases after as_of; after check_patterns */
};

struct check_family {
    struct modelpick pick;
    struct forecastin in;
    struct map keys; /* number i is cell[i] */
    struct check_cell *cell;
    uint32_t *of; /* the cell of each customer */
    size_t cell_cap, of_cap;
};

struct check {
    struct check_family *family; /* none without a model file */
    size_t families;
    struct map ids; /* number i is customer[i] */
    struct check_customer *customer;
    size_t customer_cap;
    double oldest; /* the largest T */
    date as_of, until;
    double period; /* of tracking, in days; */
    double
        *repeats; /* repeat purchases in each of the `periods` complete ones from the oldest customer's first day on */
    size_t periods;
};

void check_models(struct check *c, const char *path);  /* NULL: none */
void check_customers(struct check *c, struct tsv *in); /* reads them all */

/* Orders of the whole log, up to the day c->until (DATE_NONE: their newest). Ends the tool where they do not agree with
 * the customers. */
void check_orders(struct check *c, const char *path);

void check_patterns(struct check *c);
void check_free(struct check *c);

#endif
