/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fit.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "btyd/objective.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LOSING = 3, BUYING = 4 }; /* families with dropout; and the NBD */

static const struct fit_options PLAIN = {.threads = 1};
static struct fit found;

static bool same(const double *a, const double *b, size_t n)
{
    while (n > 0 && a[n - 1] == b[n - 1])
        n--;
    return n == 0;
}

static bool near(double a, double b, double relative)
{
    return fabs(a - b) <= relative * fabs(b);
}

/* 220 customers in 13 patterns. */
static double few_x[] = {0, 0, 1, 1, 1, 2, 2, 3, 3, 5, 6, 9, 12};
static double few_t_x[] = {0, 0, 2, 20, 35, 5, 28, 29, 12, 30, 38, 15, 37};
static double few_T[] = {30, 38.5, 30, 38.5, 38.5, 30, 38.5, 30, 38.5, 38.5, 38.5, 30, 38.5};
static double few_weight[] = {90, 60, 14, 12, 9, 6, 10, 5, 4, 3, 4, 1, 2};
static struct patterns few(void)
{
    return (struct patterns){COUNT(few_x), few_x, few_t_x, few_T, NULL, few_weight, NULL, 0, 220};
}

/* The donations of 11,104 donors over 6 years (Fader, Hardie and Shang 2010). */
static double gift_x[] = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6};
static double gift_t_x[] = {0, 1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 3, 4, 5, 6, 4, 5, 6, 5, 6, 6};
static double gift_n[] = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6};
static double gift_weight[] = {3464, 1091, 277, 129, 78,  119, 129, 613, 255, 155, 173,
                               234,  322,  181, 225, 357, 240, 284, 512, 335, 728, 1203};
static struct patterns gifts(void)
{
    return (struct patterns){COUNT(gift_x), gift_x, gift_t_x, gift_n, NULL, gift_weight, NULL, 0, 11104};
}

/* n customers of an invented shop, sorted; with two covariates if `z`. */
static struct patterns crowd(size_t n, bool z)
{
    struct rng r;
    struct patterns p = {.n = n, .covariates = z ? 2 : 0};
    p.x = calloc(n, sizeof *p.x);
    p.t_x = calloc(n, sizeof *p.t_x);
    p.T = calloc(n, sizeof *p.T);
    p.weight = calloc(n, sizeof *p.weight);
    p.z = z ? calloc(2 * n, sizeof *p.z) : NULL;
    rng_seed(&r, 1, 1);
    for (size_t i = 0; i < n; i++) {
        p.T[i] = 20 + rng_unit(&r) * 20;
        p.x[i] = floor(-log(rng_open(&r)) * -log(rng_open(&r)) * 2);
        p.t_x[i] = p.x[i] > 0 ? p.T[i] * sqrt(rng_open(&r)) : 0;
        p.weight[i] = 1;
        for (unsigned j = 0; j < p.covariates; j++)
            p.z[2 * i + j] = j ? rng_unit(&r) - 0.5 : rng_below(&r, 2) == 1;
    }
    cr_assert(patterns_collapse(&p));
    return p;
}

static void check(const struct family *f, struct patterns p, double loglik, const double *parameter,
                  const double *error)
{
    fit_family(f, &p, &PLAIN, &found);
    cr_assert_eq(found.verdict, FIT_OPTIMUM, "%s", f->name);
    cr_assert(near(found.loglik, loglik, 1e-13), "%s %.17g", f->name, found.loglik);
    for (unsigned i = 0; i < f->n; i++) {
        cr_assert(near(found.parameter[i], parameter[i], 1e-12), "%s %s %.17g", f->name, f->parameter[i],
                  found.parameter[i]);
        cr_assert(near(found.error[i], error[i], 2e-9), "%s %s %.17g", f->name, f->parameter[i], found.error[i]);
    }
}

