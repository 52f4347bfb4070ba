/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/outlook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "btyd/clv.h"
#include "btyd/sbg.h"
#include "stats/special.h"

/* Of a customer under contract. */
enum { SURVIVAL, RETENTION, REMAINING, CONTRACT };
enum { LIFETIME, RESIDUAL, DISCOUNTED };

static bool contract(const struct outlook *o)
{
    return o->family == &FAMILY_SBG && !o->newcomer;
}

/* ---- the plan ---- */

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static size_t ends_of(const struct outlook *o, size_t h, double *end)
{
    if (o->present)
        return clv_ends(o->horizon[h], o->step, end);
    if (end)
        *end = o->horizon[h];
    return 1;
}

static size_t find(const struct outlook *o, double t)
{
    return (size_t)((const double *)bsearch(&t, o->t, o->times, sizeof t, ascending) - o->t);
}

static bool plan_times(struct outlook *o)
{
    size_t n = 0;
    for (size_t h = 0; h < o->horizons; h++)
        n += ends_of(o, h, NULL);
    double *end = malloc((n + 1) * sizeof *end);
    o->t = malloc((n + 1) * sizeof *o->t);
    o->time = malloc((n + 1) * sizeof *o->time);
    o->end = malloc((o->horizons + 1) * sizeof *o->end);
    if (!end || !o->t || !o->time || !o->end) {
        free(end);
        return false;
    }
    o->end[0] = 0;
    for (size_t h = 0; h < o->horizons; h++)
        o->end[h + 1] = o->end[h] + ends_of(o, h, end + o->end[h]);
    memcpy(o->t, end, n * sizeof *end);
    qsort(o->t, n, sizeof *o->t, ascending);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || o->t[i] != o->t[i - 1])
            o->t[o->times++] = o->t[i];
    for (size_t i = 0; i < n; i++)
        o->time[i] = find(o, end[i]);
    free(end);
    return true;
}

bool outlook_plan(struct outlook *o)
{
    o->times = 0;
    o->at_alive_in = contract(o) ? CONTRACT : !o->newcomer;
    o->at_expected = o->at_alive_in + o->alive_ins;
    o->at_chance = o->at_expected + o->horizons;
    o->at_present = o->at_chance + o->horizons * o->chances;
    o->at_residual = o->at_present + o->present * o->horizons;
    o->size = o->at_residual + o->residual * (contract(o) ? (size_t)DISCOUNTED : 1);
    if (!plan_times(o)) {
        outlook_free(o);
        return false;
    }
    o->room = o->size + o->times + 2 * o->end[o->horizons];
    return true;
}

void outlook_free(struct outlook *o)
{
    free(o->t);
    free(o->time);
    free(o->end);
    o->t = NULL;
    o->time = o->end = NULL;
}

/* ---- scales ---- */

enum outlook_scale outlook_scale(const struct outlook *o, size_t i)
{
    if (contract(o) && i < CONTRACT)
        return i == REMAINING ? OUTLOOK_AMOUNT : OUTLOOK_SHARE;
    if (i < o->at_alive_in)
        return OUTLOOK_ODDS;
    bool chance = i < o->at_expected || (i >= o->at_chance && i < o->at_present);
    return chance ? OUTLOOK_SHARE : OUTLOOK_AMOUNT;
}

double outlook_to_scale(enum outlook_scale s, double v)
{
    return s == OUTLOOK_ODDS ? v : s == OUTLOOK_SHARE ? log(v) - log1p(-v) : log(v);
}

double outlook_from_scale(enum outlook_scale s, double v)
{
    return s == OUTLOOK_AMOUNT ? exp(v) : special_expit(v);
}

/* ---- the row ---- */

static void discount(const struct outlook *o, const double *expected, double *row)
{
    static const struct clv_value one = {1, 1, 0};
    size_t n = o->end[o->horizons];
    double *end = row + o->size + o->times, *upto = end + n;
    for (size_t i = 0; i < n; i++) {
        end[i] = o->t[o->time[i]];
        upto[i] = expected[o->time[i]];
    }
    for (size_t h = 0; h < o->horizons; h++) {
        size_t first = o->end[h];
        row[o->at_present + h] = clv_finite(&one, end + first, upto + first, o->end[h + 1] - first, o->delta);
    }
}

