/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/modelin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "table/asof.h"
#include "table/col.h"

enum { COLLAPSE = 1 << 16 }; /* rows; from here on equal ones are merged before more room is made */

enum modelin_kind modelin_kind(const struct family *f)
{
    return f == &FAMILY_GAMMAGAMMA ? MODELIN_SPEND
           : f == &FAMILY_BGBB     ? MODELIN_TRIALS
           : f == &FAMILY_SBG      ? MODELIN_PERIODS
                                   : MODELIN_TIMES;
}

/* ---- columns ---- */

struct columns {
    struct tsv *t;
    unsigned x, t_x, T, m, n, weight, by, period, survivors;
    unsigned *covariate;
    struct asof as_of;
};

static void find_columns(struct columns *c, const struct modelin *in)
{
    struct tsv *t = c->t;
    const bool *wanted = in->wanted;
    c->weight = tsv_find(t, "weight");
    c->as_of = asof_of(tsv_find(t, "as_of"));
    c->period = wanted[MODELIN_PERIODS] ? tsv_find(t, "period") : TSV_NONE;
    if (c->period != TSV_NONE)
        c->survivors = tsv_need(t, "survivors");
    else
        c->x = tsv_need(t, "x");
    if (wanted[MODELIN_TIMES] || wanted[MODELIN_TRIALS])
        c->t_x = tsv_need(t, "t_x");
    if (wanted[MODELIN_TIMES] || (wanted[MODELIN_PERIODS] && c->period == TSV_NONE))
        c->T = tsv_need(t, "T");
    if (wanted[MODELIN_SPEND])
        c->m = tsv_need(t, "m_x");
    if (wanted[MODELIN_TRIALS])
        c->n = tsv_need(t, "n");
    if ((wanted[MODELIN_TIMES] || wanted[MODELIN_SPEND]) && c->weight == TSV_NONE && c->as_of.col == TSV_NONE)
        col_lacks(t->name, t->column, t->n, SLICE("as_of"), " (customers have it, patterns a weight)");
    if (in->not_days && c->weight == TSV_NONE)
        die(STATUS_USAGE, "%s: --times goes with patterns, which have a column weight: customers' times are days",
            t->name);
    c->by = in->by ? tsv_need(t, in->by) : TSV_NONE;
    c->covariate = tsv_need_list(t, in->covariates);
}

/* ---- one row ---- */

struct row {
    double x, t_x, T, m, weight;
    bool has_m;
    struct modelin_data *data; /* of its group */
    double z[PATTERN_COVARIATES];
};

static bool read_positive(struct tsv *t, unsigned col, double *out)
{
    return tsv_double(t, col, out) && (*out >= 0 || tsv_bad(t, col, "is negative", NULL));
}

static bool read_count(struct tsv *t, unsigned col, double *out)
{
    uint64_t v;
    if (!tsv_uint(t, col, &v))
        return false;
    *out = (double)v;
    return v <= UINT64_C(1) << 53 || tsv_bad(t, col, "is too large", NULL);
}

/* Days of customers are whole; the times of patterns may be anything. */
static bool read_time(const struct columns *c, unsigned col, double *out)
{
    return c->weight == TSV_NONE ? read_count(c->t, col, out) : read_positive(c->t, col, out);
}

static bool check_times(const struct columns *c, const struct row *r, const char *later)
{
    if (r->t_x > r->T)
        return tsv_bad(c->t, c->t_x, later, "the last purchase comes before the end");
    if (r->x > 0 && r->t_x <= 0)
        return tsv_bad(c->t, c->t_x, "is no time of a purchase after the first, but x is not 0", NULL);
    if (!(r->x > 0) && r->t_x > 0)
        return tsv_bad(c->t, c->t_x, "is the time of a purchase after the first, but x is 0", NULL);
    return true;
}

static bool read_trials(const struct columns *c, struct row *r)
{
    if (!read_count(c->t, c->x, &r->x) || !read_count(c->t, c->t_x, &r->t_x) || !read_count(c->t, c->n, &r->T))
        return false;
    if (r->x > r->t_x)
        return tsv_bad(c->t, c->x, "purchases do not fit in t_x opportunities", NULL);
    return check_times(c, r, "is more than n");
}

