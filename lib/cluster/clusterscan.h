/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterscan: how good each number of clusters is, and which one to choose.
 *
 * A row for each k with the requested measures; the others are not computed and stay undefined (NaN, 0). */
#ifndef CLUSTER_CLUSTERSCAN_H
#define CLUSTER_CLUSTERSCAN_H

#include "cluster/clusterpart.h"
#include "kmeans/measures.h"

enum clusterscan_column {
    SCAN_K,
    SCAN_INERTIA,
    SCAN_GAIN,
    SCAN_SILHOUETTE,
    SCAN_CALINSKI_HARABASZ,
    SCAN_DAVIES_BOULDIN,
    SCAN_STABILITY_ARI,
    SCAN_STABILITY_JACCARD,
    SCAN_MEASURED_ROWS,
    SCAN_SMALLEST,
    SCAN_SUGGESTED,
    SCAN_RULE,
    SCAN_COLUMNS
};

enum { CLUSTERSCAN_REPLICATES = 25 }; /* of the bootstrap */

struct clusterscan_row {
    unsigned k;
    bool suggested;
    double inertia, gain; /* share of the sum of squares at k - 1 that is gone; undefined at k = 1 */
    double silhouette, ari, jaccard;
    size_t measured_rows; /* the rows that silhouette, ari and jaccard are computed from: all, or a sample if there are
                           * very many */
    struct measures_scores scores;
    uint64_t smallest; /* rows of the smallest cluster */
};

struct clusterscan {
    unsigned low, high; /* 1 <= low <= high */
    unsigned threads;
    enum clusterscan_column column[SCAN_COLUMNS]; /* what is written, in this order */
    unsigned columns;
};

bool clusterscan_wants(const struct clusterscan *s, enum clusterscan_column c);

/* Scans an open part for low .. high: one row for each k. False if it fails; the part then has the reason. */
bool clusterscan_run(const struct clusterscan *s, const struct clusters *m, struct clusterpart *p,
                     struct clusterscan_row *row, enum measures_rule *rule);

/* The index of the suggested row, or count if there is none. */
unsigned clusterscan_suggested(const struct clusterscan_row *row, unsigned count);

#endif
