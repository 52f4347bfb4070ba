/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterfit: finds the clusters of a table that was read, group by group, and puts them in order.
 *
 * What comes out is a model (table/clusters.h) and the labels and distances of the points. Clusters are numbered by
 * their means in the column `order`, ascending, of equal ones by the next columns; or, where there is an earlier model
 * to begin with, by the clusters of that one: each goes on as the old cluster that it is paired with, at the least
 * total distance between centres. Means are those of the values as they stand in the table. */
#ifndef CLUSTER_CLUSTERFIT_H
#define CLUSTER_CLUSTERFIT_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"

struct clusterfit {
    struct clusters *model; /* columns and choices are set; the groups come out */
    unsigned k;             /* 0: as a scan suggests */
    unsigned order;         /* number of a column of the model */
    unsigned threads;
    const struct slice *label;   /* k names, or NULL */
    const struct clusters *init; /* what to begin with, or NULL */
    uint32_t *was;               /* with init: each point's label by that model, else NULL. The caller frees it */
};

/* A table of one group ends the tool, status 1, where it has no such clusters; of several those that have none are
 * named in a warning and their points stay without label, and it is an error that no group has any. */
void clusterfit_run(struct clusterfit *f, struct clusterin *t);

/* Labels by a model, without fitting anything. Points of a group that it does not know stay without label. */
void clusterfit_apply(const struct clusters *m, struct clusterin *t, unsigned threads);

/* How much of the old labels is left: the adjusted Rand index, and the share of points whose label has changed. */
struct clusterfit_drift {
    double ari, moved;
};
struct clusterfit_drift clusterfit_drift(const struct clusterfit *f, const struct clusterin *t);

#endif
