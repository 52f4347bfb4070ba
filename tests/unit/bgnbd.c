/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BG/NBD, MBG/NBD and NBD against figures of many digits. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "btyd/buyer.h"
#include "btyd/family.h"
#include "stats/special.h"

/* Evaluated in arithmetic of 50 to 450 digits at the doubles nearest to these decimals, by forms that the library does
 * not use: P(alive) in t as 2F1(R, a; a + b; -u); expected purchases by the closed form in 2F1, around its poles;
 * chances by gamma functions and 1 minus a sum; discounted purchases as the mean over lambda of lambda/delta 2F1(1, a;
 * a + b; -lambda/delta). Columns: family, function, parameters, x, t_x, T, t or delta, n. */
static const struct row {
    const char *family, *function;
    double parameter[FAMILY_PARAMETERS];
    double x, t_x, T, t;
    unsigned n;
    double value;
} ROWS[] = {
    {"bgnbd", "expected", {0.11, 2.24, 0.31, 0.5}, 0, 0, 1, 30, 0, 0.56458861553278470387},
    {"bgnbd", "expected", {0.11, 2.24, 0.31, 0.5}, 1, 0.5, 1, 30, 0, 3.5103606164041719376},
    {"bgnbd", "expected", {0.5, 6, 1, 2}, 3, 20, 30, 30, 0, 1.2758077471103803348},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 300, 299, 300, 39, 0, 36.402900575283356184},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 5000, 3650, 3650, 1, 0, 1.3679096514833211052},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 39, 0, 1.2260281747671444631},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 26, 30.86, 31, 10000, 0, 286.60941388484316453},
    {"bgnbd", "expected", {0.001, 0.001, 0.001, 0.001}, 0, 0, 0.01, 10000, 0, 448.80797760683499238},
    {"bgnbd", "expected", {10000, 0.001, 0.001, 0.001}, 0, 0, 0.01, 10000, 0, 4444302289.1036432019},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 52, 0, 1.4460505953964037707},
    {"bgnbd", "expected", {0.16, 1.86, 1.85, 3.18}, 0, 0, 0, 10000, 0, 3.0183129061711228344},
    {"mbgnbd", "expected", {0.525, 6.183, 0.891, 1.614}, 0, 0, 0, 1, 0, 0.053084795263701842742},
    {"bgnbd", "alive_in", {0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 52, 0, 0.53164618941630066382},
    {"bgnbd", "alive_in", {0.001, 0.001, 0.001, 0.001}, 3, 0.005, 0.01, 10000, 0, 0.98334385830831239753},
    {"bgnbd", "alive_in", {50, 0.01, 20, 0.001}, 7, 0.005, 0.01, 30, 0, 1.9973672951947010948e-81},
    {"bgnbd", "log_odds", {0.243, 4.414, 0.793, 2.426}, 10000, 1, 10000, 0, 0, -75210.320214754812449},
    {"mbgnbd", "log_odds", {0.525, 6.183, 0.891, 1.614}, 0, 0, 38.86, 0, 0, -0.44842592785176692998},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 365, 170, 0.000010393552707195688352},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 365, 200, 5.4789678247712821195e-6},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 365, 3000, 1.6202209263738558766e-22},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 39, 4, 0.04354496909164383623},
    {"mbgnbd", "pmf", {0.525, 6.183, 0.891, 1.614}, 0, 0, 0, 39, 0, 0.58247318949328895016},
    {"mbgnbd", "pmf", {0.525, 6.183, 0.891, 1.614}, 0, 0, 0, 39, 10, 0.003626187795290027985},
    {"bgnbd", "dert", {0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 0.0028846153846153843, 0, 4.9676719759775781652},
    {"bgnbd", "dert", {0.243, 4.414, 0.793, 2.426}, 26, 30.86, 31, 0.0028846153846153843, 0, 68.633996500068992764},
    {"mbgnbd", "dert", {0.525, 6.183, 0.891, 1.614}, 2, 30.43, 38.86, 0.0028846153846153843, 0, 4.7457718544694349862},
    {"bgnbd", "loglik", {0.25, 4, 0.8, 2.5}, 200, 38, 40, 0, 0, 100.79569309270645176},
    {"bgnbd", "loglik", {10000, 10000, 0.001, 10000}, 10000, 9000, 9999, 0, 0, -8991.2925760083603748},
    {"mbgnbd", "loglik", {0.525, 6.183, 0.891, 1.614}, 29, 37.71, 38, 0, 0, -44.407736026992388837},
    {"nbd", "loglik", {0.3848, 12.07}, 2, 30.43, 38.86, 0, 0, -9.0443878770106154417},
    {"nbd", "pmf", {0.3848, 12.07}, 2, 30.43, 38.86, 39, 3, 0.12398887041665318745},
    {"nbd", "pmf", {10000, 0.001}, 10000, 30.43, 100, 100, 19900, 0.0017672718571678003563},
    {"mbgnbd", "expected", {1149, 995.5, 294.1, 1.455}, 5, 58.66, 60.16, 0.03671, 0, 0.00016669116919449910719},
    {"mbgnbd", "alive_in", {0.00983, 5.9, 1709, 27.62}, 38, 83.71, 83.86, 0.0881, 0, 0.033552518472664037512},
    {"bgnbd", "dert", {663.6, 0.002768, 0.001777, 1435}, 15, 4.348, 4.397, 0.01193, 0, 12852.745393118604165},
    {"mbgnbd", "pmf", {3.151, 43.37, 1.59, 0.08854}, 0, 0, 176.5, 0.7792, 3, 3.7798493194919723483e-11},
    {"mbgnbd", "loglik", {0.001615, 8.75, 0.005695, 0.005684}, 0, 0, 1213, 0.01008, 0, -0.003976422722671684714},
    {"bgnbd", "expected", {3085, 0.002324, 0.4249, 91.68}, 1, 467.5, 468.9, 0.03333, 0, 0.0045529405382374490854},
    {"mbgnbd", "alive_in", {0.001277, 0.7419, 2884, 0.008753}, 1, 605, 605.5, 22.69, 0, 0.00033675333550421043711},
    {"mbgnbd", "expected", {3.648, 7888, 243.6, 0.8602}, 1, 0.009095, 0.01007, 7065, 0, 0.0072651932846728241719},
    {"mbgnbd", "dert", {0.001167, 18.72, 648.7, 0.5049}, 1, 0.0123, 0.01239, 0.0308, 0, 0.001186001568684276405},
    {"bgnbd", "pmf", {5175, 2.433, 10.52, 1163}, 1, 805, 806.9, 0.1377, 70, 2.3424349573904634197e-108},
    {"bgnbd", "loglik", {64.39, 0.5218, 2.386, 0.003544}, 1, 0.2553, 0.2694, 0.3482, 0, -21.229431305905930473},
    {"mbgnbd", "expected", {0.1133, 0.01691, 110.3, 0.00303}, 0, 0, 0.4801, 3193, 0, 0.000011894278196280282339},
    {"bgnbd",
     "alive_in",
     {174.9, 0.003048, 0.7586, 0.05539},
     1,
     0.03573,
     0.03574,
     5.036,
     0,
     0.000031139496635834638916},
    {"mbgnbd", "expected", {39.68, 68.95, 12.33, 0.009604}, 1, 139.1, 160.6, 0.01341, 0, 3.552955903652874448e-6},
    {"bgnbd", "alive_in", {2.375, 129.9, 0.1707, 9897}, 0, 0, 2519, 264.6, 0, 0.99999590831970576556},
    {"bgnbd", "dert", {357.2, 2541, 0.2903, 62.52}, 3050, 4628, 4628, 0.009993, 0, 47.348736080358487845},
    {"bgnbd", "pmf", {23.7, 0.4746, 11.99, 18.28}, 1, 1790, 1900, 2.141, 68, 5.6864842614686119814e-187},
    {"mbgnbd", "loglik", {1.212, 738.9, 0.003859, 178.4}, 254, 0.0136, 0.01361, 0.04757, 0, -520.28541289636098706},
    {"mbgnbd", "expected", {0.06177, 0.0012, 0.128, 55.84}, 2, 90.4, 91.19, 2241, 0, 47.785053451484716687},
    {"mbgnbd", "alive_in", {0.6812, 0.05678, 27.49, 422.7}, 1, 1.965, 2.025, 0.7924, 0, 0.90091072336127481993},
    {"bgnbd", "expected", {0.008747, 0.2852, 1860, 0.001923}, 1, 0.04678, 0.04753, 3584, 0, 1.0319866791153551828e-6},
    {"mbgnbd", "alive_in", {0.4763, 4.363, 50.7, 103.3}, 48, 0.02806, 0.02806, 1726, 0, 8.2147457533247820028e-84},
    {"bgnbd", "dert", {55.95, 0.09279, 0.3016, 35.08}, 366, 5.358, 5.358, 0.2083, 0, 315.2642784852850834},
    {"bgnbd", "pmf", {285, 378.4, 7728, 0.006414}, 1, 5362, 5633, 0.1571, 15, 6.9296414521701517688e-100},
    {"bgnbd", "loglik", {99.9, 192.9, 5.545, 0.001792}, 1, 2.126, 2.297, 2738, 0, -1.7639907537299760843},
    {"bgnbd", "expected", {0.7471, 1772, 0.5198, 1.424}, 0, 0, 1.823, 25.88, 0, 0.010863260320673677295},
    {"mbgnbd", "alive_in", {1.762, 36.25, 0.02718, 113.1}, 0, 0, 0.1904, 2511, 0, 0.98200064181476684009},
    {"bgnbd", "expected", {6942, 5.737, 343.2, 0.1749}, 66, 10.67, 10.67, 1.128, 0, 0.19045850379894798996},
    {"mbgnbd", "alive_in", {238.6, 2.583, 0.001581, 461.3}, 1, 15.03, 15.8, 3134, 0, 0.90517834918269937198},
    {"mbgnbd", "dert", {0.01098, 4.127, 116.1, 758.3}, 6067, 29.77, 29.77, 0.1075, 0, 57.209116870391047609},
    {"mbgnbd", "pmf", {4.86, 0.1074, 126.4, 29.66}, 11, 0.7406, 0.7416, 1179, 178, 1.4510160168035584065e-59},
    {"bgnbd", "loglik", {0.1353, 0.009729, 6.501, 0.08142}, 0, 0, 10.45, 42.79, 0, -0.94441790927812777464},
    {"bgnbd", "expected", {5.865, 0.002031, 2639, 6.427}, 0, 0, 139.9, 0.02485, 0, 0.0010411331829605870816},
    {"mbgnbd", "alive_in", {0.7878, 4989, 2910, 0.07665}, 3, 2387, 2543, 3312, 0, 0.00024575680404552555083},
    {"mbgnbd", "expected", {0.005758, 0.8645, 0.001607, 0.06631}, 0, 0, 0.1461, 0.231, 0, 0.0012847703976612464387},
    {"mbgnbd", "alive_in", {0.1797, 0.3072, 21.8, 0.005422}, 28, 201.7, 202.4, 1872, 0, 1.6504335608528676251e-16},
};

