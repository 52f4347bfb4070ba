/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns and cells of predict.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "btyd/gammagamma.h"
#include "clv/predict.h"
#include "stats/bootstrap.h"

#define DAY_LAST 2932896 /* 9999-12-31, the last day that a table can hold */

bool predict_contract(const struct predict *f)
{
    return f->ask.family == &FAMILY_SBG;
}

size_t predict_amounts(const struct predict *f)
{
    return f->has_spend ? f->ask.size - f->ask.at_present : 0;
}

/* ---- cells ---- */

static void put(const struct predict *f, struct buf *text, double v)
{
    const struct cell cell = cell_number(isfinite(v) ? v : NAN);
    buf_room(text, NUM_ROOM);
    text->n = (size_t)(cell_put(text->p + text->n, &cell, f->digits) - text->p);
}

/* One column, or with its interval three. */
static void put_cell(const struct predict *f, struct buf *text, double v, double low, double high)
{
    const double cell[] = {v, low, high};
    for (int i = 0; i < (f->tails > 0 ? 3 : 1); i++) {
        buf_addch(text, '\t');
        put(f, text, cell[i]);
    }
}

void predict_column(struct predict_columns *c, const char *name, enum column_type type)
{
    c->column = mem_grow(c->column, &c->cap, c->n + 2, sizeof *c->column);
    c->column[c->n++] = (struct column){name, type};
    c->column[c->n] = (struct column){0};
}

static void add_name(const struct predict *f, struct predict_columns *c, const char *name, const char *length)
{
    static const char *const end[] = {"", "_low", "_high"};
    enum column_type type = strstr(name, "_date") ? TYPE_DATE : TYPE_NUMBER;
    for (int i = 0; i < (f->tails > 0 ? 3 : 1); i++) {
        size_t room = strlen(name) + strlen(length) + sizeof "__high";
        char *own = arena_alloc(&c->names, room);
        snprintf(own, room, "%s%s%s%s", name, *length ? "_" : "", length, end[i]);
        predict_column(c, own, type);
    }
}

static void add_chance_name(const struct predict *f, struct predict_columns *c, size_t i)
{
    char name[NUM_ROOM + 2] = "p";
    name[1 + num_print_uint(name + 1, i % f->ask.chances)] = '\0';
    add_name(f, c, name, f->horizon.length[i / f->ask.chances].text);
}

static void add_residual_names(const struct predict *f, struct predict_columns *c)
{
    if (!f->ask.residual)
        return;
    if (predict_contract(f))
        add_name(f, c, "del", "");
    add_name(f, c, predict_contract(f) ? "derl" : "dert", "");
}

static void add_worth_names(const struct predict *f, struct predict_columns *c)
{
    add_name(f, c, "expected_value", "");
    for (size_t i = 0; f->ask.present && i < f->ask.horizons; i++)
        add_name(f, c, "clv", f->horizon.length[i].text);
    if (f->ask.residual)
        add_name(f, c, "clv", "");
}

/* Of new customers there is one row per model, whose group it names. */
static bool has_groups(const struct predict *f)
{
    return !f->ask.newcomer && (f->purchases.by || (f->has_spend && f->spend.by));
}

void predict_columns(const struct predict *f, bool dates, struct predict_columns *c)
{
    static const char *const contract[] = {"survival", "retention", "remaining"};
    const struct outlook *o = &f->ask;
    for (size_t i = 0; i < o->at_alive_in; i++)
        add_name(f, c, predict_contract(f) ? contract[i] : "p_alive", "");
    for (size_t i = 0; i < o->alive_ins; i++)
        add_name(f, c, "p_alive", f->alive_in.length[i].text);
    for (size_t i = 0; i < o->horizons; i++)
        add_name(f, c, "expected", f->horizon.length[i].text);
    for (size_t i = 0; i < o->horizons * o->chances; i++)
        add_chance_name(f, c, i);
    if (dates)
        add_name(f, c, "next_date", "");
    add_residual_names(f, c);
    if (f->has_spend)
        add_worth_names(f, c);
    if (dates)
        add_name(f, c, "again_date", "");
    if (has_groups(f))
        predict_column(c, "pooled", TYPE_COUNT);
}

void predict_columns_free(struct predict_columns *c)
{
    free(c->column);
    arena_free(&c->names);
}

/* ---- purchases ---- */

struct moment {
    const struct predict *f;
    const struct predict_pattern *p;
};

static void to_scale(const struct outlook *o, const double *row, double *scaled)
{
    for (size_t i = 0; i < o->size; i++)
        scaled[i] = outlook_to_scale(outlook_scale(o, i), row[i]);
}

static void purchases_at(const void *ctx, const double *parameter, double *value)
{
    const struct moment *m = ctx;
    outlook_at(&m->f->ask, parameter, m->p->x, m->p->t_x, m->p->T, value);
    to_scale(&m->f->ask, value, value);
}

