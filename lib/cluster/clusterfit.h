/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterfit: finds the clusters of a table, group by group, and puts them in order.
 *
 * The results are a model (cluster/clusters.h) and the labels and distances of the points. Clusters are numbered by
 * their means in the column `order`, ascending, and equal ones by the next columns. If there is an earlier model to
 * start from, each cluster gets the number of the old cluster that it is paired with; the pairs have the least total
 * distance between centres. Means are those of the values in the table. */
#ifndef CLUSTER_CLUSTERFIT_H
#define CLUSTER_CLUSTERFIT_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"

struct clusterfit {
    struct clusters *model; /* the caller sets columns and choices; the groups are the result */
    unsigned k;             /* 0: as a scan suggests */
    unsigned order;         /* number of a column of the model */
    unsigned threads;
    const struct slice *label;   /* k names, or NULL */
    const struct clusters *init; /* the earlier model to start from, or NULL */
    uint32_t *was;               /* with init: each point's label by that model, otherwise NULL. The caller frees it */
};

/* If a table of one group has no such clusters, the tool ends, status 1. Of several groups, those without clusters are
 * named in a warning and their points get no label; if no group has any, the tool ends. */
void clusterfit_run(struct clusterfit *f, struct clusterin *t);

/* Labels by a model, without a fit. Points of a group that is not in the model get no label. */
void clusterfit_apply(const struct clusters *m, struct clusterin *t, unsigned threads);

/* How much the labels have changed: the adjusted Rand index, and the share of points with another label. */
struct clusterfit_drift {
    double ari, moved;
};
struct clusterfit_drift clusterfit_drift(const struct clusterfit *f, const struct clusterin *t);

#endif
