/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterout: the rows of a table, unchanged, each with its label and its distance to the centre. */
#ifndef CLUSTER_CLUSTEROUT_H
#define CLUSTER_CLUSTEROUT_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"
#include "tsv/table.h"

/* Writes the rows that were read last to a table with these two added columns; both cells are empty if there is no
 * label. Returns the number of points among them. */
uint64_t clusterout_rows(const struct clusters *m, const struct clusterin *t, struct table *out);

#endif
