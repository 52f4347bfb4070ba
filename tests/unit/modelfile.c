/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/modelfile.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

static char folder[] = "/tmp/tillroll-model.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    cr_assert(unlink("models") == 0 && chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

/* A model with numbers that need all their digits. */
static void fill(struct clvmodel *m, const struct family *f, unsigned covariates)
{
    struct fit *fit = &m->fit;
    *m = (struct clvmodel){.unit = &MODEL_UNIT[1], .as_of = date_of(1997, 9, 30), .seed = 9};
    *fit = (struct fit){.family = f, .covariates = covariates, .n = f->n + covariates * fit_effects(f), .curved = true};
    fit->loglik = -9582.42920667393;
    fit->aic = 1.0 / 3;
    fit->bic = 2.0 / 3;
    fit->nested = NAN;
    fit->customers = 2357;
    fit->patterns = 1016;
    fit->replicates = 3;
    fit->replicate = calloc(3 * fit->n, sizeof *fit->replicate);
    for (unsigned i = 0; i < fit->n; i++) {
        fit->theta[i] = i < f->n ? log((i + 1) / 7.0) : -1 / (i + 3.0);
        if (i < f->n)
            fit->parameter[i] = (i + 1) / 7.0;
        fit->error[i] = 1 / (i + 11.0);
        for (unsigned j = 0; j < fit->n; j++)
            fit->covariance[i][j] = 1 / (double)(i + j + 13) + (i == j);
        for (unsigned k = 0; k < 3; k++)
            fit->replicate[k * fit->n + i] = (k + 1) / (i + 17.0);
    }
}

static void write_all(const struct clvmodel *m, size_t n)
{
    struct out *o = out_create("models");
    figures_header(o, &MODEL_LAYOUT);
    for (size_t i = 0; i < n; i++)
        model_write(&m[i], o);
    out_close(o);
}

static void assert_same_fit(const struct fit *a, const struct fit *b)
{
    cr_assert(a->family == b->family && a->n == b->n && a->covariates == b->covariates && a->curved == b->curved);
    cr_assert(a->loglik == b->loglik && a->aic == b->aic && a->bic == b->bic && a->verdict == b->verdict);
    cr_assert(a->customers == b->customers && a->patterns == b->patterns && a->replicates == b->replicates);
    cr_assert(isnan(a->nested) ? isnan(b->nested) : a->nested == b->nested);
    for (unsigned i = 0; i < a->n; i++) {
        cr_assert_float_eq(a->theta[i], b->theta[i], 1e-15);
        cr_assert_eq(a->error[i], b->error[i]);
        for (unsigned j = 0; j < a->n; j++)
            cr_assert_eq(a->covariance[i][j], b->covariance[i][j]);
    }
    for (unsigned i = 0; i < FAMILY_PARAMETERS; i++)
        cr_assert(a->parameter[i] == b->parameter[i] && a->prior.mean[i] == b->prior.mean[i] &&
                  a->prior.sd[i] == b->prior.sd[i]);
    for (size_t i = 0; i < a->replicates * a->n; i++)
        cr_assert_eq(a->replicate[i], b->replicate[i]);
}

static void set_covariate(struct model_covariate *c, const char *column, const char *label)
{
    *c = (struct model_covariate){.column = strdup(column), .label = label ? strdup(label) : NULL, .scale = 1};
}

Test(modelfile, what_is_read_is_what_was_written, .init = enter, .fini = leave)
{
    static struct clvmodel m[3];
    struct models back;
    fill(&m[0], &FAMILY_BGNBD, 2);
    set_covariate(&m[0].covariate[0], "land", "a, b=c");
    set_covariate(&m[0].covariate[1], "age", NULL);
    m[0].covariate[1].centre = 1.0 / 3;
    m[0].covariate[1].scale = 1.0 / 7;
    m[0].by = strdup("shop");
    m[0].group = strdup("North");
    fill(&m[1], &FAMILY_BGNBD, 0);
    m[1].by = strdup("shop");
    m[1].group = strdup("");
    m[1].fit.verdict = FIT_NO_DROPOUT;
    m[1].fit.nested = -0.1;
    m[1].fit.prior = (struct fit_prior){{0.1, 0, -0.3, 0}, {1.0 / 3, 0, 2, 0}};
    fill(&m[2], &FAMILY_SBG, 0);
    m[2].unit = NULL;
    m[2].as_of = DATE_NONE;
    fit_free(&m[2].fit);
    write_all(m, 3);
    models_read(&back, "models");
    cr_assert_eq(back.n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_same_fit(&m[i].fit, &back.model[i].fit);
        cr_assert(m[i].unit == back.model[i].unit && m[i].as_of == back.model[i].as_of);
    }
    const struct clvmodel *first = &back.model[0];
    cr_assert_str_eq(first->by, "shop");
    cr_assert_str_eq(first->group, "North");
    cr_assert_str_eq(back.model[1].group, "");
    cr_assert_null(back.model[2].group);
    cr_assert_str_eq(first->covariate[0].column, "land");
    cr_assert_str_eq(first->covariate[0].label, "a, b=c");
    cr_assert_null(first->covariate[1].label);
    cr_assert(first->covariate[1].centre == 1.0 / 3 && first->covariate[1].scale == 1.0 / 7);
    cr_assert_eq(models_find(&back, &FAMILY_BGNBD, SLICE("North")), first);
    cr_assert_eq(models_find(&back, &FAMILY_BGNBD, SLICE("")), first + 1);
    cr_assert_eq(models_find(&back, &FAMILY_SBG, SLICE("any")), first + 2);
    cr_assert_null(models_find(&back, &FAMILY_BGNBD, SLICE("South")));
    cr_assert_null(models_find(&back, &FAMILY_NBD, SLICE("North")));
    models_free(&back);
    for (size_t i = 0; i < 3; i++)
        model_free(&m[i]);
}

