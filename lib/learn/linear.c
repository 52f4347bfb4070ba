/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/linear.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "stats/dist.h"
#include "stats/leastsq.h"

const char *const LINEAR_FIT_NAME[LINEAR_FITS] = {"rows",
                                                  "positives",
                                                  "rank",
                                                  "lambda",
                                                  "freedom",
                                                  "r2",
                                                  "adjusted_r2",
                                                  "rss",
                                                  "residual_sd",
                                                  "F",
                                                  "p_of_F",
                                                  "log_likelihood",
                                                  "log_likelihood_of_intercept",
                                                  "mcfadden_r2",
                                                  "aic"};
const char *const LINEAR_FIGURE_NAME[LINEAR_FIGURES] = {"coef", "se",         "statistic", "p",         "low",
                                                        "high", "odds_ratio", "odds_low",  "odds_high", "effect",
                                                        "mean", "sd",         "separates"};

char *linear_term(const struct linear *m, unsigned k)
{
    return k ? design_term(&m->head.design, k - 1) : mem_str(SLICE("(Intercept)"));
}

/* ---- what a term that is out is made of ---- */

static void find_made_of(struct linear *m, const double *r, const bool *out)
{
    double *share = mem_zero(m->q, sizeof *share);
    for (unsigned k = 1; k < m->q; k++) {
        struct buf b = {0};
        if (!out[k])
            continue;
        terms_made_of(r, out, m->q, k, share);
        for (unsigned i = 1; i < k; i++)
            if (fabs(share[i]) > 1e-4) {
                char *name = linear_term(m, i);
                buf_addstr(&b, b.n ? ", " : "");
                buf_addstr(&b, name);
                free(name);
            }
        m->made_of[k] = mem_str(buf_slice(&b));
        buf_free(&b);
    }
    free(share);
}

/* ---- figures ---- */

/* Divides by 0 if there is nothing to divide by. */
static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static void set_term(struct linear *m, unsigned k, double coef, double se, double level)
{
    double *t = m->term[k], freedom = m->fit[LINEAR_FREEDOM];
    bool normal = m->head.family == LEARNED_LOGIT;
    double far = normal ? dist_normal_point((1 - level) / 2) : dist_t_point((1 - level) / 2, freedom);
    t[LINEAR_COEF] = coef;
    if (m->head.family == LEARNED_RIDGE || !(se > 0))
        return;
    t[LINEAR_SE] = se;
    t[LINEAR_STATISTIC] = coef / se;
    t[LINEAR_P] = normal ? dist_normal_tails(coef / se) : dist_t_tails(coef / se, freedom);
    t[LINEAR_LOW] = coef - far * se;
    t[LINEAR_HIGH] = coef + far * se;
}

static double or_none(double v)
{
    return isfinite(v) ? v : NAN;
}

static void set_odds(double *t)
{
    t[LINEAR_ODDS] = or_none(exp(t[LINEAR_COEF]));
    t[LINEAR_ODDS_LOW] = or_none(exp(t[LINEAR_LOW]));
    t[LINEAR_ODDS_HIGH] = or_none(exp(t[LINEAR_HIGH]));
}

static _Noreturn void die_too_large(const char *column)
{
    die(STATUS_DATA, "column \"%s\": its values, or their squares, add up to more than a double can hold (divide them)",
        column);
}

/* ---- least squares ---- */

static double *penalties(const struct linear_choice *choice, const struct terms *t)
{
    double *penalty = mem_zero(t->p, sizeof *penalty);
    for (unsigned j = 0; j < t->p; j++)
        penalty[j] = t->sd[j] > 0 ? choice->lambda / (choice->raw ? t->sd[j] * t->sd[j] : 1) : 0;
    return penalty;
}

