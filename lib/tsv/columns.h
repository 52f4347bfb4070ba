/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns: the messages for a missing column, and for a name that no column can have. */
#ifndef TSV_COLUMNS_H
#define TSV_COLUMNS_H

#include "base/slice.h"
#include "tsv/tsv.h"

/* Ends the tool, status 1: `file` has no column `name`, but these n; the message names the nearest one. `why` is put
 * after the name, or is empty. */
_Noreturn void columns_lacks(const char *file, const struct slice *column, unsigned n, struct slice name,
                             const char *why);

/* The same if the names are on another line than the first. */
_Noreturn void columns_lacks_at(const char *file, uint64_t line, const struct slice *column, unsigned n,
                                struct slice name, const char *why);

/* The same for a name in an option, status 2: none of the n columns that can be written has it. */
_Noreturn void columns_unknown(const char *option, const struct slice *column, unsigned n, struct slice name);

/* Ends the tool, status 1: this header of a further file is not that of the first; names what is missing and new. */
_Noreturn void columns_differ(const struct tsv *t, struct slice header);

/* Ends the tool, status 2, if the value of an option (--as) cannot be the name of a column: it is empty, or holds a tab
 * or a line end. */
void columns_check_name(const char *option, const char *name);

#endif
