/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/objective.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"

/* ---- effects of covariates ---- */

enum { NO_PARAMETER = FAMILY_PARAMETERS };

static unsigned find(const struct family *f, const char *name)
{
    for (unsigned i = 0; i < f->n; i++)
        if (strcmp(f->parameter[i], name) == 0)
            return i;
    return NO_PARAMETER;
}

/* The parameter that an effect moves, and whether up or down. */
static unsigned moved(const struct family *f, unsigned effect, double *sign)
{
    unsigned a = find(f, "a");
    *sign = effect == FIT_DROPOUT && a != NO_PARAMETER ? 1 : -1;
    if (effect == FIT_RATE)
        return find(f, "alpha");
    return a != NO_PARAMETER ? a : find(f, "beta");
}

unsigned fit_effects(const struct family *f)
{
    double sign;
    if (find(f, "r") == NO_PARAMETER || f->time_power[moved(f, FIT_RATE, &sign)] == 0)
        return 0;
    return moved(f, FIT_DROPOUT, &sign) == NO_PARAMETER ? 1 : 2;
}

void fit_parameters(const struct family *f, const double *theta, const double *z, unsigned covariates,
                    double parameter[FAMILY_PARAMETERS])
{
    double shift[FAMILY_PARAMETERS] = {0};
    for (unsigned e = 0; covariates && e < fit_effects(f); e++) {
        double sign;
        unsigned which = moved(f, e, &sign);
        for (unsigned j = 0; j < covariates; j++)
            shift[which] += sign * theta[f->n + fit_effects(f) * j + e] * z[j];
    }
    for (unsigned i = 0; i < f->n; i++)
        parameter[i] = exp(theta[i] + shift[i]);
}

/* ---- sums over patterns ---- */

bool objective_begin(struct objective *o)
{
    const struct family *f = o->family;
    unsigned effects = o->covariates ? fit_effects(f) : 0;
    o->n = f->n + effects * o->covariates;
    for (unsigned i = 0; i < o->n; i++) {
        o->middle[i] = 0;
        o->moves[i] = i;
        o->sign[i] = 1;
        if (i >= f->n)
            o->moves[i] = moved(f, (i - f->n) % effects, &o->sign[i]);
    }
    o->parts = (o->p->n + OBJECTIVE_BLOCK - 1) / OBJECTIVE_BLOCK;
    o->part = calloc(o->parts + 1, sizeof(void *));
    bool ok = o->part != NULL;
    for (size_t i = 0; ok && i < o->parts; i++)
        ok = (o->part[i] = newton_value_new(o->n)) != NULL;
    if (!ok)
        objective_end(o);
    return ok;
}

void objective_end(struct objective *o)
{
    for (size_t i = 0; o->part && i < o->parts; i++)
        free(o->part[i]);
    free(o->part);
    o->part = NULL;
}

static void add(struct newton_value *sum, const struct newton_value *v, unsigned n)
{
    sum->value += v->value;
    for (unsigned i = 0; i < n; i++) {
        sum->gradient[i] += v->gradient[i];
        for (unsigned j = 0; j < n; j++)
            sum->hessian[i][j] += v->hessian[i][j];
    }
}

struct job {
    const struct objective *o;
    const double *theta;
    double parameter[FAMILY_PARAMETERS]; /* if there are no covariates */
};

/* A pattern with covariates z: the logarithms of its parameters are linear in theta, with the factors
 * d log parameter[moves[k]] / d theta[k] = by[k]. */
static void add_own(const struct job *job, size_t i, struct newton_value *sum)
{
    const struct objective *o = job->o;
    const double *z = o->p->z + i * o->p->covariates;
    unsigned base = o->family->n, effects = (o->n - base) / o->covariates;
    double by[FIT_THETA] = {0}, log_own[FAMILY_PARAMETERS] = {0}, own[FAMILY_PARAMETERS];
    struct family_value v = {0};
    for (unsigned k = 0; k < o->n; k++) {
        by[k] = k < base ? 1 : o->sign[k] * z[(k - base) / effects];
        log_own[o->moves[k]] += by[k] * job->theta[k];
    }
    for (unsigned k = 0; k < base; k++)
        own[k] = exp(log_own[k]);
    o->family->loglik(own, o->p, i, i + 1, &v);
    sum->value += v.value;
    for (unsigned k = 0; k < o->n; k++) {
        sum->gradient[k] += by[k] * v.gradient[o->moves[k]];
        for (unsigned l = 0; l < o->n; l++)
            sum->hessian[k][l] += by[k] * by[l] * v.hessian[o->moves[k]][o->moves[l]];
    }
}

