/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a model file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "clv/modelfile.h"

struct reader {
    struct figures f;
    struct models *models;
    struct clvmodel *m; /* the current one */
    size_t cap;
    bool seen[FIT_THETA]; /* parameters and effects, */
    bool none[FIT_THETA]; /* and whether the file says that there is no standard error */
    uint64_t replicates;  /* that the file says it has; 0: nothing */
    size_t replicate_cap;
    double *replicate; /* rows of FIT_THETA */
};

static double number(const struct reader *r)
{
    return figures_number_or_none(&r->f, MODEL_VALUE);
}

static uint64_t count(const struct reader *r)
{
    return figures_uint(&r->f, MODEL_VALUE, 0, UINT64_MAX);
}

static void text(const struct reader *r, char **to)
{
    free(*to);
    *to = mem_str(figures_field(&r->f, MODEL_VALUE));
}

static bool is_name(const struct reader *r, const char *name)
{
    return figures_is(&r->f, MODEL_NAME, name);
}

/* ---- names ---- */

/* A parameter or effect by its name; effects of covariates beyond what there can be have none. */
static unsigned theta_index(const struct reader *r, struct slice name)
{
    const struct fit *f = &r->m->fit;
    char candidate[MODEL_NAME_ROOM];
    unsigned all = f->family->n + fit_effects(f->family) * PATTERN_COVARIATES;
    for (unsigned i = 0; i < all && i < FIT_THETA; i++) {
        model_theta_name(f, i, candidate, sizeof candidate);
        if (slice_is(name, candidate))
            return i;
    }
    figures_unusable(&r->f, MODEL_NAME, "is not a parameter of this family");
}

static struct model_covariate *covariate(struct reader *r)
{
    uint64_t k;
    if (!num_uint(figures_field(&r->f, MODEL_NAME), &k) || k < 1 || k > PATTERN_COVARIATES)
        figures_unusable(&r->f, MODEL_NAME, "is not the number of a covariate");
    if (k > r->m->fit.covariates)
        r->m->fit.covariates = (unsigned)k;
    return &r->m->covariate[k - 1];
}

/* ---- sections ---- */

static const struct model_unit *unit(const struct reader *r)
{
    struct slice word = figures_field(&r->f, MODEL_VALUE);
    if (word.n == 0)
        return NULL;
    for (const struct model_unit *u = MODEL_UNIT; u->name; u++)
        if (slice_is(word, u->name))
            return u;
    figures_unusable(&r->f, MODEL_VALUE, "is no unit of time: day, week, month or year");
}

static void read_model(struct reader *r)
{
    struct clvmodel *m = r->m;
    if (is_name(r, "format"))
        figures_format(&r->f, MODEL_FORMAT);
    else if (is_name(r, "by"))
        text(r, &m->by);
    else if (is_name(r, "pooled"))
        m->pooled = count(r) != 0;
    else if (is_name(r, "unit"))
        m->unit = unit(r);
    else if (is_name(r, "times"))
        m->times = unit(r);
    else if (is_name(r, "as_of"))
        m->as_of = figures_date_or_none(&r->f, MODEL_VALUE);
    else if (is_name(r, "customers"))
        m->fit.customers = number(r);
    else if (is_name(r, "patterns"))
        m->fit.patterns = count(r);
}

static void read_fit(struct reader *r)
{
    struct fit *f = &r->m->fit;
    const struct {
        const char *name;
        double *value;
    } NUMBER[] = {
        {"log_likelihood", &f->loglik}, {"aic", &f->aic}, {"bic", &f->bic}, {"nbd_log_likelihood", &f->nested}};
    for (size_t i = 0; i < sizeof NUMBER / sizeof *NUMBER; i++)
        if (is_name(r, NUMBER[i].name))
            *NUMBER[i].value = number(r);
    if (is_name(r, "seed"))
        r->m->seed = count(r);
    if (is_name(r, "replicates"))
        r->replicates = count(r);
    if (!is_name(r, "verdict"))
        return;
    unsigned v = 0;
    while (MODEL_VERDICT[v] && !figures_is(&r->f, MODEL_VALUE, MODEL_VERDICT[v]))
        v++;
    if (!MODEL_VERDICT[v] || !fit_usable((enum fit_verdict)v))
        figures_unusable(&r->f, MODEL_VALUE, "is not the verdict of a fit that can be used");
    f->verdict = (enum fit_verdict)v;
}

static void read_parameter(struct reader *r)
{
    struct fit *f = &r->m->fit;
    unsigned i = theta_index(r, figures_field(&r->f, MODEL_NAME));
    double v = number(r);
    bool effect = i >= f->family->n;
    if (isnan(v) || (!effect && v <= 0))
        figures_unusable(&r->f, MODEL_VALUE, effect ? "is not a number" : "is not a positive number");
    f->theta[i] = effect ? v : log(v);
    if (!effect)
        f->parameter[i] = v;
    r->seen[i] = true;
}

