/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measures: how good a clustering is, how much two agree, and which number of clusters to take.
 *
 * Points are columns (column[j][i] is row i's value in column j), a clustering is label[i] in 0 .. k - 1. Definitions
 * are those of scikit-learn, digit for digit. What is undefined (one cluster, an empty cluster, as many clusters as
 * rows) is NaN. */
#ifndef KMEANS_MEASURES_H
#define KMEANS_MEASURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From the means of the clusters, which are computed here. `weight` NULL is 1 each; a weight counts as that many rows.
 */
struct measures_scores {
    double inertia;           /* sum of squared distances to the means */
    double calinski_harabasz; /* between / (k - 1) over within / (n - k); more is better (1974) */
    double davies_bouldin;    /* mean over clusters of the worst (s_a + s_b) / d(a, b); less is better (1979) */
};
/* false: no memory */
bool measures_score(const double *const *column, const double *weight, size_t n, unsigned d, const uint32_t *label,
                    unsigned k, struct measures_scores *);

/* Adjusted Rand index of two clusterings of the same n < 2^32 rows: 1 for equal ones whatever their numbers, about 0
 * for unrelated ones (Hubert and Arabie 1985). From exact integers. NaN: no memory. */
double measures_ari(const uint32_t *a, unsigned ka, const uint32_t *b, unsigned kb, size_t n);

/* The number of clusters to take, out of a scan. A k is
 *     stable  where every cluster comes back: the mean Jaccard index of each over bootstrap replicates is at least 0.75
 *             (what Hennig 2007 calls a valid, stable cluster), and
 *     sizable if no cluster has below 1 % of the rows.
 * Of the stable and sizable ones the one with the greatest silhouette is taken; if there is none, of the sizable ones;
 * if there is none either, of all. Of equal silhouettes the least k.
 *
 * Why not the largest number of stable clusters? Because with enough rows any partition that is the single best one
 * comes back, whether or not there are gaps between its clusters (Ben-David, von Luxburg and Pal 2006): of one normal
 * cloud in three columns four clusters are stable with 500 rows and six with 4,000. It depends on the seed too: of
 * 4,338 customers seven clusters are stable with one seed and six with another, while the silhouette chooses two with
 * any. The silhouette does not grow with the number of rows. Its price is a small k if there are no gaps, as among
 * customers: its low value shows that, and the table shows how many clusters are at least repeatable. */
struct measures_candidate {
    unsigned k;
    double silhouette; /* NaN: not to be taken */
    double stability;  /* the least of the clusters' Jaccard indexes; NaN counts as not stable */
    double share;      /* of the rows, that the smallest cluster has */
};
enum measures_rule { MEASURES_STABLE, MEASURES_SIZABLE, MEASURES_ANY, MEASURES_NONE };

#define MEASURES_STABILITY 0.75
#define MEASURES_SHARE     0.01

/* Index of the one to take, and by which rule; MEASURES_NONE (index 0) if no silhouette is a number. */
size_t measures_suggest(const struct measures_candidate *, size_t count, enum measures_rule *);
const char *measures_rule_text(enum measures_rule); /* "greatest silhouette among stable ..." for a message */

#endif
