/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference figures without a source of their own are evaluations of the model's sums with 50 digits. */

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "btyd/family.h"

static double off(double got, double want)
{
    return fabs(got - want) / fmax(1, fabs(want));
}
static double relative(double got, double want)
{
    return fabs(got - want) / fabs(want);
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

static struct family_value evaluate(const double *parameter, const struct patterns *p, size_t from, size_t to)
{
    struct family_value v;
    memset(&v, 0, sizeof v);
    FAMILY_BGBB.loglik(parameter, p, from, to, &v);
    return v;
}

static struct family_value one(const double *parameter, double x, double t_x, double n)
{
    double weight = 1;
    struct patterns p = {.n = 1, .x = &x, .t_x = &t_x, .T = &n, .weight = &weight, .total = 1};
    return evaluate(parameter, &p, 0, 1);
}

/* parameters, x, t_x, n; log-likelihood, gradient, upper triangle of the Hessian by rows */
enum { LIKELIHOOD_NUMBERS = 22 };
static const char *const LIKELIHOODS[] = {
    "1.204 0.75 0.657 2.783 2 4 6 -5.1956976010426 -0.28289919261564 0.61570889887917 -0.34071391566692 "
    "0.33074456767210 -0.80796112043728 0.44806477932736 0.079793594291963 -0.032164701738759 -0.34736449635345 "
    "-0.049690663765587 0.020105419268214 -0.35180455499037 0.30238621890399 -0.22881942050838",
    "1.204 0.75 0.657 2.783 0 0 6 -1.1672624726739 -0.47103956291499 0.30832568416660 0.56588916930509 "
    "-0.51721487566891 0.22535223356758 -0.12704628546278 0.30311006575849 -0.30138318946127 0.099728079304526 "
    "-0.14983957522556 0.16494497974871 -0.031448244873882 0.021594968405022 -0.034483264305087",
    "1.204 0.75 0.657 2.783 6 6 6 -2.1822484476183 0.68723515829608 -1.2126125542081 -0.72790209093854 "
    "0.48327902173546 -0.15716069061712 0.47868433560680 0.0 0.0 -0.91442879033347 0.0 0.0 -0.63067818439885 "
    "0.41183277305928 -0.17976476611819",
    "0.001 0.001 0.001 0.001 1 1 2 -7.6033995887437 0.49950124713130 -0.00074837843035845 -0.00074837843035845 "
    "0.49950124713130 -0.25049800610842 0.24975124582447 0.00024950093581545 -2.4925168413132e-7 "
    "-0.00099707029296892 -0.24975043675126 0.00024950093581545 -0.00099707029296892 0.24975124582447 "
    "-0.25049800610842",
    "10000 10000 10000 10000 40 90 100 -124.97518878358 -5.1449946537835 5.1445850203381 -44.564951974519 "
    "44.369481405858 -22.395099536509 22.372526850917 0.11104810805000 -0.11006126800928 -22.349558071421 "
    "-0.11093019999985 0.10994440824902 -22.722688473181 22.621155569794 -22.325907707696",
    "10000 0.001 0.001 10000 3 5 60 -41.446533003419 -1.9994997100710 1.0009986010490 0.99999940013001 "
    "-0.99949963017097 -0.00050015987499501 3.9988996401575e-7 1.9991997202094e-11 -2.0001987005700e-8 "
    "0.00099760304606798 -9.9920025759736e-15 9.9969955046513e-12 -5.9986992903334e-7 5.9972002500598e-7 "
    "-0.00050011975511774",
    "0.001 10000 10000 0.001 1 30 40 -228.12142165521 0.99999700404265 -0.99710509581049 -29.956582070424 "
    "1.0039570482908 -0.0000029959570503045 0.0000029916231800001 2.9914223006342e-10 -9.9700777801461e-15 "
    "-0.0028865323206930 -2.9857531875607e-7 9.9511840671357e-12 -0.043332748101940 0.0000029913349741690 "
    "0.0039554396517787",
    "0.3 5 0.02 3 7 150 365 -35.649555841020 0.46623964051918 0.14875656037415 0.55246343410679 0.012181758670445 "
    "-0.59202671185928 0.29798418298240 0.051919610309149 -0.00094735397168737 -0.18661366649242 -0.026539101092039 "
    "0.00049156718417740 0.14676225065500 0.019142988331078 -0.015072628553083",
    "50 2 0.5 800 300 310 365 -52.971329447434 0.28771363892334 0.14795741320262 0.83578249517409 -0.58064800083186 "
    "-1.4346691508872 1.6642953529844 0.0000022253079175036 -0.0000048111524159821 -2.017599593007 "
    "-0.0000025813849184238 0.0000055810117444338 -0.16413001313753 0.13997508810476 -0.30220182606751",
    "0.01 0.2 3 0.05 1 2 1000 -10.578753016326 0.94274426385138 -0.098057034336591 -1.4839866082156 1.0135535054796 "
    "-0.054905757203593 0.046719514868836 0.0011110795607151 -0.000027115427610925 -0.16694824366106 "
    "-0.013502562309758 0.00035202264790160 -0.39245268856648 0.028965739315388 0.011754390311409",
    "2 100 1.5 1000 120 9000 10000 -647.48231289383 -0.25404661347490 0.65140836005530 -2.4638553170999 "
    "1.2514770336142 -2.7616210690268 1.9484492356998 0.00022451822376141 -0.000033797424335810 -1.3140779052111 "
    "-0.00014883873008558 0.000022469999389340 -3.4612166399210 1.3495718614534 -0.22313326570616",
};
enum { LIKELIHOOD_ROWS = sizeof LIKELIHOODS / sizeof *LIKELIHOODS };

Test(bgbb, likelihood_and_derivatives_are_right_over_the_whole_domain)
{
    for (size_t k = 0; k < LIKELIHOOD_ROWS; k++) {
        double row[LIKELIHOOD_NUMBERS];
        numbers(LIKELIHOODS[k], row, LIKELIHOOD_NUMBERS);
        const double *gradient = row + 8, *want = row + 12;
        struct family_value v = one(row, row[4], row[5], row[6]);
        cr_assert_lt(off(v.value, row[7]), 1e-12, "row %zu: %.17g", k, v.value);
        for (int i = 0; i < 4; i++) {
            cr_assert_lt(off(v.gradient[i], gradient[i]), 1e-11, "row %zu, %d: %.17g", k, i, v.gradient[i]);
            for (int j = i; j < 4; j++, want++) {
                cr_assert_lt(off(v.hessian[i][j], *want), 1e-11, "row %zu, %d %d: %.17g", k, i, j, v.hessian[i][j]);
                cr_assert_eq(v.hessian[i][j], v.hessian[j][i]);
            }
        }
    }
}

/* 30-digit evaluations at six opportunities. */
Test(bgbb, likelihood_of_all_histories_of_six_opportunities)
{
    static const double rows[][3] = {
        {5, 6, -4.295124765384}, {4, 6, -5.384936538099}, {1, 6, -4.884145541903}, {5, 5, -3.71699930729},
        {4, 5, -5.095675638863}, {1, 5, -4.767622682922}, {4, 4, -3.848303519431}, {1, 4, -4.570990413807},
        {1, 3, -4.224770872479}, {1, 2, -3.588050932881}, {1, 1, -2.288531685666}, {0, 0, -1.167262472674},
    };
    const double parameter[] = {1.204, 0.750, 0.657, 2.783};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_assert_lt(off(one(parameter, rows[i][0], rows[i][1], 6).value, rows[i][2]), 1e-12, "row %zu", i);
}

/* C(t_x - 1, x - 1) histories have the same (x, t_x): the probabilities of all add up to 1. */
Test(bgbb, histories_add_up_to_one)
{
    static const double parameters[][4] = {{1.204, 0.750, 0.657, 2.783}, {1e-3, 20, 500, 0.1}, {30, 1e-2, 0.01, 7}};
    for (size_t i = 0; i < 3; i++) {
        enum { PERIODS = 12 };
        double sum = exp(one(parameters[i], 0, 0, PERIODS).value);
        for (int t_x = 1; t_x <= PERIODS; t_x++) {
            double ways = 1;
            for (int x = 1; x <= t_x; x++) {
                sum += ways * exp(one(parameters[i], x, t_x, PERIODS).value);
                ways = ways * (t_x - x) / x;
            }
        }
        cr_assert_float_eq(sum, 1, 1e-12, "%.17g", sum);
    }
}

/* ---- a fit ---- */

/* 11,104 donors who first gave in 1995, and their gifts in the six years after (Fader, Hardie and Shang 2010). */
static double donor_x[] = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6};
static double donor_t_x[] = {0, 1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 3, 4, 5, 6, 4, 5, 6, 5, 6, 6};
static double donor_n[] = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6};
static double donors[] = {3464, 1091, 277, 129, 78,  119, 129, 613, 255, 155, 173,
                          234,  322,  181, 225, 357, 240, 284, 512, 335, 728, 1203};
