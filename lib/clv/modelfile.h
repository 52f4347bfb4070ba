/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * modelfile: fitted models as a table, written by clvfit and read by the tools that predict.
 *
 * One value in each row, in the columns section name value family group. Every row names its family and group, so that
 * awk can pick rows and files can be concatenated. tillroll-clvfit(1) lists the sections. Estimates are the shortest
 * decimals that read back as the same doubles, so nothing is lost. A file of a newer format, or one that lacks what a
 * model needs, ends the tool, status 2. */
#ifndef CLV_MODELFILE_H
#define CLV_MODELFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/out.h"
#include "btyd/fit.h"
#include "tsv/figures.h"

enum { MODEL_FORMAT = 1 };
enum { MODEL_SECTION, MODEL_NAME, MODEL_VALUE, MODEL_FAMILY, MODEL_GROUP };
extern const struct figures_layout MODEL_LAYOUT;

/* The covariate z of a customer: (value - centre) / scale for a number, 1 or 0 for a label that the customer has or has
 * not. The first of a column's covariates has the column's test. */
struct model_covariate {
    char *column;
    char *label; /* NULL: the column holds numbers */
    char *base;  /* the label that has no covariate of its own; NULL: not known */
    double centre, scale;
    double ratio;                /* likelihood-ratio statistic of the column as a whole, and its degrees of freedom */
    unsigned df;                 /* 0: no test here */
    double customers, repeaters; /* customers with the label, and those of them who bought again; not in the file */
};

/* Of *fit these are read back: family, covariates, n, theta, parameter, error, curved, covariance, loglik, aic, bic,
 * customers, patterns, prior, verdict, nested, replicates, replicate. */
struct clvmodel {
    struct fit fit;
    char *by, *group;               /* --by: the column, and the value that the customers have; NULL without */
    bool pooled;                    /* --by: the model of all customers, for groups without a model of their own */
    const struct model_unit *unit;  /* T in days divided by its days is the model's T. NULL: the model has no time,
                                       or it counts periods of unknown length */
    const struct model_unit *times; /* the unit in which the times of patterns are given, now and later; NULL: days */
    date as_of;                     /* the last day that the customers were seen, DATE_NONE if it is not known */
    uint64_t seed;                  /* of the bootstrap */
    double spend_correlation;       /* of number and mean value of purchases (gammagamma.h); not read back */
    struct model_covariate covariate[PATTERN_COVARIATES]; /* fit.covariates of them */
    unsigned follows[2]; /* FIT_COLLINEAR: the first follows from those before it, mostly from the second */
};

struct models {
    struct clvmodel *model;
    size_t n; /* at least 1 after models_read */
};

/* After figures_header, each model's rows. */
void model_write(const struct clvmodel *m, struct out *o);

/* Of any number of families and groups. Ends the tool if the file is unusable. */
void models_read(struct models *ms, const char *path);
void models_free(struct models *ms);
void model_free(struct clvmodel *m); /* frees what it holds, not the struct */

/* The model of this family for this group, or that of all customers, or NULL. group: ignored (its p may be NULL) if the
 * models have none. */
const struct clvmodel *models_find(const struct models *ms, const struct family *family, struct slice group);

/* "dropout_not_identified", ended by NULL; and in words with numbers, which the caller frees. */
extern const char *const MODEL_VERDICT[]; /* by enum fit_verdict */
char *model_verdict_text(const struct clvmodel *m);

/* The name of theta[i], as it is in the rows: "alpha", or of covariate 1 "rate_1", "dropout_1". Returns the length. */
enum { MODEL_NAME_ROOM = 32 };
int model_theta_name(const struct fit *f, unsigned i, char *p, size_t room);

/* Units of time, in the order of the words, ended by a row of zeros. */
#define MODEL_UNITS "day|week|month|year"
struct model_unit {
    const char *name;
    int32_t days;
};
extern const struct model_unit MODEL_UNIT[];

#endif
