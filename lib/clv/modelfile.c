/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/modelfile.h"

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
    [FIT_COLLINEAR] = "collinear",
    [FIT_FAILED] = "failed",
    [FIT_EMPTY] = "empty",
    [FIT_MEMORY] = "memory",
    [FIT_MEMORY + 1] = NULL,
};

/* "b", or "rate_2 (grp z: 20 customers, none of whom came again)" */
static void name_loose(const struct clvmodel *m, char *p, size_t room)
{
    const struct fit *f = &m->fit;
    int n = model_theta_name(f, f->loose, p, room);
    if (f->loose < f->family->n)
        return;
    const struct model_covariate *c = &m->covariate[(f->loose - f->family->n) / fit_effects(f->family)];
    if (!c->label)
        snprintf(p + n, room - (size_t)n, " (%s)", c->column);
    else
        snprintf(p + n, room - (size_t)n, " (%s %s: %.10g customers, %s of whom came again)", c->column, c->label,
                 c->customers, c->repeaters > 0 ? "some" : "none");
}

/* Whether a covariate is the cause, and what to do then. */
static const char *remedy(const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    if (f->loose < f->family->n)
        return "";
    return m->covariate[(f->loose - f->family->n) / fit_effects(f->family)].label
               ? "; give this label one name in common with another, or leave these customers out"
               : "; leave this column out of --covariates";
}

static int print_collinear(const struct clvmodel *m, char **text)
{
    const struct model_covariate *c = &m->covariate[m->follows[0]], *from = &m->covariate[m->follows[1]];
    return asprintf(
        text,
        "%s%s%s follows from the covariates before it, most of all from %s%s%s: their effects cannot be told"
        " apart; leave one of them out of --covariates",
        c->column, c->label ? " " : "", c->label ? c->label : "", from->column, from->label ? " " : "",
        from->label ? from->label : "");
}

char *model_verdict_text(const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    char loose[256] = "";
    bool effect = f->loose >= f->family->n, up = f->theta[f->loose] > f->middle[f->loose];
    double at = effect ? f->theta[f->loose] : f->parameter[f->loose];
    unsigned untold = f->n - fit_told(&f->prior);
    name_loose(m, loose, sizeof loose);
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
                     f->customers, untold, FIT_ENOUGH * untold);
        break;
    case FIT_EDGE:
        n = asprintf(&text, "the likelihood still rises as %s leaves for %s; it is %.3g here%s", loose,
                     up       ? "infinity"
                     : effect ? "minus infinity"
                              : "0",
                     at, remedy(m));
        break;
    case FIT_FLAT:
        n = asprintf(&text,
                     "the likelihood is flat along a direction, mostly that of %s: curvature %.1e against %.1e%s",
                     loose, f->eigenvalue[0], f->eigenvalue[1], remedy(m));
        break;
    case FIT_NO_DROPOUT:
        n = asprintf(&text,
                     "dropout is not identified: log-likelihood %.3f, and %.3f of the NBD, which has none; twice the"
                     " difference is %.2f, and 3.84 would tell of dropout",
                     f->loglik, f->nested, 2 * (f->loglik - f->nested));
        break;
    case FIT_NO_REPEAT:
        n = asprintf(&text, "none of the %.10g customers %s", f->customers,
                     f->family == &FAMILY_SBG ? "was lost" : "bought again");
        break;
    case FIT_COLLINEAR:
        n = print_collinear(m, &text);
        break;
    case FIT_FAILED:
        n = asprintf(&text, "no maximum was found from %u starts", f->starts);
        break;
    case FIT_EMPTY:
        n = asprintf(&text, "nothing to fit: no row is usable");
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

const struct figures_layout MODEL_LAYOUT = {"a model file, made by clvfit",
                                            {"section", "name", "value", "family", "group"},
                                            MODEL_SECTION,
                                            MODEL_NAME,
                                            MODEL_VALUE};

static void write_model(struct figures_out *w, const struct clvmodel *m)
{
    figures_put(w, "model", "format", cell_count(MODEL_FORMAT));
    figures_put(w, "model", "tillroll", cell_str(TILLROLL_VERSION));
    figures_put(w, "model", "family", cell_str(m->fit.family->name));
    if (m->by)
        figures_put(w, "model", "by", cell_str(m->by));
    if (m->pooled)
        figures_put(w, "model", "pooled", cell_count(1));
    figures_put(w, "model", "unit", cell_str(m->unit ? m->unit->name : ""));
    if (m->times)
        figures_put(w, "model", "times", cell_str(m->times->name));
    figures_put(w, "model", "as_of", cell_date(m->as_of));
    figures_put(w, "model", "customers", cell_number(m->fit.customers));
    figures_put(w, "model", "patterns", cell_count(m->fit.patterns));
}

