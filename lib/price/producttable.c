/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/producttable.h"

#include <math.h>
#include <stdlib.h>

#include "tsv/grouphead.h"

enum {
    LINES,
    UNITS,
    REVENUE,
    PRICE,
    LOWEST,
    HIGHEST,
    COST,
    MARGIN,
    NAIVE,
    NAIVE_LOW,
    NAIVE_HIGH,
    ELASTICITY,
    ELASTICITY_LOW,
    ELASTICITY_HIGH,
    VERDICT,
    BEST,
    BEST_LOW,
    BEST_HIGH,
    NEW_REVENUE,
    NEW_MARGIN,
    DISCOUNT,
    BREAK_EVEN,
    ELASTIC_REVENUE,
    ELASTIC_MARGIN,
    OWN
};
static const struct column COLUMNS[OWN] = {
    [LINES] = {"lines", TYPE_COUNT},
    [UNITS] = {"units", TYPE_DECIMAL},
    [REVENUE] = {"revenue", TYPE_MONEY},
    [PRICE] = {"price", TYPE_NUMBER},
    [LOWEST] = {"lowest", TYPE_MONEY},
    [HIGHEST] = {"highest", TYPE_MONEY},
    [COST] = {"cost", TYPE_MONEY},
    [MARGIN] = {"margin", TYPE_NUMBER},
    [NAIVE] = {"naive", TYPE_NUMBER},
    [NAIVE_LOW] = {"naive_low", TYPE_NUMBER},
    [NAIVE_HIGH] = {"naive_high", TYPE_NUMBER},
    [ELASTICITY] = {"elasticity", TYPE_NUMBER},
    [ELASTICITY_LOW] = {"elasticity_low", TYPE_NUMBER},
    [ELASTICITY_HIGH] = {"elasticity_high", TYPE_NUMBER},
    [VERDICT] = {"verdict", TYPE_TEXT},
    [BEST] = {"best_price", TYPE_MONEY},
    [BEST_LOW] = {"best_low", TYPE_MONEY},
    [BEST_HIGH] = {"best_high", TYPE_MONEY},
    [NEW_REVENUE] = {"new_revenue", TYPE_MONEY},
    [NEW_MARGIN] = {"new_margin", TYPE_MONEY},
    [DISCOUNT] = {"discount", TYPE_NUMBER},
    [BREAK_EVEN] = {"break_even", TYPE_NUMBER},
    [ELASTIC_REVENUE] = {"elastic_revenue", TYPE_NUMBER},
    [ELASTIC_MARGIN] = {"elastic_margin", TYPE_NUMBER},
};

struct product {
    const uint32_t *row; /* its lines */
    size_t n;
    decimal cost, lowest, highest;
    struct pricefit fit;
    struct effect effect;
};

void producttable_ends(const struct pricefit *f, double elasticity[EFFECT_ENDS])
{
    const struct elasticity *e = &f->controlled;
    bool falls = e->interval.high < 0;
    elasticity[EFFECT_AT] = falls ? e->coef : (double)NAN;
    elasticity[EFFECT_LOW] = falls ? e->interval.low : (double)NAN;
    elasticity[EFFECT_HIGH] = falls ? e->interval.high : (double)NAN;
}

static struct product product_of(const struct producttable *p, uint32_t g)
{
    const struct sales *s = p->sales;
    struct product one = {.row = s->row + s->start[g],
                          .n = s->start[g + 1] - s->start[g],
                          .cost = unitcost_of(p->costs, &s->groups, g),
                          .lowest = INT64_MAX,
                          .fit = {.sales = s, .level = p->level}};
    double ends[EFFECT_ENDS];
    pricefit_make(&one.fit, one.row, one.n);
    producttable_ends(&one.fit, ends);
    for (size_t i = 0; i < one.n; i++) {
        const struct sales_line *l = &s->line[one.row[i]];
        effect_add(&one.effect, l, one.cost, ends);
        one.lowest = l->price < one.lowest ? l->price : one.lowest;
        one.highest = l->price > one.highest ? l->price : one.highest;
    }
    effect_settle(&one.effect);
    return one;
}

/* ---- the best price ---- */

static decimal decimal_of(double v)
{
    return (decimal)llround(v * DECIMAL_ONE);
}