static double log_likelihood(const struct family *f, const struct row *r)
{
    double x = r->x, t_x = r->t_x, T = r->T, weight = 1;
    struct patterns p = {.n = 1, .x = &x, .t_x = &t_x, .T = &T, .weight = &weight, .total = 1};
    static struct family_value v;
    memset(&v, 0, sizeof v);
    f->loglik(r->parameter, &p, 0, 1, &v);
    return v.value;
}

static double value_of(const struct family *f, const struct row *r)
{
    static double out[20000];
    memset(out, 0, sizeof out);
    if (strcmp(r->function, "loglik") == 0)
        return log_likelihood(f, r);
    if (strcmp(r->function, "log_odds") == 0)
        return f->log_odds_alive(r->parameter, r->x, r->t_x, r->T);
    if (strcmp(r->function, "dert") == 0)
        return f->dert(r->parameter, r->x, r->t_x, r->T, r->t);
    if (strcmp(r->function, "alive_in") == 0)
        f->alive_in(r->parameter, r->x, r->t_x, r->T, &r->t, 1, out);
    else if (strcmp(r->function, "expected") == 0)
        f->expected(r->parameter, r->x, r->t_x, r->T, &r->t, 1, out);
    else if (strcmp(r->function, "pmf") == 0)
        f->pmf(r->parameter, r->x, r->t_x, r->T, r->t, r->n + 5, out);
    else
        cr_assert(false, "no function %s", r->function);
    return out[r->n];
}

