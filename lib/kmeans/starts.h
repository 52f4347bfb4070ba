/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * starts: k-means from one set of centres, and from several, of which the best is kept. */
#ifndef KMEANS_STARTS_H
#define KMEANS_STARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "kmeans/blocks.h"
#include "kmeans/kmeans.h"

/* One start: `centre` (k x d) has the centres at its beginning, and after it those at its end. */
struct starts_run {
    const struct blocks *c;
    unsigned k, most; /* at most this many iterations */
    double *centre;
    unsigned iterations;
    bool converged;
    enum kmeans_status status;
};

/* Lloyd's iteration until nothing moves, then single points, and so on as long as one gains. */
void run_whole(struct starts_run *);

struct starts {
    struct blocks cloud;
    unsigned k, count, most;
    uint64_t seed;          /* start i draws from its stream i */
    bool whole;             /* each start runs to its end */
    double enough;          /* if not: a start ends when the squared moves of its centres add up to less than this */
    struct starts_run *run; /* count; their centres are set */
    double *inertia;        /* count */
};

/* Returns the index of the least inertia, the lowest of equals. Starts come from greedy k-means++
 * (kmeans/seeding.h). */
enum kmeans_status starts_run(struct starts *, unsigned *best);

#endif
