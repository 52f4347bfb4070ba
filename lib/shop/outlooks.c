/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/outlooks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/seasons.h"
#include "tsv/table.h"

/* ---- the fit ---- */

static struct ahead ahead_of(const struct outlooks *o, enum ahead_method method, bool multiplicative)
{
    return (struct ahead){.method = method,
                          .draws = o->draws,
                          .level = o->level,
                          .model = {.cycle = o->season,
                                    .multiplicative = multiplicative,
                                    .fixed = o->fixed,
                                    .damped = o->damped,
                                    .alpha = o->alpha,
                                    .beta = o->beta,
                                    .gamma = o->gamma,
                                    .phi = o->phi}};
}

static bool all_above_zero(const struct series *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->value[i] <= 0)
            return false;
    return true;
}

static void choose_cycle(struct outlooks *o)
{
    const struct series *s = &o->series;
    o->season = o->cycle ? o->cycle : series_cycle(s->unit);
    if (o->season > 1 && s->n < 2 * o->season) {
        bool is_last = s->n < holtwinters_needs(1) || o->method == AHEAD_NAIVE + 1;
        warn("periods: %zu, fewer than two cycles of %zu: seasons cannot be estimated, so the forecast %s", s->n,
             o->season, is_last ? "is the last value" : "has only level and trend");
        o->season = 1;
        o->fallback = true;
    }
    if (o->seasonal == OUTLOOKS_MULTIPLICATIVE && !all_above_zero(s))
        die(STATUS_DATA, "a value of 0 or less has no seasonal factor (--seasonal additive)");
}

/* The seasons as factors, as differences, or as the one that leaves the smaller squares. */
static void fit_model(struct outlooks *o)
{
    const struct series *s = &o->series;
    struct ahead *best = &o->ahead[AHEAD_HOLTWINTERS];
    bool factors = o->season > 1 && o->seasonal != OUTLOOKS_ADDITIVE && all_above_zero(s);
    bool differences = !factors || o->seasonal == OUTLOOKS_AUTO;
    for (int multiplicative = 0; multiplicative < 2; multiplicative++) {
        struct ahead a = ahead_of(o, AHEAD_HOLTWINTERS, multiplicative);
        bool fitted = (multiplicative ? factors : differences) && ahead_fit(&a, s->value, s->n, NULL);
        if (fitted && (!o->fitted[AHEAD_HOLTWINTERS] || a.model.sse < best->model.sse)) {
            ahead_free(best);
            *best = a;
            o->fitted[AHEAD_HOLTWINTERS] = true;
        } else {
            ahead_free(&a);
        }
    }
}

/* From each of the latest origins, by both methods. */
static void try_back(struct outlooks *o)
{
    const struct series *s = &o->series;
    const struct holtwinters *near = &o->ahead[AHEAD_HOLTWINTERS].model;
    size_t from = holtwinters_needs(o->season);
    if (s->n > o->origins && from < s->n - o->origins)
        from = s->n - o->origins;
    for (enum ahead_method m = 0; m < AHEAD_METHODS; m++) {
        struct ahead a = ahead_of(o, m, near->multiplicative);
        struct ahead_errors *e = o->errors[m];
        for (size_t origin = from; origin < s->n; origin++)
            ahead_back(&a, s->value, s->n, origin, o->horizon, o->seed, near, e);
        for (size_t h = 0; h < o->horizon; h++)
            ahead_merge(&e[o->horizon], &e[h]);
        ahead_free(&a);
    }
    o->tried = o->errors[AHEAD_NAIVE][o->horizon].n && o->errors[AHEAD_HOLTWINTERS][o->horizon].n;
}

/* The method with the smaller scaled error; equal ones speak for the simple one. */
static enum ahead_method verdict(const struct outlooks *o)
{
    struct ahead_means naive = ahead_means(&o->errors[AHEAD_NAIVE][o->horizon]);
    struct ahead_means model = ahead_means(&o->errors[AHEAD_HOLTWINTERS][o->horizon]);
    if (isnan(naive.mase) || isnan(model.mase))
        return model.mae < naive.mae ? AHEAD_HOLTWINTERS : AHEAD_NAIVE;
    return model.mase < naive.mase ? AHEAD_HOLTWINTERS : AHEAD_NAIVE;
}

