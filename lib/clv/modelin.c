/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/modelin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/asof.h"
#include "tsv/columns.h"

enum { COLLAPSE = 1 << 16 };  /* rows; from here on equal ones are merged before more room is made */
enum { DAYS_MOST = 3652059 }; /* from 0001-01-01 to 9999-12-31 */

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
    struct modelin_columns seen;
    unsigned m, weight, period, survivors;
    unsigned *covariate;
    struct asof as_of;
};

static void find_columns(struct columns *c, struct modelin *in)
{
    struct tsv *t = c->t;
    const bool *wanted = in->wanted;
    c->weight = tsv_find(t, "weight");
    c->as_of = asof_of(tsv_find(t, "as_of"));
    c->period = wanted[MODELIN_PERIODS] ? tsv_find(t, "period") : TSV_NONE;
    if (c->period != TSV_NONE)
        c->survivors = tsv_need(t, "survivors");
    else
        c->seen.x = tsv_need(t, "x");
    if (wanted[MODELIN_TIMES] || wanted[MODELIN_TRIALS])
        c->seen.t_x = tsv_need(t, "t_x");
    if (wanted[MODELIN_TIMES] || (wanted[MODELIN_PERIODS] && c->period == TSV_NONE))
        c->seen.T = tsv_need(t, "T");
    if (wanted[MODELIN_SPEND])
        c->m = tsv_need(t, "m_x");
    if (wanted[MODELIN_TRIALS])
        c->seen.T = tsv_need(t, "n");
    if ((wanted[MODELIN_TIMES] || wanted[MODELIN_SPEND]) && c->weight == TSV_NONE && c->as_of.col == TSV_NONE)
        columns_lacks(t->name, t->column, t->n, SLICE("as_of"), " (customers have it, patterns a weight)");
    if (in->not_days && c->weight == TSV_NONE)
        die(STATUS_USAGE, "%s: --times goes with patterns, which have a column weight: customers' times are days",
            t->name);
    if (wanted[MODELIN_TIMES] && c->weight != TSV_NONE && !in->times_given)
        warn("%s: times of patterns are taken to be days (--times names their unit)", t->name);
    struct slice by = slice_str(in->by ? in->by : "");
    groups_of(&in->groups, t, (struct opt_list){&by, in->by != NULL});
    c->covariate = tsv_need_list(t, in->covariates);
}

/* ---- one row ---- */

