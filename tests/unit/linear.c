/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/linear.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "input.h"

/* Of y by x and g. */
static struct linear fit(const char *text, struct linear_choice how)
{
    struct slice word[] = {SLICE("x"), SLICE("g")};
    const struct examples_choice choice = {.target = "y",
                                           .kind = how.family == LEARNED_LOGIT ? EXAMPLES_CHANCE : EXAMPLES_VALUE,
                                           .columns = {word, 2},
                                           .cut = DATE_NONE,
                                           .stop_cut = DATE_NONE};
    struct examples e;
    struct linear m;
    input_begin(input_file(text, strlen(text)), NULL);
    struct tsv *in = tsv_open();
    examples_read(&e, in, &choice);
    linear_fit(&m, &e, &how);
    examples_free(&e);
    tsv_close(in);
    return m;
}

#define PLANE "x\tg\ty\n1\tu\t3\n2\tv\t6\n3\tu\t7\n4\tv\t10\n5\tu\t11\n0\tu\t1\n"

Test(linear, finds_the_plane_that_the_rows_lie_on)
{
    struct linear m = fit(PLANE, (struct linear_choice){.family = LEARNED_OLS, .level = 0.95});
    cr_assert_eq(m.q, 3);
    cr_assert_float_eq(m.term[0][LINEAR_COEF], 1, 1e-12);
    cr_assert_float_eq(m.term[1][LINEAR_COEF], 2, 1e-12);
    cr_assert_float_eq(m.term[2][LINEAR_COEF], 1, 1e-12);
    cr_assert_float_eq(m.fit[LINEAR_R2], 1, 1e-12);
    cr_assert_float_eq(linear_margin(&m, (double[]){10, 1}), 22, 1e-11);
    linear_free(&m);
}

Test(linear, adds_up_its_contributions)
{
    struct linear m = fit("x\tg\ty\n1\tu\t3\n2\tv\t9\n3\tu\t1\n4\tv\t8\n5\tu\t11\n0\tu\t1\n",
                          (struct linear_choice){.family = LEARNED_OLS, .level = 0.95});
    const double x[] = {7, 1};
    double sum = linear_base(&m);
    for (unsigned j = 0; j < 2; j++)
        sum += linear_contribution(&m, j, x);
    cr_assert_float_eq(sum, linear_margin(&m, x), 1e-12);
    cr_assert_float_eq(linear_base(&m), 33 / 6., 1e-12, "the plane goes through the means");
    linear_free(&m);
}

/* The smaller the penalty, the larger the coefficient; the mean does not change. */
Test(linear, ridge_shrinks_coefficients)
{
    double last = INFINITY;
    for (unsigned i = 0; i < 5; i++) {
        struct linear m = fit(PLANE, (struct linear_choice){LEARNED_RIDGE, pow(10, i) - 1, false, 0.95});
        cr_assert_float_eq(linear_base(&m), 38 / 6., 1e-11);
        cr_assert(fabs(m.term[1][LINEAR_COEF]) < last);
        cr_assert(isnan(m.term[1][LINEAR_P]), "it has no tests");
        last = fabs(m.term[1][LINEAR_COEF]);
        linear_free(&m);
    }
    cr_assert(last < 0.01);
}

/* The residuals of a logit with an intercept sum to 0. */
Test(linear, logit_expects_as_many_as_there_are)
{
    struct linear m = fit("x\tg\ty\n1\tu\t0\n2\tv\t1\n3\tu\t0\n4\tv\t0\n5\tu\t1\n6\tu\t1\n",
                          (struct linear_choice){.family = LEARNED_LOGIT, .level = 0.95});
    double sum = 0;
    for (unsigned i = 0; i < 6; i++)
        sum += logit_chance(linear_margin(&m, (double[]){i + 1, i == 1 || i == 3}));
    cr_assert_float_eq(sum, 3, 1e-9);
    cr_assert(m.fit[LINEAR_LIKELIHOOD] > m.fit[LINEAR_LIKELIHOOD_NULL]);
    linear_free(&m);
}

Test(linear, leaves_out_a_term_that_others_make_up_for)
{
    struct linear m = fit("x\tg\ty\n0\tu\t3\n1\tv\t6\n0\tu\t7\n1\tv\t10\n0\tu\t2\n",
                          (struct linear_choice){.family = LEARNED_OLS, .level = 0.95});
    cr_assert(isnan(m.term[2][LINEAR_COEF]));
    cr_assert_str_eq(m.made_of[2], "x");
    cr_assert_float_eq(linear_margin(&m, (double[]){1, 1}), 8, 1e-12);
    linear_free(&m);
}