static void look_at_contract(const struct outlook *o, const double *m, double x, double T, double *row)
{
    bool there = !(x > 0);
    row[SURVIVAL] = sbg_survival(m[0], m[1], T);
    row[RETENTION] = there ? sbg_retention(m[0], m[1], T + 1) : 0;
    row[REMAINING] = 0;
    if (there && !sbg_remaining(m[0], m[1], T, &row[REMAINING]))
        row[REMAINING] = INFINITY;
    if (!o->residual)
        return;
    row[o->at_residual + LIFETIME] = there ? sbg_lifetime(m[0], m[1], T, o->delta) : 0;
    row[o->at_residual + RESIDUAL] = there ? sbg_residual(m[0], m[1], T + 1, o->delta) : 0;
}

void outlook_at(const struct outlook *o, const double *parameter, double x, double t_x, double T, double *row)
{
    const struct family *f = o->family;
    double *expected = row + o->size;
    if (o->times)
        f->expected(parameter, x, t_x, T, o->t, o->times, expected);
    for (size_t h = 0; h < o->horizons; h++) {
        double *chance = row + o->at_chance + h * o->chances;
        row[o->at_expected + h] = expected[o->time[o->end[h + 1] - 1]];
        if (o->chances)
            f->pmf(parameter, x, t_x, T, o->horizon[h], o->chances, chance);
    }
    if (o->present)
        discount(o, expected, row);
    if (contract(o))
        look_at_contract(o, parameter, x, T, row);
    else if (!o->newcomer)
        row[0] = f->log_odds_alive(parameter, x, t_x, T);
    if (o->alive_ins)
        f->alive_in(parameter, x, t_x, T, o->alive_in, o->alive_ins, row + o->at_alive_in);
    if (o->residual && !contract(o))
        row[o->at_residual] = f->dert(parameter, x, t_x, T, o->delta);
}

/* ---- the next purchase ---- */

bool outlook_waits(const struct family *f)
{
    return f == &FAMILY_BGNBD || f == &FAMILY_MBGNBD || f == &FAMILY_PARETONBD || f == &FAMILY_NBD;
}

/* P(wait > t) = (A / (A + t))^R with R = r + x, A = alpha + T. */
double outlook_wait(const double *parameter, double x, double T, double chance)
{
    return (parameter[1] + T) * expm1(-log1p(-chance) / (parameter[0] + x));
}

/* The chance that one who is there for sure, as they buy this moment, comes within t. */
static double chance_within(const double *parameter, double x, double T, double t)
{
    double none;
    FAMILY_PARETONBD.pmf(parameter, x, T, T, t, 1, &none);
    return 1 - none;
}

/* The first whole day, after `late`, by which they have come with this chance. The chance rises ever more slowly, so
 * that the line through two days that are too early reaches it before the curve does: no day is missed. */
static double first_day(const double *parameter, double x, double T, double chance, double unit, double most,
                        double late)
{
    double early = 0, at_early = 0;
    for (double day = fmax(late, 1); day <= most;) {
        double at = chance_within(parameter, x, T, day / unit);
        if (at >= chance)
            return day;
        double steep = (at - at_early) / (day - early);
        early = day;
        at_early = at;
        day = steep > 0 ? fmax(day + 1, ceil(day + (chance - at) / steep)) : INFINITY;
    }
    return INFINITY;
}

/* Where customers are lost only at a purchase, one who is still there does come again: P(comes within t) = P(alive)
 * P(wait <= t). Under Pareto/NBD they come later, as some are lost while they wait. */
double outlook_again(const struct family *f, const double *parameter, double x, double t_x, double T, double chance,
                     double unit, double most)
{
    double alive = special_expit(f->log_odds_alive(parameter, x, t_x, T));
    double days = alive > chance ? outlook_wait(parameter, x, T, chance / alive) * unit : INFINITY;
    if (!(days <= most))
        return INFINITY;
    return f == &FAMILY_PARETONBD ? first_day(parameter, x, T, chance / alive, unit, most, floor(days)) : days;
}
