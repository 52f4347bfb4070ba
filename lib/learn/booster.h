/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * booster: XGBoost (Chen and Guestrin 2016), through its C API: this module alone calls it.
 *
 * Matrices have a row for each example and a column for each term, row after row; NaN is missing. All work is done by
 * one thread and by histograms ("hist"), so that the same rows give the same trees, to the bit. What XGBoost refuses
 * ends the tool, status 3; a tillroll that was built without it (make WITH_XGBOOST=0) ends in booster_need, status 2.
 */
#ifndef LEARN_BOOSTER_H
#define LEARN_BOOSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

void booster_need(void); /* call it before anything else */

/* ---- rows ---- */

typedef void *booster_rows;
booster_rows booster_rows_of(const float *x, const float *y, size_t n, unsigned columns); /* copies; y may be NULL */
void booster_rows_free(booster_rows rows);

/* ---- a booster ---- */

typedef void *booster;

struct booster_choice {
    const char *objective; /* "reg:squarederror", "binary:logistic", "multi:softprob" */
    unsigned classes;      /* of "multi:softprob" */
    unsigned depth;        /* of a tree */
    double rate, lambda;   /* eta, and the penalty on the squares of the leaves' weights */
    double least;          /* min_child_weight */
    double base;           /* base_score: what no tree adds to yet, a chance or a value */
};

/* It keeps what it predicted of `rows` and `later` (or NULL), which must live as long. */
booster booster_begin(const struct booster_choice *choice, booster_rows rows, booster_rows later);
void booster_grow(booster b, unsigned round, booster_rows rows); /* a tree more, for each class */
booster booster_first(booster b, unsigned rounds);               /* a copy that has only these; free both */
void booster_free(booster b);

enum booster_output {
    BOOSTER_RESULT, /* value, chance, or a chance for each class */
    BOOSTER_MARGIN, /* before the chances are made of them: as many */
    BOOSTER_SHARES  /* Shapley values: for each of these margins what each column adds to it, and the rest */
};

/* All values of a row, row after row; the booster's until the next call. Chances are those of floats. */
const float *booster_predict(booster b, booster_rows rows, enum booster_output what);

/* Of each column the number of splits, and by how much they lower the loss, in all; `columns` values of each. */
void booster_gain(booster b, unsigned columns, double *splits, double *gain);

/* ---- as text ---- */

/* XGBoost's own JSON, without line ends and tabs; the booster's until the next call. */
struct slice booster_text(booster b);
/* Of a text that is known to be one, whole: XGBoost may not notice what is wrong with another. NULL: its trees are of
 * another number of columns, or of values that come out. */
booster booster_read(struct slice text, unsigned columns, unsigned outputs);

#endif
