/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fitcheck.h"

#include <criterion/criterion.h>
#include <math.h>

static double relative(double got, double want)
{
    return fabs(got - want) / fabs(want);
}

/* ---- CDNOW, as the R package BTYD has it ---- */

/* Customers of the 1/10 sample by day of their first purchase, from 1997-01-01 on; seen until 1997-09-30. */
static const int FIRST[84] = {18, 22, 17, 20, 23, 25, 32, 18, 24, 18, 25, 26, 28, 25, 22, 22, 22, 27, 29, 35, 25,
                              25, 29, 26, 27, 26, 29, 31, 33, 30, 22, 29, 30, 36, 36, 25, 43, 26, 31, 29, 33, 33,
                              25, 25, 25, 22, 35, 36, 34, 30, 25, 25, 32, 24, 37, 31, 36, 34, 30, 26, 31, 30, 32,
                              40, 29, 29, 28, 31, 30, 30, 26, 28, 32, 25, 34, 28, 31, 28, 21, 19, 24, 24, 33, 30};
static const int ACTUAL[8] = {1411, 439, 214, 100, 62, 38, 29, 64};

static const double BGNBD[] = {0.24259671553520, 4.41365892674055, 0.79298686915293, 2.42616427623443};
static const double PARETONBD[] = {0.55337102522882, 10.57951963453136, 0.60590738184374, 11.65811618438842};

/* T in weeks; the test does not depend on which customer has which x, so they are assigned in turn. */
static struct patterns cdnow(double unit)
{
    static double x[2357], T[2357], weight[2357];
    size_t n = 0, dealt = 0, bin = 0;
    for (int day = 0; day < 84; day++)
        for (int i = 0; i < FIRST[day]; i++)
            T[n++] = (272 - day) / unit;
    for (size_t i = 0; i < n; i++, dealt++) {
        while (bin < 7 && dealt == (size_t)ACTUAL[bin]) {
            bin++;
            dealt = 0;
        }
        x[i] = bin < 7 ? (double)bin : 7.0 + (double)(i % 23);
        weight[i] = 1;
    }
    return (struct patterns){.n = n, .x = x, .T = T, .weight = weight, .total = 2357};
}

Test(fitcheck, counts_of_cdnow)
{
    static const double bg[] = {1407.681664692, 460.3224551796, 192.4636638798, 101.1656766629,
                                59.8478606511,  38.12006497338, 25.54923103478};
    static const double pareto[] = {1434.034322338, 396.8909052243, 193.4989617808, 111.8148512089,
                                    69.99116689753, 45.85562309465, 30.93154522366, 73.98262423212};
    struct patterns p = cdnow(7);
    double actual[8], expected[8], sum = 0;
    cr_assert(fitcheck_counts(&FAMILY_PARETONBD, PARETONBD, &p, 8, actual, expected));
    for (int k = 0; k < 8; k++) {
        cr_assert_eq(actual[k], ACTUAL[k]);
        cr_assert_lt(relative(expected[k], pareto[k]), 1e-9, "%d: %.13g", k, expected[k]);
    }
    cr_assert(fitcheck_counts(&FAMILY_BGNBD, BGNBD, &p, 8, actual, expected));
    for (int k = 0; k < 8; k++) {
        sum += expected[k];
        cr_assert(k == 7 || relative(expected[k], bg[k]) < 1e-9, "%d: %.13g", k, expected[k]);
    }
    cr_assert_lt(relative(sum, 2357), 1e-13);
    /* BTYD's last bin of this model, 71.22628344252, ends at 29, the highest x; its others are open. */
    double to_29 = 0, all[31], more[31];
    cr_assert(fitcheck_counts(&FAMILY_BGNBD, BGNBD, &p, 31, all, more));
    for (int k = 7; k < 30; k++)
        to_29 += more[k];
    cr_assert_lt(relative(to_29, 71.22628344252), 1e-9);
    cr_assert_lt(relative(to_29 + more[30], expected[7]), 1e-12);
}

