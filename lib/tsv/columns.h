/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns: the words for a column that is not there, and for a name that is none. */
#ifndef TSV_COLUMNS_H
#define TSV_COLUMNS_H

#include "base/slice.h"
#include "tsv/tsv.h"

/* Ends the tool, status 1: `file` has no column `name`, but these n, of which the nearest is named. `why` is put after
 * the name, or is empty. */
_Noreturn void columns_lacks(const char *file, const struct slice *column, unsigned n, struct slice name,
                             const char *why);

/* The same for a name that an option gives, status 2: of the n columns that can be written there is none of it. */
_Noreturn void columns_unknown(const char *option, const struct slice *column, unsigned n, struct slice name);

/* Ends the tool, status 1: this header of a further file is not that of the first; names what is missing and new. */
_Noreturn void columns_differ(const struct tsv *t, struct slice header);

/* Ends the tool, status 2, where the value of an option (--as) cannot be the name of a column: it is empty, or holds a
 * tab or a line end. */
void columns_check_name(const char *option, const char *name);

#endif
