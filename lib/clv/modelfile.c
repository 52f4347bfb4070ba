/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/modelfile.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/dist.h"

/* ---- words ---- */

const struct model_unit MODEL_UNIT[] = {{"day", 1}, {"week", 7}, {"month", 30}, {"year", 365}, {0}};

const char *const MODEL_VERDICT[] = {
    [FIT_OPTIMUM] = "optimum",
    [FIT_FEW] = "few_customers",
    [FIT_EDGE] = "edge",
    [FIT_FLAT] = "flat",
    [FIT_NO_DROPOUT] = "dropout_not_identified",
    [FIT_NO_REPEAT] = "no_repeat",
    [FIT_FAILED] = "failed",
    [FIT_EMPTY] = "empty",
    [FIT_MEMORY] = "memory",
    [FIT_MEMORY + 1] = NULL,
};

char *model_verdict_text(const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    const char *loose = f->family->parameter[f->loose];
    double at = f->parameter[f->loose];
    char *text = NULL;
    int n = 0;
    switch (f->verdict) {
    case FIT_OPTIMUM:
        n = asprintf(&text, "a maximum: gradient %.1e a customer, curvature %.2g to %.2g, found from %u of %u starts",
                     f->gradient_norm, f->eigenvalue[0], f->eigenvalue[1], f->agreeing, f->starts);
        break;
    case FIT_FEW:
        n = asprintf(&text,
                     "too few customers: %.10g for %u parameters, %u would do (--prior says what is known before)",
                     f->customers, f->n, FIT_ENOUGH * f->n);
        break;
    case FIT_EDGE:
        n = asprintf(&text, "the likelihood still rises as %s leaves for %s; it is %.3g here", loose,
                     f->theta[f->loose] > f->middle[f->loose] ? "infinity" : "0", at);
        break;
    case FIT_FLAT:
        n = asprintf(&text, "the likelihood is flat along a direction, mostly that of %s: curvature %.1e against %.1e",
                     loose, f->eigenvalue[0], f->eigenvalue[1]);
        break;
    case FIT_NO_DROPOUT:
        n = asprintf(&text, "dropout is not identified: log-likelihood %.3f, and %.3f of the NBD, which has none",
                     f->loglik, f->nested);
        break;
    case FIT_NO_REPEAT:
        n = asprintf(&text, "none of the %.10g customers %s", f->customers,
                     f->family == &FAMILY_SBG ? "was lost" : "bought again");
        break;
    case FIT_FAILED:
        n = asprintf(&text, "no maximum was found from %u starts", f->starts);
        break;
    case FIT_EMPTY:
        n = asprintf(&text, "nothing to fit: no row is of use to it");
        break;
    case FIT_MEMORY:
        n = -1;
        break;
    }
    if (n < 0)
        die(STATUS_ENV, "out of memory");
    return text;
}

int model_theta_name(const struct fit *f, unsigned i, char *p, size_t room)
{
    static const char *const EFFECT[] = {[FIT_RATE] = "rate", [FIT_DROPOUT] = "dropout"};
    if (i < f->family->n)
        return snprintf(p, room, "%s", f->family->parameter[i]);
    unsigned effects = fit_effects(f->family), k = i - f->family->n;
    return snprintf(p, room, "%s_%u", EFFECT[k % effects], k / effects + 1);
}

/* ---- rows ---- */

struct rows {
    const struct clvmodel *m;
    struct out *o;
};

static void begin(const struct rows *r, const char *section, const char *name)
{
    out_str(r->o, section);
    out_tab(r->o);
    out_str(r->o, name);
    out_tab(r->o);
}

static void end(const struct rows *r)
{
    out_tab(r->o);
    out_str(r->o, r->m->fit.family->name);
    out_tab(r->o);
    out_str(r->o, r->m->group ? r->m->group : "");
    out_char(r->o, '\n');
}

static void text(const struct rows *r, const char *section, const char *name, const char *value)
{
    begin(r, section, name);
    out_str(r->o, value);
    end(r);
}

static void count(const struct rows *r, const char *section, const char *name, uint64_t value)
{
    begin(r, section, name);
    out_uint(r->o, value);
    end(r);
}

static void number(const struct rows *r, const char *section, const char *name, double value)
{
    begin(r, section, name);
    out_double(r->o, value);
    end(r);
}

static void write_model(const struct rows *r)
{
    const struct clvmodel *m = r->m;
    count(r, "model", "format", MODEL_FORMAT);
    text(r, "model", "tillroll", TILLROLL_VERSION);
    text(r, "model", "family", m->fit.family->name);
    if (m->by)
        text(r, "model", "by", m->by);
    text(r, "model", "unit", m->unit ? m->unit->name : "");
    if (m->times)
        text(r, "model", "times", m->times->name);
    begin(r, "model", "as_of");
    out_date(r->o, m->as_of);
    end(r);
    number(r, "model", "customers", m->fit.customers);
    count(r, "model", "patterns", m->fit.patterns);
}