Test(bgnbd, many_digits)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const struct row *r = &ROWS[i];
        double v = value_of(family_find(r->family), r);
        cr_expect(fabs(v - r->value) <= 1e-11 * fabs(r->value), "row %zu: %s %s: %.17g, not %.17g, off by %.1e", i,
                  r->family, r->function, v, r->value, fabs(v / r->value - 1));
    }
}

/* "30-digit evaluation of the closed form", the customers of CDNOW in the papers' spreadsheets. */
static const struct row CDNOW[] = {
    {"bgnbd", "loglik", {0.243, 4.414, 0.793, 2.426}, 2, 30.43, 38.86, 0, 0, -9.458606307066},
    {"bgnbd", "loglik", {0.243, 4.414, 0.793, 2.426}, 3, 28.29, 38.71, 0, 0, -12.52711392771},
    {"bgnbd", "loglik", {0.243, 4.414, 0.793, 2.426}, 1, 0.29, 38.14, 0, 0, -4.198897449396},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 1, 5, 38.86, 39, 0, 0.301556224815},
    {"bgnbd", "expected", {0.243, 4.414, 0.793, 2.426}, 29, 37.71, 38, 52, 0, 25.06032082808},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 39, 0, 0.573786352096},
    {"bgnbd", "pmf", {0.243, 4.414, 0.793, 2.426}, 0, 0, 0, 39, 3, 0.045860353848},
    {"mbgnbd", "loglik", {0.525, 6.183, 0.891, 1.614}, 2, 30.43, 38.86, 0, 0, -9.485551314534},
    {"mbgnbd", "loglik", {0.525, 6.183, 0.891, 1.614}, 7, 29.43, 38.86, 0, 0, -21.7765222489},
    {"mbgnbd", "expected", {0.525, 6.183, 0.891, 1.614}, 0, 0, 38.86, 39, 0, 0.1540127466751},
    {"mbgnbd", "expected", {0.525, 6.183, 0.891, 1.614}, 29, 37.71, 38, 52, 0, 23.55257068998},
    {"mbgnbd", "pmf", {0.525, 6.183, 0.891, 1.614}, 0, 0, 0, 39, 7, 0.009240696566743},
};

