/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/stability.h"

#include <criterion/criterion.h>
#include <math.h>

#include "mixture.h"

enum { ROWS = 600, REPLICATES = 40, MOST_CLUSTERS = 6 };

static struct stability measure(const struct mixture *m, unsigned k, unsigned threads, double *jaccard)
{
    struct kmeans *km;
    double centre[MOST_CLUSTERS * MIXTURE_COLUMNS];
    uint32_t label[ROWS];
    struct kmeans_plan plan = {.k = k, .starts = 3, .seed = 7, .threads = threads};
    struct kmeans_fit fit = {.centre = centre, .label = label};
    struct stability s = {.jaccard = jaccard};
    cr_assert_eq(kmeans_open(&km, mixture_columns(m), m->n, m->d, threads), KMEANS_OK);
    cr_assert_eq(kmeans_fit(km, &plan, &fit), KMEANS_OK);
    cr_assert_eq(stability_of(km, &plan, label, REPLICATES, &s), KMEANS_OK);
    kmeans_close(km);
    return s;
}

/* Four clouds far apart are found again each time; five clusters of one cloud are not. */
Test(stability, tells_patterns_from_chance)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, ROWS, 2, 1);
    double jaccard[MOST_CLUSTERS];
    for (size_t i = 0; i < ROWS; i++)
        m.column[i / 4 % 2][i] += 0, m.column[0][i] += 100 * (double)(i % 4);
    struct stability s = measure(&m, 4, 1, jaccard);
    cr_assert(s.ari == 1 && s.least == 1);
    for (int z = 0; z < 4; z++)
        cr_assert_eq(jaccard[z], 1);
    for (size_t i = 0; i < ROWS; i++)
        for (unsigned j = 0; j < 2; j++)
            m.column[j][i] = m.column[j][i / 4 * 4] - (j ? 0 : 100 * (double)(i / 4 * 4 % 4)) + (double)(i % 4) * 0.01;
    s = measure(&m, 5, 1, jaccard);
    cr_assert(s.least < 0.8 && s.ari < 0.9, "%g %g", s.least, s.ari);
    mixture_free(&m);
}

Test(stability, threads_do_not_matter)
{
    struct mixture m = mixture_make(MIXTURE_OUTLIERS, ROWS, 3, 2);
    double jaccard[MOST_CLUSTERS], again[MOST_CLUSTERS];
    struct stability a = measure(&m, 6, 1, jaccard), b = measure(&m, 6, 4, again);
    cr_assert(a.ari == b.ari && a.least == b.least);
    cr_assert_arr_eq(jaccard, again, sizeof jaccard);
    cr_assert(a.least > 0 && a.least < 1);
    for (int z = 0; z < MOST_CLUSTERS; z++)
        cr_assert(jaccard[z] >= a.least && jaccard[z] <= 1);
    mixture_free(&m);
}

/* A replicate draws both of two rows half of the time; otherwise there is one point for two clusters. */
Test(stability, a_replicate_with_too_few_points_counts_as_0)
{
    const double x[] = {0, 10}, *column = x;
    const uint32_t label[] = {0, 1};
    double jaccard[2];
    struct kmeans *km;
    struct kmeans_plan plan = {.k = 2, .starts = 1, .seed = 3};
    struct stability s = {.jaccard = jaccard};
    cr_assert_eq(kmeans_open(&km, &column, 2, 1, 1), KMEANS_OK);
    cr_assert_eq(stability_of(km, &plan, label, 1000, &s), KMEANS_OK);
    cr_assert(s.ari > 0.45 && s.ari < 0.55);
    cr_assert(jaccard[0] == s.ari && jaccard[1] == s.ari && s.least == s.ari);
    kmeans_close(km);
}

/* A single distant row is drawn in 1 - 1/e of the replicates, and counts only in these. */
Test(stability, a_cluster_that_was_not_drawn_does_not_count)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, 200, 1, 3);
    double jaccard[2];
    m.column[0][17] = 1e6;
    struct stability s = measure(&m, 2, 1, jaccard);
    cr_assert_eq(fmax(jaccard[0], jaccard[1]), 1);
    cr_assert(s.least > 0.5);
    mixture_free(&m);
}
