/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a model file. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "clv/modelfile.h"
#include "tsv/tsv.h"

static const char MADE[] = "a model file, made by clvfit";

struct reader {
    struct tsv *t;
    unsigned section, name, value, family, group; /* columns */
    struct models *models;
    struct clvmodel *m; /* at hand */
    size_t cap;
    bool seen[NEWTON_MAX]; /* parameters and effects */
    uint64_t replicates;   /* that the file says it has; 0: nothing */
    size_t replicate_cap;
    double *replicate; /* rows of NEWTON_MAX */
};

static struct slice field(const struct reader *r, unsigned col)
{
    return tsv_field(r->t, col);
}

static double number(const struct reader *r)
{
    double v;
    if (field(r, r->value).n == 0)
        return NAN;
    if (!num_double(field(r, r->value), &v))
        tsv_unusable(r->t, r->value, "is not a number");
    return v;
}

static uint64_t count(const struct reader *r)
{
    return tsv_made_uint(r->t, r->value, 0, UINT64_MAX);
}

static void text(const struct reader *r, char **to)
{
    free(*to);
    *to = mem_str(field(r, r->value));
}

/* ---- names ---- */

/* A parameter or effect by its name; effects of covariates beyond what there can be have none. */
static unsigned theta_index(const struct reader *r, struct slice name)
{
    const struct fit *f = &r->m->fit;
    char candidate[MODEL_NAME_ROOM];
    unsigned all = f->family->n + fit_effects(f->family) * PATTERN_COVARIATES;
    for (unsigned i = 0; i < all && i < NEWTON_MAX; i++) {
        model_theta_name(f, i, candidate, sizeof candidate);
        if (slice_is(name, candidate))
            return i;
    }
    tsv_unusable(r->t, r->name, "is no parameter of this family");
}

static struct model_covariate *covariate(struct reader *r)
{
    uint64_t k;
    if (!num_uint(field(r, r->name), &k) || k < 1 || k > PATTERN_COVARIATES)
        tsv_unusable(r->t, r->name, "is not the number of a covariate");
    if (k > r->m->fit.covariates)
        r->m->fit.covariates = (unsigned)k;
    return &r->m->covariate[k - 1];
}

/* ---- sections ---- */

static const struct model_unit *unit(const struct reader *r)
{
    struct slice word = field(r, r->value);
    if (word.n == 0)
        return NULL;
    for (const struct model_unit *u = MODEL_UNIT; u->name; u++)
        if (slice_is(word, u->name))
            return u;
    tsv_unusable(r->t, r->value, "is no unit of time: day, week, month or year");
}

static void read_model(struct reader *r)
{
    struct clvmodel *m = r->m;
    struct slice name = field(r, r->name);
    if (slice_is(name, "format")) {
        if (count(r) != MODEL_FORMAT)
            tsv_unusable(
                r->t, r->value,
                "is a format that this tillroll does not know (a newer one made the file: fit again, or update)");
    } else if (slice_is(name, "by")) {
        text(r, &m->by);
    } else if (slice_is(name, "unit")) {
        m->unit = unit(r);
    } else if (slice_is(name, "times")) {
        m->times = unit(r);
    } else if (slice_is(name, "as_of")) {
        if (field(r, r->value).n && !date_parse(field(r, r->value), &m->as_of))
            tsv_unusable(r->t, r->value, "is not a date");
    } else if (slice_is(name, "customers")) {
        m->fit.customers = number(r);
    } else if (slice_is(name, "patterns")) {
        m->fit.patterns = count(r);
    }
}

static void read_fit(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice name = field(r, r->name);
    const struct {
        const char *name;
        double *value;
    } NUMBER[] = {
        {"log_likelihood", &f->loglik}, {"aic", &f->aic}, {"bic", &f->bic}, {"nbd_log_likelihood", &f->nested}};
    for (size_t i = 0; i < sizeof NUMBER / sizeof *NUMBER; i++)
        if (slice_is(name, NUMBER[i].name))
            *NUMBER[i].value = number(r);
    if (slice_is(name, "seed"))
        r->m->seed = count(r);
    if (slice_is(name, "replicates"))
        r->replicates = count(r);
    if (!slice_is(name, "verdict"))
        return;
    unsigned v = 0;
    while (MODEL_VERDICT[v] && !slice_is(field(r, r->value), MODEL_VERDICT[v]))
        v++;
    if (!MODEL_VERDICT[v] || !fit_usable((enum fit_verdict)v))
        tsv_unusable(r->t, r->value, "is not the verdict of a fit that can be used");
    f->verdict = (enum fit_verdict)v;
}

static void read_parameter(struct reader *r)
{
    struct fit *f = &r->m->fit;
    unsigned i = theta_index(r, field(r, r->name));
    double v = number(r);
    bool effect = i >= f->family->n;
    if (isnan(v) || (!effect && v <= 0))
        tsv_unusable(r->t, r->value, effect ? "is not a number" : "is not a positive number");
    f->theta[i] = effect ? v : log(v);
    if (!effect)
        f->parameter[i] = v;
    r->seen[i] = true;
}

static void read_covariance(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice rest = field(r, r->name), first = slice_cut(&rest, ',');
    unsigned i = theta_index(r, first), j = theta_index(r, rest);
    f->covariance[i][j] = f->covariance[j][i] = number(r);
    f->curved = true;
}