Test(bgnbd, customers_of_cdnow)
{
    for (size_t i = 0; i < sizeof CDNOW / sizeof *CDNOW; i++) {
        double v = value_of(family_find(CDNOW[i].family), &CDNOW[i]);
        cr_expect(fabs(v / CDNOW[i].value - 1) <= 1e-11, "row %zu: %.14g, not %.14g", i, v, CDNOW[i].value);
    }
}

Test(bgnbd, alive_for_certain)
{
    const double m[] = {0.243, 4.414, 0.793, 2.426}, t[] = {0, 10};
    double alive[2], expected[2];
    cr_assert_eq(FAMILY_BGNBD.log_odds_alive(m, 0, 0, 38.86), INFINITY, "no chance to be lost yet");
    cr_assert_float_eq(special_expit(FAMILY_BGNBD.log_odds_alive(m, 7, 29.43, 38.86)), 0.6417563459461, 1e-13);
    FAMILY_BGNBD.alive_in(m, 0, 0, 38.86, t, 2, alive);
    cr_assert_eq(alive[0], 1);
    cr_assert_lt(alive[1], 1);
    FAMILY_BGNBD.expected(m, 3, 20, 30, t, 2, expected);
    cr_assert_eq(expected[0], 0);
    FAMILY_NBD.alive_in(m, 0, 0, 38.86, t, 2, alive);
    cr_assert_eq(alive[1], 1);
}

