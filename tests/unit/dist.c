/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dist.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>

#define NEAR(got, want, relative)                                                                                \
    cr_assert(fabs((got) - (want)) <= (relative)*fabs((double)(want)), #got ": %.17g, not %.17g", (double)(got), \
              (double)(want))

/* Figures of 40 digits, by mpmath 1.3: erfc, gammainc, betainc. */

Test(dist, t)
{
    static const struct {
        double t, df, tail;
    } CASE[] = {
        {0.01, 0.3, 0.49770697306363541},
        {1, 1, 0.25},
        {2, 2.5, 0.078695747878982993},
        {5, 10, 0.00026866680137822631},
        {1.91016042546027, 24.7403089961673, 0.033885413171499916},
        {12, 31, 1.7389634002098702e-13},
        {200, 31, 4.2741220819224203e-50},
        {2, 1000, 0.02288517324662582},
        {5, 100000.0, 2.8713508393208364e-7},
        {2, 100000000.0, 0.022750133297953376},
        {12, 1000000000000.0, 1.7764821214144483e-33},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        NEAR(dist_t_tail(CASE[i].t, CASE[i].df), CASE[i].tail, 1e-12);
        NEAR(dist_t_tail(-CASE[i].t, CASE[i].df), 1 - CASE[i].tail, 1e-15);
        NEAR(dist_t_tails(-CASE[i].t, CASE[i].df), 2 * CASE[i].tail, 1e-12);
        NEAR(dist_t_point(CASE[i].tail, CASE[i].df), CASE[i].t, 1e-12);
    }
    NEAR(dist_t_point(1e-300, 1), 1e300 / M_PI, 1e-12); /* Cauchy's tail is 1 / (pi t) */
    NEAR(dist_t_tail(1e200, 1), 1e-200 / M_PI, 1e-12);
    NEAR(dist_t_point(0.975, 10), -dist_t_point(0.025, 10), 1e-15);
    cr_assert_eq(dist_t_tail(1.5, INFINITY), dist_normal_tail(1.5));
    cr_assert(dist_t_point(0.5, 3) == 0 && isinf(dist_t_point(0, 3)) && dist_t_tail(INFINITY, 3) == 0);
    cr_assert(isnan(dist_t_tail(1, 0)) && isnan(dist_t_tail(NAN, 1)) && isnan(dist_t_point(1.1, 3)));
}

