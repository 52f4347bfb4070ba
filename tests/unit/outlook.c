/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/outlook.h"

#include <criterion/criterion.h>
#include <math.h>

#include "btyd/clv.h"
#include "btyd/sbg.h"

#define NEAR(got, want, relative)                                                                        \
    do {                                                                                                 \
        double got_ = (got), want_ = (want);                                                             \
        cr_assert(fabs(got_ - want_) <= (relative)*fabs(want_), #got ": %.17g, not %.17g", got_, want_); \
    } while (0)

static const double BGNBD[] = {0.243, 4.414, 0.793, 2.426};

/* 30-digit evaluations of the closed forms (CDNOW customer 9, in weeks; chances of a new customer). */
Test(outlook, each_answer_in_its_place)
{
    const double alive_in[] = {1e-9, 39}, horizon[] = {52, 39};
    struct outlook o = {&FAMILY_BGNBD, .alive_in = alive_in, .alive_ins = 2, .horizon = horizon, .horizons = 2,
                        .chances = 3,  .present = true,      .step = 13,     .residual = true,   .delta = 0.01};
    double row[64], expected[4], chance[3], t[] = {13, 26, 39, 52};
    cr_assert(outlook_plan(&o));
    cr_assert_eq(o.size, 1 + 2 + 2 + 6 + 2 + 1);
    cr_assert_eq(o.times, 4, "13 26 39 52, each once");
    cr_assert_leq(o.room, 64);
    outlook_at(&o, BGNBD, 2, 35.71, 38.86, row);
    NEAR(outlook_from_scale(OUTLOOK_ODDS, row[0]), 0.7847906126142, 1e-12);
    NEAR(row[o.at_alive_in], 0.7847906126142, 1e-9);
    cr_assert_lt(row[o.at_alive_in + 1], row[o.at_alive_in]);
    NEAR(row[o.at_expected], 1.683602444314, 1e-12);
    NEAR(row[o.at_expected + 1], 1.324255134928, 1e-12);
    FAMILY_BGNBD.pmf(BGNBD, 2, 35.71, 38.86, 39, 3, chance);
    for (int n = 0; n < 3; n++)
        cr_assert_eq(row[o.at_chance + 3 + (size_t)n], chance[n]);
    FAMILY_BGNBD.expected(BGNBD, 2, 35.71, 38.86, t, 4, expected);
    double present = 0;
    for (int k = 0; k < 4; k++) {
        present += (expected[k] - (k ? expected[k - 1] : 0)) * exp(-0.01 * t[k]);
        if (k == 2)
            NEAR(row[o.at_present + 1], present, 1e-13);
    }
    NEAR(row[o.at_present], present, 1e-13);
    cr_assert_eq(row[o.at_residual], FAMILY_BGNBD.dert(BGNBD, 2, 35.71, 38.86, 0.01));
    outlook_free(&o);
}

/* A horizon that is not a multiple of the step ends with a shorter step. */
Test(outlook, the_last_step_is_shorter)
{
    const double horizon[] = {10};
    struct outlook o = {&FAMILY_BGNBD, .horizon = horizon, .horizons = 1, .present = true, .step = 4, .delta = 0.5};
    double row[32], expected[3], t[] = {4, 8, 10};
    cr_assert(outlook_plan(&o));
    cr_assert_eq(o.times, 3);
    outlook_at(&o, BGNBD, 0, 0, 30, row);
    FAMILY_BGNBD.expected(BGNBD, 0, 0, 30, t, 3, expected);
    NEAR(row[o.at_present],
         expected[0] * exp(-2) + (expected[1] - expected[0]) * exp(-4) + (expected[2] - expected[1]) * exp(-5), 1e-14);
    cr_assert_eq(row[o.at_expected], expected[2]);
    outlook_free(&o);
}

Test(outlook, new_customers)
{
    const double horizon[] = {39}, known[] = {0.573786352096, 0.1993952808359, 0.08542975953906, 0.045860353848};
    struct outlook o = {&FAMILY_BGNBD, .newcomer = true, .horizon = horizon, .horizons = 1, .chances = 4};
    double row[16];
    cr_assert(outlook_plan(&o));
    cr_assert_eq(o.at_expected, 0, "no P(alive)");
    outlook_at(&o, BGNBD, 0, 0, 0, row);
    for (size_t n = 0; n < 4; n++)
        NEAR(row[o.at_chance + n], known[n], 1e-11);
    outlook_free(&o);
}

Test(outlook, contracts)
{
    const double m[] = {0.668088351106446, 3.80609496405827}, alive_in[] = {2};
    struct outlook o = {&FAMILY_SBG, .alive_in = alive_in, .alive_ins = 1, .residual = true, .delta = log(1.1)};
    double row[16];
    cr_assert(outlook_plan(&o));
    outlook_at(&o, m, 0, 0, 1, row);
    NEAR(row[0], 0.8506792627736, 1e-12); /* 30-digit evaluations, high-end customers */
    NEAR(row[1], 0.8779565256327, 1e-12);
    cr_assert(isinf(row[2]), "with alpha < 1 the renewals have no end");
    NEAR(row[o.at_alive_in], 0.6697889831052 / 0.8506792627736, 1e-12);
    NEAR(row[o.at_residual + 1], 5.901377593805, 1e-12);
    outlook_at(&o, m, 1, 0, 1, row);
    cr_assert(row[1] == 0 && row[2] == 0 && row[o.at_alive_in] == 0 && row[o.at_residual] == 0, "who is lost");
    outlook_free(&o);
}

Test(outlook, scales)
{
    const double horizon[] = {1}, alive_in[] = {1};
    struct outlook o = {&FAMILY_BGNBD, .alive_in = alive_in, .alive_ins = 1,   .horizon = horizon,
                        .horizons = 1, .chances = 1,         .residual = true, .delta = 1};
    const enum outlook_scale scale[] = {OUTLOOK_ODDS, OUTLOOK_SHARE, OUTLOOK_AMOUNT, OUTLOOK_SHARE, OUTLOOK_AMOUNT};
    cr_assert(outlook_plan(&o));
    cr_assert_eq(o.size, 5);
    for (size_t i = 0; i < 5; i++)
        cr_assert_eq(outlook_scale(&o, i), scale[i], "place %zu", i);
    outlook_free(&o);
    NEAR(outlook_from_scale(OUTLOOK_SHARE, outlook_to_scale(OUTLOOK_SHARE, 0.3)), 0.3, 1e-15);
    NEAR(outlook_from_scale(OUTLOOK_AMOUNT, outlook_to_scale(OUTLOOK_AMOUNT, 30)), 30, 1e-15);
    cr_assert_eq(outlook_from_scale(OUTLOOK_SHARE, outlook_to_scale(OUTLOOK_SHARE, 1)), 1);
    cr_assert_eq(outlook_from_scale(OUTLOOK_SHARE, outlook_to_scale(OUTLOOK_SHARE, 0)), 0);
}

/* One-time buyers of the BG/NBD are certainly alive, and can be lost only after a purchase: the probability of no
 * purchase within the wait, by the counts, is the one that the wait was computed for. */
Test(outlook, the_wait_agrees_with_the_counts)
{
    for (double chance = 0.05; chance < 1; chance += 0.15) {
        double none, wait = outlook_wait(BGNBD, 0, 38.86, chance);
        FAMILY_BGNBD.pmf(BGNBD, 0, 0, 38.86, wait, 1, &none);
        NEAR(1 - none, chance, 1e-12);
    }
    const double seldom[] = {0.01, 4};
    cr_assert(isinf(outlook_wait(seldom, 0, 1, 1 - 1e-16)), "5 x 1e1600 are too many");
    cr_assert(outlook_waits(&FAMILY_NBD) && !outlook_waits(&FAMILY_BGBB) && !outlook_waits(&FAMILY_SBG));
}

/* Customers who may be lost: the counts give again the probability that they come within those days. Under Pareto/NBD
 * it is the first whole day on which this probability is reached. */
Test(outlook, days_until_they_come_again_agree_with_the_counts)
{
    const double pareto[] = {0.55, 10.6, 0.61, 11.7}, unit = 7;
    for (double chance = 0.05; chance < 0.7; chance += 0.15) {
        double none, before, days = outlook_again(&FAMILY_MBGNBD, BGNBD, 2, 30.43, 38.86, chance, unit, 1e6);
        FAMILY_MBGNBD.pmf(BGNBD, 2, 30.43, 38.86, days / unit, 1, &none);
        NEAR(1 - none, chance, 1e-12);
        days = outlook_again(&FAMILY_PARETONBD, pareto, 2, 30.43, 38.86, chance, unit, 1e6);
        FAMILY_PARETONBD.pmf(pareto, 2, 30.43, 38.86, days / unit, 1, &none);
        FAMILY_PARETONBD.pmf(pareto, 2, 30.43, 38.86, (days - 1) / unit, 1, &before);
        cr_assert(days == floor(days) && 1 - none >= chance && 1 - before < chance, "%g: %g days", chance, days);
        cr_assert(isinf(outlook_again(&FAMILY_PARETONBD, pareto, 2, 30.43, 38.86, chance, unit, days - 1)));
    }
}

Test(outlook, who_is_gone_does_not_come_again)
{
    const double pareto[] = {0.55, 10.6, 0.61, 11.7};
    cr_assert(isinf(outlook_again(&FAMILY_BGNBD, BGNBD, 20, 60, 700, 0.5, 1, 1e6)));
    cr_assert(isinf(outlook_again(&FAMILY_PARETONBD, pareto, 20, 60, 700, 0.5, 1, 1e6)));
    NEAR(outlook_again(&FAMILY_NBD, BGNBD, 20, 60, 700, 0.5, 1, 1e6), outlook_wait(BGNBD, 20, 700, 0.5), 1e-15);
}
