/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/silhouette.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "mixture.h"

/* scikit-learn 1.2.1 on mixture_make(kind, 600, 3, 1), row i in cluster i % 4: silhouette_score, and the means of
 * silhouette_samples by clusters. Of repeated rows with metric="precomputed" and exact distances: the distances that
 * scikit-learn computes between equal rows are not exactly 0, which changes the eleventh digit. */
static const struct {
    enum mixture_kind kind;
    double mean, cluster[4];
} SKLEARN[] = {
    {MIXTURE_PLAIN, 0.44219271386996, {0.527225409216, 0.2798956234061, 0.6813367765881, 0.2803130462697}},
    {MIXTURE_REPEATED,
     -0.10649761701567263,
     {-0.1885522895000095, 0.2948559539349079, -0.21150326245219178, -0.32079087004539714}},
    {MIXTURE_OUTLIERS, -0.10771959488279, {-0.6936596819433, 0.2894107188157, -0.3157426352326, 0.2891132188291}},
    {MIXTURE_OBLIQUE, 0.22115431377809, {0.1432183223296, -0.06879652887525, 0.3669885177317, 0.4432069439262}},
};

Test(silhouette, is_that_of_scikit_learn)
{
    uint32_t label[600];
    for (uint32_t i = 0; i < 600; i++)
        label[i] = i % 4;
    for (size_t t = 0; t < sizeof SKLEARN / sizeof *SKLEARN; t++) {
        struct mixture m = mixture_make(SKLEARN[t].kind, 600, 3, 1);
        double cluster[4];
        struct silhouette s = {.cluster = cluster}, again = {0};
        cr_assert(silhouette_of(mixture_columns(&m), 600, 3, label, 4, 1, 1, &s));
        cr_assert(silhouette_of(mixture_columns(&m), 600, 3, label, 4, 2, 3, &again));
        cr_assert_eq(s.rows, 600);
        cr_assert_eq(s.mean, again.mean, "neither threads nor the seed matter");
        cr_assert_float_eq(s.mean, SKLEARN[t].mean, 1e-13);
        for (int z = 0; z < 4; z++)
            cr_assert_float_eq(cluster[z], SKLEARN[t].cluster[z], 1e-12);
        mixture_free(&m);
    }
}

/* 0, 1 | 5, and an empty third cluster: (5 - 1) / 5, (4 - 1) / 4, and 0 for a row that is alone. */
Test(silhouette, by_hand)
{
    const double x[] = {0, 1, 5}, *column = x;
    const uint32_t label[] = {0, 0, 2};
    double cluster[3];
    struct silhouette s = {.cluster = cluster};
    cr_assert(silhouette_of(&column, 3, 1, label, 3, 1, 1, &s));
    cr_assert_float_eq(s.mean, (0.8 + 0.75) / 3, 1e-15);
    cr_assert_float_eq(cluster[0], 0.775, 1e-15);
    cr_assert(isnan(cluster[1]));
    cr_assert_eq(cluster[2], 0);
}

Test(silhouette, of_equal_points_is_0)
{
    const double x[] = {7, 7, 7, 7}, *column = x;
    const uint32_t label[] = {0, 1, 0, 1};
    struct silhouette s = {0};
    cr_assert(silhouette_of(&column, 4, 1, label, 2, 1, 1, &s));
    cr_assert_eq(s.mean, 0);
}

Test(silhouette, of_one_cluster_or_of_single_rows_is_no_number)
{
    const double x[] = {1, 2, 3}, *column = x;
    const uint32_t one[] = {0, 0, 0}, each[] = {0, 1, 2};
    struct silhouette s = {0};
    cr_assert(silhouette_of(&column, 3, 1, one, 2, 1, 1, &s));
    cr_assert(isnan(s.mean));
    cr_assert(silhouette_of(&column, 3, 1, each, 3, 1, 1, &s));
    cr_assert(isnan(s.mean));
    cr_assert(silhouette_of(&column, 0, 1, one, 1, 1, 1, &s));
    cr_assert(isnan(s.mean));
}

/* Four values: all rows of one have the same silhouette, so that a sample of them can be checked. */
Test(silhouette, of_many_rows_is_that_of_a_sample)
{
    enum { MANY = 3 * SILHOUETTE_EXACT };
    double *x = calloc(MANY, sizeof *x);
    const double *column = x;
    uint32_t *label = calloc(MANY, sizeof *label);
    for (uint32_t i = 0; i < MANY; i++) {
        label[i] = i % 2;
        x[i] = 10 * (i % 2) + (i % 4 < 2 ? 0 : 1);
    }
    struct silhouette s = {0};
    cr_assert(silhouette_of(&column, MANY, 1, label, 2, 1, 2, &s));
    cr_assert_eq(s.rows, SILHOUETTE_EXACT);
#ifndef __SANITIZE_ADDRESS__ /* a repetition of the same work tests nothing more, and takes long */
    struct silhouette other = {0}, again = {0};
    cr_assert(silhouette_of(&column, MANY, 1, label, 2, 2, 2, &other));
    cr_assert(silhouette_of(&column, MANY, 1, label, 2, 1, 1, &again));
    cr_assert_eq(s.mean, again.mean);
    cr_assert_neq(s.mean, other.mean, "another seed, another sample");
#endif
    /* a = 0.5; b = 10.5 for 0 and 11, 9.5 for 1 and 10 */
    cr_assert_float_eq(s.mean, 1 - (0.5 / 10.5 + 0.5 / 9.5) / 2, 1e-3);
    free(x);
    free(label);
}