Test(modelfile, names_of_estimates)
{
    struct fit f = {.family = &FAMILY_BGNBD}, nbd = {.family = &FAMILY_NBD};
    char name[MODEL_NAME_ROOM];
    cr_assert_eq(model_theta_name(&f, 1, name, sizeof name), 5);
    cr_assert_str_eq(name, "alpha");
    model_theta_name(&f, 4, name, sizeof name);
    cr_assert_str_eq(name, "rate_1");
    model_theta_name(&f, 7, name, sizeof name);
    cr_assert_str_eq(name, "dropout_2");
    model_theta_name(&nbd, 3, name, sizeof name);
    cr_assert_str_eq(name, "rate_2");
}

Test(modelfile, verdicts_have_words)
{
    struct clvmodel m = {.fit = {.family = &FAMILY_BGNBD, .loose = 2}};
    for (int v = 0; v <= FIT_MEMORY; v++) {
        cr_assert_not_null(MODEL_VERDICT[v]);
        m.fit.verdict = (enum fit_verdict)v;
        char *text = v == FIT_MEMORY ? NULL : model_verdict_text(&m);
        cr_assert(v == FIT_MEMORY || strlen(text) > 10);
        free(text);
    }
    cr_assert_null(MODEL_VERDICT[FIT_MEMORY + 1]);
}

/* ---- unusable files ---- */

#define HEAD       "section\tname\tvalue\tfamily\tgroup\n"
#define ROW(s, v)  s "\t" v "\tnbd\t\n"
#define FORMAT     ROW("model\tformat", "1")
#define PARAMETERS ROW("parameter\tr", "1") ROW("parameter\talpha", "2")

static void read_text(const char *text)
{
    struct models ms;
    models_read(&ms, input_file(text, strlen(text)));
    models_free(&ms);
}

Test(modelfile, the_least_that_is_a_model)
{
    read_text(HEAD FORMAT PARAMETERS);
    read_text(HEAD FORMAT ROW("new section\tof later", "") ROW("fit\tlater", "x") PARAMETERS);
    read_text(HEAD FORMAT PARAMETERS FORMAT PARAMETERS);
}

#define WRONG(name, text)                 \
    Test(modelfile, name, .exit_code = 2) \
    {                                     \
        read_text(text);                  \
    }
WRONG(no_model, HEAD)
WRONG(another_table, "a\tb\n1\t2\n")
WRONG(a_newer_format, HEAD ROW("model\tformat", "2") PARAMETERS)
WRONG(no_format_first, HEAD PARAMETERS)
WRONG(a_parameter_less, HEAD FORMAT ROW("parameter\tr", "1"))
WRONG(a_parameter_more, HEAD FORMAT PARAMETERS ROW("parameter\ta", "1"))
WRONG(a_parameter_of_zero, HEAD FORMAT PARAMETERS ROW("parameter\tr", "0"))
WRONG(a_parameter_of_nothing, HEAD FORMAT PARAMETERS ROW("parameter\tr", ""))
WRONG(a_parameter_that_is_none, HEAD FORMAT PARAMETERS ROW("parameter\tr", "one"))
WRONG(an_unknown_family, HEAD "model\tformat\t1\tnbdd\t\n")
WRONG(another_family, HEAD FORMAT PARAMETERS "parameter\tr\t1\tbgnbd\t\n")
WRONG(another_group, HEAD FORMAT PARAMETERS "parameter\tr\t1\tnbd\tNorth\n")
WRONG(an_unknown_unit, HEAD FORMAT ROW("model\tunit", "fortnight") PARAMETERS)
WRONG(no_day, HEAD FORMAT ROW("model\tas_of", "2011-02-29") PARAMETERS)
WRONG(no_use, HEAD FORMAT ROW("fit\tverdict", "failed") PARAMETERS)
WRONG(half_a_covariance, HEAD FORMAT PARAMETERS ROW("covariance\tr,r", "1") ROW("covariance\tr,alpha", "1"))
WRONG(half_a_replicate, HEAD FORMAT PARAMETERS ROW("bootstrap\t1,r", "1"))
WRONG(a_replicate_too_far, HEAD FORMAT PARAMETERS ROW("bootstrap\t2,r", "1") ROW("bootstrap\t2,alpha", "1"))
WRONG(an_effect_less, HEAD FORMAT PARAMETERS ROW("covariate\t1", "age") ROW("covariate_scale\t1", "1"))
WRONG(a_covariate_without_scale, HEAD FORMAT PARAMETERS ROW("covariate\t1", "age") ROW("effect\trate_1", "1"))
WRONG(a_covariate_too_many, HEAD FORMAT PARAMETERS ROW("covariate\t17", "age"))
