/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filekind: what a file is that is no CSV and no table, by its first bytes.
 *
 * Exports may be compressed, spreadsheets, web pages called .xls, or in other encodings. Read as CSV they fail with
 * messages that do not help ("a quote mark inside a value"). A message that names the kind and the command that
 * converts it saves the user that search. */
#ifndef TSV_FILEKIND_H
#define TSV_FILEKIND_H

#include "base/slice.h"

enum { FILEKIND_BYTES = 64 }; /* at most this many are looked at */

/* NULL: it is plain text. Otherwise what it is ("is compressed by gzip"), and in *remedy what helps. */
const char *filekind_of(struct slice begin, const char **remedy);

/* The same for a file that should be a table; NULL too if no byte is one that text does not have. */
const char *filekind_of_binary(struct slice begin, const char **remedy);

#endif
