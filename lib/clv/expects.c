/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/expects.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "btyd/spread.h"
#include "clv/modelin.h"

static void check_model(const struct modelpick *p)
{
    if (modelin_kind(p->family) != MODELIN_TIMES)
        die(STATUS_USAGE, "%s: %s is not a model of customers and their purchase days", p->path, p->family->name);
    if (p->by)
        die(STATUS_USAGE, "%s: the models are by \"%s\": one of all customers is needed (clvfit without --by)", p->path,
            p->by);
    if (p->first->fit.covariates)
        die(STATUS_USAGE, "%s: the model has covariates: one without is needed", p->path);
    if (p->first->as_of == DATE_NONE)
        die(STATUS_USAGE, "%s: the model has no as-of day: it may contain data from after a cut", p->path);
}

static void add_column(struct expects *e, const char *name)
{
    e->column[e->n++] = (struct column){name, TYPE_NUMBER};
}

void expects_read(struct expects *e, const char *path, const char *family, int32_t horizon)
{
    *e = (struct expects){0};
    modelpick_read(&e->pick, path, MODELPICK_PURCHASES, family);
    check_model(&e->pick);
    e->horizon = (double)horizon / e->pick.first->unit->days;
    e->ask = (struct outlook){.family = e->pick.family, .horizon = &e->horizon, .horizons = horizon > 0};
    if (!outlook_plan(&e->ask))
        die(STATUS_ENV, "out of memory");
    spread_parameters(&e->pick.first->fit, NULL, e->parameter);
    e->row = mem_zero(e->ask.room, sizeof *e->row);
    if (e->ask.at_alive_in)
        add_column(e, "p_alive");
    if (horizon) {
        snprintf(e->name, sizeof e->name, "expected_%" PRId32 "d", horizon);
        add_column(e, e->name);
    }
    if (e->n == 0)
        die(STATUS_USAGE, "%s: %s has no P(alive), only purchases within a --horizon", path, e->pick.family->name);
}

static void check_cut(const struct expects *e, date cut)
{
    char known[DATE_LEN], day[DATE_LEN];
    date as_of = e->pick.first->as_of;
    if (as_of < cut)
        return;
    date_print(known, as_of);
    date_print(day, cut);
    die(STATUS_USAGE, "%s: the model was fitted to data up to %.*s, and the cut is %.*s (fit it as of an earlier day)",
        e->pick.path, DATE_LEN, known, DATE_LEN, day);
}

static void compute(struct expects *e, const int64_t at[3], double *value)
{
    const double unit = e->pick.first->unit->days;
    const struct outlook *o = &e->ask;
    size_t n = 0;
    outlook_at(o, e->parameter, (double)at[0], (double)at[1] / unit, (double)at[2] / unit, e->row);
    if (o->at_alive_in)
        value[n++] = outlook_from_scale(outlook_scale(o, 0), e->row[0]);
    if (o->horizons)
        value[n++] = e->row[o->at_expected];
}

void expects_of(struct expects *e, date cut, int64_t x, int64_t t_x, int64_t T, double value[EXPECTS_MOST])
{
    const int64_t at[] = {x, t_x, T};
    uint32_t known = e->seen.n;
    check_cut(e, cut);
    uint32_t i = map_put(&e->seen, slice_of((const char *)at, sizeof at));
    if (i == known) {
        e->value = mem_grow(e->value, &e->cap, known + 1, sizeof *e->value);
        compute(e, at, e->value[i]);
    }
    memcpy(value, e->value[i], e->n * sizeof *value);
}

void expects_free(struct expects *e)
{
    outlook_free(&e->ask);
    modelpick_free(&e->pick);
    map_free(&e->seen);
    free(e->row);
    free(e->value);
}
