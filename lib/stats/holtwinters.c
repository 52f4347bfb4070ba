/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/holtwinters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/seasons.h"
#include "stats/simplex.h"

enum { PARAMETERS = 4 };

size_t holtwinters_needs(size_t cycle)
{
    return cycle > 1 ? 2 * cycle : 3;
}

/* ---- the recursion ---- */

struct state {
    double level, slope;
};

static double predicted(const struct holtwinters *m, const struct state *s, double season)
{
    double line = s->level + m->phi * s->slope;
    return m->cycle == 1 ? line : m->multiplicative ? line * season : line + season;
}

/* A value moves the state and the season that it is of. */
static void learn(const struct holtwinters *m, struct state *s, double *season, double y)
{
    double before = s->level, line = s->level + m->phi * s->slope, without = y;
    if (m->cycle > 1)
        without = m->multiplicative ? y / *season : y - *season;
    s->level = m->alpha * without + (1 - m->alpha) * line;
    s->slope = m->beta * (s->level - before) + (1 - m->beta) * m->phi * s->slope;
    if (m->cycle > 1)
        *season = m->gamma * (m->multiplicative ? y / s->level : y - s->level) + (1 - m->gamma) * *season;
}

/* Runs over all values; with `keep` residuals and the end are kept. `season` is room for the seasons. */
static double run(struct holtwinters *m, const double *y, size_t n, double *season, bool keep)
{
    struct state s = {m->start_level, m->start_slope};
    double sse = 0;
    memcpy(season, m->start_season, m->cycle * sizeof *season);
    for (size_t i = m->first, k = 0; i < n; i++, k = k + 1 == m->cycle ? 0 : k + 1) {
        double hat = predicted(m, &s, season[k]), error = y[i] - hat;
        sse += error * error;
        if (keep)
            m->residual[i - m->first] = m->cycle > 1 && m->multiplicative ? error / hat : error;
        learn(m, &s, &season[k], y[i]);
    }
    if (keep) {
        m->level = s.level;
        m->slope = s.slope;
        for (size_t k = 0; k < m->cycle; k++)
            m->season[k] = season[(n - m->first + k) % m->cycle];
    }
    return sse;
}

/* ---- the start ---- */

/* The line through the trend of the first two cycles, which is cycle + 1 values long, at its 0. */
static void start_line(struct holtwinters *m, const double *trend, size_t n)
{
    double middle = (double)(n + 1) / 2, mean = 0, above = 0, below = 0;
    for (size_t i = 0; i < n; i++)
        mean += trend[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double x = (double)(i + 1) - middle;
        above += x * (trend[i] - mean);
        below += x * x;
    }
    m->start_slope = above / below;
    m->start_level = mean - m->start_slope * middle;
}

static bool start_with_seasons(struct holtwinters *m, const double *y)
{
    size_t n = 2 * m->cycle, *values = calloc(m->cycle, sizeof *values);
    double *trend = calloc(n + m->cycle, sizeof *trend);
    struct seasons s = {.raw = trend ? trend + n : NULL, .index = m->start_season, .values = values};
    bool found = trend && values && seasons_find(y, n, m->cycle, m->multiplicative, &s);
    if (found) {
        seasons_trend(y, n, m->cycle, trend);
        start_line(m, trend + m->cycle / 2, n - 2 * (m->cycle / 2));
    }
    for (size_t k = 0; found && m->multiplicative && k < m->cycle; k++)
        found = m->start_season[k] != 0;
    free(values);
    free(trend);
    return found;
}

static bool start(struct holtwinters *m, const double *y)
{
    if (m->cycle > 1) {
        m->first = m->cycle;
        return start_with_seasons(m, y);
    }
    m->first = 2;
    m->start_level = y[1];
    m->start_slope = y[1] - y[0];
    m->start_season[0] = 0;
    return true;
}

/* ---- the fit ---- */

struct target {
    struct holtwinters *m;
    const double *y;
    size_t n;
    double *season;
};

