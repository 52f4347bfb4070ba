/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/lloyd.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans/assign.h"
#include "mixture.h"

enum { MOST_CLUSTERS = 12 };

/* The means by definition; false if a cluster is empty. */
static bool means(const struct mixture *m, const double *centre, unsigned k, double *mean)
{
    double count[MOST_CLUSTERS] = {0}, squared;
    memset(mean, 0, k * m->d * sizeof *mean);
    for (size_t i = 0; i < m->n; i++) {
        unsigned z = mixture_nearest(m, i, centre, k, &squared);
        count[z]++;
        for (unsigned j = 0; j < m->d; j++)
            mean[z * m->d + j] += m->column[j][i];
    }
    for (unsigned i = 0; i < k * m->d; i++) {
        if (count[i / m->d] == 0)
            return false;
        mean[i] /= count[i / m->d];
    }
    return true;
}

/* One run remembers earlier steps; another begins again each time, and so compares everything. Both must give the same
 * bits, and the means by definition, except for rounding. */
static void follow(const struct mixture *m, unsigned k)
{
    struct blocks c;
    double centre[MOST_CLUSTERS * MIXTURE_COLUMNS], again[MOST_CLUSTERS * MIXTURE_COLUMNS];
    double mean[MOST_CLUSTERS * MIXTURE_COLUMNS], shift, other;
    size_t size = k * m->d * sizeof *centre;
    enum lloyd_state state = LLOYD_MOVED;
    cr_assert(blocks_open(&c, mixture_columns(m), m->n, m->d, 1));
    struct lloyd *l = lloyd_begin(&c, k);
    mixture_begin(m, centre, k);
    for (int step = 0; step < 200 && state == LLOYD_MOVED; step++) {
        bool full = means(m, centre, k, mean);
        memcpy(again, centre, size);
        state = lloyd_step(l, centre, &shift);
        struct lloyd *fresh = lloyd_begin(&c, k);
        cr_assert_eq(lloyd_step(fresh, again, &other), state);
        lloyd_end(fresh);
        if (state == LLOYD_FEW)
            break;
        cr_assert_arr_eq(centre, again, size, "what it remembers is wrong");
        cr_assert_eq(shift, other);
        for (unsigned i = 0; i < k * m->d && full; i++)
            cr_assert_float_eq(centre[i], mean[i], 1e-11 * fabs(mean[i]) + 1e-12);
    }
    lloyd_end(l);
    blocks_close(&c);
}

Test(lloyd, each_step_is_that_of_comparing_all_distances)
{
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct mixture m =
            mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 50 + 83 * seed, 1 + (unsigned)seed % 5, seed);
        follow(&m, 1 + (unsigned)(seed * 7 % MOST_CLUSTERS));
        mixture_free(&m);
    }
}

/* The caller may change the centres between two steps. */
Test(lloyd, sees_centres_that_were_moved_from_outside)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, 3000, 2, 8);
    struct blocks c;
    double centre[8], again[8], shift;
    cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
    struct lloyd *l = lloyd_begin(&c, 4), *fresh = lloyd_begin(&c, 4);
    mixture_begin(&m, centre, 4);
    while (lloyd_step(l, centre, &shift) == LLOYD_MOVED)
        ;
    for (int i = 0; i < 8; i++)
        centre[i] += i % 3;
    memcpy(again, centre, sizeof centre);
    lloyd_step(l, centre, &shift);
    lloyd_step(fresh, again, &shift);
    cr_assert_arr_eq(centre, again, sizeof centre);
    lloyd_end(l);
    lloyd_end(fresh);
    blocks_close(&c);
    mixture_free(&m);
}

Test(lloyd, ends_where_scikit_learn_does)
{
    for (size_t t = 0; t < MIXTURE_FIGURES; t++) {
        const struct mixture_figure *f = &mixture_figure[t];
        struct mixture m = mixture_make(f->kind, 600, 3, f->seed);
        struct blocks c;
        double centre[MOST_CLUSTERS * 3], shift;
        unsigned k = f->seed + 2;
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 1));
        struct lloyd *l = lloyd_begin(&c, k);
        mixture_begin(&m, centre, k);
        enum lloyd_state state = LLOYD_MOVED;
        for (int step = 0; step < 1000 && state == LLOYD_MOVED; step++)
            state = lloyd_step(l, centre, &shift);
        cr_assert_eq(state, LLOYD_FIXED);
        cr_assert_float_eq(assign_all(&c, centre, k, NULL), f->inertia, 1e-11 * f->inertia);
        lloyd_end(l);
        blocks_close(&c);
        mixture_free(&m);
    }
}

static void step_once(const double *x, size_t n, double *centre, unsigned k, enum lloyd_state want)
{
    struct blocks c;
    double shift;
    cr_assert(blocks_open(&c, &x, n, 1, 1));
    struct lloyd *l = lloyd_begin(&c, k);
    cr_assert_eq(lloyd_step(l, centre, &shift), want);
    lloyd_end(l);
    blocks_close(&c);
}

Test(lloyd, an_empty_cluster_begins_again_at_the_farthest_point)
{
    const double x[] = {0, 1, 2, 10, 18, 18};
    double centre[] = {1, 14, 50, 60};
    /* 10, 18 and 18 have a distance of 4 from 14, so the first row is taken; 18 has 4 from 14, but 8 from 10, so it is
     * the next. */
    step_once(x, 6, centre, 4, LLOYD_MOVED);
    cr_assert_eq(centre[0], 1);
    cr_assert_eq(centre[1], 18);
    cr_assert_eq(centre[2], 10);
    cr_assert_eq(centre[3], 18);
}

Test(lloyd, too_few_points_to_begin_with_are_told)
{
    const double x[] = {5, 5, 5};
    double centre[] = {5, 6};
    step_once(x, 3, centre, 2, LLOYD_FEW);
}

/* More clusters in a block than it can remember, and centres that move by less than any margin. */
Test(lloyd, many_clusters_in_a_block)
{
    double x[300], centre[20], shift;
    const double *column = x;
    struct blocks c;
    for (int i = 0; i < 300; i++)
        x[i] = i % 20;
    for (int i = 0; i < 20; i++)
        centre[i] = i + 0.125;
    cr_assert(blocks_open(&c, &column, 300, 1, 1));
    struct lloyd *l = lloyd_begin(&c, 20);
    cr_assert_eq(lloyd_step(l, centre, &shift), LLOYD_MOVED);
    cr_assert_eq(shift, 20 * 0.015625);
    for (int again = 0; again < 2; again++) {
        for (int i = 0; i < 20; i++)
            cr_assert_eq(centre[i], i);
        cr_assert_eq(lloyd_step(l, centre, &shift), LLOYD_FIXED);
        cr_assert_eq(lloyd_weight(l, 7), 15);
    }
    lloyd_end(l);
    blocks_close(&c);
}
