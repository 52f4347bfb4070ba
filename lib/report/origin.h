/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * origin: what the data are, and where the tables come from, by the .prov files and the manifest of a pipeline.
 *
 * A .prov file is a table: fact, name, value, bytes, xxh3. */
#ifndef REPORT_ORIGIN_H
#define REPORT_ORIGIN_H

#include "report/folders.h"

/* Sentences about the rows of the log: how many count, which were left out and why, who is a guest, since when. */
void origin_data(struct buf *html, struct folders *f);

/* Inputs, programs and commands, as tables. */
void origin_write(struct buf *html, struct folders *f);

#endif
