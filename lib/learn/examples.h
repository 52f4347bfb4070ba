/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * examples: the rows that a model is learned from, read whole, and what is refused among them.
 *
 * A model that knows what it is to predict looks splendid and is worthless. So a row is bad whose features reach into
 * the window of its label (as_of on or after cut), and so is one whose label ends after the cut that the model will
 * score; columns of ids and dates end the tool. A column that alone determines the target (AUC or correlation above
 * .98) is most likely made of it: telling.h finds that out.
 *
 * A column is of labels if it is named so, or if its first value is no number. */
#ifndef LEARN_EXAMPLES_H
#define LEARN_EXAMPLES_H

#include "base/opt.h"
#include "learn/design.h"
#include "stats/terms.h"

enum examples_kind {
    EXAMPLES_CHANCE, /* the target is one of two classes */
    EXAMPLES_CLASS,  /* one of any number of classes */
    EXAMPLES_VALUE   /* a number */
};

struct examples_choice {
    const char *target;
    const char *positive; /* the value of the target that is predicted, of two; NULL: 1 of 0 and 1 */
    enum examples_kind kind;
    struct opt_list columns, labels, log1p, base;
    bool impute;
    bool of_trees; /* for trees, design.h: numbers may be missing */
    date cut;      /* the first that will be scored, or DATE_NONE */
    date stop_cut; /* rows of this cut and later ones are apart, and tell when to stop; or DATE_NONE */
};

struct examples {
    const struct examples_choice *choice;
    struct tsv *in;
    unsigned target, cut, as_of, label_end; /* columns; the last three may be TSV_NONE */
    unsigned columns;
    struct examples_column {
        unsigned col;
        bool known, has_labels, log1p;
        struct map labels; /* as they came */
        uint64_t missing;
    } * column;
    double *value;  /* row i, column j: value[i * columns + j]; a label's number; NaN is missing */
    size_t room;    /* its bytes */
    double *y;      /* 0 or 1 of two classes, the number of the class of any number of them */
    bool *is_later; /* of the rows that are apart */
    size_t n, cap, later;
    uint64_t positives;
    char *negative;      /* with a positive one: the other value */
    struct map classes;  /* of EXAMPLES_CLASS: their names, in the order of the bytes */
    date last_label_end; /* DATE_NONE: no such column */
};

void examples_read(struct examples *e, struct tsv *in, const struct examples_choice *choice);

/* The terms: learns fills and labels. They take the place of the values, t->x is freed with *e. free(t->mean), t->sd.
 */
void examples_terms(struct examples *e, struct design *d, struct terms *t);

/* The same for trees, as two matrices: the rows that train, and those that are apart. Free x and y of both. */
struct examples_part {
    size_t n;
    float *x, *y;
};
void examples_floats(const struct examples *e, struct design *d, struct examples_part part[2]);

void examples_free(struct examples *e);

#endif
