/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evaluator: the measures of what evaldata has read, and of samples drawn again from it. */
#ifndef LEARN_EVALUATOR_H
#define LEARN_EVALUATOR_H

#include "learn/evaldata.h"
#include "learn/scored.h"
#include "learn/valued.h"

/* A measure of a column of predictions. */
struct evaluator_line {
    const char *measure;
    struct slice class;
    char at[8];
    bool of_sizes; /* of chances, not of every score */
    bool differs;  /* it is subtracted from that of a baseline */
};

struct evaluator {
    const struct evaluation_choice *choice;
    struct evaldata d;
    struct evaluator_line *line; /* lines of them for each column */
    unsigned lines;
    struct scored *scored; /* of each column, one of these three */
    struct valued *valued;
    double *value;     /* value[j * lines + k] */
    double *replicate; /* the same, replicates times; or NULL */
    double *spare;     /* for intervals */
    size_t customers;
};

/* Measures e->d, which was read: sets all the rest. `class` are the names of the classes, by their numbers. */
void evaluator_run(struct evaluator *e, const struct slice *class);
void evaluator_free(struct evaluator *e); /* and e->d */

/* Numbers the classes in the order of their bytes, from now on; free the names. */
struct slice *evaluator_classes(struct evaldata *d);

/* count[a * k + p]: rows of class a that were taken for p; times may be NULL. */
void evaluator_count(const struct evaluator *e, const double *predicted, const uint32_t *times, double *count);

#endif