/* Newton's method in 40 digits (30 for Pareto/NBD), derivatives by differences; donations in 30 digits. */
Test(fit, agrees_with_many_digits)
{
    check(&FAMILY_BGNBD, few(), -712.73133675152344,
          (double[]){0.2034104084205804, 5.99461903226739, 0.6628902420347558, 2.115779687506016},
          (double[]){0.04192413029, 2.068855073, 0.5636877645, 2.22826998});
    check(&FAMILY_MBGNBD, few(), -713.00062547079258,
          (double[]){0.3600891408467747, 7.377290122408703, 0.8140189319230083, 1.771273097509374},
          (double[]){0.1592550252, 2.62572263, 0.6082227132, 2.418968421});
    check(&FAMILY_PARETONBD, few(), -713.41205694373522,
          (double[]){0.4867597473353752, 13.86831458553738, 0.2377517362541874, 2.153071503035013},
          (double[]){0.1650744193, 4.10524109, 0.1130643419, 2.811926266});
    check(&FAMILY_NBD, few(), -718.94940674769918, (double[]){0.3230660157016427, 14.99164746884995},
          (double[]){0.0660545973, 3.709372543});
    check(&FAMILY_BGBB, gifts(), -33225.581274347,
          (double[]){1.20352235160191, 0.749716358172939, 0.656718208441832, 2.78344223257738},
          (double[]){0.0693913624, 0.0294477167, 0.051009859, 0.320819003});
}

Test(fit, criteria_and_errors_are_those_of_the_estimates)
{
    struct patterns p = few();
    fit_family(&FAMILY_BGNBD, &p, &PLAIN, &found);
    cr_assert(near(found.aic, 8 - 2 * found.loglik, 1e-15));
    cr_assert(near(found.bic, 4 * log(220) - 2 * found.loglik, 1e-15));
    for (unsigned i = 0; i < 4; i++)
        cr_assert(near(found.error[i], found.parameter[i] * sqrt(found.covariance[i][i]), 1e-15));
    cr_assert(near(found.nested, -718.94940674769918, 1e-13));
    cr_assert_lt(found.gradient_norm, 1e-12);
    cr_assert(found.starts > 2 && found.agreeing == found.starts);
}

/* 7 days a week: alpha is 7 times, and each purchase has a density of 1/7. */
Test(fit, the_unit_of_time_moves_alpha_and_the_likelihood_alone)
{
    struct patterns p = few();
    double day_t_x[COUNT(few_x)], day_T[COUNT(few_x)], purchases = 0;
    static struct fit days;
    for (size_t i = 0; i < p.n; i++) {
        day_t_x[i] = 7 * p.t_x[i];
        day_T[i] = 7 * p.T[i];
        purchases += p.x[i] * p.weight[i];
    }
    fit_family(&FAMILY_PARETONBD, &p, &PLAIN, &found);
    p.t_x = day_t_x;
    p.T = day_T;
    fit_family(&FAMILY_PARETONBD, &p, &PLAIN, &days);
    cr_assert(near(days.loglik, found.loglik - purchases * log(7), 1e-13));
    for (unsigned i = 0; i < 4; i++)
        cr_assert(near(days.parameter[i], found.parameter[i] * (i % 2 ? 7 : 1), 1e-9));
}

