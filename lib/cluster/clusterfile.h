/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterfile: the file that stores clusters, to label other tables with them.
 *
 * A table of five columns, group cluster column name value: one figure in each row, in this order. Figures of the whole
 * model have only name and value: format, by, weights, scale, seed, starts; then log1p (0 or 1) of each column. A group
 * begins with its number of clusters and has rows and inertia, the centre and spread of each column (of the scaling),
 * and for each cluster its label, rows, weight, and column by column:
 *
 *     centre    in scaled units: what labels are given by
 *     original  the same point in the column's own units
 *     mean      of the values in the table; not the same if log1p of the column is used
 *
 * The last row, groups, is their number: so a file that breaks off anywhere is noticed. */
#ifndef CLUSTER_CLUSTERFILE_H
#define CLUSTER_CLUSTERFILE_H

#include "base/out.h"
#include "cluster/clusters.h"

enum { CLUSTERFILE_FORMAT = 1 };

void clusterfile_write(const struct clusters *m, struct out *o);

/* Ends the tool, status 2, if the file is unusable: of a newer format, a figure missing, repeated or impossible. */
void clusterfile_read(struct clusters *m, const char *path);

#endif