static void write_fit(struct figures_out *w, const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    char *words = model_verdict_text(m);
    figures_put(w, "fit", "verdict", cell_str(MODEL_VERDICT[f->verdict]));
    figures_put(w, "fit", "verdict_text", cell_str(words));
    figures_put(w, "fit", "log_likelihood", cell_number(f->loglik));
    figures_put(w, "fit", "aic", cell_number(f->aic));
    figures_put(w, "fit", "bic", cell_number(f->bic));
    figures_put(w, "fit", "gradient_norm", cell_number(f->gradient_norm));
    figures_put(w, "fit", "hessian",
                cell_str(f->curved && f->verdict != FIT_EDGE ? "negative definite" : "no maximum inside"));
    figures_put(w, "fit", "least_curvature", cell_number(f->eigenvalue[0]));
    figures_put(w, "fit", "largest_curvature", cell_number(f->eigenvalue[1]));
    figures_put(w, "fit", "starts", cell_count(f->starts));
    figures_put(w, "fit", "starts_agreeing", cell_count(f->agreeing));
    figures_put(w, "fit", "steps", cell_count(f->steps));
    if (!isnan(f->nested)) {
        figures_put(w, "fit", "nbd_log_likelihood", cell_number(f->nested));
        figures_put(w, "fit", "nbd_ratio", cell_number(2 * (f->loglik - f->nested)));
    }
    if (!isnan(m->spend_correlation))
        figures_put(w, "fit", "spend_correlation", cell_number(m->spend_correlation));
    free(words);
}

static void write_covariates(struct figures_out *w, const struct clvmodel *m)
{
    for (unsigned j = 0; j < m->fit.covariates; j++) {
        const struct model_covariate *c = &m->covariate[j];
        char name[16];
        snprintf(name, sizeof name, "%u", j + 1);
        figures_put(w, "covariate", name, cell_str(c->column));
        if (c->label)
            figures_put(w, "covariate_label", name, cell_str(c->label));
        if (c->base)
            figures_put(w, "covariate_base", name, cell_str(c->base));
        figures_put(w, "covariate_centre", name, cell_number(c->centre));
        figures_put(w, "covariate_scale", name, cell_number(c->scale));
        if (c->df) {
            figures_put(w, "covariate_ratio", name, cell_number(c->ratio));
            figures_put(w, "covariate_df", name, cell_count(c->df));
            figures_put(w, "covariate_p", name, cell_number(dist_chi_square_tail(c->ratio, c->df)));
        }
    }
}

static void write_estimates(struct figures_out *w, const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    char name[MODEL_NAME_ROOM];
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        figures_put(w, i < f->family->n ? "parameter" : "effect", name,
                    cell_number(i < f->family->n ? f->parameter[i] : f->theta[i]));
    }
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        figures_put(w, "standard_error", name, cell_number(f->error[i]));
    }
    for (unsigned i = f->family->n; i < f->n && f->curved; i++) {
        model_theta_name(f, i, name, sizeof name);
        figures_put(w, "effect_p", name, cell_number(dist_normal_tails(f->theta[i] / f->error[i])));
    }
    for (unsigned i = 0; i < f->family->n; i++)
        if (f->prior.sd[i] > 0) {
            figures_put(w, "prior_mean", f->family->parameter[i], cell_number(f->prior.mean[i]));
            figures_put(w, "prior_sd", f->family->parameter[i], cell_number(f->prior.sd[i]));
        }
}

static void write_covariance(struct figures_out *w, const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    for (unsigned i = 0; i < f->n && f->curved; i++)
        for (unsigned j = i; j < f->n; j++) {
            char name[2 * MODEL_NAME_ROOM];
            int n = model_theta_name(f, i, name, MODEL_NAME_ROOM);
            name[n++] = ',';
            model_theta_name(f, j, name + n, MODEL_NAME_ROOM);
            if (!isnan(f->covariance[i][j]))
                figures_put(w, "covariance", name, cell_number(f->covariance[i][j]));
        }
}

static void write_bootstrap(struct figures_out *w, const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    double *spare = mem_zero(2 * f->replicates, sizeof *spare);
    char name[2 * MODEL_NAME_ROOM];
    figures_put(w, "fit", "seed", cell_count(m->seed));
    figures_put(w, "fit", "replicates", cell_count(f->replicates));
    figures_put(w, "fit", "replicates_loose", cell_count(f->loose_replicates));
    for (unsigned i = 0; i < f->n; i++) {
        model_theta_name(f, i, name, sizeof name);
        figures_put(w, "bootstrap_error", name, cell_number(fit_replicate_error(f, i)));
        figures_put(w, "bootstrap_2.5%", name, cell_number(fit_replicate_quantile(f, i, 25, spare)));
        figures_put(w, "bootstrap_97.5%", name, cell_number(fit_replicate_quantile(f, i, 975, spare)));
    }
    for (size_t k = 0; k < f->replicates; k++)
        for (unsigned i = 0; i < f->n; i++) {
            int n = snprintf(name, sizeof name, "%zu,", k + 1);
            model_theta_name(f, i, name + n, MODEL_NAME_ROOM);
            figures_put(w, "bootstrap", name, cell_number(f->replicate[k * f->n + i]));
        }
    free(spare);
}

void model_write(const struct clvmodel *m, struct out *o)
{
    struct figures_out w = {o, &MODEL_LAYOUT, {{0}}};
    w.key[MODEL_FAMILY] = slice_str(m->fit.family->name);
    w.key[MODEL_GROUP] = slice_str(m->group ? m->group : "");
    write_model(&w, m);
    write_fit(&w, m);
    write_covariates(&w, m);
    write_estimates(&w, m);
    write_covariance(&w, m);
    if (m->fit.replicate)
        write_bootstrap(&w, m);
}