Test(fit, derivatives_with_covariates)
{
    struct patterns p = crowd(40, true);
    const struct family *const family[BUYING] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD, &FAMILY_NBD};
    for (size_t f = 0; f < BUYING; f++) {
        struct objective o = {.family = family[f], .p = &p, .threads = 1, .covariates = 2};
        double theta[FIT_THETA] = {-.5, 1, .2, .8, .1, -.3, .2, .15};
        struct newton_value *v = newton_value_new(8), *up = newton_value_new(8), *down = newton_value_new(8);
        cr_assert(v && up && down);
        cr_assert(objective_begin(&o));
        cr_assert_eq(o.n, family[f] == &FAMILY_NBD ? 4 : 8);
        objective_at(&o, theta, v);
        for (unsigned i = 0; i < o.n; i++) {
            double t = theta[i], h = 1e-5;
            theta[i] = t + h;
            objective_at(&o, theta, up);
            theta[i] = t - h;
            objective_at(&o, theta, down);
            theta[i] = t;
            cr_assert_float_eq(v->gradient[i], (up->value - down->value) / (2 * h), 1e-6);
            for (unsigned j = 0; j < o.n; j++)
                cr_assert_float_eq(v->hessian[i][j], (up->gradient[j] - down->gradient[j]) / (2 * h), 1e-6);
        }
        objective_end(&o);
        free(v);
        free(up);
        free(down);
    }
    patterns_free(&p);
}

/* The objective's parameters of a customer are those that predictions use. */
Test(fit, effects_move_the_parameters_that_they_should)
{
    double theta[] = {0, 0, 0, 0, .5, .25}, z[] = {2}, own[FAMILY_PARAMETERS];
    fit_parameters(&FAMILY_BGNBD, theta, z, 1, own);
    cr_assert(own[0] == 1 && near(own[1], exp(-1), 1e-15) && near(own[2], exp(.5), 1e-15) && own[3] == 1);
    fit_parameters(&FAMILY_PARETONBD, theta, z, 1, own);
    cr_assert(own[0] == 1 && near(own[1], exp(-1), 1e-15) && own[2] == 1 && near(own[3], exp(-.5), 1e-15));
    fit_parameters(&FAMILY_BGNBD, theta, z, 0, own);
    cr_assert(own[1] == 1 && own[2] == 1);
    cr_assert(fit_effects(&FAMILY_BGNBD) == 2 && fit_effects(&FAMILY_NBD) == 1);
    cr_assert(fit_effects(&FAMILY_BGBB) == 0 && fit_effects(&FAMILY_SBG) == 0 && fit_effects(&FAMILY_GAMMAGAMMA) == 0);
}

static double ratio(const struct patterns *p, unsigned first, unsigned count)
{
    double of_found;
    cr_assert(fit_ratio(&found, p, first, count, &PLAIN, &of_found));
    return of_found;
}

Test(fit, covariates_are_tested_against_none)
{
    struct patterns p = crowd(3000, true);
    static struct fit plain;
    struct patterns none = p;
    none.covariates = 0;
    fit_family(&FAMILY_NBD, &none, &PLAIN, &plain);
    fit_family(&FAMILY_NBD, &p, &PLAIN, &found);
    cr_assert(found.n == 4 && found.covariates == 2 && found.loglik > plain.loglik);
    cr_assert(near(ratio(&p, 0, 2), 2 * (found.loglik - plain.loglik), 1e-6));
    double first = ratio(&p, 0, 1), wald = pow(found.theta[2] / found.error[2], 2);
    cr_assert(first > 0 && near(first, wald, 0.1), "the two tests agree for many customers: %g %g", first, wald);
    for (size_t i = 0; i < p.n; i++)
        p.x[i] += p.z[2 * i] > 0 ? 3 : 0;
    for (size_t i = 0; i < p.n; i++)
        p.t_x[i] = p.x[i] > 0 ? p.T[i] / 2 : 0;
    fit_family(&FAMILY_NBD, &p, &PLAIN, &found);
    cr_assert_gt(ratio(&p, 0, 1), 100, "who has the label buys three times more");
    cr_assert_gt(found.theta[2], 0.5);
    patterns_free(&p);
}

