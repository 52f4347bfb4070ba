/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterorder.h"

#include <criterion/criterion.h>

Test(clusterorder, by_the_mean_of_one_column_then_of_the_others)
{
    double mean[] = {5, 1, /**/ 2, 9, /**/ 5, 0, /**/ 1, 9};
    struct clusters_group g = {.k = 4, .mean = mean};
    uint32_t to[4];
    clusterorder_by_mean(&g, 2, 0, to);
    cr_assert(to[0] == 3 && to[1] == 1 && to[2] == 2 && to[3] == 0);
    clusterorder_by_mean(&g, 2, 1, to);
    cr_assert(to[0] == 1 && to[1] == 3 && to[2] == 0 && to[3] == 2);
}

Test(clusterorder, equal_means_keep_their_order)
{
    double mean[] = {1, 1, 0, 1};
    struct clusters_group g = {.k = 4, .mean = mean};
    uint32_t to[4];
    clusterorder_by_mean(&g, 1, 0, to);
    cr_assert(to[2] == 0 && to[0] == 1 && to[1] == 2 && to[3] == 3);
}

Test(clusterorder, renumbering_takes_figures_and_labels_along)
{
    double centre[] = {10, 20, 30}, mean[] = {1, 2, 3}, weight[] = {4, 5, 6};
    uint64_t rows[] = {7, 8, 9};
    uint32_t label[] = {0, 1, 2, CLUSTERIN_NONE, 1}, to[] = {2, 0, 1}, *tos[] = {to};
    struct clusters_group g = {.k = 3, .centre = centre, .mean = mean, .weight = weight, .rows = rows},
                          *groups[] = {&g};
    struct clusterin t = {.d = 1, .points = 5, .label = label, .groups = {.n = 1}};
    clusterorder_renumber(&t, groups, tos);
    cr_assert(centre[2] == 10 && centre[0] == 20 && centre[1] == 30);
    cr_assert(mean[2] == 1 && weight[2] == 4 && rows[2] == 7 && rows[1] == 9);
    cr_assert(label[0] == 2 && label[1] == 0 && label[2] == 1 && label[3] == CLUSTERIN_NONE && label[4] == 0);
}