Test(dist, f)
{
    static const struct {
        double f, df1, df2, tail;
    } CASE[] = {
        {4.377, 2.0, 12.0, 0.037365999348859094},      {1.1, 36.0, 4301.0, 0.31344755428193872},
        {6.28, 2.0, 5.98, 0.033938172128126615},       {1.01, 1000.0, 100000.0, 0.40655149202013729},
        {300.0, 3.0, 5000.0, 4.3515976983764295e-179},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        NEAR(dist_f_tail(CASE[i].f, CASE[i].df1, CASE[i].df2), CASE[i].tail, 1e-12);
    NEAR(dist_f_tail(4, 1, 7), dist_t_tails(2, 7), 1e-14);
    cr_assert(dist_f_tail(0, 2, 3) == 1 && dist_f_tail(INFINITY, 2, 3) == 0 && isnan(dist_f_tail(1, 0, 3)));
}

Test(dist, beta)
{
    static const struct {
        double x, a, b, below;
    } CASE[] = {
        {0.3, 0.5, 0.5, 0.36901011956554538},          {0.4, 2, 3, 0.52480000000000004},
        {0.33, 1000, 2000, 0.35063267613418342},       {0.501, 100000.0, 100000.0, 0.81445325544244325},
        {0.0005, 31, 43308, 0.034339866129881667},     {1e-07, 3, 10000000.0, 0.080301424662355111},
        {1e-10, 1, 9000000000.0, 0.59343034027769654}, {0.01, 100, 200, 3.827816088844985e-120},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        NEAR(dist_beta(CASE[i].x, CASE[i].a, CASE[i].b), CASE[i].below, 1e-12);
        NEAR(dist_beta_point(CASE[i].below, CASE[i].a, CASE[i].b), CASE[i].x, 1e-12);
    }
    for (double a = 1; a < 1e11; a *= 10)
        NEAR(dist_beta(0.5, a, a), 0.5, 1e-10);
    cr_assert(dist_beta(0, 2, 3) == 0 && dist_beta(1, 2, 3) == 1 && isnan(dist_beta(0.5, 0, 1)));
}

Test(dist, chi_square)
{
    static const struct {
        double v, df, tail;
    } CASE[] = {
        {9.75, 2, 0.0076350942188599616},     {772.651602827488, 2, 1.6627855018761178e-168},
        {1e-05, 1, 0.9974768716831944},       {1000, 1000, 0.49405285382923964},
        {5000, 4000, 1.6633156038804352e-25}, {1200, 3, 7.3316715915506779e-260},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        NEAR(dist_chi_square_tail(CASE[i].v, CASE[i].df), CASE[i].tail, 1e-12);
    NEAR(dist_chi_square_tail(3.841458820694124, 1), 0.05, 1e-12);
    cr_assert_eq(dist_chi_square_tail(0, 3), 1);
    cr_assert(isnan(dist_chi_square_tail(NAN, 3)) && isnan(dist_chi_square_tail(1, 0)));
}

Test(dist, normal)
{
    static const struct {
        double z, tail;
    } CASE[] = {
        {-1, 0.84134474606854295},   {0.5, 0.3085375387259869},    {3, 0.0013498980316300945},
        {8, 6.2209605742717841e-16}, {20, 2.7536241186062337e-89}, {37, 5.7255712225245768e-300},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        NEAR(dist_normal_tail(CASE[i].z), CASE[i].tail, 1e-13);
        NEAR(dist_normal_point(CASE[i].tail), CASE[i].z, 1e-14);
    }
    NEAR(dist_normal_tails(-1.959963984540054), 0.05, 1e-12);
    cr_assert_eq(dist_normal_tails(0), 1);
    cr_assert(isnan(dist_normal_point(-0.1)) && isnan(dist_normal_point(NAN)));
}

Test(dist, hypergeometric)
{
    static const struct {
        uint64_t k, good, bad, draws;
        double at, below, tail;
    } CASE[] = {
        {3, 12, 30, 20, 0.051279870319996205, 0.063724848736650468, 0.93627515126334953},
        {9, 30, 12, 22, 0.0, 0.0, 1.0},
        {108, 261, 4077, 2150, 0.0012293031264988281, 0.0038025750095020531, 0.99619742499049795},
        {0, 4, 94, 50, 0.053866256214911358, 0.053866256214911358, 0.94613374378508864},
        {500, 10000, 20000, 1600, 0.0041689143340474816, 0.03625712060113745, 0.96374287939886255},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        uint64_t k = CASE[i].k, good = CASE[i].good, bad = CASE[i].bad, draws = CASE[i].draws;
        NEAR(dist_hyper_at(k, good, bad, draws), CASE[i].at, 1e-12);
        NEAR(dist_hyper(k, good, bad, draws), CASE[i].below, 1e-12);
        NEAR(dist_hyper_tail(k, good, bad, draws), CASE[i].tail, 1e-12);
    }
    cr_assert(dist_hyper_at(0, 5, 5, 0) == 1 && dist_hyper_at(5, 5, 5, 10) == 1 && dist_hyper_at(6, 5, 5, 6) == 0);
}

Test(dist, binomial)
{
    static const struct {
        uint64_t k, n;
        double p, at, below, tail;
    } CASE[] = {
        {3, 10, 0.2, 0.20132659200000001, 0.87912611839999998, 0.12087388160000002},
        {0, 50, 0.01, 0.60500606713753664, 0.60500606713753664, 0.39499393286246336},
        {30, 43338, 0.0007, 0.072523524704451405, 0.52390948309927374, 0.47609051690072626},
        {1000, 2000, 0.5, 0.017839011145854321, 0.50891950557292716, 0.49108049442707284},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        uint64_t k = CASE[i].k, n = CASE[i].n;
        NEAR(dist_binomial_at(k, n, CASE[i].p), CASE[i].at, 1e-12);
        NEAR(dist_binomial(k, n, CASE[i].p), CASE[i].below, 1e-12);
        NEAR(dist_binomial_tail(k, n, CASE[i].p), CASE[i].tail, 1e-12);
        cr_assert_eq(dist_binomial_point(CASE[i].below * (1 - 1e-9), n, CASE[i].p), k);
        cr_assert_eq(dist_binomial_point(CASE[i].below * (1 + 1e-9), n, CASE[i].p), k + 1);
    }
    cr_assert(dist_binomial_at(0, 0, 0.3) == 1 && dist_binomial(3, 3, 0.3) == 1 && dist_binomial_tail(3, 3, 1) == 0);
    cr_assert(dist_binomial_at(0, 5, 0) == 1 && dist_binomial_at(5, 5, 1) == 1 && isnan(dist_binomial(1, 5, NAN)));
}

Test(dist, logarithms_of_tails_too_small_for_a_double)
{
    NEAR(dist_f_log_tail(3, 2, 30), log(dist_f_tail(3, 2, 30)), 1e-12);
    NEAR(dist_chi_square_log_tail(5, 3), log(dist_chi_square_tail(5, 3)), 1e-12);
    NEAR(dist_chi_square_log_tail(3000, 2), -1500, 1e-12);                /* exp(-v / 2) */
    NEAR(dist_f_log_tail(1e300, 2, 4), 2 * (log(2) - log(1e300)), 1e-12); /* (1 + f / 2)^-2 */
    cr_assert(dist_chi_square_log_tail(0, 2) == 0 && dist_f_log_tail(0, 2, 2) == 0 &&
              isnan(dist_f_log_tail(NAN, 2, 2)));
}
