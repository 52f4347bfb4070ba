/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/starts.h"

#include <criterion/criterion.h>
#include <string.h>

#include "kmeans/assign.h"
#include "mixture.h"

enum { CLUSTERS = 9, STARTS = 8, COLUMNS = 3 };

/* For whole starts and for short ones, with few points and with many threads. */
static unsigned run_starts(const struct mixture *m, uint64_t seed, bool whole, unsigned threads, struct starts_run *run,
                           double *inertia)
{
    struct starts s = {.k = CLUSTERS,
                       .count = STARTS,
                       .most = 1000,
                       .seed = seed,
                       .whole = whole,
                       .enough = 0.01,
                       .run = run,
                       .inertia = inertia};
    unsigned best;
    cr_assert(blocks_open(&s.cloud, mixture_columns(m), m->n, m->d, threads));
    cr_assert_eq(starts_run(&s, &best), KMEANS_OK);
    for (unsigned i = 0; i < STARTS; i++) {
        cr_assert(run[i].converged || !whole);
        cr_assert_eq(inertia[i], assign_all(&s.cloud, run[i].centre, CLUSTERS, NULL));
        cr_assert(inertia[best] < inertia[i] || (inertia[best] == inertia[i] && best <= i));
    }
    blocks_close(&s.cloud);
    return best;
}

Test(starts, takes_the_best_whatever_the_threads)
{
    static double centre[STARTS][CLUSTERS * COLUMNS], again[STARTS][CLUSTERS * COLUMNS];
    int later = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct mixture m = mixture_make(MIXTURE_OBLIQUE, 500, COLUMNS, seed);
        for (int whole = 0; whole < 2; whole++) {
            struct starts_run run[STARTS], other[STARTS];
            double inertia[STARTS];
            for (int i = 0; i < STARTS; i++) {
                run[i].centre = centre[i];
                other[i].centre = again[i];
            }
            unsigned best = run_starts(&m, seed, whole, 1, run, inertia);
            cr_assert_eq(best, run_starts(&m, seed, whole, 3, other, inertia));
            cr_assert_arr_eq(centre, again, sizeof centre);
            later += best > 0;
        }
        mixture_free(&m);
    }
    cr_assert_gt(later, 5);
}