static const struct patterns DONATIONS = {
    .n = 22, .x = donor_x, .t_x = donor_t_x, .T = donor_n, .weight = donors, .total = 11104};

static void objective(const void *ctx, const double *theta, struct newton_value *v)
{
    double parameter[4];
    for (int i = 0; i < 4; i++)
        parameter[i] = exp(theta[i]);
    struct family_value sum = evaluate(parameter, ctx, 0, ((const struct patterns *)ctx)->n);
    family_value_copy(&sum, 4, v);
}

/* Newton's method in 30-digit arithmetic: maximum, standard errors, log-likelihood. */
Test(bgbb, donations_from_every_start)
{
    static const double best[] = {1.20352235160191, 0.749716358172939, 0.656718208441832, 2.78344223257738};
    static const double error[] = {0.0693913624, 0.0294477167, 0.051009859, 0.320819003};
    double start[FAMILY_STARTS][FAMILY_PARAMETERS];
    unsigned n = FAMILY_BGBB.starts(&DONATIONS, start);
    cr_assert(n > 2 && n <= FAMILY_STARTS);
    for (unsigned s = 0; s < n; s++) {
        struct newton_result r;
        double theta[4], covariance[16];
        for (int i = 0; i < 4; i++)
            theta[i] = log(start[s][i]);
        newton_maximise(objective, &DONATIONS, 4, theta, &r);
        cr_assert_eq(r.verdict, NEWTON_OPTIMUM, "start %u", s);
        cr_assert_float_eq(r.at->value, -33225.581274347, 1e-8);
        cr_assert(newton_covariance(r.at, 4, covariance));
        for (int i = 0; i < 4; i++) {
            cr_assert_lt(relative(exp(r.theta[i]), best[i]), 1e-6, "start %u, %d", s, i);
            cr_assert_lt(relative(best[i] * sqrt(covariance[5 * i]), error[i]), 1e-5, "start %u, %d", s, i);
        }
        newton_free(&r);
    }
}