/* "17,alpha" */
static void read_replicate(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice rest = field(r, r->name), first = slice_cut(&rest, ',');
    uint64_t k;
    if (!num_uint(first, &k) || k < 1 || k > f->replicates + 1)
        tsv_unusable(r->t, r->name, "is not the number of this replicate or the next");
    if (k > f->replicates) {
        r->replicate = mem_grow(r->replicate, &r->replicate_cap, k * NEWTON_MAX, sizeof *r->replicate);
        for (unsigned i = 0; i < NEWTON_MAX; i++)
            r->replicate[(k - 1) * NEWTON_MAX + i] = NAN;
        f->replicates = k;
    }
    r->replicate[(k - 1) * NEWTON_MAX + theta_index(r, rest)] = number(r);
}

static void read_row(struct reader *r)
{
    struct fit *f = &r->m->fit;
    struct slice section = field(r, r->section), name = field(r, r->name);
    if (slice_is(section, "model"))
        read_model(r);
    else if (slice_is(section, "fit"))
        read_fit(r);
    else if (slice_is(section, "parameter") || slice_is(section, "effect"))
        read_parameter(r);
    else if (slice_is(section, "standard_error"))
        f->error[theta_index(r, name)] = number(r);
    else if (slice_is(section, "prior_mean"))
        f->prior.mean[theta_index(r, name) % FAMILY_PARAMETERS] = number(r);
    else if (slice_is(section, "prior_sd"))
        f->prior.sd[theta_index(r, name) % FAMILY_PARAMETERS] = number(r);
    else if (slice_is(section, "covariance"))
        read_covariance(r);
    else if (slice_is(section, "bootstrap"))
        read_replicate(r);
    else if (slice_is(section, "covariate"))
        text(r, &covariate(r)->column);
    else if (slice_is(section, "covariate_label"))
        text(r, &covariate(r)->label);
    else if (slice_is(section, "covariate_centre"))
        covariate(r)->centre = number(r);
    else if (slice_is(section, "covariate_scale"))
        covariate(r)->scale = number(r);
}

/* ---- models ---- */

static _Noreturn void lacks(const struct reader *r, const char *what)
{
    const struct clvmodel *m = r->m;
    die(STATUS_USAGE, "%s: no %s of %s%s%s (is a part of the file missing?)", r->t->name, what, m->fit.family->name,
        m->group ? ", group " : "", m->group ? m->group : "");
}

/* What the rows must have said. */
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
            if (isnan(f->covariance[i][j]))
                lacks(r, "full covariance");
    if (r->replicates && f->replicates != r->replicates)
        lacks(r, "full bootstrap");
    if (f->replicates)
        f->replicate = mem_zero(f->replicates, f->n * sizeof *f->replicate);
    for (size_t k = 0; k < f->replicates; k++)
        for (unsigned i = 0; i < f->n; i++) {
            f->replicate[k * f->n + i] = r->replicate[k * NEWTON_MAX + i];
            if (isnan(f->replicate[k * f->n + i]))
                lacks(r, "full bootstrap replicate");
        }
}

static void begin_model(struct reader *r)
{
    struct models *ms = r->models;
    struct slice name = field(r, r->family), group = field(r, r->group);
    char family[MODEL_NAME_ROOM] = "";
    if (name.n < sizeof family)
        memcpy(family, name.p, name.n);
    const struct family *f = family_find(family);
    if (!f)
        tsv_unusable(r->t, r->family, "is no family that this tillroll knows");
    ms->model = mem_grow(ms->model, &r->cap, ms->n + 1, sizeof *ms->model);
    r->m = &ms->model[ms->n++];
    *r->m = (struct clvmodel){.fit = {.family = f, .nested = NAN, .loglik = NAN, .aic = NAN, .bic = NAN},
                              .as_of = DATE_NONE};
    if (group.n)
        r->m->group = mem_str(group);
    for (unsigned i = 0; i < NEWTON_MAX; i++) {
        r->m->fit.error[i] = NAN;
        for (unsigned j = 0; j < NEWTON_MAX; j++)
            r->m->fit.covariance[i][j] = NAN;
    }
    memset(r->seen, 0, sizeof r->seen);
    r->replicates = 0;
}

/* Each model begins with its format, and its rows stay together. */
static bool begins_model(const struct reader *r)
{
    return slice_is(field(r, r->section), "model") && slice_is(field(r, r->name), "format");
}

static void check_model(const struct reader *r)
{
    if (!r->m)
        tsv_unusable(r->t, r->section, "cannot be the first row, which says the format (is this a model file?)");
    if (!slice_is(field(r, r->family), r->m->fit.family->name))
        tsv_unusable(r->t, r->family, "is not the family of the model that began above");
    if (!slice_is(field(r, r->group), r->m->group ? r->m->group : ""))
        tsv_unusable(r->t, r->group, "is not the group of the model that began above");
}

void models_read(struct models *ms, const char *path)
{
    struct reader r = {.t = tsv_open_file(path), .models = ms};
    *ms = (struct models){0};
    r.section = tsv_made_need(r.t, "section", MADE);
    r.name = tsv_made_need(r.t, "name", MADE);
    r.value = tsv_made_need(r.t, "value", MADE);
    r.family = tsv_made_need(r.t, "family", MADE);
    r.group = tsv_made_need(r.t, "group", MADE);
    while (tsv_next(r.t)) {
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
    tsv_close(r.t);
}

void model_free(struct clvmodel *m)
{
    fit_free(&m->fit);
    free(m->by);
    free(m->group);
    for (unsigned j = 0; j < PATTERN_COVARIATES; j++) {
        free(m->covariate[j].column);
        free(m->covariate[j].label);
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
    for (size_t i = 0; i < ms->n; i++) {
        const char *own = ms->model[i].group;
        if (ms->model[i].fit.family == family && (!own || (group.p && slice_is(group, own))))
            return &ms->model[i];
    }
    return NULL;
}
