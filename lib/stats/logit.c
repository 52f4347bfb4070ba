/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/logit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/logitsums.h"

enum { MOST_STEPS = 100, MOST_HALVINGS = 40 };
static const double NEW = 1e-11;  /* of a term's square, where leastsq looks at its length */
static const double LEFT = 1e-11; /* a gain below it is none */
static const double MOVES = 0.1;  /* of the logit: rows that are separated move by 1 */
static const double STAYS = 1e-6; /* of what those move */

struct state {
    struct logitsums sums;
    double *room, *step, *tried, *z; /* q each, all in the room */
};

double logit_chance(double margin)
{
    return margin >= 0 ? 1 / (1 + exp(-margin)) : exp(margin) / (1 + exp(margin));
}

static double margin_of(const double *z, const double *beta, unsigned q)
{
    double m = 0;
    for (unsigned k = 0; k < q; k++)
        m += z[k] * beta[k];
    return m;
}

/* ---- Newton's steps ---- */

/* R of R'R = H, upper, from its lower triangle. Which terms are out is found at the first look, where all rows weigh
 * the same; later they stay out. */
static void factor(struct logit *l, const struct logitsums *s, bool first)
{
    unsigned q = l->q;
    const double *h = s->information;
    double *r = l->r;
    for (unsigned j = 0; j < q; j++) {
        double square = h[j * s->stride + j], whole = square;
        for (unsigned k = 0; k < j; k++)
            square -= l->out[k] ? 0 : r[k * q + j] * r[k * q + j];
        if (first)
            l->out[j] = !(square > NEW * whole);
        double pivot = sqrt(square > 0 ? square : 1e-300);
        for (unsigned b = j; b < q; b++) {
            double v = h[b * s->stride + j];
            for (unsigned k = 0; k < j; k++)
                v -= l->out[k] ? 0 : r[k * q + j] * r[k * q + b];
            r[j * q + b] = l->out[j] ? 0 : v / pivot;
        }
    }
}

/* Takes the step, or as much of it as rises, and looks there. False: nothing of it rises. */
static bool take_step(struct logit *l, struct state *s)
{
    unsigned q = l->q;
    double part = 1, now = l->likelihood;
    for (unsigned half = 0; half < MOST_HALVINGS; half++) {
        for (unsigned k = 0; k < q; k++)
            s->tried[k] = l->beta[k] + part * s->step[k];
        logitsums_at(&s->sums, s->tried);
        l->likelihood = s->sums.likelihood;
        if (l->likelihood >= now - 1e-12 * fabs(now)) {
            memcpy(l->beta, s->tried, q * sizeof *l->beta);
            return true;
        }
        part /= 2;
    }
    return false;
}

static double find_step(struct logit *l, const struct state *s)
{
    double gain = 0;
    memcpy(s->step, s->sums.gradient, l->q * sizeof *s->step);
    terms_solve(l->r, l->out, l->q, s->step);
    for (unsigned k = 0; k < l->q; k++)
        gain += s->step[k] * s->sums.gradient[k];
    return gain / 2;
}

/* The last step, when nothing is left to gain, is taken too: it doubles the digits that are right. */
static void climb(struct logit *l, struct state *s)
{
    logitsums_at(&s->sums, l->beta);
    l->likelihood = s->sums.likelihood;
    for (l->steps = 0; l->steps < MOST_STEPS && !l->converged; l->steps++) {
        factor(l, &s->sums, l->steps == 0);
        l->converged = find_step(l, s) < LEFT;
        if (!take_step(l, s))
            return;
    }
    factor(l, &s->sums, false);
}

/* ---- separation ---- */

/* No z is larger than the root of n, since their squares have the mean 1. */
static bool may_separate(const struct logit *l, const struct state *s)
{
    double sum = 0;
    for (unsigned k = 1; k < l->q; k++)
        sum += fabs(s->step[k]);
    return fabs(s->step[0]) + sum * sqrt((double)s->sums.t->n) >= MOVES;
}

