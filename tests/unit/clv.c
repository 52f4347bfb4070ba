/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/clv.h"

#include <criterion/criterion.h>
#include <math.h>

static double relative(double got, double want)
{
    return fabs(got - want) / fabs(want);
}

Test(clv, a_rate_is_for_its_period)
{
    cr_assert_float_eq(clv_delta(0.1, 1), log(1.1), 1e-15);
    /* 10 % a year, in a model in weeks and one in days: what is paid in a year is worth 1 / 1.1 in both. */
    cr_assert_float_eq(exp(-clv_delta(0.1, 365.0 / 7) * 365 / 7), 1 / 1.1, 1e-15);
    cr_assert_float_eq(exp(-clv_delta(0.1, 365) * 365), 1 / 1.1, 1e-15);
    cr_assert_eq(clv_delta(0, 1), 0);
    cr_assert_lt(relative(clv_delta(1e-12, 1), 1e-12), 1e-11);
}

Test(clv, ends_of_periods)
{
    double end[13];
    cr_assert_eq(clv_ends(360, 30, NULL), 12);
    cr_assert_eq(clv_ends(360, 30, end), 12);
    cr_assert(end[0] == 30 && end[11] == 360);
    cr_assert_eq(clv_ends(365, 30, end), 13);
    cr_assert(end[11] == 360 && end[12] == 365);
    cr_assert_eq(clv_ends(12 * 4.345, 4.345, NULL), 12);
    cr_assert_eq(clv_ends(0.7, 0.1, NULL), 7); /* 0.7 / 0.1 is 6.999999999999999 */
    cr_assert_eq(clv_ends(0.3, 0.1, NULL), 3); /* 3 * 0.1 is more than 0.3 */
    cr_assert_eq(clv_ends(0, 30, NULL), 0);
    cr_assert_eq(clv_ends(10, 30, end), 1);
    cr_assert_eq(end[0], 10);
}

/* 1, 0.5 and 0.25 purchases of 40 in three periods, a quarter of it profit, 25 % a period: 10 (0.8 + 0.32 + 0.128). */
Test(clv, net_present_value_by_hand)
{
    const double end[] = {2, 4, 6}, expected[] = {1, 1.5, 1.75};
    const struct clv_value v = {.mean = 40, .margin = 0.25, .acquisition = 5};
    cr_assert_float_eq(clv_finite(&v, end, expected, 3, clv_delta(0.25, 2)), 12.48 - 5, 1e-13);
    cr_assert_float_eq(clv_finite(&v, end, expected, 3, 0), 17.5 - 5, 1e-13);
    cr_assert_float_eq(clv_finite(&v, end, expected, 0, 0.1), -5, 1e-13);
    cr_assert_float_eq(clv_infinite(&v, 4.5), 40, 1e-13);
}

/* Purchases that BG/NBD (r .243, alpha 4.414, a .793, b 2.426; T 38.86 weeks) expects of customers of CDNOW up to
 * months 1 .. 12, and their mean purchase by Gamma-Gamma (6.25, 3.74, 15.44). At 1 % a month they are worth what
 * 30-digit evaluations and the package lifetimes say. */
static const struct customer {
    double mean, expected[12], worth;
} CUSTOMERS[] = {
    {24.66371391076115, /* x = 2, t_x = 30.43, m = 22.35 */
     {0.1597441546275069, 0.3122815473209905, 0.4583624477991596, 0.5986166615512354, 0.7335791463029871,
      0.8637089681186013, 0.9894036140802348, 1.111009989664966, 1.228832999470176, 1.343142333941788,
      1.454177902635355, 1.562154231521284},
     36.2892111256},
    {18.91685205784205, /* x = 1, t_x = 1.71, m = 11.77 */
     {0.02593104700435175, 0.05085437785785676, 0.07486616875670072, 0.09804800766265248, 0.1204698743939279,
      0.1421923686854842, 0.1632684087496542, 0.1837445482587035, 0.2036620127329003, 0.2230575258952732,
      0.241963976316229, 0.260410960895585},
     4.637294659747},
    {35.21897810218978, /* x = 0 */
     {0.02403522045620693, 0.0473855053188336, 0.07010724580758279, 0.09224899202241548, 0.1138529653369647,
      0.1349562044038554, 0.1555914499256492, 0.1757878389176586, 0.1955714572891539, 0.2149657852251805,
      0.2339920602124973, 0.2526695759288502},
     8.36900435892},
    {27.28838582677165, /* x = 2, t_x = 35.71, m = 25.55 */
     {0.1725425413492997, 0.337300929207066, 0.4950855434226604, 0.6465766482593943, 0.7923520612013181,
      0.9329076277805999, 1.068672680960745, 1.200021919601705, 1.327284676656065, 1.450752249636559, 1.570683769179333,
      1.687310948652591},
     43.36787227025},
};

Test(clv, customers_of_cdnow)
{
    double end[12];
    cr_assert_eq(clv_ends(12 * 4.345, 4.345, end), 12);
    for (const struct customer *c = CUSTOMERS; c < CUSTOMERS + 4; c++) {
        const struct clv_value v = {.mean = c->mean, .margin = 1};
        double worth = clv_finite(&v, end, c->expected, 12, clv_delta(0.01, 4.345));
        cr_assert_lt(relative(worth, c->worth), 1e-11, "%.17g", worth);
    }
}

/* The first of them in months of 30 weeks: the result if a model in weeks is read as one in days. */
Test(clv, months_of_30_weeks_are_another_customer)
{
    static const double expected[] = {0.9775799810526342, 1.750317621473564, 2.398012178663799, 2.959854882269829,
                                      3.458462570641314,  3.908236477347637, 4.318984085702593, 4.697721016549549,
                                      5.049658396071847,  5.378784260479848, 5.688225607924679, 5.980484200705712};
    double end[12];
    const struct clv_value v = {.mean = 24.66371391076115, .margin = 1};
    cr_assert_eq(clv_ends(12 * 30.0, 30, end), 12);
    cr_assert_lt(relative(clv_finite(&v, end, expected, 12, clv_delta(0.01, 30)), 140.1251827871702), 1e-12);
}

Test(clv, textbook_formulas)
{
    const struct clv_value v = {.mean = 25, .margin = 0.4, .acquisition = 8};
    cr_assert_float_eq(clv_historic(&v, 6), 25 * 6 * 0.4 - 8, 1e-12);
    /* 6 purchases in 300 days, 900 days to stay: 18 purchases. */
    cr_assert_float_eq(clv_simple(&v, 6, 300, 30, 900), 25 * 18 * 0.4 - 8, 1e-12);
    /* One purchase yesterday, or today, counts as one in 30 days. */
    cr_assert_float_eq(clv_simple(&v, 1, 1, 30, 900), 25 * 30 * 0.4 - 8, 1e-12);
    cr_assert_float_eq(clv_simple(&v, 1, 0, 30, 900), 25 * 30 * 0.4 - 8, 1e-12);
}