/* A trend out of less than two cycles may be half a season. */
static void warn_of_trend(const struct outlooks *o)
{
    if (!o->fallback || o->use == AHEAD_NAIVE || !o->tried || verdict(o) == AHEAD_HOLTWINTERS)
        return;
    struct ahead_means naive = ahead_means(&o->errors[AHEAD_NAIVE][o->horizon]);
    struct ahead_means trend = ahead_means(&o->errors[AHEAD_HOLTWINTERS][o->horizon]);
    bool scaled = !isnan(naive.mase) && !isnan(trend.mase);
    if (!(scaled ? trend.mase > naive.mase : trend.mae > naive.mae))
        return;
    warn("in tests on earlier periods the trend was less accurate than the last value alone: %s %.4g against %.4g "
         "(--method naive)",
         scaled ? "MASE" : "a mean absolute error of", scaled ? trend.mase : trend.mae,
         scaled ? naive.mase : naive.mae);
}

void outlooks_fit(struct outlooks *o)
{
    struct series *s = &o->series;
    o->season = 1;
    for (int m = 0; m < AHEAD_METHODS; m++)
        o->errors[m] = mem_zero(o->horizon + 1, sizeof *o->errors[m]);
    if (s->n == 0)
        return;
    choose_cycle(o);
    o->ahead[AHEAD_NAIVE] = ahead_of(o, AHEAD_NAIVE, false);
    o->fitted[AHEAD_NAIVE] = ahead_fit(&o->ahead[AHEAD_NAIVE], s->value, s->n, NULL);
    fit_model(o);
    if (o->fitted[AHEAD_HOLTWINTERS] && o->origins)
        try_back(o);
    o->use = o->method ? (enum ahead_method)(o->method - 1) : AHEAD_HOLTWINTERS;
    if (o->method == 0 && o->tried && !o->fallback)
        o->use = verdict(o);
    if (!o->fitted[o->use])
        o->use = AHEAD_NAIVE;
    warn_of_trend(o);
}

/* ---- the forecast ---- */

static const char *method_name(const struct outlooks *o, enum ahead_method m)
{
    if (o->season == 1)
        return m == AHEAD_NAIVE ? "naive" : "trend";
    return m == AHEAD_NAIVE ? "seasonal_naive" : "holt_winters";
}

static struct cell name_of(const struct series *s, size_t i, char room[PERIOD_ROOM])
{
    return cell_text(slice_of(room, (size_t)period_print(room, s->unit, s->first + (period)i)));
}

static void write_step(const struct outlooks *o, struct table *t, size_t h)
{
    char room[PERIOD_ROOM];
    const struct ahead *a = &o->ahead[o->use];
    if (!isfinite(a->value[h]))
        die(STATUS_DATA, "the forecast becomes infinite within %zu periods: the model does not fit this series", h + 1);
    const struct cell row[] = {name_of(&o->series, o->series.n + h, room),
                               cell_number(a->value[h]),
                               cell_number(a->low[h]),
                               cell_number(a->high[h]),
                               cell_number(o->ahead[AHEAD_NAIVE].value[h]),
                               cell_str(method_name(o, o->use)),
                               cell_count(o->fallback)};
    table_row(t, slice_of("", 0), row);
}

static void make_all(struct outlooks *o)
{
    for (int m = 0; m < AHEAD_METHODS; m++)
        if (o->fitted[m] && !ahead_make(&o->ahead[m], o->horizon, o->seed, 0))
            die(STATUS_ENV, "out of memory");
}

enum { LOW = 2, HIGH }; /* columns */

static void warn_of_intervals(const struct outlooks *o, const struct table *t)
{
    const char *method = method_name(o, o->use);
    size_t n = ahead_residuals(&o->ahead[o->use]);
    if (!table_wants(t, LOW) && !table_wants(t, HIGH))
        return;
    if (n < AHEAD_LEAST_ERRORS)
        warn("low and high are empty: an interval takes %d past errors, and the method \"%s\" has %zu here (more "
             "periods give intervals)",
             AHEAD_LEAST_ERRORS, method, n);
    else if (!ahead_errs(&o->ahead[o->use]))
        warn("low and high are empty: the past errors of the method \"%s\" are all 0, which does not show how far off "
             "others may be",
             method);
}

