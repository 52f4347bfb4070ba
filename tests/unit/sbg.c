/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference figures are evaluations with 30 to 50 digits. */
#include "btyd/sbg.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "btyd/betaratio.h"
#include "btyd/family.h"

static double relative(double got, double want)
{
    return fabs(got - want) / fabs(want);
}

/* Customers of a service left after 0 .. 7 years (Fader and Hardie 2007), and the parameters that fit them best. */
static const struct cohort {
    double left[8], alpha, beta;
    double survival[12], retention[5];
    double del, derl_1, derl_2, derl_5; /* at a rate of 0.1 a period */
} COHORTS[] = {
    {{1000, 869, 743, 653, 593, 551, 517, 491},
     0.668088351106446,
     3.80609496405827,
     {0.8506792627736, 0.7468594099725, 0.6697889831052, 0.6099191353314, 0.561834281101, 0.5222155692849,
      0.4889064197209, 0.4604396718204, 0.4357795900052, 0.4141723978717, 0.3950553431583, 0.3779990715974},
     {0.8506792627736, 0.8779565256327, 0.8968073162925, 0.9106138660326, 0.9211619189414},
     5.922253495783,
     5.414478845362,
     5.901377593805,
     6.89670668143},
    {{1000, 631, 468, 382, 326, 289, 262, 241},
     0.704077298473516,
     1.18204302620948,
     {0.6267060540839, 0.4738193217731, 0.3879739541144, 0.3320679110088, 0.2923470992013, 0.2624558184631,
      0.23902361403, 0.2200849665338, 0.2044107866146, 0.191190191019, 0.1798649924251, 0.1700374528115},
     {0.6267060540839, 0.7560471431312, 0.8188225686164, 0.8559025869836, 0.8803834682888},
     3.694908427512,
     2.964399270263,
     4.103139775084,
     5.894095361381},
};

Test(sbg, curves_of_the_paper)
{
    for (const struct cohort *c = COHORTS; c < COHORTS + 2; c++) {
        for (int t = 1; t <= 12; t++)
            cr_assert_lt(relative(sbg_survival(c->alpha, c->beta, t), c->survival[t - 1]), 1e-12, "%d", t);
        for (int t = 1; t <= 5; t++)
            cr_assert_lt(relative(sbg_retention(c->alpha, c->beta, t), c->retention[t - 1]), 1e-12, "%d", t);
        double delta = log1p(0.1);
        cr_assert_lt(relative(sbg_lifetime(c->alpha, c->beta, 0, delta), c->del), 1e-12);
        cr_assert_lt(relative(sbg_residual(c->alpha, c->beta, 1, delta), c->derl_1), 1e-12);
        cr_assert_lt(relative(sbg_residual(c->alpha, c->beta, 2, delta), c->derl_2), 1e-12);
        cr_assert_lt(relative(sbg_residual(c->alpha, c->beta, 5, delta), c->derl_5), 1e-12);
    }
}

/* ---- the fit ---- */

static void objective(const void *ctx, const double *theta, struct newton_value *v)
{
    const struct patterns *p = ctx;
    const double parameter[] = {exp(theta[0]), exp(theta[1])};
    struct family_value sum = {0};
    FAMILY_SBG.loglik(parameter, p, 0, p->n, &sum);
    family_value_copy(&sum, 2, v);
}

Test(sbg, cohorts_from_every_start)
{
    for (const struct cohort *c = COHORTS; c < COHORTS + 2; c++) {
        double x[8], T[8], weight[8], start[FAMILY_STARTS][FAMILY_PARAMETERS];
        for (int i = 0; i < 8; i++) { /* still there after 7, then the losses of each year */
            x[i] = i > 0;
            T[i] = i > 0 ? i : 7;
            weight[i] = i > 0 ? c->left[i - 1] - c->left[i] : c->left[7];
        }
        struct patterns p = {.n = 8, .x = x, .T = T, .weight = weight, .total = 1000};
        unsigned n = FAMILY_SBG.starts(&p, start);
        for (unsigned s = 0; s < n; s++) {
            struct newton_result r;
            newton_maximise(objective, &p, 2, (double[]){log(start[s][0]), log(start[s][1])}, &r);
            cr_assert_eq(r.verdict, NEWTON_OPTIMUM, "start %u", s);
            cr_assert_lt(relative(exp(r.theta[0]), c->alpha), 1e-6);
            cr_assert_lt(relative(exp(r.theta[1]), c->beta), 1e-6);
            newton_free(&r);
        }
    }
}

