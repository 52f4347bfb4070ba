/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filekind: what a file is that is no CSV, by its first bytes.
 *
 * Exports come compressed, as spreadsheets, as pages called .xls, in other encodings. Read as CSV they fail in ways
 * that say nothing ("a quote mark inside a value"); named, with the command that turns them, they cost a minute. */
#ifndef CSV_FILEKIND_H
#define CSV_FILEKIND_H

#include "base/slice.h"

enum { FILEKIND_BYTES = 64 }; /* at most this many are looked at */

/* NULL: nothing else than text. Else what it is ("is compressed by gzip"), and *remedy what helps. */
const char *filekind_of(struct slice begin, const char **remedy);

#endif
