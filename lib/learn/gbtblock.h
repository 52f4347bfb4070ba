/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gbtblock: rows of a table that trees predict together, since a call of XGBoost for each row would take longer than
 * the trees.
 *
 *     gbtblock_begin(&b, &model, explain);
 *     while (there is a row)
 *         if (gbtblock_add(&b, row, x))                // full
 *             gbtblock_predict(&b), write all, gbtblock_clear(&b);
 *     the same for the rest; gbtblock_free(&b); */
#ifndef LEARN_GBTBLOCK_H
#define LEARN_GBTBLOCK_H

#include "base/mem.h"
#include "learn/gbt.h"

struct gbtblock {
    const struct gbt *m;
    bool explain;
    size_t n;
    unsigned outputs; /* of a row */
    float *x;
    struct buf text; /* the rows, one after another: row i ends at end[i] */
    size_t *end;
    float *result; /* outputs of each row: value, chance, or the chances of the classes; */
    float *margin; /* with explain: before chances are made of them, */
    float *share;  /* and of each the shares of all terms, and then what is left: terms + 1 values */
};

void gbtblock_begin(struct gbtblock *b, const struct gbt *m, bool explain);
bool gbtblock_add(struct gbtblock *b, struct slice row, const double *x); /* true: it is full */
void gbtblock_predict(struct gbtblock *b);
struct slice gbtblock_row(const struct gbtblock *b, size_t i);
void gbtblock_clear(struct gbtblock *b);
void gbtblock_free(struct gbtblock *b);

/* What column j adds to margin k of row i; j = design.columns: what is left, the mean over the rows that trained. */
double gbtblock_share(const struct gbtblock *b, size_t i, unsigned k, unsigned j);

#endif
