/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * modelfile: fitted models as a table, written by clvfit, read by what predicts.
 *
 * A row a value, in the columns section name value family group; every row says whose it is, so that rows can be picked
 * with awk and files be put one after another. tillroll-clvfit(1) lists the sections. Estimates are the shortest
 * decimals that read back as the same doubles: what is read is what was fitted. A file of a newer format, or one that
 * lacks what a model needs, ends the tool, status 2. */
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

/* The covariate z of a customer: (value - centre) / scale of a number, 1 or 0 of a label that is there or not. The
 * first of a column's covariates has the column's test. */
struct model_covariate {
    char *column;
    char *label; /* NULL: the column holds numbers */
    char *base;  /* the label that has no covariate of its own; NULL: not known */
    double centre, scale;
    double ratio;                /* likelihood-ratio statistic of the column as a whole, and its degrees of freedom */
    unsigned df;                 /* 0: no test here */
    double customers, repeaters; /* who have the label, and who of them came again; not in the file */
};

/* Of *fit these are read back: family, covariates, n, theta, parameter, error, curved, covariance, loglik, aic, bic,
 * customers, patterns, prior, verdict, nested, replicates, replicate. */
struct clvmodel {
    struct fit fit;
    char *by, *group;               /* --by: the column, and the value that the customers have; NULL without */
    bool pooled;                    /* --by: of all customers, for groups that have no model of their own */
    const struct model_unit *unit;  /* T in days divided by its days is the model's T. NULL: there is no time in the
                                       model, or it counts periods whose length nobody gave */
    const struct model_unit *times; /* the patterns' times were given in it, and others' will be; NULL: in days */
    date as_of;                     /* the last day that the customers were seen, DATE_NONE where it is not known */
    uint64_t seed;                  /* of the bootstrap */
    double spend_correlation;       /* of number and mean value of purchases (gammagamma.h); not read back */
    struct model_covariate covariate[PATTERN_COVARIATES]; /* fit.covariates of them */
    unsigned follows[2]; /* FIT_COLLINEAR: the first of them follows from those before, most of all the second */
};

struct models {
    struct clvmodel *model;
    size_t n; /* at least 1 after models_read */
};

/* After figures_header, each model's rows. */
void model_write(const struct clvmodel *m, struct out *o);

/* Of any number of families and groups. Ends the tool where the file is unusable. */
void models_read(struct models *ms, const char *path);
void models_free(struct models *ms);
void model_free(struct clvmodel *m); /* what it holds, not itself */

/* The model of this family for this group, or that of all customers, or NULL. group: ignored
 * (its p may be NULL) where the models have none. */
const struct clvmodel *models_find(const struct models *ms, const struct family *family, struct slice group);

/* "dropout_not_identified", ended by NULL; and in words with numbers, the caller's to free. */
extern const char *const MODEL_VERDICT[]; /* by enum fit_verdict */
char *model_verdict_text(const struct clvmodel *m);

/* theta[i] by name, as the rows have it: "alpha", or of covariate 1 "rate_1", "dropout_1". Returns the length. */
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
