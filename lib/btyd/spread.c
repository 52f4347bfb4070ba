/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/spread.h"

#include <math.h>
#include <string.h>

#include "stats/bootstrap.h"

/* The step of a central difference in the logarithm of a parameter. The truncation error is about STEP^2 / 6 = 2e-7 of
 * the gradient; the rounding error is 1e-12 / STEP, for predictions accurate to twelve digits. */
#define STEP 1e-3

/* ---- the delta method ---- */

void spread_parameters(const struct fit *f, const double *z, double parameter[FAMILY_PARAMETERS])
{
    if (f->covariates)
        fit_parameters(f->family, f->theta, z, f->covariates, parameter);
    else
        memcpy(parameter, f->parameter, sizeof f->parameter); /* to the last digit */
}

/* The logarithms of the parameters are linear in theta, so a step of 1 in theta[j] gives column j of that map. */
void spread_of(const struct fit *f, const double *z, struct spread *s)
{
    double theta[FIT_THETA], moved[FAMILY_PARAMETERS], map[FAMILY_PARAMETERS][FIT_THETA];
    s->n = f->family->n;
    spread_parameters(f, z, s->parameter);
    for (unsigned j = 0; j < f->n; j++) {
        for (unsigned i = 0; i < s->n; i++)
            map[i][j] = i == j;
        if (j < s->n)
            continue;
        memset(theta, 0, sizeof theta);
        theta[j] = 1;
        fit_parameters(f->family, theta, z, f->covariates, moved);
        for (unsigned i = 0; i < s->n; i++)
            map[i][j] = log(moved[i]);
    }
    for (unsigned a = 0; a < s->n; a++)
        for (unsigned b = 0; b < s->n; b++) {
            s->covariance[a][b] = f->curved ? 0 : NAN;
            for (unsigned i = 0; i < f->n; i++)
                for (unsigned j = 0; j < f->n; j++)
                    if (map[a][i] != 0 && map[b][j] != 0) /* an effect without a standard error does not concern a
                                                           * customer whose covariates are 0 */
                        s->covariance[a][b] += map[a][i] * map[b][j] * f->covariance[i][j];
        }
}

/* gradient: spread->n rows of s->n, by the logarithm of each parameter. */
static void differentiate(const struct spread_source *s, const struct spread *spread, double *gradient, double *up,
                          double *down)
{
    double parameter[FAMILY_PARAMETERS];
    memcpy(parameter, spread->parameter, sizeof parameter);
    for (unsigned k = 0; k < spread->n; k++) {
        parameter[k] = spread->parameter[k] * exp(STEP);
        s->at(s->ctx, parameter, up);
        parameter[k] = spread->parameter[k] * exp(-STEP);
        s->at(s->ctx, parameter, down);
        parameter[k] = spread->parameter[k];
        for (size_t i = 0; i < s->n; i++)
            gradient[k * s->n + i] = up[i] == down[i] ? 0 : (up[i] - down[i]) / (2 * STEP);
    }
}

void spread_delta(const struct spread_source *s, const struct spread *spread, const double *value, double tails,
                  struct interval *out, double *spare)
{
    double *gradient = spare, *up = gradient + spread->n * s->n;
    differentiate(s, spread, gradient, up, up + s->room);
    for (size_t i = 0; i < s->n; i++) {
        double variance = 0;
        for (unsigned a = 0; a < spread->n; a++)
            for (unsigned b = 0; b < spread->n; b++)
                variance += gradient[a * s->n + i] * gradient[b * s->n + i] * spread->covariance[a][b];
        out[i] = interval_normal(value[i], sqrt(variance < 0 ? 0 : variance), tails);
        if (isinf(value[i]))
            out[i] = (struct interval){value[i], value[i], 0};
    }
}

/* ---- the bootstrap ---- */

/* The file has the parameters themselves, and the effects of covariates as they are. */
void spread_replicate(const struct fit *f, size_t k, const double *z, double parameter[FAMILY_PARAMETERS])
{
    double theta[FIT_THETA];
    memcpy(theta, f->replicate + k * f->n, f->n * sizeof *theta);
    for (unsigned i = 0; i < f->family->n; i++)
        theta[i] = log(theta[i]);
    fit_parameters(f->family, theta, z, f->covariates, parameter);
}

void spread_bootstrap(const struct spread_source *s, const struct fit *f, const double *z, double tails,
                      struct interval *out, double *spare)
{
    size_t n = f->replicates;
    double *at = spare, *column = at + s->room, *sorting = column + s->n * n, parameter[FAMILY_PARAMETERS];
    for (size_t k = 0; k < n; k++) {
        spread_replicate(f, k, z, parameter);
        s->at(s->ctx, parameter, at);
        for (size_t i = 0; i < s->n; i++)
            column[i * n + k] = at[i];
    }
    for (size_t i = 0; i < s->n; i++)
        out[i] = bootstrap_interval(column + i * n, n, 1, tails, sorting);
}
