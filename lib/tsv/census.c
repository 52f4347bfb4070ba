/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/census.h"

#include <stdlib.h>

#include "base/mem.h"
#include "stats/distinct.h"
#include "stats/quantile.h"

void census_count(struct census *c, struct slice v)
{
    if (v.n == 0) {
        c->empty++;
        return;
    }
    if (c->values.n == 0 || !slice_eq(map_key(&c->values, c->last), v)) {
        uint32_t known = c->values.n;
        c->last = map_put(&c->values, v);
        if (c->last == known) {
            c->rows = mem_grow(c->rows, &c->cap, c->values.n, sizeof *c->rows);
            c->rows[c->last] = 0;
        }
    }
    c->rows[c->last]++;
}

void census_free(struct census *c)
{
    map_free(&c->values);
    free(c->rows);
}

uint32_t census_commonest(const struct census *c)
{
    uint32_t best = MAP_NONE;
    for (uint32_t i = 0; i < c->values.n; i++)
        if (best == MAP_NONE || c->rows[i] > c->rows[best] ||
            (c->rows[i] == c->rows[best] && slice_cmp(map_key(&c->values, i), map_key(&c->values, best)) < 0))
            best = i;
    return best;
}

void census_ends(const struct census *c, struct slice *min, struct slice *max)
{
    *min = *max = (struct slice){0};
    for (uint32_t i = 0; i < c->values.n; i++) {
        struct slice v = map_key(&c->values, i);
        *min = i == 0 || slice_cmp(v, *min) < 0 ? v : *min;
        *max = i == 0 || slice_cmp(v, *max) > 0 ? v : *max;
    }
}

/* ---- numbers ---- */

static int order(const void *p, const void *q)
{
    const struct census_number *a = p, *b = q;
    int c = amount_compare(a->amount, b->amount);
    return c ? c : (a->value > b->value) - (a->value < b->value);
}

struct census_numbers census_numbers(const struct census *c)
{
    struct census_numbers s = {.at = mem_zero(c->values.n, sizeof *s.at), .exact = true};
    for (uint32_t i = 0; i < c->values.n; i++) {
        struct census_number *x = &s.at[s.n];
        if (!amount_parse(map_key(&c->values, i), &x->amount))
            continue;
        s.exact = s.exact && x->amount.kind == AMOUNT_EXACT;
        x->rows = c->rows[i];
        x->value = i;
        s.rows += x->rows;
        s.n++;
    }
    for (size_t i = 0; i < s.n && !s.exact; i++)
        s.at[i].amount = amount_inexact(amount_double(s.at[i].amount));
    qsort(s.at, s.n, sizeof *s.at, order);
    return s;
}

const struct census_number *census_greatest(const struct census_numbers *s)
{
    const struct census_number *x = s->at + s->n - 1;
    while (x > s->at && amount_compare(x[-1].amount, x->amount) == 0)
        x--;
    return x;
}

double census_mean(const struct census_numbers *s)
{
    if (s->exact) {
        struct amount_sum sum = {.n = s->rows};
        for (size_t i = 0; i < s->n; i++)
            sum.exact += (wide_int)s->at[i].amount.exact * (wide_int)s->at[i].rows;
        return amount_mean(&sum);
    }
    double *x = mem_zero(s->n, sizeof *x);
    uint64_t *rows = mem_zero(s->n, sizeof *rows);
    for (size_t i = 0; i < s->n; i++) {
        x[i] = s->at[i].amount.v;
        rows[i] = s->at[i].rows;
    }
    double mean = distinct_run_double(x, rows, 0, s->n).mean;
    free(x);
    free(rows);
    return mean;
}

static const struct census_number *number_of_row(const struct census_numbers *s, uint64_t row)
{
    const struct census_number *x = s->at;
    for (; row >= x->rows; x++)
        row -= x->rows;
    return x;
}

double census_quantile(const struct census_numbers *s, uint64_t i, uint64_t b)
{
    struct quantile_place p = quantile_place(s->rows, i, b);
    const struct census_number *low = number_of_row(s, p.low), *high = number_of_row(s, p.low + (p.part > 0));
    return amount_between(low->amount, high->amount, p);
}
