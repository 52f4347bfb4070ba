/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference figures without a source of their own are evaluations of the closed forms with 50 digits. */
#include "btyd/gammagamma.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double off(double got, double want)
{
    return fabs(got - want) / fmax(1, fabs(want));
}

/* A row of a table, of this many numbers. */
static void numbers(const char *text, double *to, int n)
{
    char *end = NULL;
    for (int i = 0; i < n; i++, text = end) {
        to[i] = strtod(text, &end);
        cr_assert(end > text);
    }
    cr_assert_eq(*end, '\0');
}

/* ---- the likelihood ---- */

/* parameters, x, m; log-likelihood, gradient, upper triangle of the Hessian by rows */
enum { LIKELIHOOD_NUMBERS = 15 };
static const char *const LIKELIHOODS[] = {
    "6.25 3.74 15.44 2 25.55 -3.6548105412515 0.089486021327553 0.43403532862543 -0.028343853321310 -3.0002269450725 "
    "2.9691421305769 -2.9005109708446 -2.9615531569997 2.8721671175233 -2.8939340382434",
    "6.25 3.74 15.44 1 11.77 -3.7377096787408 -2.1111486598469 1.8871965617750 -1.9287100330761 -4.7753003399520 "
    "2.4608487097152 -3.5464902609335 -0.92418738142520 1.6177802278574 -2.4520660451784",
    "6.25 3.74 15.44 2 22.35 -3.5513167597317 -0.31905026067480 0.81225439655743 -0.42936481543066 -3.4087632270748 "
    "2.9691421305769 -3.2091785833056 -2.5833340890677 2.7798137678750 -3.0989459136972",
    "0.001 0.001 0.001 1 0.01 -2.9982238364729 0.49990633115565 0.49760374606266 0.00081818181818182 "
    "-0.25009367123875 0.25000164013879 -0.000090909090909091 -0.25239625633174 0.00090909090909091 "
    "-0.00016528925619835",
    "10000 10000 10000 10000 1 -69219541.937924 -69304718.555911 85173.431822504 -49995000.0 -69314717.556111 "
    "9999.0001499800 -50000000.0 75173.931705852 5000.0 -25002500.0",
    "10000 0.001 10000 10000 1e+06 -120.71803427420 -99.998950000028 1.0051807411128 -99.998900001100 "
    "-99.999950000038 0.0010000000049900 -99.999900000100 0.0051790985796230 0.00099999900000100 -99.999800001300",
    "0.001 10000 10000 10000 0.01 -61.743268698750 23.444168155197 -89.507805683704 89.108910891089 12.937525096036 "
    "9.9905090081248 -9.9009900990099 -99.498814225612 99.009900990099 -98.127634545633",
    "0.5 0.5 100 1 3 -4.0261799254190 -1.0749111692208 0.67836777943917 -0.47087378640777 -1.8973782026449 "
    "0.41123351671206 -0.48543689320388 -0.14409925398494 0.014563106796117 -0.028277877274013",
    "10000 3 7 10000 25000 -10.530920047667 0.20000000920000 0.32050523724807 0.19999999440000 -2.7999999308000 "
    "2.9999999250000 -2.7999999216000 -3.2339012743860 2.9999999160000 -2.7999999272000",
    "2 10000 10000 7 2.0001 -0.29925795740195 0.50594932222906 2.3308854661198e-8 0.00069902132122028 "
    "-13.986369760260 13.981125468982 -13.980426424376 -13.981824513612 13.981125445697 -13.981124468387",
    "30 3 0.001 365 20 -23.196976425837 2.9982260691937 -22.274539074504 2.9984995892466 -0.0012261106750574 "
    "2.9993152227509 -0.0014999997945206 -25.828123945940 2.9999995890412 -0.0015004105478327",
    "1 2 10000 1 0.01 -8.5171961914147 -12.315511557964 0.99999800000100 -0.99999700000300 -13.565511557964 "
    "0.78986813369645 -0.99999900000100 -0.0000019999990000007 0.0000019999980000020 -0.0000029999940000090",
    "800 1.25 0.5 12 1000 -8.3548743309316 0.84999205790788 -0.86100092737010 0.84996458480897 -0.39997539255181 "
    "1.2499023502488 -0.39998333402775 -2.7316649835856 1.2499479188367 -0.40001874774321",
};
enum { LIKELIHOOD_ROWS = sizeof LIKELIHOODS / sizeof *LIKELIHOODS };

