/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * col: the words for a column that is not there. */
#ifndef TABLE_COL_H
#define TABLE_COL_H

#include "base/slice.h"

/* Ends the tool, status 1: `file` has no column `name`, but these n, of which the nearest is named. `why` is put behind
 * the name, or is empty. */
_Noreturn void col_lacks(const char *file, const struct slice *column, unsigned n, struct slice name, const char *why);

#endif