void outlooks_write(struct outlooks *o, struct out *out, const struct opt_list *only)
{
    char *name = mem_str(o->series.name), room[PERIOD_ROOM];
    const struct column columns[] = {
        {name, TYPE_TEXT},      {"forecast", TYPE_NUMBER}, {"low", TYPE_NUMBER},     {"high", TYPE_NUMBER},
        {"naive", TYPE_NUMBER}, {"method", TYPE_TEXT},     {"fallback", TYPE_COUNT}, {0},
    };
    struct table t;
    table_begin(&t, out, NULL, columns, only);
    t.digits = o->digits;
    if (o->series.cut) {
        struct slice next = name_of(&o->series, o->series.n, room).text;
        warn("%.*s is incomplete: it is left out, and forecast as a whole", (int)next.n, next.p);
    }
    make_all(o);
    if (o->fitted[o->use])
        warn_of_intervals(o, &t);
    for (size_t h = 0; h < o->horizon && o->fitted[o->use]; h++)
        write_step(o, &t, h);
    table_end(&t);
    free(name);
}

void outlooks_end(struct outlooks *o)
{
    for (int m = 0; m < AHEAD_METHODS; m++) {
        ahead_free(&o->ahead[m]);
        free(o->errors[m]);
    }
    series_free(&o->series);
}

/* ---- the other tables ---- */

static void begin(const struct outlooks *o, struct table *t, const char *path, const struct column *columns)
{
    table_begin(t, out_create(path), NULL, columns, NULL);
    t->digits = o->digits;
}

static void end(struct table *t)
{
    struct out *out = t->out;
    table_end(t);
    out_close(out);
}

struct found {
    struct seasons s;
    bool any, multiplicative;
};

static struct found find_seasons(const struct outlooks *o)
{
    size_t n = o->season;
    double *room = mem_zero(2 * n, sizeof *room);
    struct found f = {.s = {room, room + n, mem_zero(n, sizeof(size_t))}};
    f.multiplicative = o->fitted[AHEAD_HOLTWINTERS] ? o->ahead[AHEAD_HOLTWINTERS].model.multiplicative : false;
    f.any = seasons_find(o->series.value, o->series.n, n, f.multiplicative, &f.s);
    return f;
}

static void free_seasons(struct found *f)
{
    free(f->s.raw);
    free(f->s.values);
}

void outlooks_seasons(const struct outlooks *o, const char *path)
{
    static const struct column columns[] = {
        {"season", TYPE_COUNT}, {"first", TYPE_TEXT},    {"index", TYPE_NUMBER}, {"mean", TYPE_NUMBER},
        {"values", TYPE_COUNT}, {"cycles", TYPE_NUMBER}, {"type", TYPE_TEXT},    {0},
    };
    struct table t;
    char room[PERIOD_ROOM];
    struct found f = find_seasons(o);
    begin(o, &t, path, columns);
    for (size_t season = 1; f.any && season <= o->season; season++)
        for (size_t k = 0; k < o->season; k++) {
            if (series_season(&o->series, o->season, k) != season)
                continue;
            const struct cell row[] = {cell_count(season),
                                       name_of(&o->series, k, room),
                                       cell_number(f.s.index[k]),
                                       cell_number(f.s.raw[k]),
                                       cell_count(f.s.values[k]),
                                       cell_number((double)o->series.n / (double)o->season),
                                       cell_str(f.multiplicative ? "multiplicative" : "additive")};
            table_row(&t, slice_of("", 0), row);
        }
    end(&t);
    free_seasons(&f);
}

void outlooks_parts(const struct outlooks *o, const char *path)
{
    static const struct column columns[] = {{"period", TYPE_TEXT},  {"value", TYPE_NUMBER}, {"trend", TYPE_NUMBER},
                                            {"index", TYPE_NUMBER}, {"rest", TYPE_NUMBER},  {0}};
    const struct series *s = &o->series;
    double *trend = mem_zero(s->n + 1, sizeof *trend);
    struct table t;
    char room[PERIOD_ROOM];
    struct found f = find_seasons(o);
    begin(o, &t, path, columns);
    seasons_trend(s->value, s->n, o->season, trend);
    for (size_t i = 0; i < s->n; i++) {
        double index = f.any ? f.s.index[i % o->season] : NAN;
        double rest = f.multiplicative ? s->value[i] / trend[i] / index : s->value[i] - trend[i] - index;
        const struct cell row[] = {name_of(s, i, room), cell_number(s->value[i]), cell_number(trend[i]),
                                   cell_number(index), cell_number(rest)};
        table_row(&t, slice_of("", 0), row);
    }
    end(&t);
    free_seasons(&f);
    free(trend);
}