static struct family_value evaluate(const double *parameter, const struct patterns *p, size_t from, size_t to)
{
    struct family_value v;
    memset(&v, 0, sizeof v);
    FAMILY_GAMMAGAMMA.loglik(parameter, p, from, to, &v);
    return v;
}

Test(gammagamma, likelihood_and_derivatives_are_right_over_the_whole_domain)
{
    for (size_t k = 0; k < LIKELIHOOD_ROWS; k++) {
        double row[LIKELIHOOD_NUMBERS];
        numbers(LIKELIHOODS[k], row, LIKELIHOOD_NUMBERS);
        const double *gradient = row + 6, *want = row + 9;
        double x = row[3], m = row[4], weight = 1;
        struct patterns p = {.n = 1, .x = &x, .m = &m, .weight = &weight, .total = 1};
        struct family_value v = evaluate(row, &p, 0, 1);
        cr_assert_lt(off(v.value, row[5]), 1e-12, "row %zu: %.17g", k, v.value);
        for (int i = 0; i < 3; i++) {
            cr_assert_lt(off(v.gradient[i], gradient[i]), 1e-11, "row %zu, %d: %.17g", k, i, v.gradient[i]);
            for (int j = i; j < 3; j++, want++) {
                cr_assert_lt(off(v.hessian[i][j], *want), 1e-11, "row %zu, %d %d: %.17g", k, i, j, v.hessian[i][j]);
                cr_assert_eq(v.hessian[i][j], v.hessian[j][i]);
            }
        }
    }
}

Test(gammagamma, patterns_add_up_by_weight_in_any_parts)
{
    double x[] = {1, 1, 2, 2, 5}, m[] = {3, 20, 20, 35, 12.5}, weight[] = {2, 1, 4, 1, 3};
    struct patterns p = {.n = 5, .x = x, .m = m, .weight = weight, .total = 11};
    const double parameter[] = {6.25, 3.74, 15.44};
    struct family_value all = evaluate(parameter, &p, 0, 5), sum = evaluate(parameter, &p, 0, 3);
    FAMILY_GAMMAGAMMA.loglik(parameter, &p, 3, 5, &sum);
    double one = 0;
    for (size_t i = 0; i < 5; i++)
        one += weight[i] * (evaluate(parameter, &p, i, i + 1).value / weight[i]);
    cr_assert_lt(off(all.value, sum.value), 1e-14);
    cr_assert_lt(off(all.value, one), 1e-14);
    for (int i = 0; i < 3; i++) {
        cr_assert_lt(off(all.gradient[i], sum.gradient[i]), 1e-13);
        for (int j = 0; j < 3; j++)
            cr_assert_lt(off(all.hessian[i][j], sum.hessian[i][j]), 1e-13);
    }
}

/* ---- starts ---- */

Test(gammagamma, starts_are_positive_and_have_a_likelihood_for_odd_data_too)
{
    double x[] = {1, 1, 3, 9}, m[] = {2, 2, 2, 2}, wide[] = {0.01, 1e6, 3, 40}, weight[] = {1, 2, 3, 4};
    const struct patterns odd[] = {
        {.n = 1, .x = x, .m = m, .weight = weight, .total = 1},
        {.n = 4, .x = x, .m = m, .weight = weight, .total = 10},
        {.n = 4, .x = x, .m = wide, .weight = weight, .total = 10},
    };
    for (size_t k = 0; k < 3; k++) {
        double start[FAMILY_STARTS][FAMILY_PARAMETERS];
        unsigned n = FAMILY_GAMMAGAMMA.starts(&odd[k], start);
        cr_assert(n > 2 && n <= FAMILY_STARTS);
        for (unsigned i = 0; i < n; i++) {
            for (unsigned j = 0; j < 3; j++)
                cr_assert(start[i][j] > 0 && isfinite(start[i][j]), "data %zu, start %u", k, i);
            cr_assert(isfinite(evaluate(start[i], &odd[k], 0, odd[k].n).value));
        }
    }
}

