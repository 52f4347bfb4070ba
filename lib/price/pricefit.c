/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/pricefit.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/dist.h"

/* ---- the two fits ---- */

static void make(struct pricefit *f, struct elasticity *e, const uint32_t *row, size_t n, int how)
{
    if (!elasticity_fit(e, &f->sales->data, row, n, how | (f->is_within ? ELASTICITY_WITHIN : 0), f->level))
        die(STATUS_ENV, "out of memory");
    if (!e->term)
        die(STATUS_DATA,
            "the controls have %u labels, and at most %d can be told apart (leave out the one with the most, or group"
            " its labels by segment --rules)",
            e->terms, ELASTICITY_TERMS);
}

void pricefit_make(struct pricefit *f, const uint32_t *row, size_t n)
{
    make(f, &f->naive, row, n, ELASTICITY_NAIVE);
    make(f, &f->controlled, row, n, ELASTICITY_CONTROLLED);
}

void pricefit_free(struct pricefit *f)
{
    elasticity_free(&f->naive);
    elasticity_free(&f->controlled);
}

/* ---- the verdict ---- */

static bool is_confounded(const struct pricefit *f)
{
    return f->naive.interval.high < f->controlled.interval.low || f->controlled.interval.high < f->naive.interval.low;
}

static void put_confounders(const struct pricefit *f, struct buf *text)
{
    struct opt_list controls = f->sales->plan->controls;
    bool has_tiers = f->sales->plan->tiers.n > 0;
    buf_addstr(text, has_tiers ? "confounded by wholesale tiers" : "confounded by ");
    for (size_t i = 0; i < controls.n && !has_tiers; i++) {
        buf_addstr(text, i ? ", " : "");
        buf_add(text, controls.word[i].p, controls.word[i].n);
    }
}

static const char *size_of(const struct interval *i)
{
    if (isnan(i->high))
        return "the lines fit exactly";
    if (!(i->high < 0))
        return i->low > 0 ? "demand rises with the price" : "no effect shown";
    return i->high < -1 ? "elastic" : i->low > -1 ? "inelastic" : "about -1";
}

void pricefit_verdict(const struct pricefit *f, struct buf *text)
{
    static const char *const WHY[] = {[ELASTICITY_ONE_PRICE] = "one price",
                                      [ELASTICITY_FEW_ROWS] = "too few lines",
                                      [ELASTICITY_NO_PRICE_LEFT] = "the controls tell the price"};
    if (f->naive.why != ELASTICITY_FITTED || f->controlled.why != ELASTICITY_FITTED)
        buf_addstr(text, WHY[f->naive.why != ELASTICITY_FITTED ? f->naive.why : f->controlled.why]);
    else if (is_confounded(f))
        put_confounders(f, text);
    else
        buf_addstr(text, size_of(&f->controlled.interval));
}

/* ---- all coefficients ---- */

enum { MODEL, TERM, NAME, VALUE, OWN };

void pricefit_table_begin(struct pricefit_table *t, const struct groups *products, const char *path, int digits)
{
    static const struct column own[OWN] = {
        {"model", TYPE_TEXT}, {"term", TYPE_TEXT}, {"name", TYPE_TEXT}, {"value", TYPE_TEXT}};
    *t = (struct pricefit_table){.keys = products->keys};
    t->column = mem_zero(t->keys + OWN + (size_t)1, sizeof *t->column);
    t->cell = mem_zero(t->keys + OWN + (size_t)1, sizeof *t->cell);
    for (unsigned k = 0; k < t->keys; k++)
        t->column[k] = (struct column){mem_str(products->name[k]), TYPE_TEXT};
    memcpy(t->column + t->keys, own, sizeof own);
    table_begin(&t->table, out_create(path), NULL, t->column, NULL);
    t->table.digits = digits;
}

static void put(struct pricefit_table *t, const char *name, double value)
{
    char text[NUM_ROOM];
    if (!isfinite(value))
        return;
    int n = t->table.digits ? num_print_rounded(text, value, t->table.digits) : num_print_double(text, value);
    t->cell[t->keys + NAME] = cell_str(name);
    t->cell[t->keys + VALUE] = cell_text(slice_of(text, (size_t)n));
    table_row(&t->table, slice_of("", 0), t->cell);
}

static void put_term(struct pricefit_table *t, const struct elasticity *e, unsigned k, double level)
{
    const struct elasticity_term *term = &e->term[k];
    double far = dist_t_point((1 - level) / 2, e->freedom) * term->error;
    if (term->is_out)
        return;
    put(t, "coef", term->coef);
    put(t, "se", term->error);
    put(t, "t", term->coef / term->error);
    put(t, "p", dist_t_tails(term->coef / term->error, e->freedom));
    put(t, "low", term->coef - far);
    put(t, "high", term->coef + far);
}

static void put_terms(struct pricefit_table *t, const struct pricefit *f, const struct elasticity *e)
{
    for (unsigned k = f->is_within; k < e->terms && e->why == ELASTICITY_FITTED; k++) {
        bool is_control = k > 0 && k + 1 < e->terms;
        char *name =
            is_control ? sales_term(f->sales, &e->term[k]) : mem_str(k ? SLICE("ln price") : SLICE("(Intercept)"));
        t->cell[t->keys + TERM] = cell_str(name);
        put_term(t, e, k, f->level);
        free(name);
    }
    t->cell[t->keys + TERM] = cell_str("");
    put(t, "n", (double)e->n);
    put(t, "freedom", e->freedom);
    put(t, "r2", e->r2);
    put(t, "residual_sd", e->residual_sd);
}

void pricefit_table_add(struct pricefit_table *t, const struct pricefit *f, uint32_t product)
{
    struct buf verdict = {0};
    for (unsigned k = 0; k < t->keys; k++)
        t->cell[k] = product == MAP_NONE ? cell_str("(all)") : cell_text(groups_key(&f->sales->groups, product, k));
    t->cell[t->keys + MODEL] = cell_str("naive");
    put_terms(t, f, &f->naive);
    t->cell[t->keys + MODEL] = cell_str("controlled");
    put_terms(t, f, &f->controlled);
    pricefit_verdict(f, &verdict);
    t->cell[t->keys + NAME] = cell_str("verdict");
    t->cell[t->keys + VALUE] = cell_text(buf_slice(&verdict));
    table_row(&t->table, slice_of("", 0), t->cell);
    buf_free(&verdict);
}

void pricefit_table_end(struct pricefit_table *t)
{
    struct out *o = t->table.out;
    table_end(&t->table);
    out_close(o);
    for (unsigned k = 0; k < t->keys; k++)
        free((char *)(uintptr_t)t->column[k].name);
    free(t->column);
    free(t->cell);
}