static void mean_at(const void *ctx, const double *parameter, double *value)
{
    const double *customer = ctx; /* x, m */
    gammagamma_mean(parameter, customer[0], customer[1], value);
    *value = log(*value);
}

static struct spread_source purchases_source(const struct moment *m)
{
    return (struct spread_source){purchases_at, m, m->f->ask.size, m->f->ask.room};
}

static size_t most_replicates(const struct modelpick *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->file.n; i++)
        most = p->file.model[i].fit.replicates > most ? p->file.model[i].fit.replicates : most;
    return most;
}

void predict_scratch_new(const struct predict *f, struct predict_scratch *s)
{
    const struct outlook *o = &f->ask;
    struct fit fit = {.replicates = most_replicates(&f->purchases)};
    struct moment none = {f, NULL};
    struct spread_source source = purchases_source(&none);
    size_t delta = spread_delta_room(&source), bootstrap = spread_bootstrap_room(&source, &fit);
    size_t spend = f->has_spend ? 16 + 3 * most_replicates(&f->spend) : 0,
           spare = delta > bootstrap ? delta : bootstrap;
    s->row = mem_zero(o->room, sizeof *s->row);
    s->scaled = mem_zero(o->room, sizeof *s->scaled);
    s->interval = mem_zero(o->size, sizeof *s->interval);
    s->spare = mem_zero(spare + spend, sizeof *s->spare);
}

void predict_scratch_free(struct predict_scratch *s)
{
    free(s->row);
    free(s->scaled);
    free(s->interval);
    free(s->spare);
}

/* Fills s->row, and s->interval on the scale of each. */
static void look(const struct predict *f, const struct predict_pattern *p, const double *z, struct predict_scratch *s,
                 double parameter[FAMILY_PARAMETERS])
{
    const struct fit *fit = &p->model->fit;
    struct moment m = {f, p};
    struct spread_source source = purchases_source(&m);
    struct spread spread;
    if (f->tails > 0) {
        spread_of(fit, z, &spread);
        memcpy(parameter, spread.parameter, sizeof spread.parameter);
    } else {
        spread_parameters(fit, z, parameter);
    }
    outlook_at(&f->ask, parameter, p->x, p->t_x, p->T, s->row);
    to_scale(&f->ask, s->row, s->scaled);
    if (f->tails > 0 && f->bootstrap)
        spread_bootstrap(&source, fit, z, f->tails, s->interval, s->spare);
    else if (f->tails > 0)
        spread_delta(&source, &spread, s->scaled, f->tails, s->interval, s->spare);
}

static void put_look(const struct predict *f, const struct predict_scratch *s, size_t i, struct buf *text)
{
    enum outlook_scale scale = outlook_scale(&f->ask, i);
    double v = scale == OUTLOOK_ODDS ? outlook_from_scale(scale, s->row[i]) : s->row[i], low = v, high = v;
    if (f->tails > 0) {
        low = outlook_from_scale(scale, s->interval[i].low);
        high = outlook_from_scale(scale, s->interval[i].high);
    }
    put_cell(f, text, v, low, high);
}

/* The day by which the customer comes with this probability: a whole day, and none after the last. */
static void put_date(struct buf *text, date as_of, double days)
{
    buf_addch(text, '\t');
    if (!(days < DAY_LAST - as_of))
        return;
    buf_room(text, DATE_LEN);
    date_print(text->p + text->n, as_of + (date)fmax(ceil(days), 1));
    text->n += DATE_LEN;
}

/* That of a customer who stays, or of one who may be lost. */
static void put_dates(const struct predict *f, const struct predict_pattern *p, const double *parameter, date as_of,
                      bool stays, struct buf *text)
{
    const double chance[] = {0.5, f->tails, 1 - f->tails};
    double unit = p->model->unit->days;
    for (int i = 0; i < (f->tails > 0 ? 3 : 1); i++)
        put_date(text, as_of,
                 stays
                     ? outlook_wait(parameter, p->x, p->T, chance[i]) * unit
                     : outlook_again(f->ask.family, parameter, p->x, p->t_x, p->T, chance[i], unit, DAY_LAST - as_of));
}

void predict_cells(const struct predict *f, const struct predict_pattern *p, const double *z, date as_of,
                   struct predict_scratch *s, struct buf *text, struct predict_amount *amount)
{
    const struct outlook *o = &f->ask;
    double parameter[FAMILY_PARAMETERS];
    look(f, p, z, s, parameter);
    for (size_t i = 0; i < o->at_present; i++)
        put_look(f, s, i, text);
    if (as_of != DATE_NONE)
        put_dates(f, p, parameter, as_of, true, text);
    for (size_t i = o->at_residual; i < o->size; i++)
        put_look(f, s, i, text);
    for (size_t i = 0; i < predict_amounts(f); i++)
        amount[i] = (struct predict_amount){s->row[o->at_present + i], s->interval[o->at_present + i].error};
}

