/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/holdout.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "btyd/gammagamma.h"
#include "btyd/spread.h"
#include "clv/modelin.h"
#include "shop/history.h"

/* ---- models ---- */

static bool has_family(const struct holdout *c, const struct family *f)
{
    for (size_t i = 0; i < c->families; i++)
        if (c->family[i].pick.family == f)
            return true;
    return false;
}

void holdout_models(struct holdout *c, const char *path, const char *spend)
{
    struct models file;
    if (!path)
        return;
    models_read(&file, path);
    c->family = mem_zero(file.n, sizeof *c->family);
    for (size_t i = 0; i < file.n; i++) {
        const struct family *f = file.model[i].fit.family;
        if (modelin_kind(f) != MODELIN_TIMES || has_family(c, f))
            continue;
        if (spend)
            modelpick_read(&c->family[c->families].spend, spend, MODELPICK_SPEND, NULL);
        modelpick_read(&c->family[c->families++].pick, path, MODELPICK_PURCHASES, f->name);
    }
    c->money = spend != NULL;
    if (c->families == 0)
        die(STATUS_USAGE, "%s: no model of purchases at any time in it (bgnbd, mbgnbd, paretonbd, nbd)", path);
    models_free(&file);
}

/* ---- customers ---- */

static uint32_t cell_of(struct holdout_family *f, const struct predict_pattern *p, const double *z)
{
    struct buf key = {0};
    ptrdiff_t number = p->model - f->pick.file.model;
    buf_add(&key, &number, sizeof number);
    buf_add(&key, z, p->model->fit.covariates * sizeof *z);
    uint32_t i = map_put(&f->keys, buf_slice(&key));
    size_t before = f->cell_cap;
    f->cell = mem_grow(f->cell, &f->cell_cap, i + (size_t)1, sizeof *f->cell);
    memset(f->cell + before, 0, (f->cell_cap - before) * sizeof *f->cell);
    spread_parameters(&p->model->fit, z, f->cell[i].parameter);
    buf_free(&key);
    return i;
}

/* Of a customer who came again and whose mean value is not known, or is infinite under the model, nothing is. */
static bool read_mean(struct holdout_family *f, const struct predict_pattern *p, size_t n)
{
    double m = 0, mean;
    if (p->x > 0 && !predictin_mean(&f->in, &m))
        return false;
    f->mean = mem_grow(f->mean, &f->mean_cap, n + 1, sizeof *f->mean);
    f->mean[n] = !isnan(m) && gammagamma_mean(p->spend->fit.parameter, p->x, m, &mean) ? mean : NAN;
    return true;
}

/* The customer in each family; false if the row was set aside. Nothing is kept before all is read. */
static bool read_cells(struct holdout *c, size_t n)
{
    double z[PATTERN_COVARIATES];
    struct predict_pattern p;
    for (size_t i = 0; i < c->families; i++) {
        struct holdout_family *f = &c->family[i];
        if (!predictin_day(&f->in) || !predictin_pattern(&f->in, &p, z) || (c->money && !read_mean(f, &p, n)))
            return false;
        f->of = mem_grow(f->of, &f->of_cap, n + 1, sizeof *f->of);
        f->of[n] = cell_of(f, &p, z);
    }
    return true;
}

static void read_customer(struct holdout *c, struct tsv *in, const struct modelin_columns *col)
{
    struct modelin_seen seen;
    uint32_t n = c->ids.n;
    if (tsv_field(in, col->x).n == 0) {
        tsv_drop(in, "no_purchase_day");
        return;
    }
    if (!modelin_seen(in, col, MODELIN_TIMES, false, &seen) || !read_cells(c, n))
        return;
    if (keyed_put(&c->ids, in) == KEYED_NONE)
        return;
    c->customer = mem_grow(c->customer, &c->customer_cap, n + (size_t)1, sizeof *c->customer);
    c->customer[n] = (struct holdout_customer){.x = seen.x, .t_x = seen.t_x, .T = seen.T};
    c->oldest = fmax(c->oldest, seen.T);
}

void holdout_customers(struct holdout *c, struct tsv *in)
{
    struct slice id = SLICE("customer_id");
    keyed_of(&c->ids, in, (struct opt_list){&id, 1});
    const struct modelin_columns col = {tsv_need(in, "x"), tsv_need(in, "t_x"), tsv_need(in, "T")};
    struct asof day = asof_of(tsv_need(in, "as_of"));
    for (size_t i = 0; i < c->families; i++)
        predictin_begin(&c->family[i].in, in, &c->family[i].pick, c->money ? &c->family[i].spend : NULL);
    while (tsv_next(in))
        if (asof_read(&day, in))
            read_customer(c, in, &col);
    c->as_of = day.day;
}

/* ---- orders ---- */

