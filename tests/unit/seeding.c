/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/seeding.h"

#include <criterion/criterion.h>
#include <string.h>

#include "kmeans/assign.h"
#include "mixture.h"

enum { CLUSTERS = 6 };

static bool is_a_row(const struct mixture *m, const double *z)
{
    for (size_t i = 0; i < m->n; i++) {
        unsigned j = 0;
        while (j < m->d && m->column[j][i] == z[j])
            j++;
        if (j == m->d)
            return true;
    }
    return false;
}

Test(seeding, draws_distinct_rows_the_same_for_any_threads)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct mixture m = mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 3000, 2, seed);
        struct blocks c;
        struct rng r, again;
        double centre[CLUSTERS * 2], other[CLUSTERS * 2];
        rng_seed(&r, seed, 0);
        rng_seed(&again, seed, 0);
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
        cr_assert_eq(seeding_draw(&c, 0, CLUSTERS, &r, centre), SEEDING_OK);
        c.threads = 3;
        cr_assert_eq(seeding_draw(&c, 0, CLUSTERS, &again, other), SEEDING_OK);
        cr_assert_arr_eq(centre, other, sizeof centre);
        for (int a = 0; a < CLUSTERS; a++) {
            cr_assert(is_a_row(&m, centre + 2 * a));
            for (int b = 0; b < a; b++)
                cr_assert(centre[2 * a] != centre[2 * b] || centre[2 * a + 1] != centre[2 * b + 1]);
        }
        blocks_close(&c);
        mixture_free(&m);
    }
}

/* Two far groups of 500: drawn by squared distance, the second centre is almost never in the group of the first. */
Test(seeding, draws_what_is_far)
{
    double x[1000];
    const double *column = x;
    struct blocks c;
    for (int i = 0; i < 1000; i++)
        x[i] = i % 500 + (i < 500 ? 0 : 1e6);
    cr_assert(blocks_open(&c, &column, 1000, 1, 1));
    int low = 0;
    for (uint64_t seed = 0; seed < 400; seed++) {
        struct rng r;
        double centre[2];
        rng_seed(&r, seed, 0);
        seeding_draw(&c, 0, 2, &r, centre);
        cr_assert((centre[0] < 1e3) != (centre[1] < 1e3));
        low += centre[0] < 1e3;
    }
    cr_assert(low > 150 && low < 250, "the first one is drawn evenly: %d of 400", low);
    blocks_close(&c);
}

Test(seeding, weights_say_what_can_be_drawn)
{
    const double x[] = {1, 1, 2, 3, 4}, weight[] = {1, 2, 0, 1, 0}, *column = x;
    struct blocks plain, c;
    struct rng r;
    double centre[3];
    cr_assert(blocks_open(&plain, &column, 5, 1, 1));
    cr_assert(blocks_weigh(&c, &plain, weight));
    for (uint64_t seed = 0; seed < 50; seed++) {
        rng_seed(&r, seed, 0);
        cr_assert_eq(seeding_draw(&c, 0, 2, &r, centre), SEEDING_OK);
        cr_assert((centre[0] == 1 && centre[1] == 3) || (centre[0] == 3 && centre[1] == 1));
    }
    cr_assert_eq(seeding_draw(&c, 0, 3, &r, centre), SEEDING_FEW);
    blocks_unweigh(&c);
    blocks_close(&plain);
}

/* Initial sums of squares per point, for six clouds in a row: 17 in the mean; 43 if the first candidate were always
 * taken. */
Test(seeding, takes_the_best_candidate)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, 40000, 2, 7);
    struct blocks c;
    double sum = 0, centre[CLUSTERS * 2];
    for (size_t i = 0; i < m.n; i++)
        m.column[0][i] += 30 * (double)(i % 6);
    cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct rng r;
        rng_seed(&r, seed, 0);
        cr_assert_eq(seeding_draw(&c, 0, CLUSTERS, &r, centre), SEEDING_OK);
        sum += assign_all(&c, centre, CLUSTERS, NULL) / (double)m.n;
    }
    cr_assert(sum / 100 < 25, "%g", sum / 100);
    blocks_close(&c);
    mixture_free(&m);
}

/* Two far groups of 500, and a centre in the first one: the next one is almost never there too. */
Test(seeding, draws_to_go_with_what_is_there)
{
    static double x[1000];
    const double *column = x;
    struct blocks c;
    int low = 0;
    for (int i = 0; i < 1000; i++)
        x[i] = i % 500 + (i < 500 ? 0 : 1e6);
    cr_assert(blocks_open(&c, &column, 1000, 1, 1));
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct rng r;
        double centre[] = {250.5, 0};
        rng_seed(&r, seed, 0);
        cr_assert_eq(seeding_draw(&c, 1, 2, &r, centre), SEEDING_OK);
        cr_assert_eq(centre[0], 250.5);
        low += centre[1] < 1e6;
    }
    cr_assert_lt(low, 2);
    blocks_close(&c);
}