static void sum_part(void *ctx, size_t part)
{
    const struct job *job = ctx;
    const struct objective *o = job->o;
    size_t from = part * OBJECTIVE_BLOCK, to = from + OBJECTIVE_BLOCK < o->p->n ? from + OBJECTIVE_BLOCK : o->p->n;
    struct newton_value *sum = o->part[part];
    if (!o->covariates) {
        struct family_value v = {0};
        o->family->loglik(job->parameter, o->p, from, to, &v);
        family_value_copy(&v, o->n, sum);
        return;
    }
    newton_value_clear(sum, o->n);
    for (size_t i = from; i < to; i++)
        add_own(job, i, sum);
}

/* ---- the whole ---- */

double objective_prior(const struct objective *o, const double *theta)
{
    double sum = 0;
    for (unsigned i = 0; o->prior && i < o->family->n; i++)
        if (o->prior->sd[i] > 0) {
            double u = (theta[i] - o->prior->mean[i]) / o->prior->sd[i];
            sum -= u * u / 2;
        }
    return sum;
}

static void add_prior(const struct objective *o, const double *theta, struct newton_value *v)
{
    v->value += objective_prior(o, theta);
    for (unsigned i = 0; o->prior && i < o->family->n; i++)
        if (o->prior->sd[i] > 0) {
            double precision = 1 / (o->prior->sd[i] * o->prior->sd[i]);
            v->gradient[i] -= (theta[i] - o->prior->mean[i]) * precision;
            v->hessian[i][i] -= precision;
        }
}

void objective_at(const void *objective, const double *from_middle, struct newton_value *v)
{
    const struct objective *o = objective;
    double theta[FIT_THETA];
    struct job job = {.o = o, .theta = theta};
    for (unsigned i = 0; i < o->n; i++)
        theta[i] = o->middle[i] + from_middle[i];
    fit_parameters(o->family, theta, NULL, 0, job.parameter);
    newton_value_clear(v, o->n);
    thread_each(o->threads, o->parts, sum_part, &job);
    for (size_t i = 0; i < o->parts; i++)
        add(v, o->part[i], o->n);
    add_prior(o, theta, v);
}

/* ---- other weights ---- */

static double *take(const double *from, const struct patterns *p, const double *weight, unsigned width, size_t n,
                    bool *ok)
{
    double *to = from ? malloc((n ? n : 1) * width * sizeof *to) : NULL;
    if (from && !to)
        *ok = false;
    for (size_t i = 0, k = 0; to && i < p->n; i++)
        if (weight[i] > 0)
            memcpy(to + width * k++, from + width * i, width * sizeof *to);
    return to;
}

bool objective_reweigh(const struct patterns *p, const double *weight, struct patterns *out)
{
    bool ok = true;
    *out = (struct patterns){.covariates = p->covariates};
    for (size_t i = 0; i < p->n; i++)
        if (weight[i] > 0) {
            out->n++;
            out->total += weight[i];
        }
    out->x = take(p->x, p, weight, 1, out->n, &ok);
    out->t_x = take(p->t_x, p, weight, 1, out->n, &ok);
    out->T = take(p->T, p, weight, 1, out->n, &ok);
    out->m = take(p->m, p, weight, 1, out->n, &ok);
    out->z = take(p->z, p, weight, p->covariates ? p->covariates : 1, out->n, &ok);
    out->weight = take(weight, p, weight, 1, out->n, &ok);
    if (!ok)
        patterns_free(out);
    return ok;
}
