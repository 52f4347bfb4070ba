/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kmeans: clusters of points with several columns, the same ones every time.
 *
 * The points are stored once (kmeans_open) and clustered as often as needed: for each k of a scan, for each replicate
 * of a bootstrap. A fit takes the best of several starts by k-means++ (Arthur and Vassilvitskii 2007, with the best of
 * 2 + ln k candidates at each step), runs Lloyd's iteration until no bit of any centre changes, and then moves single
 * points between clusters (Hartigan 1975), until none lowers the sum of squares by more than 10^-9 of it. Each point of
 * the result lies nearest to its own centre, and each centre is the mean of its points. Up to KMEANS_WHOLE points the
 * best start then goes through rounds that leave local optima (kmeans/improve.h), three for each start. With more
 * points a start ends when the squared moves of its centres add up to less than 10^-4 of the columns' mean variance,
 * and only the best start continues.
 *
 * Rules: of equally near centres the lowest is taken, and so is the lowest of starts with equal sums of squares. A
 * cluster that becomes empty begins again at the point that is farthest from its centre, the first such row. Distances
 * are sums of squared differences in the order of the columns.
 *
 * The result has the same bytes for any number of threads and any processor: sums go over fixed blocks of points in a
 * fixed order. The order of the rows may move the last digits of the centres. */
#ifndef KMEANS_KMEANS_H
#define KMEANS_KMEANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kmeans_status {
    KMEANS_OK,
    KMEANS_FEW,    /* fewer distinct points (of a weight above 0) than clusters, or no cluster asked for */
    KMEANS_RANGE,  /* a value not finite or beyond 1e150, a weight not finite or below 0, 2^32 rows, k above 65,535 */
    KMEANS_MEMORY, /* none left */
};
enum { KMEANS_WHOLE = 65536 };
const char *kmeans_problem(enum kmeans_status); /* "has fewer distinct points than clusters are asked for" */

/* The points, copied: column[j][i] is row i's value in column j. The caller's columns may be freed after this. It takes
 * 8 d + 4 bytes for each row, and 4 more while it is made. A fit takes 10 (for each thread, up to a million rows), and
 * 8 more if there are weights. NULL if status is not OK. */
struct kmeans;
enum kmeans_status kmeans_open(struct kmeans **, const double *const *column, size_t n, unsigned d, unsigned threads);
void kmeans_close(struct kmeans *);
size_t kmeans_points(const struct kmeans *);
unsigned kmeans_columns(const struct kmeans *);

struct kmeans_plan {
    unsigned k;
    unsigned starts;      /* 0 is 10 */
    uint64_t seed;        /* start s draws from stream s of it */
    unsigned threads;     /* 0 is 1 */
    unsigned most;        /* iterations of the best start; 0 means 10,000, which only rounding errors could reach */
    const double *weight; /* n, of the rows as they were given; NULL: 1 each. A row of weight 0 only gets its label */
};

/* The result. The caller makes the arrays; label, distance, rows and weight may be NULL. Clusters are numbered 0 .. k -
 * 1 in no meaningful order. */
struct kmeans_fit {
    double *centre;      /* k x d: centre[c * d + j] */
    uint32_t *label;     /* n */
    double *distance;    /* n: to its own centre, not squared */
    uint64_t *rows;      /* k: rows with this label */
    double *weight;      /* k: the weights of these rows, added up */
    double inertia;      /* sum of weight times squared distance */
    unsigned iterations; /* of the best start, before it is shaken */
    unsigned start;      /* the best one, from 0 */
    bool converged;
};
enum kmeans_status kmeans_fit(const struct kmeans *, const struct kmeans_plan *, struct kmeans_fit *);

/* The same from given centres (k x d), without starts: a warm start. */
enum kmeans_status kmeans_from(const struct kmeans *, const struct kmeans_plan *, const double *centre,
                               struct kmeans_fit *);

/* The nearest of given centres for each of n points: this applies a model to other points. The same labels and
 * distances as a fit's for its own points and centres. `distance` may be NULL. Points must be finite. */
void kmeans_assign(const double *centre, unsigned k, const double *const *column, size_t n, unsigned d,
                   unsigned threads, uint32_t *label, double *distance);

#endif
