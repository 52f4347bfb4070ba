/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * future: does a model know what is to be predicted of a row?
 *
 * It does if the row's cut, or without one the day after its as_of, is before the last label_end of the rows that the
 * model was learned from. */
#ifndef LEARN_FUTURE_H
#define LEARN_FUTURE_H

#include "tsv/tsv.h"

struct future {
    unsigned column; /* TSV_NONE: nothing to look at */
    date first;      /* that may be in it */
    char problem[96];
};

/* Of the rows of a table; DATE_NONE: the model knows nothing of it. */
struct future future_after(const struct tsv *in, date label_end);

/* False: the row was set aside. */
bool future_is_open(const struct future *f, struct tsv *in);

#endif
