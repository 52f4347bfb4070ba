/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/assign.h"

#include <criterion/criterion.h>
#include <math.h>

#include "mixture.h"

enum { ROWS = 5000, CLUSTERS = 5 };

Test(assign, labels_every_row_and_adds_up)
{
    static uint32_t label[ROWS];
    static double distance[ROWS], weight[ROWS];
    for (int kind = 0; kind < MIXTURE_KINDS; kind++) {
        struct mixture m = mixture_make((enum mixture_kind)kind, ROWS, 3, 9);
        struct blocks plain, c;
        double centre[CLUSTERS * 3], weights[CLUSTERS], want[CLUSTERS] = {0}, inertia = 0, squared;
        uint64_t rows[CLUSTERS], count[CLUSTERS] = {0};
        mixture_begin(&m, centre, CLUSTERS);
        for (size_t i = 0; i < ROWS; i++) {
            unsigned z = mixture_nearest(&m, i, centre, CLUSTERS, &squared);
            weight[i] = (double)(i % 4);
            inertia += weight[i] * squared;
            count[z]++;
            want[z] += weight[i];
        }
        cr_assert(blocks_open(&plain, mixture_columns(&m), m.n, m.d, 2));
        cr_assert(blocks_weigh(&c, &plain, weight));
        const struct assigned to = {label, distance, rows, weights};
        cr_assert_float_eq(assign_all(&c, centre, CLUSTERS, &to), inertia, 1e-12 * inertia);
        cr_assert_eq(assign_all(&c, centre, CLUSTERS, &to), assign_all(&c, centre, CLUSTERS, NULL));
        for (size_t i = 0; i < ROWS; i++) {
            cr_assert_eq(label[i], mixture_nearest(&m, i, centre, CLUSTERS, &squared));
            cr_assert_eq(distance[i], sqrt(squared));
        }
        cr_assert_arr_eq(rows, count, sizeof rows);
        cr_assert_arr_eq(weights, want, sizeof weights);
        blocks_unweigh(&c);
        blocks_close(&plain);
        mixture_free(&m);
    }
}
