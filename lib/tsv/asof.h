/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * asof: the column as_of. A table has only one such day, since counts up to different days cannot be compared. */
#ifndef TSV_ASOF_H
#define TSV_ASOF_H

#include "tsv/tsv.h"

struct asof {
    unsigned col; /* TSV_NONE: the table has none, and asof_read has nothing to do */
    date day;     /* of the rows so far, or DATE_NONE */
    char text[DATE_LEN];
};

struct asof asof_of(unsigned col);

/* False: the current row was set aside. A second day ends the tool. */
bool asof_read(struct asof *a, struct tsv *in);

#endif
