/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * learned: what every model has, whatever its family, and the file that keeps a model.
 *
 * A model's file has a figure a row: section, term, name, value. The sections `model` and `column` come first and are
 * read and written here; the sections after them belong to the family:
 *
 *     struct learned head;
 *     struct figures f = learned_open(&head, path);
 *     switch (head.family)                             // the rest, by linearfile_read or gbtfile_read
 *     ...
 *     figures_close(&f); */
#ifndef LEARN_LEARNED_H
#define LEARN_LEARNED_H

#include "learn/examples.h"
#include "tsv/figures.h"

#define LEARNED_FAMILIES "ols|ridge|logit|gbt"
#define LEARNED_KINDS    "chance|class|value" /* examples_kind */
enum learned_family { LEARNED_OLS, LEARNED_RIDGE, LEARNED_LOGIT, LEARNED_GBT };

struct learned {
    enum learned_family family;
    enum examples_kind kind;
    char *target;
    char *positive, *negative; /* of two classes that are not 1 and 0; else NULL */
    struct map classes;        /* of any number of classes: their names, in the order of the bytes; else empty */
    date label_end;            /* the last of the rows it was learned from, or DATE_NONE */
    struct design design;      /* its columns */
};

/* What the examples tell of it; the design is left empty. */
struct learned learned_of(enum learned_family family, const struct examples *e);
void learned_free(struct learned *m);

/* ---- the file ---- */

enum { LEARNED_FORMAT = 1 };
enum { LEARNED_SECTION, LEARNED_TERM, LEARNED_NAME, LEARNED_VALUE };
extern const struct figures_layout LEARNED_LAYOUT;

/* Writes the header and the sections `model` and `column`; of the model's section more rows may follow it at once. */
void learned_write_model(struct figures_out *w, const struct learned *m);
void learned_write_columns(struct figures_out *w, const struct design *d);

/* How well each column alone determines the target: alone[j], NaN if it has no such figure; of classes it is an AUC. */
void learned_write_alone(struct figures_out *w, const struct design *d, const double *alone, bool classes);

/* Reads both sections, and stops at the first row of another one. An unusable file ends the tool, status 2. */
struct figures learned_open(struct learned *m, const char *path);

#endif
