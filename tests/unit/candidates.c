/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/candidates.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "mixture.h"

enum { CLUSTERS = 9 };

static bool kept(const struct candidates *near, unsigned z)
{
    for (unsigned i = 0; i < near->count; i++)
        if (near->number[i] == z)
            return true;
    return false;
}

static double squared(const struct mixture *m, size_t row, const double *z)
{
    double sum = 0;
    for (unsigned j = 0; j < m->d; j++)
        sum += (m->column[j][row] - z[j]) * (m->column[j][row] - z[j]);
    return sum;
}

/* For every point of the block: an excluded centre is farther, by the promised margin. */
static void check_block(const struct blocks *c, const struct mixture *m, size_t b, const double *centre,
                        const struct candidates *near)
{
    for (size_t i = 0; i < blocks_points(c, b); i++) {
        uint32_t row = c->row[b * NEAREST_BLOCK + i];
        double best;
        unsigned own = mixture_nearest(m, row, centre, CLUSTERS, &best);
        cr_assert(kept(near, own));
        cr_assert_leq(best, near->far * (1 + 1e-12));
        for (unsigned z = 0; z < CLUSTERS; z++) {
            double s = squared(m, row, centre + z * m->d);
            if (kept(near, z))
                continue;
            cr_assert_geq(s - best, near->gap * (1 - 1e-12));
            cr_assert_geq(sqrt(s) - sqrt(best), near->margin * (1 - 1e-12));
        }
    }
}

Test(candidates, leaves_out_only_what_is_nearest_to_no_point)
{
    size_t left = 0, all = 0;
    for (int kind = 0; kind < MIXTURE_KINDS; kind++) {
        struct mixture m = mixture_make((enum mixture_kind)kind, 9000, 2 + (unsigned)kind % 2, 3);
        struct blocks c;
        double centre[CLUSTERS * MIXTURE_COLUMNS], room[CLUSTERS * (1 + MIXTURE_COLUMNS)];
        mixture_begin(&m, centre, CLUSTERS);
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
        for (size_t b = 0; b < c.blocks; b++) {
            struct candidates near = candidates_find(&c, b, centre, CLUSTERS, room);
            for (unsigned i = 0; i < near.count; i++)
                cr_assert_eq(near.centre[i * m.d], centre[(unsigned)near.number[i] * m.d]);
            for (unsigned i = 1; i < near.count; i++)
                cr_assert_lt(near.number[i - 1], near.number[i]);
            check_block(&c, &m, b, centre, &near);
            left += CLUSTERS - near.count;
            all += CLUSTERS;
        }
        blocks_close(&c);
        mixture_free(&m);
    }
    cr_assert_gt(left, all / 2, "it excludes too little to be worth anything: %zu of %zu", left, all);
}

Test(candidates, margin_is_a_difference_of_distances)
{
    cr_assert_float_eq(candidates_margin(25 - 16, 25, 2), 9.0 / 10, 1e-9); /* 5 - 4 = 1 and more */
    cr_assert_leq(candidates_margin(25 - 16, 25, 2), 1);
    cr_assert_eq(candidates_margin(0, 4, 3), 0);
    cr_assert_eq(candidates_margin(1e-16, 4, 3), 0, "within rounding there is no margin");
    cr_assert_eq(candidates_margin(INFINITY, 4, 3), INFINITY);
}