Test(fitcheck, tracking_of_cdnow)
{
    static const struct {
        size_t week;
        double bg, pareto;
    } rows[] = {{1, 4.405466433575, 4.215214704134},
                {10, 439.4350274386, 431.0633253975},
                {20, 1312.457788472, 1308.856192337},
                {21, 1387.346, 1385.275},
                {22, 1460.392, 1459.923},
                {23, 1531.713, 1532.906},
                {24, 1601.418, 1604.320},
                {25, 1669.599670218, 1674.252545583},
                {39, 2501.518836215, 2532.716349475},
                {52, 3134.08934165, 3191.111229822},
                {78, 4165.62947005, 4275.504219789}};
    static const double daily[] = {10.67, 12.67, 14.87, 17.24}; /* 1997-01-11 to 14, of the package lifetimes */
    struct patterns p = cdnow(7);
    double bg[78], pareto[78], days[14];
    cr_assert(fitcheck_tracking(&FAMILY_BGNBD, BGNBD, &p, 1, 78, bg));
    cr_assert(fitcheck_tracking(&FAMILY_PARETONBD, PARETONBD, &p, 1, 78, pareto));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double tolerance = rows[i].week > 20 && rows[i].week < 25 ? 4e-7 : 1e-9; /* three decimals */
        cr_assert_lt(relative(bg[rows[i].week - 1], rows[i].bg), tolerance, "week %zu", rows[i].week);
        cr_assert_lt(relative(pareto[rows[i].week - 1], rows[i].pareto), tolerance, "week %zu", rows[i].week);
    }
    const double in_days[] = {BGNBD[0], 7 * BGNBD[1], BGNBD[2], BGNBD[3]};
    p = cdnow(1);
    cr_assert(fitcheck_tracking(&FAMILY_BGNBD, in_days, &p, 1, 14, days));
    for (int i = 0; i < 4; i++)
        cr_assert_float_eq(days[10 + i], daily[i], 1e-2);
    cr_assert_lt(relative(days[6], bg[0]), 1e-12);
}

/* Gifts of 11,104 donors at six opportunities (tests of bgbb); BTYD's fit. */
Test(fitcheck, counts_of_donors_are_those_of_one_table)
{
    double x[] = {0, 1, 6}, t_x[] = {0, 3, 6}, T[] = {6, 6, 6}, weight[] = {10000, 1000, 104};
    struct patterns p = {.n = 3, .x = x, .t_x = t_x, .T = T, .weight = weight, .total = 11104};
    const double btyd[] = {1.203528, 0.7497260, 0.6567808, 2.783796};
    double actual[7], expected[7];
    cr_assert(fitcheck_counts(&FAMILY_BGBB, btyd, &p, 7, actual, expected));
    cr_assert_lt(relative(expected[1], 1888.67766635), 1e-6);
    cr_assert_lt(relative(expected[6], 1253.08886632), 1e-6);
    cr_assert(actual[0] == 10000 && actual[1] == 1000 && actual[6] == 104 && actual[2] == 0);
}

/* ---- known customers, under a model simple enough to add up by hand ---- */

static int looks;

static double odds(const double *parameter, double x, double t_x, double T)
{
    (void)parameter, (void)x, (void)T;
    return t_x == 0 ? INFINITY : log(t_x / 10) - log1p(-t_x / 10); /* P(alive) = t_x / 10, and 1 at 0 */
}
static void expected(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out)
{
    (void)t_x, (void)T;
    looks++;
    for (size_t i = 0; i < n; i++)
        out[i] = parameter[0] * (x + 1) * t[i];
}
static void pmf(const double *parameter, double x, double t_x, double T, double t, size_t n, double *out)
{
    (void)parameter, (void)t_x, (void)T, (void)t;
    cr_assert_eq(n, 1);
    out[0] = 1 / (x + 2);
}
static const struct family PLAIN = {.n = 1, .log_odds_alive = odds, .expected = expected, .pmf = pmf};

