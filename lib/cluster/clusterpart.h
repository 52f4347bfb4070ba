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
    unsigned most;     /* clusters that there can be: as asked for, or the distinct points */
    char problem[512]; /* why there are none: words for a message */
};

/* Takes the points of a group out of the table, their values as they are there. */
void clusterpart_take(struct clusterpart *p, struct clusterin *t, uint32_t group);

/* Scales them and makes ready for `least` to `most` clusters; false where that cannot be, and *problem says why. */
bool clusterpart_open(struct clusterpart *p, const struct clusters *m, unsigned least, unsigned most, unsigned threads);

/* Ends the tool, status 3: what the machine lacks is no fault of a group, and no group is left out for it. */
_Noreturn void clusterpart_no_memory(void);

/* Says what is wrong, in two parts of a sentence: always false. The problem PARTITION_MEMORY ends the tool. */
bool clusterpart_fails(struct clusterpart *p, const char *subject, const char *problem);

/* Gives the points back with what label and distance they have. */
void clusterpart_close(struct clusterpart *p, struct clusterin *t);

/* Where the table is one group, its problem ends the tool, status 1; else it is put on the list. */
void clusterpart_refuse(const struct clusterpart *p, const struct clusters *m, struct slice group,
                        struct clusterwarn *list);

#endif