static void set_squares(struct linear *m, const struct leastsq *l, const struct terms *t)
{
    double *f = m->fit, n = (double)t->n;
    f[LINEAR_FREEDOM] = l->freedom;
    f[LINEAR_RSS] = l->rss;
    f[LINEAR_R2] = 1 - ratio(l->rss, l->tss);
    f[LINEAR_RESIDUAL_SD] = sqrt(ratio(l->rss, l->freedom));
    if (m->head.family == LEARNED_RIDGE)
        return;
    double model = l->rank - 1.0;
    f[LINEAR_ADJUSTED_R2] = 1 - ratio(l->rss, l->tss) * ratio(n - 1, l->freedom);
    f[LINEAR_F] = or_none(ratio(ratio(l->tss - l->rss, model), ratio(l->rss, l->freedom)));
    f[LINEAR_P_OF_F] = isnan(f[LINEAR_F]) ? NAN : dist_f_tail(f[LINEAR_F], model, l->freedom);
}

static void fit_squares(struct linear *m, const struct examples *e, const struct terms *t,
                        const struct linear_choice *choice)
{
    struct leastsq l;
    double *penalty = m->head.family == LEARNED_RIDGE ? penalties(choice, t) : NULL;
    if (!leastsq_fit(&l, t, e->y, penalty))
        die(STATUS_ENV, "out of memory");
    if (!isfinite(l.tss))
        die_too_large(m->head.target);
    if (!(l.freedom > 0))
        die(STATUS_DATA, "too few rows (%zu) for the coefficients (%u)", t->n, l.rank);
    set_squares(m, &l, t);
    m->fit[LINEAR_RANK] = l.rank;
    double sd = m->fit[LINEAR_RESIDUAL_SD];
    for (unsigned k = 0; k < m->q; k++)
        if (!l.out[k])
            set_term(m, k, l.raw[k], sd * l.error[k], choice->level);
    for (size_t i = 0; i < (size_t)m->q * m->q; i++)
        l.covariance[i] *= sd * sd;
    find_made_of(m, l.r, l.out);
    m->covariance = l.covariance;
    l.covariance = NULL;
    leastsq_free(&l);
    free(penalty);
}

/* ---- logit ---- */

static double null_likelihood(double positives, double n)
{
    return positives * log(positives / n) + (n - positives) * log((n - positives) / n);
}

static void set_likelihood(struct linear *m, const struct logit *l)
{
    double *f = m->fit;
    f[LINEAR_RANK] = l->rank;
    f[LINEAR_FREEDOM] = f[LINEAR_ROWS] - l->rank;
    f[LINEAR_LIKELIHOOD] = l->likelihood;
    f[LINEAR_LIKELIHOOD_NULL] = null_likelihood(f[LINEAR_POSITIVES], f[LINEAR_ROWS]);
    f[LINEAR_MCFADDEN_R2] = 1 - l->likelihood / f[LINEAR_LIKELIHOOD_NULL];
    f[LINEAR_AIC] = -2 * l->likelihood + 2 * (double)l->rank;
}

static void set_effects(struct linear *m, const struct logit *l, const struct terms *t)
{
    double *effect = mem_zero(t->p, sizeof *effect);
    unsigned *same = mem_zero(t->p, sizeof *same);
    for (unsigned j = 0; j < t->p; j++) {
        unsigned column = design_column_of(&m->head.design, j);
        same[j] = m->head.design.column[column].has_labels ? column : m->head.design.columns + j;
    }
    logit_effects(l, t, same, effect);
    for (unsigned j = 0; j < t->p; j++)
        if (!l->out[1 + j])
            m->term[1 + j][LINEAR_EFFECT] = effect[j];
    free(effect);
    free(same);
}

/* A coefficient that leaves for infinity has neither an error nor odds. */
static void set_logit_term(struct linear *m, const struct logit *l, unsigned k, double level)
{
    bool leaves = l->direction[k] != 0 || (l->separation && k == 0 && l->separation == LOGIT_COMPLETE);
    set_term(m, k, l->raw[k], leaves ? NAN : l->error[k], level);
    if (l->direction[k] != 0)
        m->term[k][LINEAR_SEPARATES] = l->direction[k] > 0 ? 1 : -1;
    else if (k)
        set_odds(m->term[k]);
}

