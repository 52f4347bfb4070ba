/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evaluation: predictions and what came, read from a table, and all measures of them as one long table.
 *
 * There are three kinds: a score for one class of two, a predicted class, a predicted value. Each baseline is a further
 * column of the same kind, measured in the same way and subtracted. With a bootstrap each measure and each difference
 * has an interval; what is drawn are keys, customers say, each with all of its rows. */
#ifndef LEARN_EVALUATION_H
#define LEARN_EVALUATION_H

#include "base/opt.h"
#include "base/out.h"
#include "tsv/tsv.h"

enum evaluation_kind { EVALUATION_SCORE, EVALUATION_CLASS, EVALUATION_VALUE };

struct evaluation_choice {
    enum evaluation_kind kind;
    const char *truth, *predicted;
    const char *positive;                        /* of scores: the value of truth that they tell; NULL: 1 of 0 and 1 */
    const char *key;                             /* NULL: customer_id, if there is one, else each row is its own */
    const char *amount;                          /* what a row is worth; NULL: of values the truth, else nothing */
    struct opt_list baselines;                   /* "-NAME" is a score that falls where the class is likelier */
    double threshold, top, cost, benefit, level; /* cost NaN: no profits */
    uint64_t bins, count_bins, replicates, seed;
    unsigned threads;
};

void evaluation_write(struct out *o, struct tsv *in, const struct evaluation_choice *choice,
                      const struct opt_list *only);

#endif
