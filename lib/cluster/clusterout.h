/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterout: the rows of a table as they came, each with its label and its distance to the centre. */
#ifndef CLUSTER_CLUSTEROUT_H
#define CLUSTER_CLUSTEROUT_H

#include "base/out.h"
#include "cluster/clusterin.h"
#include "cluster/clusters.h"

/* Ends the tool where one of the two columns is there already. */
void clusterout_header(const struct tsv *in, const char *label, const char *distance, struct out *o);

/* The rows that were read last; both fields stay empty where there is no label. How many points there are of these. */
uint64_t clusterout_rows(const struct clusters *m, const struct clusterin *t, struct out *o);

#endif
