/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of 20 digits come from arithmetic of 40 digits at the doubles nearest to the arguments. */
#include "stats/special.h"

#include <criterion/criterion.h>
#include <math.h>

static void near(double v, double expected, double relative, const char *what, double a)
{
    cr_expect(fabs(v - expected) <= relative * fabs(expected), "%s at %g: %.17g, not %.17g", what, a, v, expected);
}

Test(special, digamma_trigamma_stirling)
{
    static const double row[][4] = {
        {0.001, -1000.5755719318102797, 1000001.6425331958273, 2.5422704679670945415},
        {0.5, -1.9635100260214234794, 4.9348022005446793094, 0.15342640972002734529},
        {3.7, 1.1671535393615114409, 0.31003785767003830216, 0.022468770580143145898},
        {9.999, 2.2516474172057353142, 0.10517738667672886215, 0.008331396020466342872},
        {25, 3.1987425128519740085, 0.040810663257225579187, 0.0033331556367280928758},
        {10000, 9.2102903711428494036, 0.00010000500016666666633, 8.3333333305555555635e-6},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        near(special_digamma(row[i][0]), row[i][1], 3e-15, "digamma", row[i][0]);
        near(special_trigamma(row[i][0]), row[i][2], 3e-15, "trigamma", row[i][0]);
        cr_expect_float_eq(special_stirling(row[i][0]), row[i][3], 5e-15);
    }
}

Test(special, rise)
{
    static const double row[][5] = {
        {0.001, 1, -6.9077552789821370312, 999.99999999999997918, -999999.99999999995837},
        {0.3, 24, 51.459906838420011683, 6.6722833390081833823, -12.203353916985631775},
        {0.3, 25, 54.650383188766514456, 6.713435602382668979, -12.205047425766474804},
        {2.5, 0.001, 0.00070340178016527817556, 0.00049023969137898713395, -0.00023609215098588929567},
        {7, 10000, 82157.612727379347394, 7.3382058261353381869, -0.15344524291719816329},
        {10000, 3.5, 32.23662875817301868, 0.00034995625874808637927, -3.4991252624234595874e-8},
        {10000, 10000, 95966.000753203786912, 0.69317218118494530864, -0.00005000375014583333301},
        {0.001, 0.5, -6.3367749878848218727, 998.61698830979384645, -999996.72451121564073},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct special_rise rise = special_rise(row[i][0], row[i][1]);
        near(rise.value, row[i][2], 1e-13, "rise", row[i][0]);
        near(rise.first, row[i][3], 1e-13, "rise'", row[i][0]);
        near(rise.second, row[i][4], 1e-12, "rise''", row[i][0]);
    }
    cr_assert_eq(special_rise(3, 0).value, 0);
}

/* The increases of the steps add up, by either way of computing each. */
Test(special, rises_add_up)
{
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 9; j++) {
            double a = 0.01 * pow(3.7, i), x = pow(3, j) + 1;
            struct special_rise low = special_rise(a, 17), high = special_rise(a + 17, x),
                                all = special_rise(a, 17 + x);
            near(low.value + high.value, all.value, 1e-13, "rise", a);
            near(low.first + high.first, all.first, 1e-13, "rise'", a);
            near(low.second + high.second, all.second, 1e-12, "rise''", a);
        }
}

Test(special, expint)
{
    static const double row[][3] = {
        {1, 1e-09, 20.146050193190928416},         {1, 0.5, 0.92291063248373046883},
        {1.000000001, 0.01, 4.078511434442042159}, {0.001, 1e-06, 986849.7438306730885},
        {0.3, 1, 0.8426447472838151396},           {2.5, 0.001, 0.66540547287499149898},
        {19.9, 0.99, 0.050145154373725472347},     {20.1, 1e-08, 0.052356020913482394664},
        {3, 1.0001, 0.2981631337020037355},        {0.7, 700, 0.0014271463132189499835},
        {10000, 0.001, 0.00010000999099710031045}, {10000, 10000, 0.000050001249968749219004},
        {2, 10000, 0.000099980005997601199281},    {5, 1e-12, 0.24999999999991666667},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        near(special_expint(row[i][0], row[i][1]), row[i][2], 1e-14, "expint", row[i][0]);
}

/* s E_(s+1) = 1 - z E_s, scaled, across the limits between series, recurrence and fraction. */
Test(special, expint_recurrence)
{
    for (int i = 0; i < 80; i++)
        for (int j = 0; j < 27; j++) {
            double s = 0.1 + 0.37 * i, z = 1e-6 * pow(1.9, j);
            double here = special_expint(s, z), next = special_expint(s + 1, z);
            cr_expect_float_eq(s * next + z * here, 1, 1e-13, "s %g z %g", s, z);
        }
}

Test(special, expit)
{
    cr_assert_eq(special_expit(INFINITY), 1);
    cr_assert_eq(special_expit(-INFINITY), 0);
    near(special_expit(-700), exp(-700), 1e-15, "expit", -700);
}