Test(bgnbd, without_loss_it_is_the_nbd)
{
    const double m[] = {0.5, 7, 1e-12, 1e3}, t = 26;
    double bg, nbd;
    struct row r = {"", "", {0.5, 7, 1e-12, 1e3}, 4, 11, 39, 0, 0, 0};
    cr_assert_float_eq(log_likelihood(&FAMILY_BGNBD, &r), log_likelihood(&FAMILY_NBD, &r), 1e-11);
    FAMILY_BGNBD.expected(m, 4, 11, 39, &t, 1, &bg);
    FAMILY_NBD.expected(m, 4, 11, 39, &t, 1, &nbd);
    cr_assert_float_eq(bg, nbd, 1e-9);
    cr_assert_float_eq(nbd, 4.5 / 46 * 26, 1e-14);
    cr_assert_float_eq(FAMILY_NBD.dert(m, 4, 11, 39, 0.01), 4.5 / 46 / 0.01, 1e-11);
}

Test(bgnbd, chances_of_thousands_add_up)
{
    static double pmf[20000];
    const double m[] = {2, 1, 0.05, 3};
    const size_t n = sizeof pmf / sizeof *pmf;
    double sum = 0, mean = 0, expected, t = 300;
    FAMILY_MBGNBD.pmf(m, 12, 25, 26, t, n, pmf);
    for (size_t i = n; i-- > 0;) {
        sum += pmf[i];
        mean += (double)i * pmf[i];
    }
    FAMILY_MBGNBD.expected(m, 12, 25, 26, &t, 1, &expected);
    cr_assert_float_eq(sum, 1, 1e-12);
    cr_assert_float_eq(mean, expected, 1e-10 * expected);
}

/* ---- fits ---- */

struct data {
    const struct family *family;
    const struct patterns *p;
};

static void objective(const void *ctx, const double *theta, struct newton_value *v)
{
    const struct data *data = ctx;
    double m[FAMILY_PARAMETERS];
    struct family_value sum = {0};
    for (unsigned i = 0; i < data->family->n; i++)
        m[i] = exp(theta[i]);
    data->family->loglik(m, data->p, 0, data->p->n, &sum);
    family_value_copy(&sum, data->family->n, v);
}

static struct newton_result fit_from(const struct family *f, const struct patterns *p, const double *parameter)
{
    struct data data = {f, p};
    struct newton_result r;
    double theta[FAMILY_PARAMETERS];
    for (unsigned i = 0; i < f->n; i++)
        theta[i] = log(parameter[i]);
    newton_maximise(objective, &data, f->n, theta, &r);
    return r;
}

enum { CUSTOMERS = 600 };
struct crowd {
    double x[CUSTOMERS], t_x[CUSTOMERS], T[CUSTOMERS], weight[CUSTOMERS];
};