/* A purchase day of a customer who has a row; of repeats the period that they are in. */
static void add_day(struct holdout *c, struct holdout_customer *to, date day, bool first)
{
    double period = ceil((day - (c->as_of - c->oldest)) / c->period);
    if (day <= c->as_of)
        to->known++;
    else
        to->later++;
    if (!first && period >= 1 && period <= (double)c->periods)
        c->repeats[(size_t)period - 1]++;
}

static void add_customer(struct holdout *c, const struct history *h)
{
    uint32_t i = keyed_find(&c->ids, &h->id);
    for (size_t k = 0; i != KEYED_NONE && k < h->days; k++) {
        add_day(c, &c->customer[i], h->day[k].day, k == 0);
        if (h->day[k].day > c->as_of)
            c->customer[i].spent += (double)h->day[k].revenue;
    }
}

static void agree(const struct holdout *c, const char *path)
{
    for (uint32_t i = 0; i < c->ids.n; i++) {
        const struct holdout_customer *k = &c->customer[i];
        struct slice id = groups_key(&c->ids.keys, i, 0);
        if (k->known != k->x + 1)
            die(STATUS_DATA,
                "%s: customer \"%.*s\": purchase days up to the as-of day: %u, but x = %.0f means %.0f (are these the"
                " orders that the customers were made of?)",
                path, (int)id.n, id.p, k->known, k->x, k->x + 1);
    }
}

void holdout_orders(struct holdout *c, const char *path)
{
    struct history h;
    struct tsv *in = tsv_open_file(path);
    history_read(&h, in, UINT64_MAX, c->until, NULL);
    c->until = h.as_of;
    if (c->until <= c->as_of)
        die(STATUS_DATA, "%s: nothing after the as-of day of the customers: there is no hold-out", path);
    c->periods = (size_t)floor((c->until - c->as_of + c->oldest) / c->period);
    c->repeats = mem_zero(c->periods, sizeof *c->repeats);
    while (history_next(&h))
        if (!h.guest)
            add_customer(c, &h);
    agree(c, path);
    history_free(&h);
    tsv_close(in);
}

/* ---- patterns ---- */

/* z: what they spent and what a purchase is worth, or NULL. */
static void add_pattern(struct patterns *p, size_t *cap, double x, double t_x, double T, double m, double weight,
                        const double *z)
{
    if (p->n == *cap) {
        *cap = *cap ? 2 * *cap : 16;
        p->covariates = z ? 2 : 0;
        p->z = z ? mem_resize(p->z, 2 * *cap, sizeof *p->z) : NULL;
        double **array[] = {&p->x, &p->t_x, &p->T, &p->m, &p->weight};
        for (size_t i = 0; i < sizeof array / sizeof *array; i++)
            *array[i] = mem_resize(*array[i], *cap, sizeof **array[i]);
    }
    p->x[p->n] = x;
    p->t_x[p->n] = t_x;
    p->T[p->n] = T;
    p->m[p->n] = m;
    if (z)
        memcpy(p->z + 2 * p->n, z, 2 * sizeof *z);
    p->weight[p->n++] = weight;
}

/* The oldest customer is in each cell, with weight 0 if need be: the calendar of tracking begins with that customer. */
static void make_patterns(struct holdout *c, struct holdout_family *f)
{
    double unit = f->pick.first->unit->days;
    size_t *cap = mem_zero(f->keys.n, sizeof *cap);
    const double nothing[2] = {0};
    for (uint32_t i = 0; i < f->keys.n; i++)
        add_pattern(&f->cell[i].p, &cap[i], 0, 0, c->oldest / unit, 0, 0, c->money ? nothing : NULL);
    for (uint32_t i = 0; i < c->ids.n; i++) {
        const struct holdout_customer *k = &c->customer[i];
        uint32_t cell = f->of[i];
        const double money[] = {k->spent, c->money ? f->mean[i] : 0};
        add_pattern(&f->cell[cell].p, &cap[cell], k->x, k->t_x / unit, k->T / unit, k->later, 1,
                    !c->money         ? NULL
                    : isnan(money[1]) ? nothing
                                      : money);
    }
    for (uint32_t i = 0; i < f->keys.n; i++)
        if (!patterns_collapse(&f->cell[i].p))
            die(STATUS_ENV, "out of memory");
    free(cap);
}

void holdout_patterns(struct holdout *c)
{
    for (size_t i = 0; i < c->families; i++)
        make_patterns(c, &c->family[i]);
}

void holdout_free(struct holdout *c)
{
    for (size_t i = 0; i < c->families; i++) {
        struct holdout_family *f = &c->family[i];
        for (uint32_t k = 0; k < f->keys.n; k++)
            patterns_free(&f->cell[k].p);
        free(f->cell);
        free(f->of);
        free(f->mean);
        if (c->money)
            modelpick_free(&f->spend);
        map_free(&f->keys);
        modelpick_free(&f->pick);
    }
    free(c->family);
    free(c->customer);
    free(c->repeats);
    keyed_free(&c->ids);
}