/* step 0: of all */
static void write_errors(const struct outlooks *o, struct table *t, const char *kind, enum ahead_method m, size_t step,
                         const struct ahead_errors *e)
{
    struct ahead_means v = ahead_means(e);
    bool best = step == 0 && o->tried && *kind == 'r' && verdict(o) == m;
    const struct cell row[] = {
        cell_str(kind),          cell_str(method_name(o, m)), step ? cell_count(step) : cell_str("all"),
        cell_count(v.n),         cell_number(v.mae),          cell_number(v.rmse),
        cell_number(v.mase),     cell_number(v.smape),        cell_number(v.bias),
        cell_number(v.coverage), cell_str(best ? "use" : "")};
    table_row(t, slice_of("", 0), row);
}

static void write_test(const struct outlooks *o, struct table *t, enum ahead_method m)
{
    const struct series *s = &o->series;
    const struct holtwinters *near = &o->ahead[AHEAD_HOLTWINTERS].model;
    struct ahead a = ahead_of(o, m, near->multiplicative);
    struct ahead_errors *e = mem_zero(o->test + 1, sizeof *e);
    if (s->n < o->test + holtwinters_needs(o->season))
        die(STATUS_DATA, "--test %zu leaves fewer than the %zu periods that a fit takes, of %zu", (size_t)o->test,
            holtwinters_needs(o->season), s->n);
    ahead_back(&a, s->value, s->n, s->n - o->test, o->test, o->seed, near, e);
    for (size_t h = 0; h < o->test; h++)
        ahead_merge(&e[o->test], &e[h]);
    write_errors(o, t, "test", m, 0, &e[o->test]);
    free(e);
    ahead_free(&a);
}

void outlooks_errors(const struct outlooks *o, const char *path)
{
    static const struct column columns[] = {
        {"evaluation", TYPE_TEXT}, {"method", TYPE_TEXT},     {"step", TYPE_COUNT},   {"n", TYPE_COUNT},
        {"mae", TYPE_NUMBER},      {"rmse", TYPE_NUMBER},     {"mase", TYPE_NUMBER},  {"smape", TYPE_NUMBER},
        {"bias", TYPE_NUMBER},     {"coverage", TYPE_NUMBER}, {"verdict", TYPE_TEXT}, {0},
    };
    struct table t;
    begin(o, &t, path, columns);
    for (enum ahead_method m = 0; m < AHEAD_METHODS; m++)
        for (size_t h = 0; o->tried && h <= o->horizon; h++)
            write_errors(o, &t, "rolling", m, h, &o->errors[m][h ? h - 1 : o->horizon]);
    for (enum ahead_method m = 0; o->test && o->fitted[AHEAD_HOLTWINTERS] && m < AHEAD_METHODS; m++)
        write_test(o, &t, m);
    end(&t);
}

static void write_parameter(struct table *t, const char *name, size_t number, double v)
{
    char text[64];
    snprintf(text, sizeof text, number ? "%s_%zu" : "%s", name, number);
    const struct cell row[] = {cell_str(text), cell_number(v)};
    table_row(t, slice_of("", 0), row);
}

void outlooks_parameters(const struct outlooks *o, const char *path)
{
    static const struct column columns[] = {{"name", TYPE_TEXT}, {"value", TYPE_NUMBER}, {0}};
    const struct holtwinters *m = &o->ahead[AHEAD_HOLTWINTERS].model;
    const char *const name[] = {"cycle", "multiplicative", "alpha", "beta",  "gamma",       "phi",
                                "sse",   "errors",         "level", "slope", "start_level", "start_slope"};
    const double value[] = {(double)m->cycle,
                            m->multiplicative,
                            m->alpha,
                            m->beta,
                            m->cycle > 1 ? m->gamma : NAN,
                            m->phi,
                            m->sse,
                            (double)m->errors,
                            m->level,
                            m->slope,
                            m->start_level,
                            m->start_slope};
    struct table t;
    begin(o, &t, path, columns);
    for (size_t i = 0; o->fitted[AHEAD_HOLTWINTERS] && i < sizeof name / sizeof *name; i++)
        write_parameter(&t, name[i], 0, value[i]);
    for (size_t k = 0; o->fitted[AHEAD_HOLTWINTERS] && m->cycle > 1 && k < m->cycle; k++)
        write_parameter(&t, "start_season", k + 1, m->start_season[k]);
    for (size_t k = 0; o->fitted[AHEAD_HOLTWINTERS] && m->cycle > 1 && k < m->cycle; k++)
        write_parameter(&t, "season", k + 1, m->season[k]);
    end(&t);
}
