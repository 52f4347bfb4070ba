/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterorder: orders clusters by their means instead of the order in which they were found.
 *
 * `group` and `to` are arrays with an element for each group of the table, group[g] being NULL if it has no clusters;
 * to[g][c] is the number that cluster c is to have, a permutation. */
#ifndef CLUSTER_CLUSTERORDER_H
#define CLUSTER_CLUSTERORDER_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"

/* Fills the groups' means: of the values in the table, weighted if the table has weights. */
void clusterorder_means(const struct clusterin *t, struct clusters_group *const *group);

/* Ascending by the mean in column `first`, then by those in the other columns, in their order. */
void clusterorder_by_mean(const struct clusters_group *g, unsigned columns, unsigned first, uint32_t *to);

/* Puts the groups' clusters in their new order, and the labels of the table with them. */
void clusterorder_renumber(struct clusterin *t, struct clusters_group *const *group, uint32_t *const *to);

#endif
