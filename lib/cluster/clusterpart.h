/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterpart: the points of one group, scaled and ready to be clustered. */
#ifndef CLUSTER_CLUSTERPART_H
#define CLUSTER_CLUSTERPART_H

#include "cluster/clusterin.h"
#include "cluster/clusters.h"
#include "cluster/clusterwarn.h"
#include "kmeans/partition.h"

struct clusterpart {
    struct clusterin_part in;
    struct scaling *scaling; /* of each column */
    struct partition partition;
    unsigned most;     /* clusters that are possible: as asked for, or the number of distinct points */
    char problem[512]; /* why there are none, in words for a message */
};

/* Takes the points of a group out of the table, their values as they are there. */
void clusterpart_take(struct clusterpart *p, struct clusterin *t, uint32_t group);

/* Scales them and makes ready for `least` to `most` clusters; false if that cannot be, and *problem says why. */
bool clusterpart_open(struct clusterpart *p, const struct clusters *m, unsigned least, unsigned most, unsigned threads);

/* Ends the tool, status 3: no group is left out because memory is missing. */
_Noreturn void clusterpart_no_memory(void);

/* Notes what is wrong, in two parts of a sentence; always returns false. The problem PARTITION_MEMORY ends the tool. */
bool clusterpart_fails(struct clusterpart *p, const char *subject, const char *problem);

/* Returns the points with their labels and distances. */
void clusterpart_close(struct clusterpart *p, struct clusterin *t);

/* If the table is one group, its problem ends the tool, status 1; otherwise it is added to the list. */
void clusterpart_refuse(const struct clusterpart *p, const struct clusters *m, struct slice group,
                        struct clusterwarn *list);

#endif
