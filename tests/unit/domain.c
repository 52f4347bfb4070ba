/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "stats/special.h"

enum { FEW = 40, HORIZONS = 4 };
static const double SLACK = 1e-9; /* the share of a bound that rounding may add */

/* a <= b, except for rounding; values close to 0 have too few digits to be compared. */
static bool at_most(double a, double b)
{
    return a <= b * (1 + SLACK) + 1e-290;
}

static bool same(double a, double b)
{
    return at_most(a, b) && at_most(b, a);
}

static double log_between(struct rng *r, double low, double high)
{
    return low * exp(log(high / low) * rng_unit(r));
}

/* Opportunities and contracts are counted in whole periods. */
static bool counts_periods(const struct family *f)
{
    return strcmp(f->name, "bgbb") == 0 || strcmp(f->name, "sbg") == 0;
}

static bool has_rate(const struct family *f)
{
    return strcmp(f->parameter[0], "r") == 0;
}

static void draw_periods(const struct family *f, struct rng *r, double most, struct domain_draw *d)
{
    d->T = ceil(log_between(r, 1, 300));
    d->t = ceil(log_between(r, 1, 300));
    d->x = strcmp(f->name, "sbg") == 0 ? floor(2 * rng_unit(r)) : floor((fmin(d->T, most) + 1) * rng_unit(r));
    d->t_x = d->x > 0 ? d->x + floor((d->T - d->x + 1) * rng_unit(r)) : 0;
}

struct domain_draw domain_draw(const struct family *f, struct rng *r, int narrow)
{
    struct domain_draw d = {.x = 0};
    double most = narrow ? 30 : 10000;
    for (unsigned i = 0; i < f->n; i++)
        d.parameter[i] = narrow ? log_between(r, 0.05, 20) : log_between(r, 1e-3, 1e4);
    d.T = log_between(r, narrow ? 1 : 0.01, narrow ? 100 : 10000);
    d.t = log_between(r, narrow ? 1 : 0.01, narrow ? 100 : 10000);
    d.delta = log_between(r, 1e-5, 1);
    d.m = log_between(r, 1e-3, 1e4);
    d.x = floor(log_between(r, 1, 3 * most) / 3);
    /* at T exactly, close to it as a loyal customer's is, anywhere */
    double where = rng_unit(r);
    d.t_x = where < 0.1 ? d.T : where < 0.5 ? d.T * (1 - rng_unit(r) / (d.x + 1)) : d.T * rng_unit(r);
    if (d.x == 0)
        d.t_x = 0;
    if (counts_periods(f))
        draw_periods(f, r, most, &d);
    return d;
}

/* One customer's figures. */
struct figures {
    double alive, most; /* purchases expected in t if no customer were lost; INFINITY: not known */
    double t[HORIZONS];
    double alive_in[HORIZONS], expected[HORIZONS];
    double pmf[FEW], later; /* later: probability of FEW or more */
};

static const char *check_alive(const struct family *f, const struct domain_draw *d, struct figures *g)
{
    double odds = f->log_odds_alive(d->parameter, d->x, d->t_x, d->T);
    g->alive = special_expit(odds);
    if (isnan(odds))
        return "P(alive) is not a number";
    if (!f->alive_in)
        return NULL;
    f->alive_in(d->parameter, d->x, d->t_x, d->T, g->t, HORIZONS, g->alive_in);
    for (int i = 0; i < HORIZONS; i++) {
        double before = i ? g->alive_in[i - 1] : g->alive, alone;
        if (!(g->alive_in[i] >= 0) || !at_most(g->alive_in[i], before))
            return "P(alive) in t is out of bounds or rises with t";
        f->alive_in(d->parameter, d->x, d->t_x, d->T, g->t + i, 1, &alone);
        if (!same(alone, g->alive_in[i]))
            return "P(alive) in t depends on the other horizons";
    }
    return NULL;
}

static const char *check_rising(const struct family *f, const struct figures *g, const double *expected)
{
    for (int i = 0; i < HORIZONS; i++) {
        if (!isfinite(expected[i]) || !(expected[i] >= 0))
            return "expected purchases are not finite, or below 0";
        if (i > 0 && !at_most(expected[i - 1], expected[i]))
            return "expected purchases fall with t";
        if (i > 0 && !counts_periods(f) && !at_most(expected[i] / g->t[i], expected[i - 1] / g->t[i - 1]))
            return "expected purchases grow faster than t";
    }
    return NULL;
}

