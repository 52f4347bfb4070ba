/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ahead.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/quantile.h"

bool ahead_fit(struct ahead *a, const double *y, size_t n, const struct holtwinters *near)
{
    a->y = y;
    a->n = n;
    return a->method == AHEAD_NAIVE ? n >= a->model.cycle : holtwinters_fit(&a->model, y, n, near);
}

void ahead_free(struct ahead *a)
{
    holtwinters_free(&a->model);
    free(a->value);
    free(a->low);
    free(a->high);
    free(a->course);
}

/* ---- the forecast ---- */

static double naive_ahead(const struct ahead *a, size_t step)
{
    return a->y[a->n - a->model.cycle + step % a->model.cycle];
}

/* What was a cycle ago, off by as much as it has once been. */
static void naive_course(const struct ahead *a, struct rng *r, size_t steps, double *course)
{
    size_t cycle = a->model.cycle, known = a->n - cycle;
    for (size_t h = 0; h < steps; h++) {
        size_t i = cycle + (size_t)rng_below(r, known);
        course[h] = (h < cycle ? a->y[a->n - cycle + h] : course[h - cycle]) + a->y[i] - a->y[i - cycle];
    }
}

static bool make_room(struct ahead *a, size_t steps)
{
    double **array[] = {&a->value, &a->low, &a->high};
    for (int i = 0; i < 3; i++) {
        double *p = realloc(*array[i], (steps + 1) * sizeof *p);
        if (!p)
            return false;
        *array[i] = p;
    }
    double *p = realloc(a->course, ((steps + 1) * a->draws + steps + a->model.cycle) * sizeof *p);
    a->course = p ? p : a->course;
    return p;
}

static double share_of(const double *sorted, size_t n, double share)
{
    enum { PARTS = 1000000 };
    struct quantile_place p = quantile_place(n, (uint64_t)llround(share * PARTS), PARTS);
    return quantile_double(sorted[p.low], sorted[p.low + (p.part > 0)], p);
}

/* Courses are drawn one after another and kept step by step. */
static void draw_courses(struct ahead *a, size_t steps, struct rng *r)
{
    double *one = a->course + (steps + 1) * a->draws, *season = one + steps;
    for (size_t d = 0; d < a->draws; d++) {
        if (a->method == AHEAD_NAIVE)
            naive_course(a, r, steps, one);
        else
            holtwinters_course(&a->model, r, steps, season, one);
        for (size_t h = 0; h < steps; h++)
            a->course[h * a->draws + d] = one[h];
    }
}

size_t ahead_residuals(const struct ahead *a)
{
    return a->method == AHEAD_NAIVE ? a->n - a->model.cycle : a->model.errors;
}

static double residual(const struct ahead *a, size_t i)
{
    return a->method == AHEAD_NAIVE ? a->y[i + a->model.cycle] - a->y[i] : a->model.residual[i];
}

/* Relative to the largest value, or to 1 for errors that are relative: less is a rounding error. */
bool ahead_errs(const struct ahead *a)
{
    double off = 0, size = 0;
    for (size_t i = 0; i < ahead_residuals(a); i++)
        off = fmax(off, fabs(residual(a, i)));
    for (size_t i = 0; i < a->n; i++)
        size = fmax(size, fabs(a->y[i]));
    return off > 1e-12 * (a->method == AHEAD_HOLTWINTERS && a->model.multiplicative ? 1 : size);
}

/* A course that left all bounds has no place among the others. */
static bool all_finite(const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(v[i]))
            return false;
    return true;
}

static void set_interval(struct ahead *a, size_t h, double *drawn, double *room)
{
    if (!all_finite(drawn, a->draws))
        return;
    quantile_sort_double(drawn, room, a->draws);
    a->low[h] = fmin(a->value[h], share_of(drawn, a->draws, (1 - a->level) / 2));
    a->high[h] = fmax(a->value[h], share_of(drawn, a->draws, (1 + a->level) / 2));
}

bool ahead_make(struct ahead *a, size_t steps, uint64_t seed, uint64_t stream)
{
    struct rng r;
    bool enough = a->draws && ahead_residuals(a) >= AHEAD_LEAST_ERRORS && ahead_errs(a);
    if (!make_room(a, steps))
        return false;
    rng_seed(&r, seed, stream);
    if (enough)
        draw_courses(a, steps, &r);
    for (size_t h = 0; h < steps; h++) {
        a->value[h] = a->method == AHEAD_NAIVE ? naive_ahead(a, h) : holtwinters_ahead(&a->model, h + 1);
        a->low[h] = a->high[h] = NAN;
        if (enough)
            set_interval(a, h, a->course + h * a->draws, a->course + steps * a->draws);
    }
    return true;
}

/* ---- errors ---- */

/* The naive error of what is known; NaN if there is none. */
static double naive_error(const double *y, size_t n, size_t cycle)
{
    double sum = 0;
    for (size_t i = cycle; i < n; i++)
        sum += fabs(y[i] - y[i - cycle]);
    return n > cycle && sum > 0 ? sum / (double)(n - cycle) : NAN;
}

static void add_error(struct ahead_errors *e, double y, double hat, double scale)
{
    double off = y - hat, size = fabs(y) + fabs(hat);
    e->n++;
    e->absolute += fabs(off);
    e->square += off * off;
    e->bias += off;
    e->symmetric += size > 0 ? 2 * fabs(off) / size : 0;
    if (!isnan(scale)) {
        e->scaled_n++;
        e->scaled += fabs(off) / scale;
    }
}

bool ahead_back(struct ahead *a, const double *y, size_t n, size_t origin, size_t steps, uint64_t seed,
                const struct holtwinters *near, struct ahead_errors *errors)
{
    size_t most = n - origin < steps ? n - origin : steps;
    double scale = naive_error(y, origin, a->model.cycle);
    if (!ahead_fit(a, y, origin, near) || !ahead_make(a, most, seed, origin))
        return false;
    for (size_t h = 0; h < most; h++) {
        if (!isfinite(a->value[h]))
            return false;
        add_error(&errors[h], y[origin + h], a->value[h], scale);
        if (isnan(a->low[h]))
            continue;
        errors[h].covered_n++;
        errors[h].covered += y[origin + h] >= a->low[h] && y[origin + h] <= a->high[h];
    }
    return true;
}

void ahead_merge(struct ahead_errors *into, const struct ahead_errors *e)
{
    into->n += e->n;
    into->scaled_n += e->scaled_n;
    into->covered_n += e->covered_n;
    into->absolute += e->absolute;
    into->square += e->square;
    into->scaled += e->scaled;
    into->symmetric += e->symmetric;
    into->bias += e->bias;
    into->covered += e->covered;
}

static double over(double sum, size_t n)
{
    return n ? sum / (double)n : NAN;
}

struct ahead_means ahead_means(const struct ahead_errors *e)
{
    return (struct ahead_means){.n = e->n,
                                .mae = over(e->absolute, e->n),
                                .rmse = sqrt(over(e->square, e->n)),
                                .mase = over(e->scaled, e->scaled_n),
                                .smape = over(e->symmetric, e->n),
                                .bias = over(e->bias, e->n),
                                .coverage = over(e->covered, e->covered_n)};
}
