/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/newton.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/eigen.h"

enum { STEPS = 300, HALVINGS = 50, POLISH = 4, ROUNDS = 5 };
static const double LONGEST = 4;     /* step */
static const double NO_GAIN = 1e-11; /* of 100 + |value| */
static const double FLAT = 1e-10;    /* of the largest curvature, or of 10 if that is less */

struct search {
    newton_fn *fn;
    const void *ctx;
    unsigned n;
    double *theta, *tried; /* where it is, and where it looks, */
    struct newton_value *at, *there;
    bool *held; /* at an edge, and would exceed it */
    double radius;
    double *step, length;
    double *gradient; /* in the basis of the eigenvectors */
    double *curvature;
    double *matrix, *vector; /* n by n: room for eigen_symmetric, and its columns */
    double *lines;           /* the memory of all that have n */
    double flat;             /* curvatures from -flat to flat count as 0 */
};

/* ---- memory ---- */

#define MOST ((unsigned)1 << 28) /* its square in bytes still fits 64 bits: no machine has that much */

struct newton_value *newton_value_new(unsigned n)
{
    size_t all = (size_t)n * n + n;
    if (n > MOST)
        return NULL;
    struct newton_value *v = malloc(sizeof *v + all * sizeof(double) + n * sizeof(double *));
    if (!v)
        return NULL;
    v->gradient = (double *)(v + 1);
    v->hessian = (double **)(v->gradient + all);
    for (size_t i = 0; i < n; i++)
        v->hessian[i] = v->gradient + n + i * n;
    newton_value_clear(v, n);
    return v;
}

void newton_value_clear(struct newton_value *v, unsigned n)
{
    v->value = 0;
    for (unsigned i = 0; i < n; i++) {
        v->gradient[i] = 0;
        memset(v->hessian[i], 0, n * sizeof v->hessian[i][0]);
    }
}

static bool search_begin(struct search *s)
{
    size_t n = s->n, lines = 5, room = (n + 1) * sizeof(double);
    if (s->n > MOST)
        return false;
    double *line = s->lines = malloc(lines * room), *square = s->matrix = malloc(2 * n * room);
    s->at = newton_value_new(s->n);
    s->there = newton_value_new(s->n);
    s->held = calloc(n + 1, sizeof *s->held);
    if (!line || !square || !s->at || !s->there || !s->held)
        return false;
    s->theta = line;
    s->tried = line + n;
    s->step = s->tried + n;
    s->gradient = s->step + n;
    s->curvature = s->gradient + n;
    s->vector = square + n * n;
    return true;
}

static void search_end(struct search *s)
{
    free(s->lines);
    free(s->matrix);
    free(s->at);
    free(s->there);
    free(s->held);
}

void newton_free(struct newton_result *r)
{
    free(r->theta);
    free(r->at);
    *r = (struct newton_result){0};
}

/* ---- the model ---- */

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
            largest = fmax(largest, fabs(s->at->gradient[i]));
    return largest;
}

/* The quadratic model at theta. A fixed parameter gets slope 0 and the largest curvature of all. */
static void model(struct search *s)
{
    double *a = s->matrix, largest = 0;
    size_t n = s->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            a[i * n + j] = s->held[i] || s->held[j] ? 0 : -s->at->hessian[i][j];
            largest = fmax(largest, fabs(a[i * n + j]));
        }
    for (size_t i = 0; i < n; i++)
        if (s->held[i])
            a[i * n + i] = largest;
    eigen_symmetric(a, s->vector, s->n);
    s->flat = FLAT * fmax(largest, 10);
    for (size_t i = 0; i < n; i++) {
        s->curvature[i] = a[i * n + i];
        s->gradient[i] = 0;
        for (size_t k = 0; k < n; k++)
            s->gradient[i] += s->held[k] ? 0 : s->vector[k * n + i] * s->at->gradient[k];
    }
}