static void read_error(struct reader *r)
{
    unsigned i = theta_index(r, figures_field(&r->f, MODEL_NAME));
    r->m->fit.error[i] = number(r);
    r->none[i] = isnan(r->m->fit.error[i]);
}

static void read_covariance(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice rest = figures_field(&r->f, MODEL_NAME), first = slice_cut(&rest, ',');
    unsigned i = theta_index(r, first), j = theta_index(r, rest);
    f->covariance[i][j] = f->covariance[j][i] = number(r);
    f->curved = true;
}

/* "17,alpha" */
static void read_replicate(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice rest = figures_field(&r->f, MODEL_NAME), first = slice_cut(&rest, ',');
    uint64_t k;
    if (!num_uint(first, &k) || k < 1 || k > f->replicates + 1)
        figures_unusable(&r->f, MODEL_NAME, "is not the number of this replicate or the next");
    if (k > f->replicates) {
        r->replicate = mem_grow(r->replicate, &r->replicate_cap, k * FIT_THETA, sizeof *r->replicate);
        for (unsigned i = 0; i < FIT_THETA; i++)
            r->replicate[(k - 1) * FIT_THETA + i] = NAN;
        f->replicates = k;
    }
    r->replicate[(k - 1) * FIT_THETA + theta_index(r, rest)] = number(r);
}

/* The other figures that clvfit writes are only for people. */
enum section {
    MODEL,
    FIT,
    PARAMETER,
    EFFECT,
    ERROR,
    PRIOR_MEAN,
    PRIOR_SD,
    COVARIANCE,
    BOOTSTRAP,
    COVARIATE,
    LABEL,
    BASE,
    CENTRE,
    SCALE,
};
static const char *const SECTION[] = {
    [MODEL] = "model",
    [FIT] = "fit",
    [PARAMETER] = "parameter",
    [EFFECT] = "effect",
    [ERROR] = "standard_error",
    [PRIOR_MEAN] = "prior_mean",
    [PRIOR_SD] = "prior_sd",
    [COVARIANCE] = "covariance",
    [BOOTSTRAP] = "bootstrap",
    [COVARIATE] = "covariate",
    [LABEL] = "covariate_label",
    [BASE] = "covariate_base",
    [CENTRE] = "covariate_centre",
    [SCALE] = "covariate_scale",
    "covariate_ratio",
    "covariate_df",
    "covariate_p",
    "effect_p",
    "bootstrap_error",
    "bootstrap_2.5%",
    "bootstrap_97.5%",
    NULL,
};

static void read_figure(struct reader *r, unsigned section)
{
    struct fit *f = &r->m->fit;
    struct slice name = figures_field(&r->f, MODEL_NAME);
    if (section == ERROR)
        read_error(r);
    else if (section == PRIOR_MEAN)
        f->prior.mean[theta_index(r, name) % FAMILY_PARAMETERS] = number(r);
    else if (section == PRIOR_SD)
        f->prior.sd[theta_index(r, name) % FAMILY_PARAMETERS] = number(r);
    else if (section == COVARIATE)
        text(r, &covariate(r)->column);
    else if (section == LABEL)
        text(r, &covariate(r)->label);
    else if (section == CENTRE)
        covariate(r)->centre = number(r);
    else if (section == SCALE)
        covariate(r)->scale = number(r);
    else if (section == BASE)
        text(r, &covariate(r)->base);
}

static void read_row(struct reader *r)
{
    unsigned section = figures_section(&r->f, SECTION);
    if (section == MODEL)
        read_model(r);
    else if (section == FIT)
        read_fit(r);
    else if (section == PARAMETER || section == EFFECT)
        read_parameter(r);
    else if (section == COVARIANCE)
        read_covariance(r);
    else if (section == BOOTSTRAP)
        read_replicate(r);
    else
        read_figure(r, section);
}

/* ---- models ---- */

static _Noreturn void lacks(const struct reader *r, const char *what)
{
    const struct clvmodel *m = r->m;
    char of[128];
    snprintf(of, sizeof of, "%s%s%s", m->fit.family->name, m->group ? ", group " : "", m->group ? m->group : "");
    figures_lacks(&r->f, what, of);
}