static const char *check_expected(const struct family *f, const struct domain_draw *d, struct figures *g)
{
    const char *problem;
    f->expected(d->parameter, d->x, d->t_x, d->T, g->t, HORIZONS, g->expected);
    if ((problem = check_rising(f, g, g->expected)))
        return problem;
    for (int i = 0; i < HORIZONS; i++) {
        double alone, rate = (d->parameter[0] + d->x) / (d->parameter[1] + d->T);
        f->expected(d->parameter, d->x, d->t_x, d->T, g->t + i, 1, &alone);
        if (!same(alone, g->expected[i]))
            return "expected purchases depend on the other horizons";
        if (!at_most(g->expected[i], g->alive * (has_rate(f) ? rate : 1) * (g->t[i] + counts_periods(f))))
            return "more purchases are expected than the rate allows";
    }
    return NULL;
}

/* The probabilities of few purchases bound their mean: from below, if all larger numbers count as FEW. */
static const char *check_pmf(const double *pmf, double mean)
{
    double sum = 0, part = 0;
    for (int i = 0; i < FEW; i++) {
        if (!(pmf[i] >= 0) || !at_most(pmf[i], 1))
            return "a chance is out of bounds";
        sum += pmf[i];
        part += i * pmf[i];
    }
    if (!at_most(sum, 1))
        return "chances add up to more than 1";
    if (!at_most(part, mean))
        return "chances of few purchases make more than the mean";
    if (!at_most(part + FEW * fmax(1 - sum - 1e-12, 0), mean))
        return "chances of few purchases leave more than the mean";
    return NULL;
}

/* Purchases up to t are discounted by e^(-delta t) at most, and those after it by that at least. */
static const char *check_dert(const struct family *f, const struct domain_draw *d, const struct figures *g)
{
    double dert = f->dert(d->parameter, d->x, d->t_x, d->T, d->delta), last = g->t[HORIZONS - 1];
    double by_then = g->expected[HORIZONS - 1], shrink = exp(-d->delta * last);
    double rate = (d->parameter[0] + d->x) / (d->parameter[1] + d->T);
    if (!isfinite(dert) || !at_most(by_then * shrink, dert))
        return "discounted purchases are not finite, or too few";
    if (has_rate(f) && !at_most(dert, by_then + shrink * g->alive * rate / d->delta))
        return "discounted purchases are too many";
    return NULL;
}

static const char *check_new(const struct family *f, const struct domain_draw *d, struct figures *g)
{
    const char *problem;
    f->expected(d->parameter, 0, 0, 0, g->t, HORIZONS, g->expected);
    if ((problem = check_rising(f, g, g->expected)))
        return problem;
    if (!f->pmf)
        return NULL;
    f->pmf(d->parameter, 0, 0, 0, g->t[1], FEW, g->pmf);
    return check_pmf(g->pmf, g->expected[1]);
}

static const char *check_loglik(const struct family *f, const struct domain_draw *d)
{
    double x = d->x, t_x = d->t_x, T = d->T, m = d->m, one = 1;
    struct patterns p = {.n = 1, .x = &x, .t_x = &t_x, .T = &T, .m = &m, .weight = &one, .total = 1};
    static struct family_value v;
    memset(&v, 0, sizeof v);
    if (strcmp(f->name, "gammagamma") == 0)
        x = fmax(x, 1);
    f->loglik(d->parameter, &p, 0, 1, &v);
    bool fine = isfinite(v.value);
    for (unsigned i = 0; i < f->n; i++)
        for (unsigned j = 0; j < f->n; j++)
            fine = fine && isfinite(v.gradient[i]) && isfinite(v.hessian[i][j]) && v.hessian[i][j] == v.hessian[j][i];
    return fine ? NULL : "the log-likelihood or a derivative is not finite";
}

static const char *check(const struct family *f, const struct domain_draw *d)
{
    struct figures g = {.t = {d->t / 4, d->t, 1.5 * d->t, 6 * d->t}};
    const char *problem = check_loglik(f, d);
    for (int i = 0; i < HORIZONS && counts_periods(f); i++)
        g.t[i] = ceil(g.t[i]);
    if (!problem && f->log_odds_alive)
        problem = check_alive(f, d, &g);
    if (!problem && f->expected)
        problem = check_expected(f, d, &g);
    if (!problem && f->expected && f->dert)
        problem = check_dert(f, d, &g);
    if (!problem && f->expected && f->pmf) {
        f->pmf(d->parameter, d->x, d->t_x, d->T, g.t[1], FEW, g.pmf);
        problem = check_pmf(g.pmf, g.expected[1]);
    }
    if (!problem && f->expected)
        problem = check_new(f, d, &g);
    return problem;
}

const char *domain_check(const struct family *f, const struct domain_draw *d, char *why, size_t size)
{
    const char *problem = check(f, d);
    if (!problem)
        return NULL;
    int n = snprintf(why, size, "%s: %s: x %.17g t_x %.17g T %.17g t %.17g delta %.17g parameters", f->name, problem,
                     d->x, d->t_x, d->T, d->t, d->delta);
    for (unsigned i = 0; i < f->n && n > 0 && (size_t)n < size; i++)
        n += snprintf(why + n, size - (size_t)n, " %.17g", d->parameter[i]);
    return why;
}