static void write_fit(const struct rows *r)
{
    const struct fit *f = &r->m->fit;
    char *words = model_verdict_text(r->m);
    text(r, "fit", "verdict", MODEL_VERDICT[f->verdict]);
    text(r, "fit", "verdict_text", words);
    number(r, "fit", "log_likelihood", f->loglik);
    number(r, "fit", "aic", f->aic);
    number(r, "fit", "bic", f->bic);
    number(r, "fit", "gradient_norm", f->gradient_norm);
    text(r, "fit", "hessian", f->curved ? "negative definite" : "no maximum inside");
    number(r, "fit", "least_curvature", f->eigenvalue[0]);
    number(r, "fit", "largest_curvature", f->eigenvalue[1]);
    count(r, "fit", "starts", f->starts);
    count(r, "fit", "starts_agreeing", f->agreeing);
    count(r, "fit", "steps", f->steps);
    if (!isnan(f->nested)) {
        number(r, "fit", "nbd_log_likelihood", f->nested);
        number(r, "fit", "nbd_ratio", 2 * (f->loglik - f->nested));
    }
    free(words);
}

static void write_covariates(const struct rows *r)
{
    for (unsigned j = 0; j < r->m->fit.covariates; j++) {
        const struct model_covariate *c = &r->m->covariate[j];
        char name[16];
        snprintf(name, sizeof name, "%u", j + 1);
        text(r, "covariate", name, c->column);
        if (c->label)
            text(r, "covariate_label", name, c->label);
        number(r, "covariate_centre", name, c->centre);
        number(r, "covariate_scale", name, c->scale);
        if (c->df) {
            number(r, "covariate_ratio", name, c->ratio);
            count(r, "covariate_df", name, c->df);
            number(r, "covariate_p", name, dist_chi_square_tail(c->ratio, c->df));
        }
    }
}

static void write_estimates(const struct rows *r)
{
    const struct fit *f = &r->m->fit;
    char name[MODEL_NAME_ROOM];
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        number(r, i < f->family->n ? "parameter" : "effect", name, i < f->family->n ? f->parameter[i] : f->theta[i]);
    }
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        number(r, "standard_error", name, f->error[i]);
    }
    for (unsigned i = f->family->n; i < f->n && f->curved; i++) {
        model_theta_name(f, i, name, sizeof name);
        number(r, "effect_p", name, dist_normal_tails(f->theta[i] / f->error[i]));
    }
    for (unsigned i = 0; i < f->family->n; i++)
        if (f->prior.sd[i] > 0) {
            number(r, "prior_mean", f->family->parameter[i], f->prior.mean[i]);
            number(r, "prior_sd", f->family->parameter[i], f->prior.sd[i]);
        }
}

static void write_covariance(const struct rows *r)
{
    const struct fit *f = &r->m->fit;
    for (unsigned i = 0; i < f->n && f->curved; i++)
        for (unsigned j = i; j < f->n; j++) {
            char name[2 * MODEL_NAME_ROOM];
            int n = model_theta_name(f, i, name, MODEL_NAME_ROOM);
            name[n++] = ',';
            model_theta_name(f, j, name + n, MODEL_NAME_ROOM);
            number(r, "covariance", name, f->covariance[i][j]);
        }
}

static void write_bootstrap(const struct rows *r)
{
    const struct fit *f = &r->m->fit;
    double *spare = mem_zero(2 * f->replicates, sizeof *spare);
    char name[2 * MODEL_NAME_ROOM];
    count(r, "fit", "seed", r->m->seed);
    count(r, "fit", "replicates", f->replicates);
    count(r, "fit", "replicates_loose", f->loose_replicates);
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        number(r, "bootstrap_error", name, fit_replicate_error(f, i));
        number(r, "bootstrap_2.5%", name, fit_replicate_quantile(f, i, 25, spare));
        number(r, "bootstrap_97.5%", name, fit_replicate_quantile(f, i, 975, spare));
    }
    for (size_t k = 0; k < f->replicates; k++)
        for (unsigned i = 0; i < f->n; i++) {
            int n = snprintf(name, sizeof name, "%zu,", k + 1);
            model_theta_name(f, i, name + n, MODEL_NAME_ROOM);
            number(r, "bootstrap", name, f->replicate[k * f->n + i]);
        }
    free(spare);
}

void models_write_header(struct out *o)
{
    out_str(o, MODEL_HEADER "\n");
}

void model_write(const struct clvmodel *m, struct out *o)
{
    struct rows r = {m, o};
    write_model(&r);
    write_fit(&r);
    write_covariates(&r);
    write_estimates(&r);
    write_covariance(&r);
    if (m->fit.replicate)
        write_bootstrap(&r);
}