static bool read_periods(const struct columns *c, struct row *r)
{
    if (c->period != TSV_NONE)
        return read_count(c->t, c->period, &r->T) && read_positive(c->t, c->survivors, &r->x);
    return read_count(c->t, c->x, &r->x) && read_count(c->t, c->T, &r->T) &&
           (r->x <= 1 || tsv_bad(c->t, c->x, "is neither 1, lost in period T, nor 0, still there", NULL));
}

static bool read_customer(const struct columns *c, const struct modelin *in, struct row *r)
{
    if (!read_count(c->t, c->x, &r->x))
        return false;
    if (in->wanted[MODELIN_TIMES]) {
        if (!read_time(c, c->t_x, &r->t_x) || !read_time(c, c->T, &r->T) || !check_times(c, r, "is later than T"))
            return false;
        r->t_x /= in->unit;
        r->T /= in->unit;
    }
    r->has_m = in->wanted[MODELIN_SPEND] && c->t->field[c->m].n > 0;
    return !r->has_m || tsv_double(c->t, c->m, &r->m);
}

/* ---- patterns ---- */

static double *more(double *v, size_t cap, size_t width)
{
    return mem_resize(v, cap, width * sizeof *v);
}

static void collapse(struct patterns *p)
{
    if (!patterns_collapse(p))
        die(STATUS_ENV, "out of memory");
}

static void make_room(struct modelin_data *d, enum modelin_kind kind, unsigned covariates)
{
    struct patterns *p = &d->p;
    p->covariates = covariates;
    if (d->cap >= COLLAPSE)
        collapse(p);
    if (p->n > d->cap / 2 || d->cap == 0) {
        d->cap = d->cap ? 2 * d->cap : 64;
        p->x = more(p->x, d->cap, 1);
        p->weight = more(p->weight, d->cap, 1);
        if (kind == MODELIN_TIMES || kind == MODELIN_TRIALS)
            p->t_x = more(p->t_x, d->cap, 1);
        if (kind != MODELIN_SPEND)
            p->T = more(p->T, d->cap, 1);
        if (kind == MODELIN_SPEND)
            p->m = more(p->m, d->cap, 1);
        if (covariates)
            p->z = more(p->z, d->cap, covariates);
    }
}

static void add(const struct modelin *in, const struct row *r, enum modelin_kind kind)
{
    struct modelin_data *d = &r->data[kind];
    struct patterns *p = &d->p;
    unsigned covariates = (unsigned)in->covariates.n;
    if (p->n == d->cap)
        make_room(d, kind, covariates);
    p->x[p->n] = r->x;
    p->weight[p->n] = r->weight;
    if (p->t_x)
        p->t_x[p->n] = r->t_x;
    if (p->T)
        p->T[p->n] = r->T;
    if (p->m)
        p->m[p->n] = r->m;
    if (covariates)
        memcpy(p->z + p->n * covariates, r->z, covariates * sizeof *r->z);
    p->n++;
}

/* Who is gone since the period before was lost in this one. */
static bool add_survivors(const struct columns *c, const struct modelin *in, struct row *r)
{
    struct modelin_data *d = &r->data[MODELIN_PERIODS];
    double survivors = r->x;
    if (r->T != d->period + 1)
        return tsv_bad(c->t, c->period, "does not follow the period before it; the first one is 0", NULL);
    if (d->period >= 0 && survivors > d->survivors)
        return tsv_bad(c->t, c->survivors, "is more than in the period before", NULL);
    r->x = 1;
    r->weight = d->survivors - survivors;
    d->period = r->T;
    d->survivors = survivors;
    if (r->T > 0 && r->weight > 0)
        add(in, r, MODELIN_PERIODS);
    return true;
}

/* Why a row is of no use to this kind, or NULL. */
static const char *useless(const struct row *r, enum modelin_kind kind)
{
    if (!(r->weight > 0))
        return "no_weight";
    if (kind != MODELIN_SPEND)
        return r->T > 0 ? NULL : "no_time";
    if (!(r->x > 0))
        return "no_repeat_purchase";
    return r->has_m && r->m > 0 ? NULL : "no_spend";
}

