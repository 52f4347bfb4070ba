/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/measures.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "mixture.h"

enum { ROWS = 600 };

/* scikit-learn 1.2.1 on mixture_make(kind, 600, 3, 1), row i in cluster i % 4. */
static const struct {
    enum mixture_kind kind;
    double calinski_harabasz, davies_bouldin;
} SKLEARN[] = {
    {MIXTURE_PLAIN, 1507.7184598763, 0.90122688671363},
    {MIXTURE_REPEATED, 21.901228905244, 7.2510503764252},
    {MIXTURE_OUTLIERS, 7.1142518248333, 3.291958477239},
    {MIXTURE_OBLIQUE, 610.08552296522, 1.6655935021924},
};

Test(measures, scores_are_those_of_scikit_learn)
{
    uint32_t label[ROWS];
    for (uint32_t i = 0; i < ROWS; i++)
        label[i] = i % 4;
    for (size_t t = 0; t < sizeof SKLEARN / sizeof *SKLEARN; t++) {
        struct mixture m = mixture_make(SKLEARN[t].kind, ROWS, 3, 1);
        struct measures_scores s;
        cr_assert(measures_score(mixture_columns(&m), NULL, ROWS, 3, label, 4, &s));
        cr_assert_float_eq(s.calinski_harabasz, SKLEARN[t].calinski_harabasz, 1e-12 * SKLEARN[t].calinski_harabasz);
        cr_assert_float_eq(s.davies_bouldin, SKLEARN[t].davies_bouldin, 1e-12 * SKLEARN[t].davies_bouldin);
        mixture_free(&m);
    }
}

/* {0, 2} and {10, 12, 14}: means 1 and 12, squares 2 + 8; the mean of all is 7.6. */
Test(measures, scores_by_hand)
{
    const double x[] = {0, 2, 10, 12, 14}, *column = x;
    const uint32_t label[] = {0, 0, 1, 1, 1};
    struct measures_scores s;
    cr_assert(measures_score(&column, NULL, 5, 1, label, 2, &s));
    cr_assert_float_eq(s.inertia, 10, 1e-14);
    cr_assert_float_eq(s.calinski_harabasz, (2 * 6.6 * 6.6 + 3 * 4.4 * 4.4) / 1 / (10.0 / 3), 1e-12);
    cr_assert_float_eq(s.davies_bouldin, (1 + 4.0 / 3) / 11, 1e-15);
}

Test(measures, a_weight_is_so_many_rows)
{
    const double x[] = {0, 2, 10, 14}, all[] = {0, 0, 2, 10, 14, 14, 14}, weight[] = {2, 1, 1, 3}, *few = x,
                 *many = all;
    const uint32_t label[] = {0, 0, 1, 1}, labels[] = {0, 0, 0, 1, 1, 1, 1};
    struct measures_scores a, b;
    cr_assert(measures_score(&few, weight, 4, 1, label, 2, &a));
    cr_assert(measures_score(&many, NULL, 7, 1, labels, 2, &b));
    cr_assert_float_eq(a.inertia, b.inertia, 1e-13);
    cr_assert_float_eq(a.calinski_harabasz, b.calinski_harabasz, 1e-11);
    cr_assert_float_eq(a.davies_bouldin, b.davies_bouldin, 1e-14);
}

Test(measures, what_is_undefined_is_no_number)
{
    const double x[] = {0, 2, 10}, *column = x;
    const uint32_t label[] = {0, 1, 2}, gap[] = {0, 0, 2}, one[] = {0, 0, 0};
    struct measures_scores s;
    cr_assert(measures_score(&column, NULL, 3, 1, label, 3, &s));
    cr_assert(s.inertia == 0 && isnan(s.calinski_harabasz) && isnan(s.davies_bouldin), "as many clusters as rows");
    cr_assert(measures_score(&column, NULL, 3, 1, gap, 3, &s));
    cr_assert(isnan(s.inertia) && isnan(s.calinski_harabasz) && isnan(s.davies_bouldin), "an empty cluster");
    cr_assert(measures_score(&column, NULL, 3, 1, one, 1, &s));
    cr_assert(s.inertia == 56 && isnan(s.calinski_harabasz) && isnan(s.davies_bouldin), "one cluster");
}

/* ---- adjusted Rand index ---- */

/* Pair by pair. */
static double by_pairs(const uint32_t *a, const uint32_t *b, size_t n)
{
    double in_a = 0, in_b = 0, both = 0, all = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            all++;
            in_a += a[i] == a[j];
            in_b += b[i] == b[j];
            both += a[i] == a[j] && b[i] == b[j];
        }
    double chance = in_a * in_b / all;
    return (both - chance) / ((in_a + in_b) / 2 - chance);
}

Test(measures, ari_counts_pairs)
{
    uint32_t a[ROWS], b[ROWS];
    for (uint32_t i = 0; i < ROWS; i++) {
        a[i] = i % 4;
        b[i] = i * i % 5;
    }
    cr_assert_float_eq(measures_ari(a, 4, b, 5, ROWS), by_pairs(a, b, ROWS), 1e-15);
    cr_assert_float_eq(measures_ari(a, 4, b, 5, ROWS), -0.0037410856942441837, 1e-16); /* scikit-learn 1.2.1 */
    for (uint32_t i = 0; i < ROWS; i++) {
        a[i] = i / 150;
        b[i] = i / 140 < 3 ? i / 140 : 3;
    }
    cr_assert_float_eq(measures_ari(a, 4, b, 4, ROWS), 0.7657990725205763, 1e-15); /* so is this */
    for (uint32_t i = 0; i < ROWS; i++)
        b[i] = 3 - a[i];
    cr_assert_eq(measures_ari(a, 4, b, 4, ROWS), 1, "numbers do not matter");
    memset(b, 0, sizeof b);
    cr_assert_eq(measures_ari(a, 4, b, 1, ROWS), 0);
    cr_assert_eq(measures_ari(b, 1, b, 1, ROWS), 1);
    cr_assert_eq(measures_ari(b, 1, b, 1, 0), 1);
}

/* ---- the number of clusters ---- */

Test(measures, suggests_by_rule)
{
    enum measures_rule rule;
    struct measures_candidate c[] = {
        {2, 0.40, 0.99, 0.30}, {3, 0.50, 0.75, 0.01}, {4, 0.60, 0.74, 0.20}, {5, 0.70, 0.90, 0.009}, {6, NAN, 0.9, 0.2},
    };
    cr_assert_eq(measures_suggest(c, 5, &rule), 1, "stable and sizable, at the limits");
    cr_assert_eq(rule, MEASURES_STABLE);
    c[0].stability = c[1].stability = NAN;
    cr_assert_eq(measures_suggest(c, 5, &rule), 2, "sizable");
    cr_assert_eq(rule, MEASURES_SIZABLE);
    c[0].share = c[1].share = c[2].share = 0.001;
    cr_assert_eq(measures_suggest(c, 5, &rule), 3, "any");
    cr_assert_eq(rule, MEASURES_ANY);
    c[0].silhouette = c[3].silhouette;
    cr_assert_eq(measures_suggest(c, 5, &rule), 0, "of equals the least");
    cr_assert_eq(measures_suggest(c + 4, 1, &rule), 0);
    cr_assert_eq(rule, MEASURES_NONE);
    cr_assert_eq(measures_suggest(c, 0, &rule), 0);
    cr_assert_eq(rule, MEASURES_NONE);
    for (int r = MEASURES_STABLE; r <= MEASURES_NONE; r++)
        cr_assert_gt(strlen(measures_rule_text((enum measures_rule)r)), 10);
}
