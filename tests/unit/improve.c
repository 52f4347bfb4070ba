/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/improve.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/rng.h"
#include "kmeans/assign.h"
#include "mixture.h"

enum { CLUSTERS = 7, COLUMNS = 3 };

static double turn(const struct blocks *c, const double *weight, unsigned rounds, uint64_t seed, unsigned threads,
                   double *centre)
{
    struct starts_run r = {.c = c, .k = CLUSTERS, .most = 1000, .centre = centre};
    run_whole(&r);
    cr_assert_eq(r.status, KMEANS_OK);
    cr_assert_eq(improve_turn(&r, weight, rounds, seed, threads), KMEANS_OK);
    cr_assert(r.converged);
    return assign_all(c, centre, CLUSTERS, NULL);
}

/* More rounds never make it worse, and mostly better; the result is a fixed point, and does not depend on threads. */
Test(improve, only_improves)
{
    int better = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct mixture m = mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 800, COLUMNS, seed);
        struct blocks c;
        double centre[3][CLUSTERS * COLUMNS], inertia[3];
        static const unsigned ROUNDS[] = {0, 5, 12};
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
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
        blocks_close(&c);
        mixture_free(&m);
    }
    cr_assert_gt(better, 8, "%d of 20", better);
}

/* Seven clouds in a row; two centres begin in the first of them and one between the next two: no point gains by moving
 * to another cluster, so that only a swap of centres helps. */
Test(improve, a_swap_finds_what_is_far_away)
{
    enum { CLOUDS = 7, EACH = 40 };
    static double x[CLOUDS * EACH], y[CLOUDS * EACH];
    const double *column[] = {x, y};
    double centre[CLUSTERS * 2], before;
    struct blocks c;
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
    cr_assert(blocks_open(&c, column, CLOUDS * EACH, 2, 1));
    before = turn(&c, NULL, 2, 1, 1, centre);
    cr_assert_gt(before, 1e5, "%g: shaking alone stays there", before);
    cr_assert_lt(turn(&c, NULL, 3, 1, 1, centre), 100);
    blocks_close(&c);
}

Test(improve, rows_without_weight_stay_without)
{
    static double weight[900];
    struct mixture all = mixture_make(MIXTURE_PLAIN, 900, COLUMNS, 3), some = all;
    struct blocks plain, c, alone;
    double centre[CLUSTERS * COLUMNS], again[CLUSTERS * COLUMNS];
    for (int i = 0; i < 450; i++)
        weight[i] = 2;
    some.n = 450;
    cr_assert(blocks_open(&plain, mixture_columns(&all), all.n, COLUMNS, 1));
    cr_assert(blocks_weigh(&c, &plain, weight));
    cr_assert(blocks_open(&alone, mixture_columns(&some), some.n, COLUMNS, 1));
    mixture_begin(&some, centre, CLUSTERS);
    memcpy(again, centre, sizeof centre);
    double both = turn(&c, weight, 20, 1, 1, centre), half = turn(&alone, NULL, 20, 1, 1, again);
    cr_assert_float_eq(both, 2 * half, 1e-9 * both);
    blocks_unweigh(&c);
    blocks_close(&plain);
    blocks_close(&alone);
    mixture_free(&all);
}