Test(fit, any_number_of_threads_gives_the_same_digits)
{
    struct patterns p = crowd(10000, false);
    static struct fit three;
    struct fit_options o = {.threads = 3};
    cr_assert_gt(p.n, 2 * OBJECTIVE_BLOCK);
    for (int dropout = 0; dropout < 2; dropout++) {
        const struct family *f = dropout ? &FAMILY_PARETONBD : &FAMILY_NBD;
        fit_family(f, &p, &PLAIN, &found);
        fit_family(f, &p, &o, &three);
        cr_assert(found.loglik == three.loglik && found.steps == three.steps && same(found.theta, three.theta, f->n));
        cr_assert(found.curved == three.curved && (!found.curved || same(found.error, three.error, f->n)));
        cr_assert(found.curved || dropout);
    }
    patterns_free(&p);
}

/* From 16,384 patterns on the starts use a part of them; the maximum is that of all. */
Test(fit, many_patterns_end_where_every_start_would)
{
    struct patterns p = crowd(20000, false);
    struct objective o = {.family = &FAMILY_NBD, .p = &p, .threads = 1};
    struct newton_result r;
    cr_assert_gt(p.n, 4 * OBJECTIVE_BLOCK);
    fit_family(&FAMILY_NBD, &p, &PLAIN, &found);
    cr_assert_eq(found.verdict, FIT_OPTIMUM);
    cr_assert(objective_begin(&o));
    newton_maximise(objective_at, &o, 2, (double[]){0, 3}, &r);
    objective_end(&o);
    cr_assert(near(found.loglik, r.at->value, 1e-13));
    for (unsigned i = 0; i < 2; i++)
        cr_assert_float_eq(found.theta[i], r.theta[i], 1e-9);
    newton_free(&r);
    patterns_free(&p);
}

/* ---- verdicts ---- */

static enum fit_verdict verdict(const struct family *f, struct patterns p)
{
    fit_family(f, &p, &PLAIN, &found);
    return found.verdict;
}

static struct patterns lone(double *x, double *t_x, double *T, double *weight)
{
    return (struct patterns){1, x, t_x, T, NULL, weight, NULL, 0, *weight};
}

Test(fit, odd_data_has_a_verdict)
{
    const struct family *const family[BUYING] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD, &FAMILY_NBD};
    double none = 0, three = 3, sixty = 60, hundred = 100, one = 1, fifty = 50;
    for (size_t f = 0; f < BUYING; f++) {
        bool dropout = family[f] != &FAMILY_NBD;
        cr_assert_eq(verdict(family[f], (struct patterns){0}), FIT_EMPTY);
        cr_assert_eq(verdict(family[f], lone(&none, &none, &hundred, &fifty)), FIT_NO_REPEAT);
        cr_assert_eq(verdict(family[f], lone(&three, &sixty, &hundred, &one)), FIT_FEW);
        cr_assert_eq(verdict(family[f], lone(&three, &sixty, &hundred, &fifty)), dropout ? FIT_NO_DROPOUT : FIT_EDGE,
                     "all alike, %s", family[f]->name);
        for (unsigned i = 0; i < family[f]->n; i++)
            cr_assert(isfinite(found.parameter[i]) && found.parameter[i] > 0);
    }
}

/* The last purchase of every customer is at the end: no customer was lost. */
Test(fit, dropout_is_not_identified_where_nobody_is_lost)
{
    const struct family *const family[LOSING] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD};
    for (size_t f = 0; f < LOSING; f++) {
        struct patterns p = crowd(1000, false);
        for (size_t i = 0; i < p.n; i++)
            p.t_x[i] = p.x[i] > 0 ? p.T[i] : 0;
        cr_assert_eq(verdict(family[f], p), FIT_NO_DROPOUT);
        cr_assert_float_eq(found.loglik, found.nested, 0.01);
        patterns_free(&p);
    }
}

/* Half of the remaining customers leave in each period: alpha and beta may be any large numbers. */
Test(fit, a_geometric_loss_is_flat)
{
    double x[] = {0, 1, 1, 1}, T[] = {3, 1, 2, 3}, weight[] = {125, 500, 250, 125};
    cr_assert_eq(verdict(&FAMILY_SBG, (struct patterns){4, x, NULL, T, NULL, weight, NULL, 0, 1000}), FIT_FLAT);
    cr_assert(near(found.parameter[0], found.parameter[1], 1e-3));
}

