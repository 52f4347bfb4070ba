/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/confusion.h"

#include <criterion/criterion.h>
#include <math.h>

enum { K = 3 };

static double of(const double *value, unsigned class, enum confusion_of what)
{
    return value[CONFUSION_MEASURES + class * CONFUSION_OFS + what];
}

/* By hand. Rows are the actual classes. */
Test(confusion, has_the_figures_of_a_small_matrix)
{
    static const double count[K * K] = {2, 1, 0, 0, 3, 1, 1, 0, 2};
    double v[CONFUSION_MEASURES + K * CONFUSION_OFS];
    confusion_measure(count, K, v);
    cr_assert_float_eq(v[CONFUSION_ACCURACY], 0.7, 1e-15);
    cr_assert_float_eq(v[CONFUSION_MAJORITY], 0.4, 1e-15);
    cr_assert_float_eq(v[CONFUSION_BALANCED], (2 / 3. + 3 / 4. + 2 / 3.) / 3, 1e-15);
    cr_assert_float_eq(v[CONFUSION_MACRO_F1], (2 / 3. + 3 / 4. + 2 / 3.) / 3, 1e-15);
    cr_assert_float_eq(v[CONFUSION_WEIGHTED_RECALL], 0.7, 1e-15);
    cr_assert_float_eq(v[CONFUSION_KAPPA], (0.7 - 0.34) / (1 - 0.34), 1e-15);
    cr_assert_float_eq(of(v, 1, CONFUSION_PRECISION), 3 / 4., 1e-15);
    cr_assert_float_eq(of(v, 2, CONFUSION_RECALL), 2 / 3., 1e-15);
}

/* Its precision has no value, but the mean over classes does not leave it out. */
Test(confusion, counts_a_class_that_is_never_predicted)
{
    static const double count[4] = {3, 0, 1, 0};
    double v[CONFUSION_MEASURES + 2 * CONFUSION_OFS];
    confusion_measure(count, 2, v);
    cr_assert(isnan(of(v, 1, CONFUSION_PRECISION)));
    cr_assert(of(v, 1, CONFUSION_RECALL) == 0);
    cr_assert_float_eq(v[CONFUSION_MACRO_PRECISION], 0.75 / 2, 1e-15);
    cr_assert_float_eq(v[CONFUSION_BALANCED], 0.5, 1e-15);
    cr_assert(v[CONFUSION_KAPPA] == 0);
}

Test(confusion, of_no_rows_has_no_values)
{
    static const double count[4] = {0, 0, 0, 0};
    double v[CONFUSION_MEASURES + 2 * CONFUSION_OFS];
    confusion_measure(count, 2, v);
    for (unsigned i = 0; i < CONFUSION_MEASURES; i++)
        cr_assert(isnan(v[i]), "%s", CONFUSION_NAME[i]);
}

/* The order of the classes changes none of the overall figures. */
Test(confusion, does_not_depend_on_the_order_of_classes)
{
    static const double count[K * K] = {5, 1, 2, 0, 3, 4, 1, 0, 7};
    static const unsigned place[K] = {2, 0, 1};
    double turned[K * K], v[CONFUSION_MEASURES + K * CONFUSION_OFS], w[CONFUSION_MEASURES + K * CONFUSION_OFS];
    for (unsigned a = 0; a < K; a++)
        for (unsigned p = 0; p < K; p++)
            turned[place[a] * K + place[p]] = count[a * K + p];
    confusion_measure(count, K, v);
    confusion_measure(turned, K, w);
    for (unsigned i = 0; i < CONFUSION_MEASURES; i++)
        cr_assert_float_eq(v[i], w[i], 1e-15, "%s", CONFUSION_NAME[i]);
    cr_assert_float_eq(of(v, 0, CONFUSION_F1), of(w, 2, CONFUSION_F1), 1e-15);
}