/* What the rows must contain. */
static void end_model(struct reader *r)
{
    struct fit *f = &r->m->fit;
    char name[MODEL_NAME_ROOM];
    if (r->m->by && !r->m->group)
        r->m->group = mem_zero(1, 1);
    f->n = f->family->n + f->covariates * fit_effects(f->family);
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        if (!r->seen[i])
            lacks(r, name);
    }
    for (unsigned j = 0; j < f->covariates; j++)
        if (!r->m->covariate[j].column || !(r->m->covariate[j].scale > 0))
            lacks(r, "covariate's column and scale");
    for (unsigned i = 0; i < f->n; i++)
        if (!isnan(f->error[i]) && !f->curved)
            lacks(r, "covariance");
    for (unsigned i = 0; i < f->n && f->curved; i++)
        for (unsigned j = 0; j < f->n; j++)
            if (isnan(f->covariance[i][j]) && !r->none[i] && !r->none[j])
                lacks(r, "full covariance");
    if (r->replicates && f->replicates != r->replicates)
        lacks(r, "full bootstrap");
    if (f->replicates)
        f->replicate = mem_zero(f->replicates, f->n * sizeof *f->replicate);
    for (size_t k = 0; k < f->replicates; k++)
        for (unsigned i = 0; i < f->n; i++) {
            f->replicate[k * f->n + i] = r->replicate[k * FIT_THETA + i];
            if (isnan(f->replicate[k * f->n + i]))
                lacks(r, "full bootstrap replicate");
        }
}

static void begin_model(struct reader *r)
{
    struct models *ms = r->models;
    struct slice name = figures_field(&r->f, MODEL_FAMILY), group = figures_field(&r->f, MODEL_GROUP);
    char family[MODEL_NAME_ROOM] = "";
    if (name.n < sizeof family)
        memcpy(family, name.p, name.n);
    const struct family *f = family_find(family);
    if (!f)
        figures_unusable(&r->f, MODEL_FAMILY, "is not a family that this tillroll knows");
    ms->model = mem_grow(ms->model, &r->cap, ms->n + 1, sizeof *ms->model);
    r->m = &ms->model[ms->n++];
    *r->m = (struct clvmodel){.fit = {.family = f, .nested = NAN, .loglik = NAN, .aic = NAN, .bic = NAN},
                              .as_of = DATE_NONE,
                              .spend_correlation = NAN};
    if (group.n)
        r->m->group = mem_str(group);
    for (unsigned i = 0; i < FIT_THETA; i++) {
        r->m->fit.error[i] = NAN;
        for (unsigned j = 0; j < FIT_THETA; j++)
            r->m->fit.covariance[i][j] = NAN;
    }
    memset(r->seen, 0, sizeof r->seen);
    memset(r->none, 0, sizeof r->none);
    r->replicates = 0;
}

/* Each model begins with its format, and its rows stay together. */
static bool begins_model(const struct reader *r)
{
    return figures_is(&r->f, MODEL_SECTION, "model") && is_name(r, "format");
}

static void check_model(const struct reader *r)
{
    if (!r->m)
        figures_unusable(&r->f, MODEL_SECTION,
                         "cannot be the first row, which says the format (is this a model file?)");
    if (!figures_is(&r->f, MODEL_FAMILY, r->m->fit.family->name))
        figures_unusable(&r->f, MODEL_FAMILY, "is not the family of the model that began above");
    if (!figures_is(&r->f, MODEL_GROUP, r->m->group ? r->m->group : ""))
        figures_unusable(&r->f, MODEL_GROUP, "is not the group of the model that began above");
}

void models_read(struct models *ms, const char *path)
{
    struct reader r = {.f = figures_open(path, &MODEL_LAYOUT), .models = ms};
    *ms = (struct models){0};
    for (; r.f.more; figures_next(&r.f)) {
        if (begins_model(&r)) {
            if (r.m)
                end_model(&r);
            begin_model(&r);
        }
        check_model(&r);
        read_row(&r);
    }
    if (!r.m)
        die(STATUS_USAGE, "%s: no model in it", path);
    end_model(&r);
    free(r.replicate);
    figures_close(&r.f);
}

void model_free(struct clvmodel *m)
{
    fit_free(&m->fit);
    free(m->by);
    free(m->group);
    for (unsigned j = 0; j < PATTERN_COVARIATES; j++) {
        free(m->covariate[j].column);
        free(m->covariate[j].label);
        free(m->covariate[j].base);
    }
}

void models_free(struct models *ms)
{
    for (size_t i = 0; i < ms->n; i++)
        model_free(&ms->model[i]);
    free(ms->model);
    *ms = (struct models){0};
}

const struct clvmodel *models_find(const struct models *ms, const struct family *family, struct slice group)
{
    const struct clvmodel *pooled = NULL;
    for (size_t i = 0; i < ms->n; i++) {
        const struct clvmodel *m = &ms->model[i];
        if (m->fit.family != family)
            continue;
        if (m->pooled)
            pooled = m;
        else if (!m->group || (group.p && slice_is(group, m->group)))
            return m;
    }
    return pooled;
}