bool predict_pooled(const struct predict_pattern *p)
{
    return p->model->pooled || (p->spend && p->spend->pooled);
}

void predict_last_cells(const struct predict *f, const struct predict_pattern *p, const double *z, date as_of,
                        struct buf *text)
{
    double parameter[FAMILY_PARAMETERS];
    spread_parameters(&p->model->fit, z, parameter);
    if (as_of != DATE_NONE)
        put_dates(f, p, parameter, as_of, false, text);
    if (has_groups(f))
        buf_addstr(text, predict_pooled(p) ? "\t1" : "\t0");
}

/* ---- the value of purchases ---- */

static struct interval spend_interval(const struct predict *f, const struct fit *fit, const double *customer,
                                      double mean, struct predict_scratch *s)
{
    struct spread_source source = {mean_at, customer, 1, 1};
    struct spread spread;
    struct interval out;
    double value = log(mean);
    if (f->bootstrap) {
        spread_bootstrap(&source, fit, NULL, f->tails, &out, s->spare);
    } else {
        spread_of(fit, NULL, &spread);
        spread_delta(&source, &spread, &value, f->tails, &out, s->spare);
    }
    return out;
}

/* What each replicate of the one fit makes of the purchases, times what each of the other makes of their mean value:
 * intervals of the logarithms of these products, in s->interval. The fits are apart, so that any two replicates are a
 * pair. */
static void multiply_replicates(const struct predict *f, const struct predict_pattern *p, const double *z,
                                const double *customer, struct predict_scratch *s)
{
    const struct fit *purchases = &p->model->fit, *spend = &p->spend->fit;
    const struct moment moment = {f, p};
    size_t n = purchases->replicates, m = spend->replicates, amounts = predict_amounts(f);
    double *at = s->spare, *amount = at + f->ask.room, *mean = amount + amounts * n, *sorting = mean + m;
    double parameter[FAMILY_PARAMETERS];
    for (size_t k = 0; k < n; k++) {
        spread_replicate(purchases, k, z, parameter);
        purchases_at(&moment, parameter, at);
        for (size_t i = 0; i < amounts; i++)
            amount[i * n + k] = at[f->ask.at_present + i];
    }
    for (size_t k = 0; k < m; k++) {
        spread_replicate(spend, k, NULL, parameter);
        mean_at(customer, parameter, &mean[k]);
    }
    for (size_t i = 0; i < amounts; i++)
        s->interval[i] = bootstrap_interval_of_sums(amount + i * n, n, mean, m, f->tails, sorting);
}

/* With a covariance the variances of the logarithms add up, as the fits are independent. `product`: of the replicates,
 * and NULL without them. */
static void put_clv(const struct predict *f, const struct clv_value *worth, double mean_error,
                    const struct predict_amount *amount, const struct interval *product, struct buf *text)
{
    struct interval i = {0};
    double value = clv_infinite(worth, amount->value), earned = value + worth->acquisition, margin = log(worth->margin);
    if (product)
        i = (struct interval){product->low + margin, product->high + margin, 0};
    else if (f->tails > 0)
        i = interval_normal(log(earned), hypot(mean_error, amount->error), f->tails);
    if (earned == 0)
        i.low = i.high = -INFINITY;
    put_cell(f, text, value, exp(i.low) - worth->acquisition, exp(i.high) - worth->acquisition);
}

static void put_no_worth(const struct predict *f, struct buf *text)
{
    for (size_t i = 0; i < (1 + predict_amounts(f)) * (f->tails > 0 ? 3 : 1); i++)
        buf_addch(text, '\t');
}

bool predict_worth(const struct predict *f, const struct predict_pattern *p, const double *z, double m,
                   const struct predict_amount *amount, struct predict_scratch *s, struct buf *text)
{
    const struct fit *fit = &p->spend->fit;
    const double customer[] = {p->x, p->x > 0 ? m : 0};
    struct clv_value worth = f->worth;
    struct interval mean = {0};
    if (isnan(customer[1]) || !gammagamma_mean(fit->parameter, customer[0], customer[1], &worth.mean)) {
        put_no_worth(f, text);
        return isnan(customer[1]);
    }
    if (f->tails > 0)
        mean = spend_interval(f, fit, customer, worth.mean, s);
    put_cell(f, text, worth.mean, exp(mean.low), exp(mean.high));
    bool replicates = f->tails > 0 && f->bootstrap && predict_amounts(f) > 0;
    if (replicates)
        multiply_replicates(f, p, z, customer, s);
    for (size_t i = 0; i < predict_amounts(f); i++)
        put_clv(f, &worth, mean.error, &amount[i], replicates ? &s->interval[i] : NULL, text);
    return true;
}