/* In the order of patterns: x, T, t_x, m. */
static double known_x[] = {0, 0, 1, 1, 1, 4}, known_T[] = {9, 9, 9, 9, 9, 12}, known_t_x[] = {0, 0, 2, 2, 7, 9.5};
static double known_m[] = {0, 3, 0, 2, 1, 5}, known_weight[] = {6, 2, 3, 1, 2, 1};
static const struct patterns KNOWN = {
    .n = 6, .x = known_x, .t_x = known_t_x, .T = known_T, .m = known_m, .weight = known_weight, .total = 15};

static void assert_bin(const struct fitcheck_bin *b, const double *want, const char *what)
{
    const double got[] = {b->customers, b->bought, b->expected, b->buyers, b->buying, b->alive};
    for (int i = 0; i < 6; i++)
        cr_assert_float_eq(got[i], want[i], 1e-12, "%s, %d: %.17g", what, i, got[i]);
}

/* customers, bought, expected (0.5 (x + 1) 4 each), buyers, buying (1 - 1 / (x + 2) each), alive */
static const double ZERO[] = {8, 6, 16, 2, 4, 8}, EARLY[] = {4, 2, 16, 1, 8.0 / 3, 0.8},
                    LATE[] = {2, 2, 8, 2, 4.0 / 3, 1.4}, FOUR[] = {1, 5, 10, 1, 5.0 / 6, 0.95}, NONE[6] = {0};

Test(fitcheck, hold_out_by_x)
{
    struct fitcheck_bin bin[3];
    looks = 0;
    fitcheck_by_x(&PLAIN, (double[]){0.5}, &KNOWN, 4, 3, bin);
    cr_assert_eq(looks, 4);
    assert_bin(&bin[0], ZERO, "0");
    double one[6];
    for (int i = 0; i < 6; i++)
        one[i] = EARLY[i] + LATE[i];
    assert_bin(&bin[1], one, "1");
    assert_bin(&bin[2], FOUR, "2 and more");
}

Test(fitcheck, hold_out_by_p_alive)
{
    struct fitcheck_bin bin[4];
    fitcheck_by_alive(&PLAIN, (double[]){0.5}, &KNOWN, 4, 4, bin);
    double last[6];
    for (int i = 0; i < 6; i++)
        last[i] = ZERO[i] + FOUR[i];
    assert_bin(&bin[0], EARLY, "0 to 1/4");
    assert_bin(&bin[1], NONE, "1/4 to 1/2");
    assert_bin(&bin[2], LATE, "1/2 to 3/4");
    assert_bin(&bin[3], last, "3/4 to 1");
}

Test(fitcheck, matrix_of_x_and_t_x)
{
    struct fitcheck_bin bin[3 * 2];
    fitcheck_by_x_and_t_x(&PLAIN, (double[]){0.5}, &KNOWN, 4, 3, 2, 3.5, bin);
    assert_bin(&bin[0], ZERO, "0 early");
    assert_bin(&bin[1], NONE, "0 late");
    assert_bin(&bin[2], EARLY, "1 early");
    assert_bin(&bin[3], LATE, "1 late");
    assert_bin(&bin[4], NONE, "more, early");
    assert_bin(&bin[5], FOUR, "more, late");
}

Test(fitcheck, without_a_hold_out_nothing_was_bought)
{
    struct patterns p = KNOWN;
    struct fitcheck_bin bin[1];
    p.m = NULL;
    fitcheck_by_x(&PLAIN, (double[]){0.5}, &p, 4, 1, bin);
    cr_assert(bin->customers == 15 && bin->bought == 0 && bin->buyers == 0 && bin->expected == 50);
}

Test(fitcheck, no_customers)
{
    struct patterns p = {0};
    double actual[3], counts[3], cumulative[2];
    cr_assert(fitcheck_counts(&FAMILY_BGNBD, BGNBD, &p, 3, actual, counts));
    cr_assert(fitcheck_tracking(&FAMILY_BGNBD, BGNBD, &p, 1, 2, cumulative));
    for (int i = 0; i < 2; i++)
        cr_assert(actual[i] == 0 && counts[i] == 0 && cumulative[i] == 0);
}