static void fit_logit(struct linear *m, const struct examples *e, const struct terms *t,
                      const struct linear_choice *choice)
{
    struct logit l;
    bool *y = mem_zero(t->n, sizeof *y);
    for (size_t i = 0; i < t->n; i++)
        y[i] = e->y[i] == 1;
    if (!logit_fit(&l, t, y))
        die(STATUS_ENV, "out of memory");
    if (!l.converged && l.separation == LOGIT_NONE)
        die(STATUS_DATA, "the search for the coefficients did not converge: no model can be fitted to these rows");
    m->separation = l.separation;
    set_likelihood(m, &l);
    for (unsigned k = 0; k < m->q; k++)
        if (!l.out[k])
            set_logit_term(m, &l, k, choice->level);
    set_effects(m, &l, t);
    find_made_of(m, l.r, l.out);
    logit_free(&l);
    free(y);
}

void linear_fit(struct linear *m, struct examples *e, const struct linear_choice *choice)
{
    struct terms t;
    *m = (struct linear){.head = learned_of(choice->family, e)};
    examples_terms(e, &m->head.design, &t);
    m->q = t.p + 1;
    m->term = mem_zero(m->q, sizeof *m->term);
    m->made_of = mem_zero(m->q, sizeof *m->made_of);
    for (unsigned k = 0; k < m->q; k++)
        for (unsigned i = 0; i < LINEAR_FIGURES; i++)
            m->term[k][i] = NAN;
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        m->fit[i] = NAN;
    for (unsigned k = 1; k < m->q; k++) {
        m->term[k][LINEAR_MEAN] = t.mean[k - 1];
        m->term[k][LINEAR_SD] = t.sd[k - 1];
    }
    for (unsigned k = 0; k < t.p; k++)
        if (!isfinite(t.mean[k]) || !isfinite(t.sd[k]))
            die_too_large(m->head.design.column[design_column_of(&m->head.design, k)].name);
    m->fit[LINEAR_ROWS] = (double)t.n;
    if (m->head.family == LEARNED_LOGIT) {
        m->fit[LINEAR_POSITIVES] = (double)e->positives;
        fit_logit(m, e, &t, choice);
    } else {
        m->fit[LINEAR_LAMBDA] = m->head.family == LEARNED_RIDGE ? choice->lambda : NAN;
        fit_squares(m, e, &t, choice);
    }
    free(t.mean);
    free(t.sd);
}

void linear_free(struct linear *m)
{
    for (unsigned k = 0; m->made_of && k < m->q; k++)
        free(m->made_of[k]);
    free(m->made_of);
    learned_free(&m->head);
    free(m->term);
    free(m->covariance);
    *m = (struct linear){0};
}

/* ---- applied ---- */

static double coef(const struct linear *m, unsigned k)
{
    double c = m->term[k][LINEAR_COEF];
    return isnan(c) ? 0 : c;
}

double linear_margin(const struct linear *m, const double *x)
{
    double sum = coef(m, 0);
    for (unsigned k = 1; k < m->q; k++)
        sum += coef(m, k) * x[k - 1];
    return sum;
}

double linear_variance(const struct linear *m, const double *x, double *z)
{
    double sum = 0;
    z[0] = 1;
    for (unsigned k = 1; k < m->q; k++) {
        double sd = m->term[k][LINEAR_SD];
        z[k] = sd > 0 ? (x[k - 1] - m->term[k][LINEAR_MEAN]) / sd : 0;
    }
    for (unsigned a = 0; a < m->q; a++)
        for (unsigned b = 0; b < m->q; b++)
            sum += z[a] * m->covariance[(size_t)a * m->q + b] * z[b];
    return sum;
}

double linear_base(const struct linear *m)
{
    double sum = coef(m, 0);
    for (unsigned k = 1; k < m->q; k++)
        sum += coef(m, k) * m->term[k][LINEAR_MEAN];
    return sum;
}

double linear_contribution(const struct linear *m, unsigned j, const double *x)
{
    const struct design_column *c = &m->head.design.column[j];
    double sum = 0;
    for (unsigned i = c->first; i < c->first + c->terms; i++)
        sum += coef(m, i + 1) * (x[i] - m->term[i + 1][LINEAR_MEAN]);
    return sum;
}
