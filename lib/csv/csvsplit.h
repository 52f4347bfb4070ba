/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvsplit: libcsv, one line at a time: the reference for what a record of CSV is. */
#ifndef CSV_CSVSPLIT_H
#define CSV_CSVSPLIT_H

#include "csv/made.h"

struct csvsplit;

struct csvsplit *csvsplit_new(char delimiter, struct record_buf *to);
void csvsplit_free(struct csvsplit *s);

/* A line without its line end. CSVSPLIT_MORE: a value goes on in the next line; CSVSPLIT_MISQUOTED: a quote mark is if
 * none may be. */
enum csvsplit_status { CSVSPLIT_DONE, CSVSPLIT_MORE, CSVSPLIT_MISQUOTED };
enum csvsplit_status csvsplit_line(struct csvsplit *s, struct slice line);

void csvsplit_reset(struct csvsplit *s); /* drops the record that was begun */

#endif