struct row {
    struct modelin_seen s;
    double m, weight;
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

static bool read_contract(struct tsv *t, const struct modelin_columns *c, struct modelin_seen *out)
{
    return read_count(t, c->T, &out->T) &&
           (c->x == TSV_NONE || (read_count(t, c->x, &out->x) &&
                                 (out->x <= 1 || tsv_bad(t, c->x, "is neither 1, lost, nor 0, still there", NULL))));
}

bool modelin_seen(struct tsv *t, const struct modelin_columns *c, enum modelin_kind kind, bool patterns,
                  struct modelin_seen *out)
{
    bool trials = kind == MODELIN_TRIALS;
    bool (*read)(struct tsv *, unsigned, double *) = patterns && !trials ? read_positive : read_count;
    *out = (struct modelin_seen){0};
    if (kind == MODELIN_PERIODS)
        return read_contract(t, c, out);
    if (!read_count(t, c->x, &out->x) || !read(t, c->t_x, &out->t_x) || !read(t, c->T, &out->T))
        return false;
    if (trials && out->x > out->t_x)
        return tsv_bad(t, c->x, "purchases do not fit in t_x opportunities", NULL);
    if (out->t_x > out->T)
        return tsv_bad(t, c->t_x, trials ? "is more than n" : "is later than T",
                       "the last purchase comes before the end");
    if (kind == MODELIN_TIMES && out->T > DAYS_MOST)
        return tsv_bad(t, c->T, "is more than there are days", NULL);
    if ((out->x > 0) != (out->t_x > 0))
        return tsv_bad(t, c->t_x, "does not fit x: a customer without repeat purchase has 0 in both", NULL);
    return kind != MODELIN_TIMES || patterns || out->x <= out->t_x ||
           tsv_bad(t, c->x, "repeat purchases do not fit in t_x days", "the purchases of one day are one");
}

static bool read_customer(const struct columns *c, const struct modelin *in, struct row *r)
{
    if (!(in->wanted[MODELIN_TIMES] ? modelin_seen(c->t, &c->seen, MODELIN_TIMES, c->weight != TSV_NONE, &r->s)
                                    : read_count(c->t, c->seen.x, &r->s.x)))
        return false;
    r->s.t_x /= in->unit;
    r->s.T /= in->unit;
    r->has_m = in->wanted[MODELIN_SPEND] && tsv_field(c->t, c->m).n > 0;
    return !r->has_m || tsv_double(c->t, c->m, &r->m);
}

static bool read_survivors(const struct columns *c, struct row *r)
{
    return read_count(c->t, c->period, &r->s.T) && read_positive(c->t, c->survivors, &r->s.x);
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
    p->x[p->n] = r->s.x;
    p->weight[p->n] = r->weight;
    if (p->t_x)
        p->t_x[p->n] = r->s.t_x;
    if (p->T)
        p->T[p->n] = r->s.T;
    if (p->m)
        p->m[p->n] = r->m;
    if (covariates)
        memcpy(p->z + p->n * covariates, r->z, covariates * sizeof *r->z);
    p->n++;
}

/* Customers who are missing since the period before were lost in this one. */
static bool add_survivors(const struct columns *c, const struct modelin *in, struct row *r)
{
    struct modelin_data *d = &r->data[MODELIN_PERIODS];
    double survivors = r->s.x;
    if (r->s.T != d->period + 1)
        return tsv_bad(c->t, c->period, "does not follow the period before it; the first one is 0", NULL);
    if (d->period >= 0 && survivors > d->survivors)
        return tsv_bad(c->t, c->survivors, "is more than in the period before", NULL);
    r->s.x = 1;
    r->weight = d->survivors - survivors;
    d->period = r->s.T;
    d->survivors = survivors;
    if (r->s.T > 0 && r->weight > 0)
        add(in, r, MODELIN_PERIODS);
    return true;
}

/* Why a row is of no use to this kind, or NULL. */
static const char *useless(const struct row *r, enum modelin_kind kind)
{
    if (!(r->weight > 0))
        return "no_weight";
    if (kind != MODELIN_SPEND)
        return r->s.T > 0 ? NULL : "no_time";
    if (!(r->s.x > 0))
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

static struct modelin_data *group_of(struct modelin *in, const struct tsv *t)
{
    uint32_t i = groups_put(&in->groups, t);
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
    if (customers && c->weight == TSV_NONE && tsv_field(t, c->seen.x).n == 0) {
        tsv_drop(t, "no_purchase_day");
        return;
    }
    for (size_t j = 0; j < in->covariates.n; j++)
        if (tsv_field(t, c->covariate[j]).n == 0) {
            tsv_drop(t, "no_covariate");
            return;
        }
    enum modelin_kind kind = in->wanted[MODELIN_TRIALS] ? MODELIN_TRIALS : MODELIN_PERIODS;
    if (!(customers               ? read_customer(c, in, &r)
          : c->period != TSV_NONE ? read_survivors(c, &r)
                                  : modelin_seen(t, &c->seen, kind, false, &r.s)) ||
        (c->weight != TSV_NONE && c->period == TSV_NONE && !read_positive(t, c->weight, &r.weight)))
        return;
    for (size_t j = 0; j < in->covariates.n; j++)
        r.z[j] = map_put(&in->text[j], tsv_field(t, c->covariate[j]));
    r.data = group_of(in, t);
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
        struct row r = {.s.T = d->period, .weight = d->survivors, .data = in->group[g]};
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

static void pool_kind(const struct modelin *in, const struct patterns *p, enum modelin_kind kind,
                      struct modelin_data *all)
{
    for (size_t i = 0; i < p->n; i++) {
        struct row r = {.weight = p->weight[i], .m = p->m ? p->m[i] : 0, .data = all};
        r.s = (struct modelin_seen){p->x[i], p->t_x ? p->t_x[i] : 0, p->T ? p->T[i] : 0};
        if (p->covariates)
            memcpy(r.z, p->z + i * p->covariates, p->covariates * sizeof *r.z);
        add(in, &r, kind);
    }
}

void modelin_pool(const struct modelin *in, struct modelin_data all[MODELIN_KINDS])
{
    for (unsigned k = 0; k < MODELIN_KINDS; k++) {
        for (uint32_t g = 0; g < in->groups.n; g++)
            pool_kind(in, &in->group[g][k].p, k, all);
        if (all[k].p.n)
            collapse(&all[k].p);
    }
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
    groups_free(&in->groups);
}