/* The step, at most as long as the radius; its slope is positive unless all is flat. Where the function curves up it
 * goes at least half the radius, so that it leaves a saddle without any slope too. */
static void choose_step(struct search *s)
{
    memset(s->step, 0, s->n * sizeof *s->step);
    for (unsigned i = 0; i < s->n; i++) {
        double d = s->gradient[i] / fmax(fabs(s->curvature[i]), s->flat);
        if (s->curvature[i] < -s->flat && fabs(d) < s->radius / 2)
            d = copysign(s->radius / 2, d);
        for (unsigned k = 0; k < s->n; k++)
            s->step[k] += s->held[k] ? 0 : d * s->vector[(size_t)k * s->n + i];
    }
    s->length = 0;
    for (unsigned i = 0; i < s->n; i++)
        s->length = hypot(s->length, s->step[i]);
    double share = s->length > s->radius ? s->radius / s->length : 1;
    for (unsigned i = 0; i < s->n; i++) /* the first parameter that reaches its edge ends the step */
        if (!at_edge(s, i) && share * fabs(s->step[i]) > NEWTON_FAR - copysign(1, s->step[i]) * s->theta[i])
            share = (NEWTON_FAR - copysign(1, s->step[i]) * s->theta[i]) / fabs(s->step[i]);
    for (unsigned i = 0; i < s->n; i++)
        s->step[i] *= share;
    s->length *= share;
}

/* Model and step. A parameter at an edge is fixed if the function rises beyond the edge, or the step would cross it. */
static void analyse(struct search *s)
{
    for (unsigned i = 0; i < s->n; i++)
        s->held[i] = at_edge(s, i) && s->theta[i] * s->at->gradient[i] >= 0;
    for (bool again = true; again;) {
        model(s);
        choose_step(s);
        again = false;
        for (unsigned i = 0; i < s->n; i++)
            if (!s->held[i] && at_edge(s, i) && s->theta[i] * s->step[i] > 0)
                s->held[i] = again = true;
    }
}

/* The expected gain by the model: half the Newton decrement, and along flat directions the gain of a step of 1. */
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
    return is_saddle(s) || gain_left(s) > NO_GAIN * (100 + fabs(s->at->value));
}

static double slope_along_step(const struct search *s)
{
    double slope = 0;
    for (unsigned i = 0; i < s->n; i++)
        slope += s->step[i] * s->at->gradient[i];
    return slope;
}

/* Evaluates the function after this share of the step; false: it has no value. A parameter within the last bit of an
 * edge is put on it. */
static bool evaluate(struct search *s, double share)
{
    for (unsigned i = 0; i < s->n; i++) {
        s->tried[i] = s->theta[i] + share * s->step[i];
        if (fabs(s->tried[i]) > NEWTON_FAR * (1 - 1e-12))
            s->tried[i] = copysign(NEWTON_FAR, s->tried[i]);
    }
    s->fn(s->ctx, s->tried, s->there);
    return is_finite(s->there, s->n);
}

/* Moves to the point that was evaluated, by an exchange of the two. */
static void move(struct search *s)
{
    double *theta = s->theta;
    struct newton_value *at = s->at;
    s->theta = s->tried;
    s->tried = theta;
    s->at = s->there;
    s->there = at;
    analyse(s);
}

/* Halves the step until the function rises by a fair part of what its slope predicts. False: it never does. */
static bool climb(struct search *s)
{
    double slope = slope_along_step(s);
    for (int i = 0; i < HALVINGS; i++) {
        double share = ldexp(1, -i);
        if (!evaluate(s, share))
            continue;
        double gain = s->there->value - s->at->value;
        if (s->there->value > s->at->value && gain >= 1e-4 * share * slope) {
            s->radius = i == 0 ? fmin(fmax(s->radius, 2 * s->length), LONGEST) : share * s->length;
            move(s);
            return true;
        }
    }
    return false;
}