/* ---- prior ---- */

Test(fit, a_prior_speaks_where_the_data_are_silent)
{
    double x = 0, t_x = 0, T = 1e-6, weight = 1;
    struct patterns p = lone(&x, &t_x, &T, &weight);
    struct fit_prior prior = {.mean = {0.5, 1, -0.5, 0}, .sd = {1, 0.5, 2, 1}};
    struct fit_options o = {.prior = &prior, .threads = 1};
    fit_family(&FAMILY_BGNBD, &p, &o, &found);
    cr_assert_eq(found.verdict, FIT_OPTIMUM);
    for (unsigned i = 0; i < 4; i++) {
        cr_assert_float_eq(found.theta[i], prior.mean[i], 1e-5);
        cr_assert_float_eq(found.covariance[i][i], prior.sd[i] * prior.sd[i], 1e-5);
    }
    cr_assert_float_eq(found.loglik, 0, 1e-5, "the prior is no part of it");
}

Test(fit, a_weak_prior_changes_nothing)
{
    struct patterns p = few();
    struct fit_prior prior = {.sd = {1e6, 1e6, 1e6, 1e6}};
    struct fit_options o = {.prior = &prior, .threads = 1};
    fit_family(&FAMILY_BGNBD, &p, &o, &found);
    cr_assert(near(found.parameter[0], 0.2034104084205804, 1e-9));
    cr_assert(near(found.loglik, -712.73133675152344, 1e-13));
}

/* ---- bootstrap ---- */

Test(fit, replicates_have_their_own_streams)
{
    struct patterns p = gifts();
    static struct fit more;
    fit_family(&FAMILY_BGBB, &p, &PLAIN, &found);
    more = found;
    cr_assert(fit_bootstrap(&found, &p, 7, 20, 1) && fit_bootstrap(&more, &p, 7, 50, 3));
    cr_assert(found.replicates == 20 && more.replicates == 50);
    cr_assert(same(found.replicate, more.replicate, 80));
    cr_assert_neq(more.replicate[0], more.replicate[4]);
    fit_free(&found);
    fit_free(&more);
}

Test(fit, the_bootstrap_spreads_as_the_errors_say)
{
    struct patterns p = gifts();
    double spare[2 * 400];
    fit_family(&FAMILY_BGBB, &p, &PLAIN, &found);
    cr_assert(fit_bootstrap(&found, &p, 1, 400, 1));
    for (unsigned i = 0; i < 4; i++) {
        double low = fit_replicate_quantile(&found, i, 25, spare), high = fit_replicate_quantile(&found, i, 975, spare);
        cr_assert(near(fit_replicate_error(&found, i), found.error[i], 0.15), "%u", i);
        cr_assert(low < found.parameter[i] && found.parameter[i] < high);
        cr_assert(near((high - low) / 3.92, found.error[i], 0.2));
    }
    fit_free(&found);
}

Test(fit, error_and_quantile_of_replicates)
{
    double replicate[] = {4, 1, 3, 2, 5}, spare[10];
    struct fit f = {.n = 1, .replicates = 5, .replicate = replicate};
    cr_assert_float_eq(fit_replicate_error(&f, 0), sqrt(2.5), 1e-15);
    cr_assert_eq(fit_replicate_quantile(&f, 0, 0, spare), 1);
    cr_assert_eq(fit_replicate_quantile(&f, 0, 500, spare), 3);
    cr_assert_eq(fit_replicate_quantile(&f, 0, 1000, spare), 5);
    cr_assert_float_eq(fit_replicate_quantile(&f, 0, 125, spare), 1.5, 1e-15);
    f.replicates = 0;
    cr_assert(isnan(fit_replicate_error(&f, 0)) && isnan(fit_replicate_quantile(&f, 0, 500, spare)));
}
