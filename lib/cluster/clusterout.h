/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterout: the rows of a table as they came, each with its label and its distance to the centre. */
#ifndef CLUSTER_CLUSTEROUT_H
#define CLUSTER_CLUSTEROUT_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"
#include "tsv/table.h"

/* Writes the rows that were read last to a table of these two columns; both cells stay empty where there is no label.
 * How many points there are of these. */
uint64_t clusterout_rows(const struct clusters *m, const struct clusterin *t, struct table *out);

#endif