/* Gradient and Hessian of ln B(a + x, b + y) / B(a, b) in ln a and ln b. */
Test(sbg, derivatives_are_right_over_the_whole_domain)
{
    static const struct {
        double a, b, x, y;
        double want[6]; /* value, gradient, Hessian */
    } rows[] = {
        {0.668,
         3.8,
         0,
         7,
         {-0.71622764181839663, -0.67765110774968963, 0.45751386975909144, -0.60643410518455745, 0.40512666129865608,
          -0.18030894029312457}},
        {0.7,
         1.2,
         1,
         3,
         {-2.8795215983918315, 0.06785531467927115, 0.32249222776186737, -0.6855228309704545, 0.42278032174332747,
          -0.39088716754945316}},
        {0.001, 0.001, 1, 0, {-0.69314718055994531, 0.5, -0.5, -0.25, 0.25, -0.25}},
        {10000,
         10000,
         1,
         1,
         {-1.3863443598699323, 2.4998750062496875e-5, 2.4998750062496875e-5, -0.4999999993750625, 0.49997500187487501,
          -0.4999999993750625}},
        {10000,
         0.001,
         6000,
         0,
         {-4.7002236100202558e-4, 3.7503043953723864e-4, -4.7002234225050411e-4, -2.3442007503868079e-4,
          3.7503040906471417e-4, -4.700223047474632e-4}},
        {0.001,
         10000,
         0,
         10000,
         {-6.931721561830715e-4, -6.9317213118119893e-4, 5.0003746395396102e-4, -6.9317208117745628e-4,
          5.0003742644959162e-4, -2.5004995321948488e-4}},
        {9012.5,
         0.02,
         6000,
         1,
         {-13.538868652336191, -0.59233822160817819, 0.98979282835101698, -0.24473311277212929, 0.0079948199820975156,
          -0.010207153907357539}},
        {12,
         1000,
         40,
         9000,
         {-261.20397576855753, -9.5682194708640007, 6.7477163327022125, -19.158023905620327, 10.669716327770295,
          -4.6044228530732201}},
        {10000,
         10000,
         5000,
         5000,
         {-6931.6745423201738, 0.083336805555549286, 0.083336805555549286, -1666.7916734567901, 1666.7361125771605,
          -1666.7916734567901}},
        {0.001,
         50,
         10000,
         0,
         {-322.97685489959191, 1.0044725940165894, -265.66341931843651, 0.0044709716848162629, 0.0010050708863376827,
          -215.40987500155237}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double parameter[] = {rows[i].a, rows[i].b}, *want = rows[i].want;
        struct family_value v = {0};
        betaratio_add(&v, 1, parameter, 0, rows[i].x, rows[i].y);
        const double got[] = {v.value, v.gradient[0], v.gradient[1], v.hessian[0][0], v.hessian[0][1], v.hessian[1][1]};
        for (int k = 0; k < 6; k++)
            cr_assert_lt(fabs(got[k] - want[k]) / fmax(1, fabs(want[k])), 1e-11, "row %zu, %d: %.17g", i, k, got[k]);
        cr_assert_lt(fabs(got[0] - want[0]) / fmax(1, fabs(want[0])), 1e-14);
        cr_assert_eq(got[0], betaratio(rows[i].a, rows[i].b, rows[i].x, rows[i].y));
    }
}

Test(sbg, starts_where_nobody_or_everybody_is_lost)
{
    for (double lost = 0; lost <= 1; lost++) {
        double T = lost > 0 ? 1 : 12, weight = 50, start[FAMILY_STARTS][FAMILY_PARAMETERS];
        struct patterns p = {.n = 1, .x = &lost, .T = &T, .weight = &weight, .total = 50};
        for (unsigned i = 0, n = FAMILY_SBG.starts(&p, start); i < n; i++) {
            struct family_value v = {0};
            FAMILY_SBG.loglik(start[i], &p, 0, 1, &v);
            cr_assert(start[i][0] > 0 && start[i][1] > 0 && isfinite(v.value));
        }
    }
}

/* ---- what to expect ---- */

Test(sbg, predictions_are_right_over_the_whole_domain)
{
    static const struct {
        double alpha, beta, n, t, delta;
        int k;
        double survive, renewals, lifetime, dert, pmf;
    } rows[] = {
        {0.668, 3.806, 0, 12, 0.1, 5, 0.378040420182090413, 6.5340568716810882, 5.75392422133919437,
         4.75392422133919437, 0.0396166852099120638},
        {0.704, 1.182, 4, 12, 0.1, 3, 0.424160337817841243, 7.11460447427752694, 6.17096842528401227,
         5.17096842528401227, 0.0570287840162562011},
        {0.001, 0.001, 0, 10, 0.1, 1, 0.498588664927779876, 4.99037561355628282, 5.74300894759915685,
         4.74300894759915685, 4.99001996007984042e-4},
        {10000, 10000, 10, 5, 0.001, 2, 0.0313438050441420415, 0.969706149863278073, 1.99909961181563665,
         0.99909961181563665, 0.125056181603874985},
        {0.001, 10000, 100, 10000, 1e-06, 9999, 0.999312027764968629, 9996.16792600187131, 995940.445186030911,
         995939.445186030911, 4.97194899131782004e-8},
        {2.5, 10000, 3, 10000, 0.001, 100, 0.176859554762445465, 4310.18555072453557, 812.102611577096699,
         811.102611577096699, 2.41314154980014063e-4},
        {1, 1, 9999, 10000, 0.0001, 10000, 0.5, 6931.22181184945309, 5963.97363989860719, 5962.97363989860719, 0.5},
        {3, 0.01, 0, 4, 3, 0, 1.68136057874582828e-4, 0.00466288720396146153, 1.00016752220301662,
         1.67522203016619572e-4, 0.996677740863787375},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double parameter[] = {rows[i].alpha, rows[i].beta};
        double got[2], n = rows[i].n, t = rows[i].t;
        static double chance[10001];
        FAMILY_SBG.alive_in(parameter, 0, 0, n, &t, 1, got);
        FAMILY_SBG.expected(parameter, 0, 0, n, &t, 1, got + 1);
        FAMILY_SBG.pmf(parameter, 0, 0, n, t, (size_t)rows[i].k + 1, chance);
        cr_assert_lt(relative(got[0], rows[i].survive), 1e-12, "row %zu", i);
        cr_assert_lt(relative(got[1], rows[i].renewals), 1e-12, "row %zu", i);
        cr_assert_lt(relative(sbg_lifetime(parameter[0], parameter[1], n, rows[i].delta), rows[i].lifetime), 1e-12);
        cr_assert_lt(relative(FAMILY_SBG.dert(parameter, 0, 0, n, rows[i].delta), rows[i].dert), 1e-12, "row %zu", i);
        cr_assert_lt(relative(chance[rows[i].k], rows[i].pmf), 1e-12, "row %zu", i);
    }
}

/* alpha = 3, beta = 5: S(t) = 5 6 7 / ((5 + t) (6 + t) (7 + t)), whose sum from t = 1 on is 5/2. */
Test(sbg, remaining_lifetime)
{
    double renewals;
    cr_assert(sbg_remaining(3, 5, 0, &renewals));
    cr_assert_float_eq(renewals, 2.5, 1e-15);
    cr_assert_float_eq(sbg_renewals(3, 5, 0, 2), 210.0 / 336 + 210.0 / 504, 1e-15);
    cr_assert_float_eq(sbg_renewals(3, 5, 0, 1e5), 2.5, 1e-7);
    cr_assert_float_eq(sbg_lifetime(3, 5, 0, 1e-7), 3.5, 1e-5);
    cr_assert(sbg_remaining(3, 5, 4, &renewals));
    cr_assert_float_eq(renewals, 4.5, 1e-15);
    cr_assert(!sbg_remaining(1, 5, 0, &renewals));
}

Test(sbg, what_is_lost_is_lost)
{
    const double parameter[] = {0.7, 1.2}, t = 3;
    double v, chance[5], sum = 0;
    cr_assert_eq(FAMILY_SBG.log_odds_alive(parameter, 1, 0, 4), -INFINITY);
    cr_assert_eq(FAMILY_SBG.log_odds_alive(parameter, 0, 0, 4), INFINITY);
    FAMILY_SBG.alive_in(parameter, 1, 0, 4, &t, 1, &v);
    cr_assert_eq(v, 0);
    FAMILY_SBG.expected(parameter, 1, 0, 4, &t, 1, &v);
    cr_assert_eq(v, 0);
    cr_assert_eq(FAMILY_SBG.dert(parameter, 1, 0, 4, 0.1), 0);
    FAMILY_SBG.pmf(parameter, 1, 0, 4, 3, 5, chance);
    cr_assert(chance[0] == 1 && chance[1] == 0);
    FAMILY_SBG.pmf(parameter, 0, 0, 4, 3, 5, chance);
    for (int k = 0; k < 5; k++)
        sum += chance[k];
    cr_assert_float_eq(sum, 1, 1e-14);
    cr_assert_eq(chance[4], 0);
}