static void find_separation(struct logit *l, const struct state *s)
{
    const struct terms *t = s->sums.t;
    double most = 0, least = INFINITY, largest = 0;
    for (size_t i = 0; i < t->n; i++) {
        terms_row(t, i, s->z);
        double moves = margin_of(s->z, s->step, l->q);
        most = fmax(most, fabs(moves));
        least = fmin(least, s->sums.y[i] ? moves : -moves);
    }
    if (most < MOVES || least < -STAYS * most)
        return;
    l->separation = least > MOVES ? LOGIT_COMPLETE : LOGIT_QUASI;
    for (unsigned k = 1; k < l->q; k++)
        largest = fmax(largest, fabs(s->step[k]));
    for (unsigned k = 1; k < l->q; k++)
        l->direction[k] = fabs(s->step[k]) > 1e-3 * largest ? s->step[k] / largest : 0;
}

/* ---- of the values themselves ---- */

static void find_raw(struct logit *l, const struct terms *t, double *to)
{
    unsigned q = l->q;
    double variance = 0;
    l->raw[0] = l->beta[0];
    to[0] = 1;
    for (unsigned k = 1; k < q; k++) {
        double sd = t->sd[k - 1];
        to[k] = sd > 0 ? -t->mean[k - 1] / sd : 0;
        l->raw[0] += l->beta[k] * to[k];
        l->raw[k] = sd > 0 ? l->beta[k] / sd : 0;
        l->error[k] = sd > 0 ? sqrt(l->covariance[k * q + k]) / sd : 0;
    }
    for (unsigned a = 0; a < q; a++)
        for (unsigned b = 0; b < q; b++)
            variance += to[a] * l->covariance[a * q + b] * to[b];
    l->error[0] = sqrt(variance);
}

static void fit(struct logit *l, struct state *s)
{
    const struct terms *t = s->sums.t;
    double positive = 0, n = (double)t->n;
    for (size_t i = 0; i < t->n; i++)
        positive += s->sums.y[i];
    l->beta[0] = log(positive / (n - positive));
    climb(l, s);
    for (unsigned k = 0; k < l->q; k++)
        l->rank += !l->out[k];
    if (may_separate(l, s))
        find_separation(l, s);
    terms_inverse(l->r, l->out, l->q, l->covariance, s->z);
    find_raw(l, t, s->z);
}

bool logit_fit(struct logit *l, const struct terms *t, const bool *y)
{
    unsigned q = t->p + 1;
    *l = (struct logit){.q = q,
                        .beta = calloc(q, sizeof(double)),
                        .raw = calloc(q, sizeof(double)),
                        .covariance = calloc((size_t)q * q, sizeof(double)),
                        .error = calloc(q, sizeof(double)),
                        .r = calloc((size_t)q * q, sizeof(double)),
                        .out = calloc(q, sizeof(bool)),
                        .direction = calloc(q, sizeof(double))};
    struct state s = {.room = calloc(3 * (size_t)q, sizeof(double))};
    bool fits = l->beta && l->raw && l->covariance && l->error && l->r && l->out && l->direction && s.room &&
                logitsums_begin(&s.sums, t, y, cpu_best());
    if (fits) {
        s.step = s.room;
        s.tried = s.room + q;
        s.z = s.room + 2 * (size_t)q;
        fit(l, &s);
    }
    free(s.room);
    logitsums_free(&s.sums);
    if (!fits)
        logit_free(l);
    return fits;
}

void logit_free(struct logit *l)
{
    free(l->beta);
    free(l->raw);
    free(l->covariance);
    free(l->error);
    free(l->r);
    free(l->out);
    free(l->direction);
    *l = (struct logit){0};
}

/* ---- effects ---- */

static bool is_switch(const struct terms *t, unsigned j)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->x[i * t->p + j] != 0 && t->x[i * t->p + j] != 1)
            return false;
    return true;
}

static double effect_of_switch(const struct logit *l, const struct terms *t, const unsigned *same, unsigned j)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        const double *x = t->x + i * t->p;
        double without = l->raw[0];
        for (unsigned k = 0; k < t->p; k++)
            without += same[k] == same[j] ? 0 : l->raw[1 + k] * x[k];
        sum += logit_chance(without + l->raw[1 + j]) - logit_chance(without);
    }
    return sum / (double)t->n;
}

/* The mean slope is that of p (1 - p), the first sum of the information. */
void logit_effects(const struct logit *l, const struct terms *t, const unsigned *same, double *effect)
{
    double slope = l->r[0] * l->r[0] / (double)t->n;
    for (unsigned j = 0; j < t->p; j++)
        effect[j] = is_switch(t, j) ? effect_of_switch(l, t, same, j) : l->raw[1 + j] * slope;
}
