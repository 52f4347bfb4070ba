/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gbt: a model of gradient-boosted trees: fitted, and applied to blocks of rows.
 *
 * The trees are XGBoost's (booster.h). The first tree adds to a base: the mean of a value, the share of the positive
 * class; of any number of classes it is nothing. If some rows are apart (examples_choice.stop_cut), their loss tells
 * how many trees are kept: log loss, or of values the root of the mean squared error. */
#ifndef LEARN_GBT_H
#define LEARN_GBT_H

#include "learn/booster.h"
#include "learn/learned.h"

enum gbt_fit {
    GBT_ROWS, /* that train */
    GBT_POSITIVES,
    GBT_TREES, /* of each class */
    GBT_DEPTH,
    GBT_RATE,
    GBT_LAMBDA,
    GBT_MIN_LEAF,
    GBT_LOSS, /* of the rows that train */
    GBT_LATER_ROWS,
    GBT_LATER_LOSS,
    GBT_LATER_LOSS_OF_BASE, /* of a constant: the mean, or the shares of the classes, of the rows that train */
    GBT_FITS
};
extern const char *const GBT_FIT_NAME[GBT_FITS];

struct gbt {
    struct learned head;
    double fit[GBT_FITS]; /* NaN is what a model does not have */
    double *splits;       /* by each term, */
    double *gain;         /* and by how much they lower the loss in all; design.terms of each, or NULL */
    booster trees;
};

struct gbt_choice {
    unsigned trees, depth;
    unsigned patience; /* stop after this number of trees that do not lower the loss of the rows apart */
    double rate, lambda, min_leaf;
};

/* Takes the values of the examples. What cannot be learned ends the tool, status 1. */
void gbt_fit(struct gbt *m, struct examples *e, const struct gbt_choice *choice);
void gbt_free(struct gbt *m);

unsigned gbt_outputs(const struct gbt *m); /* of a row: 1, or one for each class */

/* A float as the double that its shortest decimal is: .3, not .30000001192092896. */
double gbt_number(float v);

#endif
