/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * concentrationtable: a table of how a measure is spread over the rows of a table, or of each group. */
#ifndef TSV_CONCENTRATIONTABLE_H
#define TSV_CONCENTRATIONTABLE_H

#include "base/opt.h"
#include "tsv/tsv.h"

/* Reads all rows and writes: the keys of the group, statistic, percent, value. A row without a value is counted as
 * no_value and in nothing else. */
void concentrationtable_write(struct out *out, struct tsv *in, unsigned measure, struct opt_list by,
                              const struct opt_list *only);

#endif
