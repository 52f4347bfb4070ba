/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/scaling.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct scaling fit(enum scaling_kind kind, bool log1p, const double *x, size_t n)
{
    struct scaling s = {.kind = kind, .log1p = log1p};
    size_t where;
    cr_assert_eq(scaling_fit(&s, x, NULL, n, &where), SCALING_OK);
    return s;
}

Test(scaling, figures)
{
    const double x[] = {5, 1, 9, 3, 7};
    struct scaling s = fit(SCALING_ZSCORE, false, x, 5);
    cr_assert_eq(s.centre, 5);
    cr_assert_float_eq(s.spread, sqrt(8), 1e-15); /* (16 + 4 + 0 + 4 + 16) / 5 */
    s = fit(SCALING_MINMAX, false, x, 5);
    cr_assert(s.centre == 1 && s.spread == 8);
    s = fit(SCALING_ROBUST, false, x, 5);
    cr_assert(s.centre == 5 && s.spread == 4); /* quartiles 3 and 7 */
    s = fit(SCALING_NONE, false, x, 5);
    cr_assert(s.centre == 0 && s.spread == 1);
    s = fit(SCALING_MINMAX, true, x, 5);
    cr_assert_float_eq(s.centre, log(2), 1e-15);
    cr_assert_float_eq(s.spread, log(5), 1e-15);
}

/* sklearn.preprocessing.StandardScaler and RobustScaler 1.2.1 on log1p of 0, 1, 10, 100, 1000, 77183.6 */
Test(scaling, figures_of_scikit_learn)
{
    const double x[] = {0, 1, 10, 100, 1000, 77183.6};
    struct scaling s = fit(SCALING_ZSCORE, true, x, 6);
    cr_assert_float_eq(s.centre, 4.311478830627204, 1e-14);
    cr_assert_float_eq(s.spread, 3.881129451411781, 1e-14);
    s = fit(SCALING_ROBUST, true, x, 6);
    cr_assert_float_eq(s.centre, 3.506507894819815, 1e-14);
    cr_assert_float_eq(s.spread, 5.216012010077178, 1e-14);
}

Test(scaling, what_is_applied_can_be_inverted)
{
    const double x[] = {0, 0.5, 3, 17, 250, 1e6};
    for (int kind = SCALING_NONE; kind <= SCALING_ROBUST; kind++)
        for (int log1p = 0; log1p < 2; log1p++) {
            struct scaling s = fit((enum scaling_kind)kind, log1p, x, 6);
            double v[6];
            size_t where;
            memcpy(v, x, sizeof v);
            cr_assert(scaling_apply(&s, v, 6, &where));
            for (int i = 0; i < 6; i++)
                cr_assert_float_eq(scaling_invert(&s, v[i]), x[i], 1e-9 * (1 + x[i]));
        }
}

/* Far from 0 the mean and the variance keep their digits. */
Test(scaling, zscore_far_from_0)
{
    double x[1000];
    for (int i = 0; i < 1000; i++)
        x[i] = 1e9 + i % 2;
    struct scaling s = fit(SCALING_ZSCORE, false, x, 1000);
    cr_assert_eq(s.centre, 1e9 + 0.5);
    cr_assert_eq(s.spread, 0.5);
}

static void refuse(enum scaling_kind kind, bool log1p, const double *x, size_t n, enum scaling_status want, size_t row)
{
    struct scaling s = {.kind = kind, .log1p = log1p};
    size_t where = row;
    cr_assert_eq(scaling_fit(&s, x, NULL, n, &where), want);
    cr_assert_eq(where, row);
    cr_assert_gt(strlen(scaling_problem(want)), 5);
}

Test(scaling, refuses_what_it_cannot_do)
{
    const double x[] = {0, 3, -1, 5}, same[] = {4, 4, 4}, narrow[] = {1, 2, 2, 2, 2, 2, 2, 9},
                 wild[] = {1, INFINITY, 2}, tiny[] = {1e-300, 2e-300, 5e-300};
    const double huge[] = {1, 1e200, 2};
    for (int kind = SCALING_NONE; kind <= SCALING_ROBUST; kind++) {
        refuse((enum scaling_kind)kind, false, x, 0, SCALING_EMPTY, 0);
        refuse((enum scaling_kind)kind, true, x, 4, SCALING_DOMAIN, 2);
        refuse((enum scaling_kind)kind, false, wild, 3, SCALING_DOMAIN, 1);
        refuse((enum scaling_kind)kind, false, huge, 3, SCALING_DOMAIN, 1);
        refuse((enum scaling_kind)kind, false, tiny, 3, SCALING_TINY, 0);
        refuse((enum scaling_kind)kind, false, same, 3, SCALING_CONSTANT, 0);
        refuse((enum scaling_kind)kind, true, same, 3, SCALING_CONSTANT, 0);
    }
    refuse(SCALING_ROBUST, false, narrow, 8, SCALING_NARROW, 0);
    fit(SCALING_ZSCORE, false, narrow, 8);
}

/* 1 5 5 5 8 8 9: as this many rows; the one of weight 0 is left out. */
Test(scaling, a_weight_is_so_many_rows)
{
    const double all[] = {1, 5, 5, 5, 8, 8, 9}, x[] = {8, 1, 400, 9, 5}, weight[] = {2, 1, 0, 1, 3};
    size_t where;
    for (int kind = SCALING_NONE; kind <= SCALING_ROBUST; kind++) {
        struct scaling want = fit((enum scaling_kind)kind, true, all, 7), s = {.kind = want.kind, .log1p = true};
        cr_assert_eq(scaling_fit(&s, x, weight, 5, &where), SCALING_OK);
        cr_assert_float_eq(s.centre, want.centre, 1e-15);
        cr_assert_float_eq(s.spread, want.spread, 1e-15);
    }
}

Test(scaling, refuses_weights_that_it_cannot_count)
{
    const double x[] = {1, 2, 3}, parts[] = {1, 1.5, 1}, none[] = {0, 0, 0}, one[] = {0, 3, 0},
                 huge[] = {1e60, 1e60, 1e60};
    struct scaling s = {.kind = SCALING_ROBUST};
    size_t where;
    cr_assert_eq(scaling_fit(&s, x, parts, 3, &where), SCALING_PARTS);
    cr_assert_eq(scaling_fit(&s, x, huge, 3, &where), SCALING_PARTS);
    cr_assert_eq(scaling_fit(&s, x, none, 3, &where), SCALING_EMPTY);
    cr_assert_eq(scaling_fit(&s, x, one, 3, &where), SCALING_CONSTANT);
    s.kind = SCALING_ZSCORE;
    cr_assert_eq(scaling_fit(&s, x, parts, 3, &where), SCALING_OK);
}

Test(scaling, applying_leaves_all_or_changes_all)
{
    const double x[] = {1, 2, 3};
    struct scaling s = fit(SCALING_ZSCORE, true, x, 3);
    double v[] = {5, -2, 7};
    size_t where = 0;
    cr_assert_not(scaling_apply(&s, v, 3, &where));
    cr_assert_eq(where, 1);
    cr_assert(v[0] == 5 && v[1] == -2 && v[2] == 7);
}

Test(scaling, names_lead_back)
{
    for (int kind = SCALING_NONE; kind <= SCALING_ROBUST; kind++) {
        enum scaling_kind back;
        cr_assert(scaling_kind_of(scaling_name((enum scaling_kind)kind), &back));
        cr_assert_eq((int)back, kind);
    }
    enum scaling_kind back;
    cr_assert_not(scaling_kind_of("zscores", &back));
}
