/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/newton.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "stats/eigen.h"

enum { STEPS = 300, HALVINGS = 50, POLISH = 4, ROUNDS = 5 };
static const double LONGEST = 4;     /* step */
static const double NO_GAIN = 1e-11; /* of 100 + |value| */
static const double FLAT = 1e-10;    /* of the largest curvature, or of 10 where that is less */

struct search {
    newton_fn *fn;
    const void *ctx;
    unsigned n;
    double theta[NEWTON_MAX];
    struct newton_value at;
    bool held[NEWTON_MAX]; /* at an edge, and would leave */
    double radius;
    double step[NEWTON_MAX], length;
    double gradient[NEWTON_MAX]; /* in the basis of the eigenvectors */
    double curvature[NEWTON_MAX];
    eigen_matrix vector; /* columns */
    double flat;         /* curvatures from -flat to flat are none */
};

static bool is_finite(const struct newton_value *v, unsigned n)
{
    bool finite = isfinite(v->value);
    for (unsigned i = 0; i < n; i++) {
        finite = finite && isfinite(v->gradient[i]);
        for (unsigned j = 0; j < n; j++)
            finite = finite && isfinite(v->hessian[i][j]);
    }
    return finite;
}

static bool at_edge(const struct search *s, unsigned i)
{
    return fabs(s->theta[i]) >= NEWTON_FAR;
}

static double gradient_norm(const struct search *s)
{
    double largest = 0;
    for (unsigned i = 0; i < s->n; i++)
        if (!s->held[i])
            largest = fmax(largest, fabs(s->at.gradient[i]));
    return largest;
}

/* The quadratic model at theta. A parameter that is held has no slope and curves as much as whatever curves most. */
static void model(struct search *s)
{
    eigen_matrix a;
    double largest = 0;
    for (unsigned i = 0; i < s->n; i++)
        for (unsigned j = 0; j < s->n; j++) {
            a[i][j] = s->held[i] || s->held[j] ? 0 : -s->at.hessian[i][j];
            largest = fmax(largest, fabs(a[i][j]));
        }
    for (unsigned i = 0; i < s->n; i++)
        if (s->held[i])
            a[i][i] = largest;
    eigen_symmetric(a, s->vector, s->n);
    s->flat = FLAT * fmax(largest, 10);
    for (unsigned i = 0; i < s->n; i++) {
        s->curvature[i] = a[i][i];
        s->gradient[i] = 0;
        for (unsigned k = 0; k < s->n; k++)
            s->gradient[i] += s->held[k] ? 0 : s->vector[k][i] * s->at.gradient[k];
    }
}

/* The step, at most as long as the radius; its slope is positive but where all is flat. Where the function curves up it
 * goes at least half the radius, so that it leaves a saddle without any slope too. */
static void choose_step(struct search *s)
{
    memset(s->step, 0, s->n * sizeof *s->step);
    for (unsigned i = 0; i < s->n; i++) {
        double d = s->gradient[i] / fmax(fabs(s->curvature[i]), s->flat);
        if (s->curvature[i] < -s->flat && fabs(d) < s->radius / 2)
            d = copysign(s->radius / 2, d);
        for (unsigned k = 0; k < s->n; k++)
            s->step[k] += s->held[k] ? 0 : d * s->vector[k][i];
    }
    s->length = 0;
    for (unsigned i = 0; i < s->n; i++)
        s->length = hypot(s->length, s->step[i]);
    double share = s->length > s->radius ? s->radius / s->length : 1;
    for (unsigned i = 0; i < s->n; i++) /* the first to arrive at its edge ends the step */
        if (!at_edge(s, i) && share * fabs(s->step[i]) > NEWTON_FAR - copysign(1, s->step[i]) * s->theta[i])
            share = (NEWTON_FAR - copysign(1, s->step[i]) * s->theta[i]) / fabs(s->step[i]);
    for (unsigned i = 0; i < s->n; i++)
        s->step[i] *= share;
    s->length *= share;
}

/* Model and step. A parameter at an edge is held where the function rises beyond it, or the step would leave. */
static void analyse(struct search *s)
{
    for (unsigned i = 0; i < s->n; i++)
        s->held[i] = at_edge(s, i) && s->theta[i] * s->at.gradient[i] >= 0;
    for (bool again = true; again;) {
        model(s);
        choose_step(s);
        again = false;
        for (unsigned i = 0; i < s->n; i++)
            if (!s->held[i] && at_edge(s, i) && s->theta[i] * s->step[i] > 0)
                s->held[i] = again = true;
    }
}

/* What the model promises: half the Newton decrement, and along flat directions the gain of a step of 1. */
static double gain_left(const struct search *s)
{
    double gain = 0;
    for (unsigned i = 0; i < s->n; i++) {
        double g = fabs(s->gradient[i]), c = fabs(s->curvature[i]);
        gain += c > s->flat ? g * g / (2 * c) : g;
    }
    return gain;
}

/* Does it curve up anywhere? */
static bool is_saddle(const struct search *s)
{
    for (unsigned i = 0; i < s->n; i++)
        if (s->curvature[i] < -s->flat)
            return true;
    return false;
}

