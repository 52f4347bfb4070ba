/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/hartigan.h"

#include <criterion/criterion.h>

#include "kmeans/assign.h"
#include "kmeans/lloyd.h"
#include "mixture.h"

/* 2.1 is nearer to the mean 1.05 of {0, 2.1} than to 3.2, but {2.1, 3.2} has a sum of squares of 0.605, not 2.205. */
Test(hartigan, moves_a_point_that_lloyd_leaves)
{
    const double x[] = {0, 2.1, 3.2}, *column = x;
    double centre[] = {1.05, 3.2}, weight[] = {2, 1}, shift;
    struct blocks c;
    cr_assert(blocks_open(&c, &column, 3, 1, 1));
    struct lloyd *l = lloyd_begin(&c, 2);
    cr_assert_eq(lloyd_step(l, centre, &shift), LLOYD_FIXED);
    lloyd_end(l);
    cr_assert_eq(hartigan_pass(&c, centre, weight, 2, 1.601), 0, "it gains 1.6");
    cr_assert_eq(hartigan_pass(&c, centre, weight, 2, 1.599), 1);
    cr_assert_float_eq(centre[0], 0, 1e-15);
    cr_assert_float_eq(centre[1], 2.65, 1e-15);
    cr_assert(weight[0] == 1 && weight[1] == 2);
    cr_assert_eq(hartigan_pass(&c, centre, weight, 2, 0), 0);
    blocks_close(&c);
}

/* The last point of a cluster stays. */
Test(hartigan, leaves_no_cluster_empty)
{
    const double x[] = {0, 1, 1.1}, *column = x;
    double centre[] = {0, 1, 1.1}, weight[] = {1, 1, 1};
    struct blocks c;
    cr_assert(blocks_open(&c, &column, 3, 1, 1));
    cr_assert_eq(hartigan_pass(&c, centre, weight, 3, 0), 0);
    blocks_close(&c);
}

/* Each move lowers the sum of squares by more than the least gain that was asked for. */
Test(hartigan, every_pass_gains_what_it_must)
{
    int64_t moves = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct mixture m = mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 900, 2, seed);
        struct blocks c;
        double centre[12], weight[6], shift, before = 0, least = 0.01;
        uint64_t rows[6];
        const struct assigned to = {.rows = rows, .weight = weight};
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
        struct lloyd *l = lloyd_begin(&c, 6);
        mixture_begin(&m, centre, 6);
        int64_t moved = 0;
        do {
            enum lloyd_state state = LLOYD_MOVED;
            while (state == LLOYD_MOVED)
                state = lloyd_step(l, centre, &shift);
            if (state == LLOYD_FEW)
                break;
            double now = assign_all(&c, centre, 6, &to);
            cr_assert(moved == 0 || now < before - least * (double)moved);
            before = now;
            moved = hartigan_pass(&c, centre, weight, 6, least);
            moves += moved;
        } while (moved);
        lloyd_end(l);
        blocks_close(&c);
        mixture_free(&m);
    }
    cr_assert_gt(moves, 10);
}
