/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filekind: what a file is that is no CSV and no table, by its first bytes.
 *
 * Exports come compressed, as spreadsheets, as pages called .xls, in other encodings. Read as CSV they fail in ways
 * that say nothing ("a quote mark inside a value"); named, with the command that turns them, they cost a minute. */
#ifndef TSV_FILEKIND_H
#define TSV_FILEKIND_H

#include "base/slice.h"

enum { FILEKIND_BYTES = 64 }; /* at most this many are looked at */

/* NULL: nothing else than text. Else what it is ("is compressed by gzip"), and *remedy what helps. */
const char *filekind_of(struct slice begin, const char **remedy);

/* The same for a file that should be a table; NULL too if no byte is one that text does not have. */
const char *filekind_of_binary(struct slice begin, const char **remedy);

#endif
