/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * design: the columns of a table as the terms of a model that is learned, and the same for tables that come later.
 *
 * A column of numbers is one term, its value or log(1 + value). A column of labels has a term for each label but its
 * base, 1 in the rows with that label and 0 elsewhere, in the order of the bytes. A missing number is `fill`, if there
 * is one, and then a further term may tell the rows in which it was missing; a missing label is the label (missing).
 * All that was learned of the rows that train is in the design, and is applied to other rows as it is.
 *
 * A design for trees has no fills and no bases: a missing number stays NaN, each label has a term, and numbers must fit
 * in a float.
 *
 *     struct design_in r;
 *     design_begin(&r, &design, in);
 *     while (tsv_next(in))
 *         if (design_row(&r, x))                        // design.terms of them
 *             ...
 *     design_end(&r); */
#ifndef LEARN_DESIGN_H
#define LEARN_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "tsv/tsv.h"

#define DESIGN_MISSING "(missing)"

struct design {
    struct design_column {
        char *name;
        bool has_labels;
        bool log1p, indicator; /* of numbers */
        bool lacked;           /* for trees: some rows that train lacked the number */
        double fill;           /* what a missing number is; NaN: none may be missing, but for trees */
        struct map labels;     /* number i is term first + i; the base is none of them */
        char *base;            /* NULL for trees */
        unsigned first, terms;
    } * column;
    unsigned columns, terms;
    bool of_trees;
    size_t cap;
};

/* Adds a column, without terms; of labels it has none until design_label adds them. */
struct design_column *design_add(struct design *d, struct slice name, bool has_labels);
bool design_label(struct design *d, struct slice label); /* of the last column; false: it has it already */
void design_number(struct design *d);                    /* the terms of the last column, a number */
void design_free(struct design *d);

/* "recency_days", "log1p(revenue)", "country=France", "age=(missing)". Free it. */
char *design_term(const struct design *d, unsigned term);

/* The column that a term is of. */
unsigned design_column_of(const struct design *d, unsigned term);

/* ---- values ---- */

/* A number as its terms; NaN is a missing one. */
void design_put_number(const struct design_column *c, double v, double *x);

/* A number of the current row; false: it was set aside. A missing one, if it may be missing, is NaN. */
struct design_rule {
    bool log1p, may_lack, is_float;
};
bool design_read_number(struct tsv *in, unsigned col, struct design_rule rule, double *v);

struct design_in {
    const struct design *d;
    struct tsv *in;
    unsigned *col;
    uint64_t unknown;           /* rows with a label that was not there before, so far; it counts as the base */
    const char *unknown_column; /* the first of them: where it was, and what */
    char *unknown_label;
    uint64_t lacking; /* for trees: rows that lack a number that no row before lacked */
    const char *lacking_column;
};
void design_begin(struct design_in *r, const struct design *d, struct tsv *in); /* a missing column ends the tool */
bool design_row(struct design_in *r, double *x);                                /* false: the row was set aside */
void design_end(struct design_in *r); /* warns of what was unknown or lacking */

#endif
