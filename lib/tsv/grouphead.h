/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grouphead: the columns of a table that has a block of rows for each group: the keys first, then its own.
 *
 *     struct grouphead head;
 *     struct cell row[keys + OWN];
 *     table_begin(&t, out, NULL, grouphead_columns(&head, &groups, COLUMN, OWN), only);
 *     grouphead_cells(&groups, i, row);
 *     row[groups.keys + MEAN] = ...;
 *     table_end(&t);
 *     grouphead_free(&head); */
#ifndef TSV_GROUPHEAD_H
#define TSV_GROUPHEAD_H

#include "base/tool.h"
#include "tsv/cell.h"
#include "tsv/groups.h"

struct grouphead {
    struct column *column;
    struct buf names; /* of the keys, each with a NUL */
};

/* The list for table_begin, until grouphead_free. */
const struct column *grouphead_columns(struct grouphead *h, const struct groups *g, const struct column *own, size_t n);

void grouphead_cells(const struct groups *g, uint32_t group, struct cell *cell); /* the keys of a group */
void grouphead_free(struct grouphead *h);

#endif
