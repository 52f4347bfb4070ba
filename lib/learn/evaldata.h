/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evaldata: the columns that an evaluation looks at, in memory. */
#ifndef LEARN_EVALDATA_H
#define LEARN_EVALDATA_H

#include "base/map.h"
#include "learn/evaluation.h"

struct evaldata {
    const struct evaluation_choice *choice;
    struct tsv *in;
    size_t n, cap;
    double *truth;  /* 0 or 1; the class's number; the value */
    double *amount; /* or NULL */
    unsigned columns;
    struct evalcolumn {
        struct slice name; /* as it was given, with its sign */
        bool falls;
        unsigned col;
        double *value; /* as truth */
        bool is_chance;
    } * column;                              /* the first is what is evaluated, the others are baselines */
    unsigned truth_col, amount_col, key_col; /* TSV_NONE: there is none */
    struct map classes;                      /* of a predicted class */
    struct buf key; /* the texts of all keys, one after another; that of row i begins at key_start[i] */
    size_t *key_start;
    struct map customers; /* with a bootstrap: */
    uint32_t *who;        /* which one row i is of; NULL: each row is its own */
};

void evaldata_read(struct evaldata *d, struct tsv *in, const struct evaluation_choice *choice);
struct slice evaldata_key(const struct evaldata *d, size_t row); /* empty if there are no keys */
void evaldata_free(struct evaldata *d);

#endif
