/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simplex.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 1000, RESTARTS = 12 };
static const double FIRST_STEP = 0.2, CLOSE = 1e-13, LEAST_STEP = 1e-9, SMALL_GAIN = 1e-9;

struct corner {
    double x[SIMPLEX_MOST], value;
};
struct simplex {
    simplex_function *f;
    const void *context;
    size_t n;
    struct corner corner[SIMPLEX_MOST + 1]; /* the best first */
};

/* Beyond an edge the box is seen in a mirror: were points brought back to the edge, the simplex would go flat there. */
static double fold(double x)
{
    x = fmod(fabs(x), 2);
    return x > 1 ? 2 - x : x;
}

static double value_at(const struct simplex *s, const double *x)
{
    double inside[SIMPLEX_MOST];
    for (size_t i = 0; i < s->n; i++)
        inside[i] = fold(x[i]);
    double v = s->f(inside, s->context);
    return isnan(v) ? INFINITY : v;
}

/* Moves a corner up to its place; the others are in order. */
static void sift(struct simplex *s, size_t i)
{
    struct corner c = s->corner[i];
    for (; i > 0 && s->corner[i - 1].value > c.value; i--)
        s->corner[i] = s->corner[i - 1];
    s->corner[i] = c;
}

static void begin(struct simplex *s, const double *x)
{
    for (size_t i = 0; i <= s->n; i++) {
        struct corner *c = &s->corner[i];
        memcpy(c->x, x, s->n * sizeof *x);
        if (i > 0)
            c->x[i - 1] += c->x[i - 1] > 0.5 ? -FIRST_STEP : FIRST_STEP;
        c->value = value_at(s, c->x);
        sift(s, i);
    }
}

/* A point on the line from the worst corner through the middle of the others, `by` beyond it. */
static struct corner beyond(const struct simplex *s, double by)
{
    struct corner c = {0};
    for (size_t k = 0; k < s->n; k++) {
        for (size_t i = 0; i < s->n; i++)
            c.x[k] += s->corner[i].x[k] / (double)s->n;
        c.x[k] += by * (c.x[k] - s->corner[s->n].x[k]);
    }
    c.value = value_at(s, c.x);
    return c;
}

static void shrink(struct simplex *s)
{
    for (size_t i = 1; i <= s->n; i++) {
        for (size_t k = 0; k < s->n; k++)
            s->corner[i].x[k] = (s->corner[i].x[k] + s->corner[0].x[k]) / 2;
        s->corner[i].value = value_at(s, s->corner[i].x);
    }
    for (size_t i = 1; i <= s->n; i++)
        sift(s, i);
}

static void step(struct simplex *s)
{
    struct corner *worst = &s->corner[s->n], next = beyond(s, 1);
    if (next.value < s->corner[0].value) {
        struct corner further = beyond(s, 2);
        next = further.value < next.value ? further : next;
    } else if (next.value >= s->corner[s->n - 1].value) {
        next = beyond(s, next.value < worst->value ? 0.5 : -0.5);
        if (next.value >= worst->value) {
            shrink(s);
            return;
        }
    }
    *worst = next;
    sift(s, s->n);
}

static void walk(struct simplex *s, double *x)
{
    begin(s, x);
    for (int round = 0; round < ROUNDS; round++) {
        double low = s->corner[0].value, high = s->corner[s->n].value;
        if (high - low <= CLOSE * (fabs(low) + fabs(high)))
            break;
        step(s);
    }
    for (size_t i = 0; i < s->n; i++)
        x[i] = fold(s->corner[0].x[i]);
}

/* One step along each axis, up or down; false: none of them is better. */
static bool step_axes(const struct simplex *s, double *x, double *best, double size)
{
    bool better = false;
    for (size_t k = 0; k < s->n; k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            double trial[SIMPLEX_MOST];
            memcpy(trial, x, s->n * sizeof *x);
            trial[k] = fmin(fmax(trial[k] + sign * size, 0), 1);
            double v = value_at(s, trial);
            if (v < *best) {
                *best = v;
                memcpy(x, trial, s->n * sizeof *x);
                better = true;
            }
        }
    return better;
}

double simplex_least(simplex_function *f, const void *context, double *x, size_t n)
{
    struct simplex s = {.f = f, .context = context, .n = n};
    double best = INFINITY, before;
    int walks = 0;
    do { /* a simplex that went flat starts anew where it is */
        before = best;
        walk(&s, x);
        best = s.corner[0].value;
    } while (++walks < RESTARTS && (walks < 2 || before - best > SMALL_GAIN * fabs(best)));
    int left = ROUNDS;
    for (double size = 1.0 / 64; size > LEAST_STEP && left > 0; left--)
        if (!step_axes(&s, x, &best, size))
            size /= 2;
    return best;
}
