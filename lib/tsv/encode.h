/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * encode: columns of numbers or labels as the terms of a model, and the same for tables that come later.
 *
 * A column whose texts are all numbers is one term, (value - mean) / standard deviation, so that a step of 1 is a step
 * of one standard deviation. Any other column is labels: its commonest label (of equally common ones the first in the
 * order of the bytes) is the base, and each other one is a term, 1 for a row that has it and 0 for any other, in the
 * order of the bytes. A column with only one value gives no term. What was learned is kept with a model, and applied to
 * other tables: a new label is treated like the base, and counted.
 *
 *     struct encode e = {0};
 *     encode_learn(&e, SLICE("country"), &countries, rows);       // texts, and how often each is there
 *     encode_write(&e, write_row, out);                           // rows of a model file
 *     ...
 *     struct encode_in r;
 *     encode_begin(&r, &e, in);
 *     while (tsv_next(in))
 *         if (encode_row(&r, z))                                  // e.terms of them
 *             ...
 *     encode_end(&r);
 *     encode_free(&e); */
#ifndef TSV_ENCODE_H
#define TSV_ENCODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "tsv/tsv.h"

struct encode {
    struct encode_column {
        char *name;
        bool has_labels;       /* else numbers, */
        double mean, sd;       /* and these are theirs; sd 0: no term */
        struct map labels;     /* number i is term first + i */
        char *base;            /* NULL if it is not known: then no label is compared with it */
        unsigned first, terms; /* terms first .. first + terms - 1 */
    } * column;
    unsigned columns, terms;
    size_t cap;
};

/* Adds a column: texts, none of them empty, and the weight of each, such as its rows. All texts decide whether they are
 * numbers; those with weight 0 decide nothing else. */
void encode_learn(struct encode *e, struct slice name, const struct map *text, const double *weight);

/* The same by hand: a column of numbers; a label, or the base, of the column `name`, which is the last one, or a new
 * one (also if the last one has this label already). */
void encode_number(struct encode *e, struct slice name, double mean, double sd);
void encode_label(struct encode *e, struct slice name, struct slice label);
void encode_base(struct encode *e, struct slice name, struct slice label);

void encode_free(struct encode *e);

/* How a text sets its column's terms: at most one of them is not 0. */
enum encode_found { ENCODE_BAD, ENCODE_UNKNOWN, ENCODE_KNOWN }; /* no number; a label not seen before; fine */
struct encode_term {
    unsigned term; /* ENCODE_NONE: all are 0 */
    double z;
};
enum { ENCODE_NONE = UINT32_MAX };
enum encode_found encode_text(const struct encode_column *c, struct slice text, struct encode_term *out);

/* ---- rows ---- */

struct encode_in {
    const struct encode *e;
    struct tsv *in;
    unsigned *col;
    uint64_t unknown; /* labels that were not there before, so far */
};

/* Finds the columns; a missing one ends the tool. */
void encode_begin(struct encode_in *r, const struct encode *e, struct tsv *in);

/* The terms of the current row. False: a value is missing, or is no number, and the row was set aside. */
bool encode_row(struct encode_in *r, double *z);
void encode_end(struct encode_in *r);

/* ---- in a model file ---- */

/* Rows with section, name and value: `encode` names column 1, 2 ...; `encode_mean` and `encode_sd` are of a column of
 * numbers; `encode_base`, and `encode_label` for each term ("2,1", "2,2" ...), of one of labels. */
void encode_write(const struct encode *e,
                  void (*row)(void *to, const char *section, const char *name, struct slice value), void *to);

/* Reads such a row; rows must come in the order in which they were written. False: the section is not one of these.
 * *problem tells what is wrong with the value, or is NULL. */
bool encode_read(struct encode *e, struct slice section, struct slice name, struct slice value, const char **problem);

#endif
