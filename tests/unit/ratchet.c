/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ratchet.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/rng.h"
#include "mixture.h"
#include "model/assign.h"

enum { CLUSTERS = 7, COLUMNS = 3 };

static double turn(const struct cloud *c, const double *weight, unsigned rounds, uint64_t seed, unsigned threads,
                   double *centre)
{
    struct run r = {.c = c, .k = CLUSTERS, .most = 1000, .centre = centre};
    run_whole(&r);
    cr_assert_eq(r.status, KMEANS_OK);
    cr_assert_eq(ratchet_turn(&r, weight, rounds, seed, threads), KMEANS_OK);
    cr_assert(r.converged);
    return assign_all(c, centre, CLUSTERS, NULL);
}

/* More rounds never make it worse, and mostly better; what comes out is a fixed point, and no matter of threads. */
Test(ratchet, only_improves)
{
    int better = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct mixture m = mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 800, COLUMNS, seed);
        struct cloud c;
        double centre[3][CLUSTERS * COLUMNS], inertia[3];
        static const unsigned ROUNDS[] = {0, 5, 12};
        cr_assert(cloud_open(&c, mixture_columns(&m), m.n, m.d, 1));
        for (int i = 0; i < 3; i++) {
            mixture_begin(&m, centre[i], CLUSTERS);
            inertia[i] = turn(&c, NULL, ROUNDS[i], seed, 1, centre[i]);
        }
        cr_assert(inertia[1] <= inertia[0]);
        better += inertia[2] < inertia[0] * 0.999;
        double again[CLUSTERS * COLUMNS];
        mixture_begin(&m, again, CLUSTERS);
        cr_assert_eq(turn(&c, NULL, 12, seed, 3, again), inertia[2]);
        cr_assert_arr_eq(again, centre[2], sizeof again);
        cr_assert_eq(turn(&c, NULL, 0, seed, 1, again), inertia[2], "it was a fixed point");
        cr_assert_arr_eq(again, centre[2], sizeof again);
        cloud_close(&c);
        mixture_free(&m);
    }
    cr_assert_gt(better, 8, "%d of 20", better);
}

/* Seven clouds in a row; two centres begin in the first of them and one between the next two: no point gains by going
 * elsewhere, so that only a swap gets them out. */
Test(ratchet, a_swap_finds_what_is_far_away)
{
    enum { CLOUDS = 7, EACH = 40 };
    static double x[CLOUDS * EACH], y[CLOUDS * EACH];
    const double *column[] = {x, y};
    double centre[CLUSTERS * 2], before;
    struct cloud c;
    struct rng random;
    rng_seed(&random, 1, 1);
    for (int i = 0; i < CLOUDS * EACH; i++) {
        x[i] = 100 * (i % CLOUDS) + rng_unit(&random);
        y[i] = rng_unit(&random);
    }
    for (int z = 0; z < CLUSTERS; z++) {
        centre[2 * z] = z < 2 ? z : z == 2 ? 150 : 100 * z;
        centre[2 * z + 1] = 0;
    }
    cr_assert(cloud_open(&c, column, CLOUDS * EACH, 2, 1));
    before = turn(&c, NULL, 2, 1, 1, centre);
    cr_assert_gt(before, 1e5, "%g: shaking alone stays there", before);
    cr_assert_lt(turn(&c, NULL, 3, 1, 1, centre), 100);
    cloud_close(&c);
}

Test(ratchet, rows_without_weight_stay_without)
{
    static double weight[900];
    struct mixture all = mixture_make(MIXTURE_PLAIN, 900, COLUMNS, 3), some = all;
    struct cloud plain, c, alone;
    double centre[CLUSTERS * COLUMNS], again[CLUSTERS * COLUMNS];
    for (int i = 0; i < 450; i++)
        weight[i] = 2;
    some.n = 450;
    cr_assert(cloud_open(&plain, mixture_columns(&all), all.n, COLUMNS, 1));
    cr_assert(cloud_weigh(&c, &plain, weight));
    cr_assert(cloud_open(&alone, mixture_columns(&some), some.n, COLUMNS, 1));
    mixture_begin(&some, centre, CLUSTERS);
    memcpy(again, centre, sizeof centre);
    double both = turn(&c, weight, 20, 1, 1, centre), half = turn(&alone, NULL, 20, 1, 1, again);
    cr_assert_float_eq(both, 2 * half, 1e-9 * both);
    cloud_unweigh(&c);
    cloud_close(&plain);
    cloud_close(&alone);
    mixture_free(&all);
}
