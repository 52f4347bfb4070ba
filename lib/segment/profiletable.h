/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * profiletable: what is told of the labels of a table, in the long form and in the wide one, each with `only` as
 * table_begin has it. */
#ifndef SEGMENT_PROFILETABLE_H
#define SEGMENT_PROFILETABLE_H

#include "base/opt.h"
#include "base/out.h"
#include "segment/labelled.h"

/* label, column, statistic, value: of each label, and at the end of all rows, with the tests. */
void profiletable_long(const struct labelled *t, struct out *out, const struct opt_list *only);

/* One row per label. */
void profiletable_wide(const struct labelled *t, struct out *out, const struct opt_list *only);

#endif
