/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "btyd/objective.h"
#include "stats/eigen.h"

/* Two maxima count as the same if their log-likelihoods differ by less: some rounding errors of a sum over a million
 * customers. */
#define SAME_HEIGHT 1e-5
/* Half the 95 % point of chi-square with one degree of freedom: a log-likelihood that is less than this above the
 * nested model's is not significantly higher. Dropout has one parameter more, but no dropout is a corner of its range,
 * and there the ratio is smaller than inside. */
#define NO_HIGHER 1.92
/* The least curvature: along a direction of less than that a parameter may change by the factor e^10, and the
 * log-likelihood by no more than half a unit. */
#define CURVED 0.01

/* The largest SD with which a prior gives any information. */
#define TELLS 3

enum { FEW_PATTERNS = 4 * OBJECTIVE_BLOCK }; /* up to here every start sees all of them */

/* ---- the search ---- */

struct search {
    unsigned starts, agreeing, steps;
    double start[FAMILY_STARTS][FIT_THETA]; /* newton's theta, like that of the results */
    struct newton_result best, next;
};

static void search_end(struct search *s)
{
    newton_free(&s->best);
    newton_free(&s->next);
}

/* Of two equally high results the one that is a maximum inside the range is better. */
static bool better(const struct newton_result *r, const struct newton_result *best)
{
    if (r->verdict == NEWTON_FAILED || best->verdict == NEWTON_FAILED)
        return r->verdict != NEWTON_FAILED;
    if (fabs(r->at->value - best->at->value) < SAME_HEIGHT)
        return r->verdict == NEWTON_OPTIMUM && best->verdict != NEWTON_OPTIMUM;
    return r->at->value > best->at->value;
}

/* False here and below: no memory. */
static bool climb(struct search *s, const struct objective *o, const double *start, double *height)
{
    newton_free(&s->next);
    newton_maximise(objective_at, o, o->n, start, &s->next);
    if (s->next.verdict == NEWTON_MEMORY)
        return false;
    s->steps += s->next.steps;
    if (!isfinite(s->next.at->value))
        s->next.verdict = NEWTON_FAILED;
    *height = s->next.verdict == NEWTON_FAILED ? NAN : s->next.at->value;
    if (better(&s->next, &s->best)) {
        struct newton_result worse = s->best;
        s->best = s->next;
        s->next = worse;
    }
    return true;
}

static bool climb_all(struct search *s, const struct objective *o)
{
    double height[FAMILY_STARTS];
    s->best.verdict = NEWTON_FAILED;
    s->agreeing = 0;
    for (unsigned i = 0; i < s->starts; i++)
        if (!climb(s, o, s->start[i], &height[i]))
            return false;
    for (unsigned i = 0; i < s->starts && s->best.verdict != NEWTON_FAILED; i++)
        s->agreeing += fabs(height[i] - s->best.at->value) < SAME_HEIGHT;
    return true;
}

/* Every k-th pattern: they are sorted, so the part looks like the whole, and its maximum is near that of the whole. */
static bool thin(const struct patterns *p, struct patterns *part)
{
    double *weight = calloc(p->n, sizeof *weight);
    size_t every = p->n / OBJECTIVE_BLOCK;
    if (!weight)
        return false;
    for (size_t i = every / 2; i < p->n; i += every)
        weight[i] = p->weight[i];
    bool ok = objective_reweigh(p, weight, part);
    free(weight);
    return ok;
}

/* All starts on a part of the patterns; the best of them is the start on all. */
static bool climb_part(struct search *s, const struct objective *o)
{
    struct objective part = *o;
    struct patterns few;
    double start[FIT_THETA], height;
    if (!thin(o->p, &few))
        return false;
    part.p = &few;
    bool ok = objective_begin(&part);
    if (ok) {
        memcpy(part.middle, o->middle, sizeof part.middle);
        ok = climb_all(s, &part);
        objective_end(&part);
    }
    patterns_free(&few);
    if (!ok || s->best.verdict == NEWTON_FAILED)
        return ok;
    memcpy(start, s->best.theta, o->n * sizeof *start);
    s->best.verdict = NEWTON_FAILED;
    return climb(s, o, start, &height);
}

static bool search(struct search *s, const struct objective *o)
{
    s->best.verdict = NEWTON_FAILED;
    if (o->p->n > FEW_PATTERNS && s->starts > 1 && !climb_part(s, o))
        return false;
    return s->best.verdict != NEWTON_FAILED || climb_all(s, o);
}

/* ---- where to start ---- */