/* Rounding in the value's last digits may have halved a step to nothing although a long one would be good. */
static bool restart(struct search *s)
{
    if (s->radius >= 1)
        return false;
    s->radius = 1;
    analyse(s);
    return true;
}

/* When the value's last digits are exhausted, the gradient still has digits: takes Newton's steps as long as they
 * reduce it. */
static void polish(struct search *s)
{
    for (int i = 0; i < POLISH && !is_saddle(s); i++) {
        double before = gradient_norm(s);
        if (!evaluate(s, 1))
            return;
        move(s);
        if (gradient_norm(s) >= before) {
            move(s);
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

static void climb_all(struct search *s, struct newton_result *r)
{
    move(s);
    for (int i = 0; i == 0 || (i < ROUNDS && has_way_to_go(s)); i++) { /* polishing may show the way off an edge */
        while (r->steps < STEPS && has_way_to_go(s) && (climb(s) || restart(s)))
            r->steps++;
        polish(s);
    }
    r->gradient_norm = gradient_norm(s);
    r->verdict = judge(s);
}

/* The result is the current point; if the start has no value, the start. */
static void report(struct search *s, bool moved, struct newton_result *r)
{
    const double *theta = moved ? s->theta : s->tried;
    struct newton_value **at = moved ? &s->at : &s->there;
    memcpy(r->theta, theta, s->n * sizeof *theta);
    r->at = *at;
    *at = NULL;
}

void newton_maximise(newton_fn *fn, const void *ctx, unsigned n, const double *start, struct newton_result *r)
{
    struct search s = {.fn = fn, .ctx = ctx, .n = n, .radius = 1};
    *r = (struct newton_result){.verdict = NEWTON_MEMORY};
    if (search_begin(&s) && (r->theta = malloc((n + 1U) * sizeof *r->theta))) {
        memcpy(s.theta, start, n * sizeof *start);
        memset(s.step, 0, n * sizeof *s.step);
        r->verdict = NEWTON_FAILED;
        bool finite = evaluate(&s, 0);
        if (finite)
            climb_all(&s, r);
        report(&s, finite, r);
    }
    search_end(&s);
}

/* ---- the covariance ---- */

/* Cholesky's root of -hessian = root root', in the lower triangle. */
static bool take_root(const struct newton_value *v, size_t n, double *root)
{
    for (size_t j = 0; j < n; j++)
        for (size_t i = j; i < n; i++) {
            double sum = -v->hessian[i][j];
            for (size_t k = 0; k < j; k++)
                sum -= root[i * n + k] * root[j * n + k];
            if (i == j && !(sum > DBL_EPSILON * fabs(v->hessian[j][j])))
                return false;
            root[i * n + j] = i == j ? sqrt(sum) : sum / root[j * n + j];
        }
    return true;
}

/* Each column is replaced by that of the inverse, when the later columns need only the root. */
static void invert_root(size_t n, double *root)
{
    for (size_t j = 0; j < n; j++)
        for (size_t i = j; i < n; i++) {
            double sum = i == j;
            for (size_t k = j; k < i; k++)
                sum -= root[i * n + k] * root[k * n + j];
            root[i * n + j] = sum / root[i * n + i];
        }
}

/* All in place: the product of the inverse root with itself goes to the upper triangle, row by row, and no later row
 * needs the place on the diagonal that a row writes over. */
bool newton_covariance(const struct newton_value *v, unsigned n, double *covariance)
{
    double *a = covariance;
    size_t m = n;
    if (!take_root(v, m, a))
        return false;
    invert_root(m, a);
    for (size_t i = 0; i < m; i++)
        for (size_t j = i; j < m; j++) {
            double sum = 0;
            for (size_t k = j; k < m; k++)
                sum += a[k * m + i] * a[k * m + j];
            a[i * m + j] = sum;
        }
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < i; j++)
            a[i * m + j] = a[j * m + i];
    return true;
}