Test(bgbb, any_parts_of_the_patterns_add_up)
{
    const double parameter[] = {1.2, 0.75, 0.66, 2.8};
    struct family_value all = evaluate(parameter, &DONATIONS, 0, 22);
    for (size_t cut = 0; cut <= 22; cut++) {
        struct family_value sum = evaluate(parameter, &DONATIONS, 0, cut);
        FAMILY_BGBB.loglik(parameter, &DONATIONS, cut, 22, &sum);
        cr_assert_lt(off(sum.value, all.value), 1e-14);
        for (int i = 0; i < 4; i++) {
            cr_assert_float_eq(sum.gradient[i], all.gradient[i], 1e-9);
            for (int j = 0; j < 4; j++)
                cr_assert_float_eq(sum.hessian[i][j], all.hessian[i][j], 1e-9);
        }
    }
}

Test(bgbb, starts_for_odd_data)
{
    double zero = 0, x = 30, n = 30, weight = 1;
    const struct patterns odd[] = {
        {.n = 1, .x = &zero, .t_x = &zero, .T = &n, .weight = &weight, .total = 1},
        {.n = 1, .x = &x, .t_x = &n, .T = &n, .weight = &weight, .total = 1},
    };
    for (int k = 0; k < 2; k++) {
        double start[FAMILY_STARTS][FAMILY_PARAMETERS];
        for (unsigned i = 0, starts = FAMILY_BGBB.starts(&odd[k], start); i < starts; i++) {
            for (int j = 0; j < 4; j++)
                cr_assert(start[i][j] > 0 && isfinite(start[i][j]), "data %d, start %u", k, i);
            cr_assert(isfinite(evaluate(start[i], &odd[k], 0, 1).value));
        }
    }
}

/* ---- expectations ---- */

/* parameters, x, t_x, n, t, delta, k; ln odds of being alive, P(alive) in t, purchases expected in t, those of a new
 * customer, dert, probability of k purchases in t, that of a new customer */