/* Times and money may be of any size: the search is relative to the first start. */
static bool has_unit(const struct family *f, unsigned i)
{
    return f->time_power[i] != 0 || (f == &FAMILY_GAMMAGAMMA && i == f->n - 1);
}

/* The family's starts; with covariates, the maximum without them. */
static void set_starts(struct search *s, struct objective *o, const struct fit *without)
{
    const struct family *f = o->family;
    double start[FAMILY_STARTS][FAMILY_PARAMETERS];
    s->starts = without ? 1 : f->starts(o->p, start);
    for (unsigned i = 0; i < f->n; i++) {
        double first = without ? without->theta[i] : log(start[0][i]);
        o->middle[i] = has_unit(f, i) ? first : 0;
        for (unsigned k = 0; k < s->starts; k++)
            s->start[k][i] = (without ? first : log(start[k][i])) - o->middle[i];
    }
}

/* ---- what was found ---- */

/* The eigenvalues at both ends, and the parameter that has the largest part in the direction of least curvature. */
static void look_at_curvature(struct fit *f, const struct newton_value *at)
{
    double a[FIT_THETA * FIT_THETA], vector[FIT_THETA * FIT_THETA];
    unsigned least = 0, n = f->n;
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++)
            a[i * n + j] = -at->hessian[i][j];
    eigen_symmetric(a, vector, n);
    f->eigenvalue[0] = f->eigenvalue[1] = a[0];
    for (unsigned i = 1; i < n; i++) {
        double curvature = a[i * n + i];
        least = curvature < f->eigenvalue[0] ? i : least;
        f->eigenvalue[0] = fmin(f->eigenvalue[0], curvature);
        f->eigenvalue[1] = fmax(f->eigenvalue[1], curvature);
    }
    for (unsigned i = 1; i < n; i++)
        if (fabs(vector[i * n + least]) > fabs(vector[f->loose * n + least]))
            f->loose = i;
}

/* The parameter that goes to infinity. If there are several, an effect is preferred: then its covariate is the
 * cause. */
static void look_at_edge(struct fit *f, const struct newton_result *r)
{
    bool found = false;
    for (unsigned i = 0; i < f->n; i++)
        if ((i < f->family->n || !found) && fabs(r->theta[i]) >= NEWTON_FAR) {
            f->loose = i;
            found = i >= f->family->n;
        }
}

/* The covariance of those elements of theta that are not fixed. */
static bool covariance_of_rest(struct fit *f, const struct newton_value *at, const bool *held)
{
    double matrix[FIT_THETA * FIT_THETA], covariance[FIT_THETA * FIT_THETA], *row[FIT_THETA];
    const struct newton_value rest = {.hessian = row};
    unsigned index[FIT_THETA], n = 0;
    for (unsigned i = 0; i < f->n; i++)
        if (!held[i])
            index[n++] = i;
    for (unsigned i = 0; i < f->n; i++)
        for (unsigned j = 0; j < f->n; j++)
            f->covariance[i][j] = NAN;
    for (unsigned i = 0; i < n; i++) {
        row[i] = matrix + i * n;
        for (unsigned j = 0; j < n; j++)
            row[i][j] = at->hessian[index[i]][index[j]];
    }
    if (!newton_covariance(&rest, n, covariance))
        return false;
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++)
            f->covariance[index[i]][index[j]] = covariance[i * n + j];
    return true;
}

/* If an effect goes to infinity, it is fixed, and so are the effects that no customer informs about any more: customers
 * with a covariate of 0 have the same parameters whatever these effects are. */
static void set_errors(struct fit *f, const struct newton_result *r)
{
    bool held[FIT_THETA] = {false}, edge = r->verdict == NEWTON_EDGE;
    for (unsigned i = f->family->n; i < f->n; i++)
        held[i] = edge && (fabs(r->theta[i]) >= NEWTON_FAR || -r->at->hessian[i][i] < CURVED);
    f->curved = (!edge || held[f->loose]) && covariance_of_rest(f, r->at, held);
    for (unsigned i = 0; i < f->n; i++)
        f->error[i] =
            f->curved && !held[i] ? sqrt(f->covariance[i][i]) * (i < f->family->n ? f->parameter[i] : 1) : NAN;
}