/* An exact sample of p = 6, q = 4, gamma = 15 at x = 1 and 4: ln m on a grid, weighted by its density. The first start,
 * from moments of logarithms, must be near these parameters. */
Test(gammagamma, the_first_start_is_near_the_parameters)
{
    enum { EACH = 400 };
    static double x[2 * EACH], m[2 * EACH], weight[2 * EACH];
    const double truth[] = {6, 4, 15};
    for (int i = 0; i < 2 * EACH; i++) {
        x[i] = i < EACH ? 1 : 4;
        weight[i] = 1;
    }
    for (int i = 0; i < 2 * EACH; i++) {
        double at = -4 + 16 * (i % EACH + 0.5) / EACH;
        m[i] = exp(at);
        struct patterns one = {.n = 1, .x = &x[i], .m = &m[i], .weight = &weight[i], .total = 1};
        weight[i] = exp(evaluate(truth, &one, 0, 1).value + at) * 16 / EACH * 1000;
    }
    struct patterns p = {.n = 2 * EACH, .x = x, .m = m, .weight = weight, .total = 2000};
    double start[FAMILY_STARTS][FAMILY_PARAMETERS];
    FAMILY_GAMMAGAMMA.starts(&p, start);
    for (int i = 0; i < 3; i++)
        cr_assert(start[0][i] > 0.8 * truth[i] && start[0][i] < 1.25 * truth[i], "%d: %g", i, start[0][i]);
}

/* ---- a customer's mean ---- */

/* The published figures are those of the authors' spreadsheet and of the R package BTYD, as cited with it. */
Test(gammagamma, expected_mean_of_published_examples)
{
    static const struct {
        double parameter[3], x, m, mean, tolerance;
    } rows[] = {
        {{6.25, 3.74, 15.44}, 2, 22.35, 24.66371391076, 1e-12},
        {{6.25, 3.74, 15.44}, 1, 11.77, 18.91685205784, 1e-12},
        {{6.25, 3.74, 15.44}, 2, 25.55, 27.28838582677, 1e-12},
        {{6.25, 3.74, 15.44}, 2, 22.35, 24.65, 4e-3},
        {{6.25, 3.74, 15.44}, 1, 11.77, 18.91, 5e-3},
        {{6.25, 3.74, 15.44}, 2, 25.55, 27.28, 4e-3},
        {{6.249349179037, 3.744256334233, 15.444306686083}, 0, 35, 35.170499237071, 1e-12},
        {{6.249349179037, 3.744256334233, 15.444306686083}, 1, 35, 35.052025142822, 1e-12},
        {{6.249349179037, 3.744256334233, 15.444306686083}, 3, 15, 17.575481001354, 1e-12},
        {{6.249349179037, 3.744256334233, 15.444306686083}, 3, 45, 43.744914928968, 1e-12},
        {{6.249349179037, 3.744256334233, 15.444306686083}, 8, 25, 25.529218047674, 1e-12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double mean;
        cr_assert(gammagamma_mean(rows[i].parameter, rows[i].x, rows[i].m, &mean));
        cr_assert_lt(off(mean, rows[i].mean), rows[i].tolerance, "row %zu: %.17g", i, mean);
    }
}

Test(gammagamma, mean_exists_from_p_x_plus_q_above_1)
{
    const double parameter[] = {0.5, 0.75, 10};
    double v;
    cr_assert(!gammagamma_mean(parameter, 0, 0, &v) && isinf(v));
    cr_assert(gammagamma_mean(parameter, 1, 30, &v));
    cr_assert_float_eq(v, 0.5 * 40 / 0.25, 1e-12);
}