static void set(struct holtwinters *m, const double *x)
{
    size_t i = 2;
    m->alpha = x[0];
    m->beta = x[1];
    if (m->cycle > 1)
        m->gamma = x[i++];
    if (m->damped)
        m->phi = x[i];
}

static size_t get(const struct holtwinters *m, double *x)
{
    size_t n = 2;
    x[0] = m->alpha;
    x[1] = m->beta;
    if (m->cycle > 1)
        x[n++] = m->gamma;
    if (m->damped)
        x[n++] = m->phi;
    return n;
}

static double squares(const double *x, const void *context)
{
    const struct target *t = context;
    set(t->m, x);
    return run(t->m, t->y, t->n, t->season, false);
}

static void try_start(const struct target *t, const double *from, double *best, double *least)
{
    double x[PARAMETERS];
    struct holtwinters *m = t->m;
    memcpy(x, from, sizeof x);
    double v = simplex_least(squares, t, x, get(m, (double[PARAMETERS]){0}));
    if (v < *least) {
        *least = v;
        memcpy(best, x, sizeof x);
    }
}

static void search(const struct target *t, const struct holtwinters *near)
{
    static const double FROM[][PARAMETERS] = {{0.3, 0.1, 0.1, 0.9},  {0.1, 0.05, 0.5, 0.95}, {0.6, 0.1, 0.9, 0.8},
                                              {0.05, 0.9, 0.9, 0.9}, {0.9, 0.5, 0.3, 0.9},   {0.02, 0.02, 0.02, 0.98}};
    double best[PARAMETERS] = {0.3, 0.1, 0.1, 0.9}, least = INFINITY, x[PARAMETERS];
    if (near) {
        get(near, x);
        try_start(t, x, best, &least);
        try_start(t, FROM[0], best, &least);
    } else {
        for (size_t i = 0; i < sizeof FROM / sizeof *FROM; i++) {
            memcpy(x, FROM[i], sizeof x);
            if (t->m->cycle == 1)
                x[2] = x[3];
            try_start(t, x, best, &least);
        }
    }
    set(t->m, best);
}

/* False: *p stays what it was. */
static bool resize(double **p, size_t n)
{
    double *more = realloc(*p, n * sizeof *more);
    if (more)
        *p = more;
    return more != NULL;
}

static bool make_room(struct holtwinters *m, size_t n)
{
    return resize(&m->start_season, m->cycle) && resize(&m->season, m->cycle) && resize(&m->residual, n);
}

bool holtwinters_fit(struct holtwinters *m, const double *y, size_t n, const struct holtwinters *near)
{
    double *season;
    if (n < holtwinters_needs(m->cycle) || !make_room(m, n) || !start(m, y))
        return false;
    season = calloc(m->cycle, sizeof *season);
    if (!season)
        return false;
    const struct target t = {m, y, n, season};
    if (!m->fixed)
        search(&t, near);
    m->errors = n - m->first;
    m->sse = run(m, y, n, season, true);
    free(season);
    return isfinite(m->sse);
}

/* ---- what comes ---- */

double holtwinters_ahead(const struct holtwinters *m, size_t h)
{
    double keep = 1, steps = 0;
    for (size_t i = 0; i < h; i++) {
        keep *= m->phi;
        steps += keep;
    }
    double line = m->level + steps * m->slope, season = m->season[(h - 1) % m->cycle];
    return m->cycle == 1 ? line : m->multiplicative ? line * season : line + season;
}

void holtwinters_course(const struct holtwinters *m, struct rng *r, size_t steps, double *season, double *course)
{
    struct state s = {m->level, m->slope};
    memcpy(season, m->season, m->cycle * sizeof *season);
    for (size_t h = 0; h < steps; h++) {
        double *own = &season[h % m->cycle], hat = predicted(m, &s, *own), off = m->residual[rng_below(r, m->errors)];
        course[h] = m->cycle > 1 && m->multiplicative ? hat * (1 + off) : hat + off;
        learn(m, &s, own, course[h]);
    }
}

void holtwinters_free(struct holtwinters *m)
{
    free(m->start_season);
    free(m->season);
    free(m->residual);
}
