/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * modelpick: the models of one family in a model file, and which of them applies to a customer.
 *
 * Models made by clvfit --by are distinguished by a column of the customers; then each customer has the model of their
 * group. Customers of models with covariates need the columns of these too. */
#ifndef CLV_MODELPICK_H
#define CLV_MODELPICK_H

#include "clv/modelfile.h"
#include "tsv/encode.h"

enum modelpick_kind { MODELPICK_PURCHASES, MODELPICK_SPEND };

struct modelpick {
    struct models file;
    const char *path;
    const struct family *family;
    const struct clvmodel *first; /* of this family: its unit is that of all */
    const char *by;               /* NULL: there is one model */
    date as_of;                   /* the latest of the models', or DATE_NONE */
    unsigned by_col;              /* after modelpick_columns: TSV_NONE without `by` */
    unsigned *column;             /* what else the models depend on: the columns of their covariates */
    size_t columns;
    struct encode *covariates;   /* of each model of the file, */
    struct encode_in *covariate; /* and where they are in the table */
};

/* Reads the file. `family` is the name of the family that is wanted, or NULL: then the file must have only one of the
 * kind. An unusable file ends the tool, status 2. */
void modelpick_read(struct modelpick *p, const char *path, enum modelpick_kind kind, const char *family);
void modelpick_free(struct modelpick *p);

/* Every model must have a covariance, or `bootstrap` replicates, for intervals. */
bool modelpick_has_covariance(const struct modelpick *p);
bool modelpick_has_bootstrap(const struct modelpick *p);

/* Finds the columns of group and covariates; a missing one ends the tool. */
void modelpick_columns(struct modelpick *p, struct tsv *in);

/* The model of the row's customer; NULL if the row was set aside, as its group has none. */
const struct clvmodel *modelpick_of(const struct modelpick *p, struct tsv *in);

/* The covariates of the row's customer, whose model is m; false if the row was set aside. */
uint64_t modelpick_unknown(const struct modelpick *p, const struct clvmodel *m); /* the number of unknown labels so
                                                                                  * far */
bool modelpick_covariates(const struct modelpick *p, const struct clvmodel *m, double *z);

#endif
