/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/elasticity.h"

#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"

static const double NOTHING = 1e-9; /* less than this part of a column that is left within groups is rounding */

struct fit {
    const struct elasticity_data *d;
    const uint32_t *row;
    size_t n;
    int how;
    struct terms t;
    double *x, *y;
    double *mean;    /* within: of the groups */
    uint64_t *count; /* of rows in each */
    uint32_t seen;   /* groups that have rows */
};

/* ---- terms ---- */

static void add_term(struct elasticity *e, unsigned control, uint32_t label)
{
    if (e->terms < ELASTICITY_TERMS)
        e->term[e->terms] = (struct elasticity_term){.control = control, .label = label};
    e->terms++;
}

/* Of labels: all that are there but the first. */
static bool add_labels(struct elasticity *e, const struct fit *f, unsigned control)
{
    const struct elasticity_control *c = &f->d->control[control];
    bool is_first = true, *is_there = calloc(c->labels, sizeof *is_there);
    if (!is_there)
        return false;
    for (size_t i = 0; i < f->n; i++)
        is_there[(uint32_t)c->value[f->row[i]]] = true;
    for (uint32_t l = 0; l < c->labels; l++) {
        if (is_there[l] && !is_first)
            add_term(e, control, l);
        is_first = is_first && !is_there[l];
    }
    free(is_there);
    return true;
}

static bool find_terms(struct elasticity *e, const struct fit *f)
{
    e->term = calloc(ELASTICITY_TERMS, sizeof *e->term);
    if (!e->term)
        return false;
    add_term(e, 0, 0);
    for (unsigned j = 0; j < f->d->controls && f->how & ELASTICITY_CONTROLLED; j++) {
        if (f->d->control[j].labels == 0)
            add_term(e, j, 0);
        else if (!add_labels(e, f, j))
            return false;
    }
    add_term(e, 0, 0);
    return true;
}

static double value_of(const struct fit *f, const struct elasticity_term *t, size_t i)
{
    const struct elasticity_control *c = &f->d->control[t->control];
    double v = c->value[f->row[i]];
    return c->labels ? (uint32_t)v == t->label : v;
}

static void fill(struct fit *f, const struct elasticity *e)
{
    for (size_t i = 0; i < f->n; i++) {
        double *x = f->x + i * f->t.p;
        f->y[i] = f->d->units[f->row[i]];
        for (unsigned k = 1; k < e->terms - 1; k++)
            x[k - 1] = value_of(f, &e->term[k], i);
        x[e->terms - 2] = f->d->price[f->row[i]];
    }
}

/* ---- within groups ---- */

/* Takes from a column, every `step` values, its means by group; 0 if nothing but rounding is left. */
static void take_means(struct fit *f, double *column, unsigned step)
{
    double before = 0, after = 0;
    for (uint32_t g = 0; g < f->d->groups; g++)
        f->mean[g] = 0;
    for (size_t i = 0; i < f->n; i++)
        f->mean[f->d->group[f->row[i]]] += column[i * step];
    for (size_t i = 0; i < f->n; i++) {
        uint32_t g = f->d->group[f->row[i]];
        before += fabs(column[i * step]);
        column[i * step] -= f->mean[g] / (double)f->count[g];
        after += fabs(column[i * step]);
    }
    for (size_t i = 0; i < f->n && after <= NOTHING * before; i++)
        column[i * step] = 0;
}

static bool take_levels(struct fit *f)
{
    f->mean = calloc(f->d->groups, sizeof *f->mean);
    f->count = calloc(f->d->groups, sizeof *f->count);
    if (!f->mean || !f->count)
        return false;
    for (size_t i = 0; i < f->n; i++)
        f->seen += f->count[f->d->group[f->row[i]]]++ == 0;
    take_means(f, f->y, 1);
    for (unsigned j = 0; j < f->t.p; j++)
        take_means(f, f->x + j, f->t.p);
    return true;
}

/* ---- the fit ---- */

static void take_terms(struct elasticity *e, const struct leastsq *l)
{
    for (unsigned k = 0; k < e->terms; k++) {
        e->term[k].is_out = l->out[k];
        e->term[k].coef = l->raw[k];
        e->term[k].error = e->residual_sd * l->error[k];
    }
}

static void take_fit(struct elasticity *e, const struct leastsq *l, double level)
{
    unsigned price = e->terms - 1;
    if (l->out[price]) {
        e->why = e->terms == 2      ? ELASTICITY_ONE_PRICE
                 : e->n <= e->terms ? ELASTICITY_FEW_ROWS
                                    : ELASTICITY_NO_PRICE_LEFT;
        return;
    }
    if (!(e->freedom > 0)) {
        e->why = ELASTICITY_FEW_ROWS;
        return;
    }
    double far = dist_t_point((1 - level) / 2, e->freedom);
    e->residual_sd = sqrt(l->rss / e->freedom);
    e->r2 = l->tss > 0 ? 1 - l->rss / l->tss : (double)NAN;
    take_terms(e, l);
    e->coef = e->term[price].coef;
    double error = e->term[price].error;
    if (l->rss > NOTHING * l->tss) /* lines that fit exactly do not tell how far off the estimate may be */
        e->interval = (struct interval){e->coef - far * error, e->coef + far * error, error};
}

static bool squares(struct elasticity *e, struct fit *f, double level)
{
    struct leastsq l;
    fill(f, e);
    if (f->how & ELASTICITY_WITHIN && !take_levels(f))
        return false;
    terms_scale(&f->t);
    if (!leastsq_fit(&l, &f->t, f->y, NULL))
        return false;
    e->freedom = l.freedom - (f->seen ? f->seen - 1 : 0);
    take_fit(e, &l, level);
    leastsq_free(&l);
    return true;
}

static bool make_room(struct fit *f, unsigned p)
{
    f->t = (struct terms){.n = f->n, .p = p, .mean = calloc(p, sizeof(double)), .sd = calloc(p, sizeof(double))};
    f->t.x = f->x = calloc(f->n * p + 1, sizeof *f->x);
    f->y = calloc(f->n + 1, sizeof *f->y);
    return f->t.mean && f->t.sd && f->x && f->y;
}

static void free_fit(struct fit *f)
{
    free(f->t.mean);
    free(f->t.sd);
    free(f->x);
    free(f->y);
    free(f->mean);
    free(f->count);
}

bool elasticity_fit(struct elasticity *e, const struct elasticity_data *d, const uint32_t *row, size_t n, int how,
                    double level)
{
    struct fit f = {.d = d, .row = row, .n = n, .how = how};
    *e = (struct elasticity){.coef = NAN,
                             .interval = {NAN, NAN, NAN},
                             .why = ELASTICITY_FITTED,
                             .n = n,
                             .freedom = NAN,
                             .r2 = NAN,
                             .residual_sd = NAN};
    bool fits = find_terms(e, &f);
    if (fits && e->terms > ELASTICITY_TERMS) {
        elasticity_free(e);
        return true;
    }
    fits = fits && make_room(&f, e->terms - 1) && squares(e, &f, level);
    free_fit(&f);
    if (!fits)
        elasticity_free(e);
    return fits;
}

void elasticity_free(struct elasticity *e)
{
    free(e->term);
    e->term = NULL;
}