enum { PREDICTION_NUMBERS = 17 };
static const char *const PREDICTIONS[] = {
    "1.204 0.75 0.657 2.783 2 4 6 5 0.1 2 0.361957126230972 0.447739000229552 1.05734894190968 1.93770720828504 "
    "1.60158401207963 0.145780824142279 0.133921483574260",
    "1.204 0.75 0.657 2.783 0 0 6 10 0.15 0 -2.11116276783694 0.0676176547011033 0.130103791412849 3.17885432649229 "
    "0.0782668104155179 0.938549427583513 0.297900649196840",
    "1.204 0.75 0.657 2.783 6 6 6 1 0.01 1 2.59288929543251 0.871851347895967 0.842672858342248 0.498490276356192 "
    "26.5628269939360 0.842672858342248 0.498490276356192",
    "0.001 0.001 0.001 0.001 1 1 2 3 0.001 1 -0.00199700515693615 0.499109786352118 0.749022348389474 "
    "0.749376247504990 248.276278624234 0.124968769088252 0.000623441241269955",
    "10000 10000 10000 10000 40 90 100 50 0.002 30 -14.0886982575055 9.22208766533553e-22 7.64069569641614e-7 "
    "0.500050005000500 7.61006801429092e-7 6.10731606244040e-21 3.38504632955638e-15",
    "10000 0.001 0.001 10000 3 5 60 300 0.0001 290 -318.269577762632 5.98778032437839e-139 1.78618208471757e-136 "
    "299.995499381323 5.95019592893102e-135 8.97320184421234e-144 9.71789515589502e-8",
    "0.001 10000 10000 0.001 1 30 40 10 0.1 1 -62.2892571000235 3.16176189099913e-51 8.88376105125216e-32 "
    "1.00009990999101e-14 8.03522366261766e-32 8.88374653089023e-32 1.00009988994699e-14",
    "0.3 5 0.02 3 7 150 365 365 0.0003 3 -0.586073092934477 0.352647735969303 2.55307703482759 19.0669930318035 "
    "22.6030175217808 0.0273765480289072 0.0386484856767588",
    "50 2 0.5 800 300 310 365 365 0.002 200 -124.273726417496 9.32088074408228e-55 3.05022294789897e-52 "
    "317.988869084922 3.84519614550994e-52 4.13190610635993e-58 0.000459476425736329",
    "0.01 0.2 3 0.05 1 2 1000 10000 0.01 2 -24.0125750325978 2.81655393625378e-14 1.87231797434067e-11 "
    "0.00119047616485913 2.93317441657234e-12 1.88630381404175e-12 0.000115758133640781",
    "2 100 1.5 1000 120 9000 10000 10000 0.001 150 -8.43951727586989 0.0000819342883922372 0.0158632972994533 "
    "27.3876818555784 0.00231531728071313 3.73765398305873e-7 0.000384055925334833",
};

Test(bgbb, predictions_are_right_over_the_whole_domain)
{
    const struct family *f = &FAMILY_BGBB;
    for (size_t i = 0; i < sizeof PREDICTIONS / sizeof *PREDICTIONS; i++) {
        double q[PREDICTION_NUMBERS];
        numbers(PREDICTIONS[i], q, PREDICTION_NUMBERS);
        const double *want = q + 10;
        double x = q[4], t_x = q[5], n = q[6], t = q[7];
        size_t k = (size_t)q[9];
        double got[6], chance[512];
        f->alive_in(q, x, t_x, n, &t, 1, got);
        f->expected(q, x, t_x, n, &t, 1, got + 1);
        f->expected(q, 0, 0, 0, &t, 1, got + 2);
        got[3] = f->dert(q, x, t_x, n, q[8]);
        f->pmf(q, x, t_x, n, t, k + 1, chance);
        got[4] = chance[k];
        f->pmf(q, 0, 0, 0, t, k + 1, chance);
        got[5] = chance[k];
        cr_assert_lt(off(f->log_odds_alive(q, x, t_x, n), *want++), 1e-13, "row %zu", i);
        for (int j = 0; j < 6; j++, want++)
            cr_assert_lt(relative(got[j], *want), 1e-12, "row %zu, %d: %.17g", i, j, got[j]);
    }
}

static double p_alive(const double *parameter, double x, double t_x, double n)
{
    return 1 / (1 + exp(-FAMILY_BGBB.log_odds_alive(parameter, x, t_x, n)));
}