static void set_result(struct fit *f, const struct search *s, const struct objective *o)
{
    static const enum fit_verdict SAYS[] = {
        [NEWTON_OPTIMUM] = FIT_OPTIMUM, [NEWTON_FLAT] = FIT_FLAT, [NEWTON_EDGE] = FIT_EDGE};
    const struct newton_result *r = &s->best;
    f->steps = s->steps;
    f->starts = s->starts;
    f->agreeing = s->agreeing;
    if (r->verdict == NEWTON_FAILED)
        return;
    f->verdict = SAYS[r->verdict];
    memcpy(f->middle, o->middle, sizeof f->middle);
    for (unsigned i = 0; i < f->n; i++)
        f->theta[i] = f->middle[i] + r->theta[i];
    fit_parameters(f->family, f->theta, NULL, 0, f->parameter);
    f->loglik = r->at->value - objective_prior(o, f->theta);
    f->aic = 2 * f->n - 2 * f->loglik;
    f->bic = f->n * log(f->customers) - 2 * f->loglik;
    for (unsigned i = 0; i < f->n; i++)
        f->gradient_norm = fmax(f->gradient_norm, fabs(r->at->gradient[i]) / f->customers);
    look_at_curvature(f, r->at);
    if (f->verdict == FIT_OPTIMUM && f->eigenvalue[0] < CURVED)
        f->verdict = FIT_FLAT;
    if (r->verdict == NEWTON_EDGE)
        look_at_edge(f, r);
    set_errors(f, r);
}

/* The NBD is what the families with dropout are without it. If a covariate left for infinity, that is the news. */
static void compare_nested(struct fit *f, const struct patterns *p, const struct fit_options *o)
{
    const struct fit_options without = {.threads = o->threads};
    struct fit nbd;
    if (fit_effects(f->family) != 2 || fit_told(&f->prior) || !fit_usable(f->verdict))
        return;
    fit_family(&FAMILY_NBD, p, &without, &nbd);
    if (nbd.verdict == FIT_MEMORY)
        f->verdict = FIT_MEMORY;
    if (!fit_usable(nbd.verdict))
        return;
    f->nested = nbd.loglik;
    if (f->loglik - f->nested < NO_HIGHER && !(f->verdict == FIT_EDGE && f->loose >= f->family->n))
        f->verdict = FIT_NO_DROPOUT;
}

static bool anything_happened(const struct patterns *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->x[i] > 0)
            return true;
    return false;
}

static bool run(struct fit *f, const struct patterns *p, const struct fit_options *o, const struct fit *without)
{
    struct objective objective = {
        .family = f->family, .p = p, .prior = o->prior, .threads = o->threads, .covariates = f->covariates};
    struct search *s = calloc(1, sizeof *s);
    bool ok = s && objective_begin(&objective);
    if (ok) {
        f->n = objective.n;
        set_starts(s, &objective, without);
        ok = search(s, &objective);
        if (ok)
            set_result(f, s, &objective);
        search_end(s);
        objective_end(&objective);
    }
    free(s);
    return ok;
}

void fit_none(const struct family *family, const struct patterns *p, enum fit_verdict why, struct fit *f)
{
    *f = (struct fit){.family = family,
                      .n = family->n,
                      .customers = p->total,
                      .patterns = p->n,
                      .verdict = why,
                      .nested = NAN,
                      .loglik = NAN,
                      .aic = NAN,
                      .bic = NAN};
}

void fit_family(const struct family *family, const struct patterns *p, const struct fit_options *o, struct fit *f)
{
    fit_none(family, p, FIT_FAILED, f);
    if (o->prior)
        f->prior = *o->prior;
    if (p->n == 0)
        f->verdict = FIT_EMPTY;
    else if (!fit_told(&f->prior) && !anything_happened(p))
        f->verdict = FIT_NO_REPEAT;
    else if (!run(f, p, o, NULL))
        f->verdict = FIT_MEMORY;
    if (p->covariates && fit_effects(family) && fit_usable(f->verdict)) {
        struct fit without = *f;
        f->covariates = p->covariates;
        f->verdict = FIT_FAILED;
        if (!run(f, p, o, &without))
            f->verdict = FIT_MEMORY;
    }
    compare_nested(f, p, o);
    if (fit_usable(f->verdict) && f->customers < FIT_ENOUGH * (f->n - fit_told(&f->prior)))
        f->verdict = FIT_FEW;
}

unsigned fit_told(const struct fit_prior *prior)
{
    unsigned n = 0;
    for (unsigned i = 0; i < FAMILY_PARAMETERS; i++)
        n += prior->sd[i] > 0 && prior->sd[i] <= TELLS;
    return n;
}

void fit_free(struct fit *f)
{
    free(f->replicate);
    f->replicate = NULL;
    f->replicates = 0;
}