static struct patterns simulate(struct crowd *c, const struct buyer_model *m, uint64_t seed)
{
    struct rng r;
    rng_seed(&r, seed, 0);
    for (int i = 0; i < CUSTOMERS; i++) {
        struct buyer b;
        c->x[i] = c->t_x[i] = 0;
        c->T[i] = 30 + floor(40 * rng_unit(&r));
        c->weight[i] = 1;
        buyer_draw(&r, m, 0, &b);
        double t = buyer_next(&r, m, &b, 0, true);
        while (t <= c->T[i]) {
            c->x[i]++;
            c->t_x[i] = t;
            t = buyer_next(&r, m, &b, t, false);
        }
    }
    struct patterns p = {.n = CUSTOMERS, .x = c->x, .t_x = c->t_x, .T = c->T, .weight = c->weight};
    cr_assert(patterns_collapse(&p));
    return p;
}

/* The best of a family's starts, each of which must end in a verdict; a bad start may not find a higher maximum. */
static void fits_well(const struct family *f, const struct patterns *p, struct rng *r)
{
    double start[FAMILY_STARTS][FAMILY_PARAMETERS], best = -INFINITY;
    unsigned n = f->starts(p, start);
    cr_assert(n > 0 && n <= FAMILY_STARTS);
    for (unsigned i = 0; i < n; i++) {
        struct newton_result fit = fit_from(f, p, start[i]);
        cr_assert_neq(fit.verdict, NEWTON_FAILED);
        best = fmax(best, fit.at->value);
        newton_free(&fit);
    }
    for (int i = 0; i < 5; i++) {
        double ugly[FAMILY_PARAMETERS];
        for (unsigned k = 0; k < f->n; k++)
            ugly[k] = exp(14 * rng_unit(r) - 7);
        struct newton_result fit = fit_from(f, p, ugly);
        cr_assert_neq(fit.verdict, NEWTON_FAILED);
        cr_assert_lt(fit.at->value, best + 1e-5, "%s: a start at random finds %g more", f->name, fit.at->value - best);
        newton_free(&fit);
    }
}

Test(bgnbd, any_start_ends_in_a_verdict)
{
    static struct crowd crowd;
    struct rng r;
    rng_seed(&r, 9, 0);
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct buyer_model m = {.family = seed % 2 ? BUYER_BGNBD : BUYER_MBGNBD, .p = 1, .q = 1, .gamma = 1};
        m.r = exp(log(0.05) + log(100) * rng_unit(&r));
        m.alpha = m.r / (0.01 + 0.3 * rng_unit(&r));
        m.a = exp(log(0.05) + log(60) * rng_unit(&r));
        m.b = exp(log(0.1) + log(60) * rng_unit(&r));
        struct patterns p = simulate(&crowd, &m, seed);
        fits_well(&FAMILY_BGNBD, &p, &r);
        fits_well(&FAMILY_MBGNBD, &p, &r);
        fits_well(&FAMILY_NBD, &p, &r);
    }
}

/* Parameters within 4 standard errors of the truth, in 20 sets of 4. */
Test(bgnbd, finds_what_it_was_made_of)
{
    static struct crowd crowd;
    const struct buyer_model m = {BUYER_BGNBD, .r = 0.8, .alpha = 6, .a = 0.8, .b = 2.5, .p = 1, .q = 1, .gamma = 1};
    const double truth[] = {0.8, 6, 0.8, 2.5};
    for (uint64_t seed = 100; seed < 120; seed++) {
        struct patterns p = simulate(&crowd, &m, seed);
        double start[FAMILY_STARTS][FAMILY_PARAMETERS];
        static double covariance[16];
        FAMILY_BGNBD.starts(&p, start);
        struct newton_result fit = fit_from(&FAMILY_BGNBD, &p, start[0]);
        cr_assert_eq(fit.verdict, NEWTON_OPTIMUM);
        cr_assert_lt(fit.gradient_norm, 1e-9);
        cr_assert(newton_covariance(fit.at, 4, covariance));
        for (int i = 0; i < 4; i++)
            cr_assert_lt(fabs(fit.theta[i] - log(truth[i])), 4 * sqrt(covariance[5 * i]), "seed %d, %d", (int)seed, i);
        newton_free(&fit);
    }
}