static void use(const struct modelin *in, const struct row *r, struct tsv *t)
{
    const char *reason = NULL;
    bool used = false;
    for (unsigned k = 0; k < MODELIN_KINDS; k++) {
        const char *why = in->wanted[k] ? useless(r, k) : NULL;
        if (in->wanted[k] && !why)
            add(in, r, k);
        used = used || (in->wanted[k] && !why);
        reason = why && !reason ? why : reason;
    }
    if (!used)
        tsv_drop(t, reason);
}

static struct modelin_data *group_of(struct modelin *in, struct slice name)
{
    uint32_t i = map_put(&in->groups, name);
    if (i + (size_t)1 > in->group_cap || !in->group) {
        size_t before = in->group_cap;
        in->group = mem_grow(in->group, &in->group_cap, i + (size_t)1, sizeof *in->group);
        memset(in->group + before, 0, (in->group_cap - before) * sizeof *in->group);
        for (size_t g = before; g < in->group_cap; g++)
            in->group[g][MODELIN_PERIODS].period = -1;
    }
    return in->group[i];
}

static void read_row(struct columns *c, struct modelin *in)
{
    struct tsv *t = c->t;
    struct row r = {.weight = 1};
    bool customers = in->wanted[MODELIN_TIMES] || in->wanted[MODELIN_SPEND];
    if (!asof_read(&c->as_of, t))
        return;
    if (customers && c->weight == TSV_NONE && t->field[c->x].n == 0) {
        tsv_drop(t, "no_purchase_day");
        return;
    }
    for (size_t j = 0; j < in->covariates.n; j++)
        if (t->field[c->covariate[j]].n == 0) {
            tsv_drop(t, "no_covariate");
            return;
        }
    if (!(customers                    ? read_customer(c, in, &r)
          : in->wanted[MODELIN_TRIALS] ? read_trials(c, &r)
                                       : read_periods(c, &r)) ||
        (c->weight != TSV_NONE && c->period == TSV_NONE && !read_positive(t, c->weight, &r.weight)))
        return;
    for (size_t j = 0; j < in->covariates.n; j++)
        r.z[j] = map_put(&in->text[j], t->field[c->covariate[j]]);
    r.data = group_of(in, c->by == TSV_NONE ? SLICE("") : t->field[c->by]);
    if (c->period == TSV_NONE)
        use(in, &r, t);
    else
        add_survivors(c, in, &r);
}

/* Those who are left at the end of each group's periods. */
static void add_left(struct modelin *in)
{
    for (uint32_t g = 0; g < in->groups.n; g++) {
        struct modelin_data *d = &in->group[g][MODELIN_PERIODS];
        struct row r = {.T = d->period, .weight = d->survivors, .data = in->group[g]};
        if (d->period > 0 && d->survivors > 0)
            add(in, &r, MODELIN_PERIODS);
    }
}

void modelin_read(struct modelin *in)
{
    struct columns c = {.t = tsv_open()};
    in->text = mem_zero(in->covariates.n, sizeof *in->text);
    find_columns(&c, in);
    while (tsv_next(c.t))
        read_row(&c, in);
    in->as_of = c.as_of.day;
    add_left(in);
    for (uint32_t g = 0; g < in->groups.n; g++)
        for (unsigned k = 0; k < MODELIN_KINDS; k++)
            if (in->group[g][k].p.n)
                collapse(&in->group[g][k].p);
    free(c.covariate);
    tsv_close(c.t);
}

void modelin_free(struct modelin *in)
{
    for (uint32_t g = 0; g < in->groups.n; g++)
        for (unsigned k = 0; k < MODELIN_KINDS; k++)
            patterns_free(&in->group[g][k].p);
    for (size_t j = 0; j < in->covariates.n; j++)
        map_free(&in->text[j]);
    free(in->text);
    free(in->group);
    map_free(&in->groups);
}
