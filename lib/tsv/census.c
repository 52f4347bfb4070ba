/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/census.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/ratio.h"
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

/* Beyond 2^53 different decimals may be one double. */
static int compare(const struct census_number *a, const struct census_number *b)
{
    if (a->v < b->v || a->v > b->v)
        return a->v < b->v ? -1 : 1;
    return (a->exact > b->exact) - (a->exact < b->exact);
}

static int order(const void *p, const void *q)
{
    const struct census_number *a = p, *b = q;
    int c = compare(a, b);
    return c ? c : (a->value > b->value) - (a->value < b->value);
}

struct census_numbers census_numbers(const struct census *c)
{
    struct census_numbers s = {.at = mem_zero(c->values.n, sizeof *s.at), .exact = true};
    for (uint32_t i = 0; i < c->values.n; i++) {
        struct census_number *x = &s.at[s.n];
        struct slice text = map_key(&c->values, i);
        if (!num_double(text, &x->v))
            continue;
        s.exact = s.exact && decimal_parse(text, &x->exact) == DECIMAL_OK;
        x->rows = c->rows[i];
        x->value = i;
        s.rows += x->rows;
        s.n++;
    }
    for (size_t i = 0; i < s.n && !s.exact; i++)
        s.at[i].exact = 0;
    qsort(s.at, s.n, sizeof *s.at, order);
    return s;
}

const struct census_number *census_greatest(const struct census_numbers *s)
{
    const struct census_number *x = s->at + s->n - 1;
    while (x > s->at && compare(x - 1, x) == 0)
        x--;
    return x;
}

double census_mean(const struct census_numbers *s)
{
    if (s->exact) {
        wide_int sum = 0;
        for (size_t i = 0; i < s->n; i++)
            sum += (wide_int)s->at[i].exact * (wide_int)s->at[i].rows;
        return ratio_double(sum, s->rows * DECIMAL_ONE);
    }
    double *x = mem_zero(s->n, sizeof *x);
    uint64_t *rows = mem_zero(s->n, sizeof *rows);
    for (size_t i = 0; i < s->n; i++) {
        x[i] = s->at[i].v;
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
    return s->exact ? quantile_int(low->exact, high->exact, p, DECIMAL_ONE) : quantile_double(low->v, high->v, p);
}