static struct guards_limits limits_of(const struct producttable *p, const struct product *one)
{
    decimal mean = decimal_of(ratio_wide(one->effect.revenue, one->effect.units) / DECIMAL_ONE);
    struct guards_limits l = guards_limits(p->guards, mean, one->cost);
    if (p->guards->floor == 0 && l.from < one->lowest)
        l.from = one->lowest;
    if (p->guards->cap == GUARDS_NONE)
        l.to = one->highest > l.from ? one->highest : l.from;
    if (l.from > l.to)
        l.from = l.to;
    return l;
}

static void put_best(const struct producttable *p, const struct product *one, struct cell *cell)
{
    const struct interval *e = &one->fit.controlled.interval;
    if (!(e->high < 0) || one->cost == GUARDS_NONE)
        return;
    struct guards_limits l = limits_of(p, one);
    double cost = decimal_mean(one->cost, 1), from = decimal_mean(l.from, 1), to = decimal_mean(l.to, 1);
    const double elasticity[] = {one->fit.controlled.coef, e->low, e->high};
    for (int i = 0; i < EFFECT_ENDS; i++) {
        decimal best = decimal_of(effect_best_price(elasticity[i], cost, from, to));
        cell[BEST + i] = cell_money(guards_fit(p->guards, l, best));
    }
}

/* ---- rows ---- */

static void put_sold(const struct product *one, struct cell *cell)
{
    const struct effect *e = &one->effect;
    bool is_known = one->cost != GUARDS_NONE;
    cell[LINES] = cell_count(e->lines);
    cell[UNITS] = cell_decimal(effect_money(e->units * DECIMAL_ONE));
    cell[REVENUE] = cell_money(effect_money(e->revenue));
    cell[PRICE] = cell_number(ratio_wide(e->revenue, e->units) / DECIMAL_ONE);
    cell[LOWEST] = cell_money(one->lowest);
    cell[HIGHEST] = cell_money(one->highest);
    cell[COST] = is_known ? cell_money(one->cost) : cell_empty();
    cell[MARGIN] = is_known ? cell_number(ratio_wide(e->known - e->cost, e->known)) : cell_empty();
}

static void put_effect(const struct product *one, struct cell *cell)
{
    const struct effect *e = &one->effect;
    bool is_known = one->cost != GUARDS_NONE;
    cell[NEW_REVENUE] = cell_money(effect_money(e->next));
    cell[NEW_MARGIN] = is_known ? cell_money(effect_money(e->known_next - e->cost)) : cell_empty();
    cell[DISCOUNT] = cell_number(effect_discount(e));
    cell[BREAK_EVEN] = cell_number(effect_break_even(e));
    cell[ELASTIC_REVENUE] = cell_number(e->elastic_revenue[EFFECT_AT]);
    cell[ELASTIC_MARGIN] = is_known ? cell_number(e->elastic_margin[EFFECT_AT]) : cell_empty();
}

static void put_elasticity(const struct elasticity *e, struct cell *cell)
{
    cell[0] = cell_number(e->coef);
    cell[1] = cell_number(e->interval.low);
    cell[2] = cell_number(e->interval.high);
}

static void write_product(const struct producttable *p, struct table *t, uint32_t g, struct cell *row)
{
    struct product one = product_of(p, g);
    struct buf verdict = {0};
    struct cell *cell = row + p->sales->groups.keys;
    grouphead_cells(&p->sales->groups, g, row);
    memset(cell, 0, OWN * sizeof *cell);
    put_sold(&one, cell);
    put_elasticity(&one.fit.naive, cell + NAIVE);
    put_elasticity(&one.fit.controlled, cell + ELASTICITY);
    pricefit_verdict(&one.fit, &verdict);
    cell[VERDICT] = cell_text(buf_slice(&verdict));
    put_best(p, &one, cell);
    put_effect(&one, cell);
    table_row(t, slice_of("", 0), row);
    if (p->fits)
        pricefit_table_add(p->fits, &one.fit, g);
    pricefit_free(&one.fit);
    buf_free(&verdict);
}

void producttable_write(const struct producttable *p)
{
    const struct groups *products = &p->sales->groups;
    struct grouphead head;
    struct table t;
    table_begin(&t, out_stdout(), NULL, grouphead_columns(&head, products, COLUMNS, OWN), p->only);
    t.digits = p->digits;
    struct cell *row = mem_zero(products->keys + (size_t)OWN, sizeof *row);
    uint32_t *order = groups_sorted(products);
    for (uint32_t i = 0; i < products->n; i++)
        write_product(p, &t, order[i], row);
    table_end(&t);
    grouphead_free(&head);
    free(order);
    free(row);
}