static bool has_way_to_go(const struct search *s)
{
    return is_saddle(s) || gain_left(s) > NO_GAIN * (100 + fabs(s->at.value));
}

static double slope_along_step(const struct search *s)
{
    double slope = 0;
    for (unsigned i = 0; i < s->n; i++)
        slope += s->step[i] * s->at.gradient[i];
    return slope;
}

/* What the last bit is off an edge is at it. */
static void evaluate(const struct search *s, double share, double *theta, struct newton_value *v)
{
    for (unsigned i = 0; i < s->n; i++) {
        theta[i] = s->theta[i] + share * s->step[i];
        if (fabs(theta[i]) > NEWTON_FAR * (1 - 1e-12))
            theta[i] = copysign(NEWTON_FAR, theta[i]);
    }
    s->fn(s->ctx, theta, v);
}

static void move(struct search *s, const double *theta, const struct newton_value *v)
{
    memcpy(s->theta, theta, s->n * sizeof *theta);
    s->at = *v;
    analyse(s);
}

/* Halves the step until the function rises by a fair part of what its slope promises. False: it never does. */
static bool climb(struct search *s)
{
    double theta[NEWTON_MAX], slope = slope_along_step(s);
    struct newton_value v;
    for (int i = 0; i < HALVINGS; i++) {
        double share = ldexp(1, -i);
        evaluate(s, share, theta, &v);
        if (is_finite(&v, s->n) && v.value > s->at.value && v.value - s->at.value >= 1e-4 * share * slope) {
            s->radius = i == 0 ? fmin(fmax(s->radius, 2 * s->length), LONGEST) : share * s->length;
            move(s, theta, &v);
            return true;
        }
    }
    return false;
}

/* Among the value's last digits a step may have been halved to nothing, where a long one would do. */
static bool restart(struct search *s)
{
    if (s->radius >= 1)
        return false;
    s->radius = 1;
    analyse(s);
    return true;
}

/* Where the value's last digits say no more, the gradient's still do: Newton's steps as long as they lower it. */
static void polish(struct search *s)
{
    double theta[NEWTON_MAX];
    for (int i = 0; i < POLISH && !is_saddle(s); i++) {
        struct newton_value v;
        struct search before = *s;
        evaluate(s, 1, theta, &v);
        if (!is_finite(&v, s->n))
            return;
        move(s, theta, &v);
        if (gradient_norm(s) >= gradient_norm(&before)) {
            *s = before;
            return;
        }
    }
}

static enum newton_verdict judge(const struct search *s)
{
    bool flat = false;
    if (has_way_to_go(s))
        return NEWTON_FAILED;
    for (unsigned i = 0; i < s->n; i++)
        if (s->held[i])
            return NEWTON_EDGE;
    for (unsigned i = 0; i < s->n; i++)
        flat = flat || s->curvature[i] <= s->flat;
    return flat ? NEWTON_FLAT : NEWTON_OPTIMUM;
}

static void report(const struct search *s, struct newton_result *r)
{
    memcpy(r->theta, s->theta, s->n * sizeof *r->theta);
    r->at = s->at;
    r->gradient_norm = gradient_norm(s);
    r->verdict = judge(s);
}

void newton_maximise(newton_fn *fn, const void *ctx, unsigned n, const double *start, struct newton_result *r)
{
    struct search s = {.fn = fn, .ctx = ctx, .n = n, .radius = 1};
    memset(r, 0, sizeof *r);
    memcpy(s.theta, start, n * sizeof *start);
    evaluate(&s, 0, r->theta, &r->at);
    r->verdict = NEWTON_FAILED;
    if (!is_finite(&r->at, n))
        return;
    move(&s, r->theta, &r->at);
    for (int i = 0; i == 0 || (i < ROUNDS && has_way_to_go(&s)); i++) { /* polishing may show the way off an edge */
        while (r->steps < STEPS && has_way_to_go(&s) && (climb(&s) || restart(&s)))
            r->steps++;
        polish(&s);
    }
    report(&s, r);
}

bool newton_covariance(const struct newton_value *v, unsigned n, double covariance[NEWTON_MAX][NEWTON_MAX])
{
    eigen_matrix root = {{0}}, inverse = {{0}}; /* -hessian = root root', root lower triangular */
    for (unsigned j = 0; j < n; j++)
        for (unsigned i = j; i < n; i++) {
            double sum = -v->hessian[i][j];
            for (unsigned k = 0; k < j; k++)
                sum -= root[i][k] * root[j][k];
            if (i == j && !(sum > DBL_EPSILON * fabs(v->hessian[j][j])))
                return false;
            root[i][j] = i == j ? sqrt(sum) : sum / root[j][j];
        }
    for (unsigned j = 0; j < n; j++)
        for (unsigned i = j; i < n; i++) {
            double sum = i == j;
            for (unsigned k = j; k < i; k++)
                sum -= root[i][k] * inverse[k][j];
            inverse[i][j] = sum / root[i][i];
        }
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++) {
            covariance[i][j] = 0;
            for (unsigned k = i > j ? i : j; k < n; k++)
                covariance[i][j] += inverse[k][i] * inverse[k][j];
        }
    return true;
}
