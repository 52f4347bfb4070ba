/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns: the words for a column that is not there. */
#ifndef TSV_COLUMNS_H
#define TSV_COLUMNS_H

#include "base/slice.h"

/* Ends the tool, status 1: `file` has no column `name`, but these n, of which the nearest is named. `why` is put behind
 * the name, or is empty. */
_Noreturn void columns_lacks(const char *file, const struct slice *column, unsigned n, struct slice name,
                             const char *why);

#endif