/* Evaluations with 30 digits; the rate of 0.1 discounts opportunity n + i by 1.1^-i. */
Test(bgbb, examples_of_the_paper)
{
    static const struct {
        double x, t_x, alive, five, dert; /* 0: not given */
    } rows[] = {
        {0, 0, 0.1081370764013, 0.0728650883668, 0.1147560432745},
        {4, 5, 0.6968044618786, 0, 3.197137607203},
        {6, 6, 0, 3.752566561723, 0},
        {1, 1, 0.06946346793742, 0.08569752785595, 0},
    };
    const double parameter[] = {1.2035, 0.7497, 0.6567, 2.7834}, horizon = 5;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double five, dert = FAMILY_BGBB.dert(parameter, rows[i].x, rows[i].t_x, 6, log1p(0.1));
        FAMILY_BGBB.expected(parameter, rows[i].x, rows[i].t_x, 6, &horizon, 1, &five);
        if (rows[i].alive > 0)
            cr_assert_lt(relative(p_alive(parameter, rows[i].x, rows[i].t_x, 6), rows[i].alive), 1e-12);
        if (rows[i].five > 0)
            cr_assert_lt(relative(five, rows[i].five), 1e-12);
        if (rows[i].dert > 0)
            cr_assert_lt(relative(dert, rows[i].dert), 1e-12);
    }
}

/* Figures of the Python package lifetimes for the donations; and of the R package BTYD at the parameters at which its
 * fit stopped, in gamma 1e-4 from the maximum. */
Test(bgbb, donations_as_other_packages_have_them)
{
    const double best[] = {1.20352235160191, 0.749716358172939, 0.656718208441832, 2.78344223257738}, ten = 10;
    double got, chance[7];
    cr_assert_float_eq(p_alive(best, 2, 4, 6), 0.59, 5e-3);
    cr_assert_float_eq(p_alive(best, 6, 6, 6), 0.93, 5e-3);
    FAMILY_BGBB.pmf(best, 0, 0, 0, 6, 7, chance);
    cr_assert_float_eq(11104 * chance[6], 1253.1, 0.5);
    const double btyd[] = {1.203528, 0.7497260, 0.6567808, 2.783796};
    FAMILY_BGBB.expected(btyd, 0, 0, 6, &ten, 1, &got);
    cr_assert_float_eq(got, 0.1302169, 5e-8);
    FAMILY_BGBB.pmf(btyd, 0, 0, 0, 6, 7, chance);
    cr_assert_lt(relative(11104 * chance[1], 1888.67766635), 1e-6);
    cr_assert_lt(relative(11104 * chance[3], 1113.392268251), 1e-6);
    cr_assert_lt(relative(11104 * chance[4], 1017.928010052), 1e-6);
    cr_assert_lt(relative(11104 * chance[6], 1253.08886632), 1e-6);
}

Test(bgbb, predictions_agree_with_one_another)
{
    static const double parameters[][4] = {{1.204, 0.750, 0.657, 2.783}, {1e-3, 20, 500, 0.1}, {1e4, 1e-3, 0.01, 1e4}};
    for (size_t i = 0; i < 3; i++) {
        const double *q = parameters[i], t[] = {0, 0.9, 1, 40};
        double expected[4], alive[4], chance[42], sum = 0, mean = 0;
        FAMILY_BGBB.expected(q, 3, 5, 9, t, 4, expected);
        FAMILY_BGBB.alive_in(q, 3, 5, 9, t, 4, alive);
        FAMILY_BGBB.pmf(q, 3, 5, 9, 40, 42, chance);
        for (int k = 0; k < 42; k++) {
            sum += chance[k];
            mean += k * chance[k];
        }
        cr_assert_float_eq(sum, 1, 1e-12);
        cr_assert_lt(relative(mean, expected[3]), 1e-11);
        cr_assert_eq(chance[41], 0);
        cr_assert_eq(expected[0], 0);
        cr_assert_eq(expected[1], 0);
        cr_assert_lt(relative(expected[2], alive[0] * (q[0] + 3) / (q[0] + q[1] + 9)), 1e-14);
        cr_assert_lt(relative(alive[0], p_alive(q, 3, 5, 9)), 1e-14);
        FAMILY_BGBB.pmf(q, 3, 5, 9, 0, 2, chance);
        cr_assert(fabs(chance[0] - 1) < 1e-15 && chance[1] == 0);
    }
}
