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

/* A whole number's sign and its digits without zeros in front; false if it is written in another way. */
static bool whole(struct slice *v, bool *negative)
{
    *negative = v->n > 0 && v->p[0] == '-';
    *v = slice_of(v->p + *negative, v->n - *negative);
    while (v->n > 1 && v->p[0] == '0')
        *v = slice_of(v->p + 1, v->n - 1);
    for (size_t i = 0; i < v->n; i++)
        if (v->p[i] < '0' || v->p[i] > '9')
            return false;
    return v->n > 0;
}

/* Of numbers whose doubles are equal: ids may have more digits than the 15 to 17 that a double tells apart. */
static int by_digits(struct slice a, struct slice b)
{
    bool a_negative, b_negative;
    if (!whole(&a, &a_negative) || !whole(&b, &b_negative) || a_negative != b_negative)
        return 0;
    int c = a.n != b.n ? (a.n > b.n) - (a.n < b.n) : slice_cmp(a, b);
    return a_negative ? -c : c;
}

static struct slice text(const struct census *c, const struct census_number *x)
{
    return map_key(&c->values, x->value);
}

const struct census_number *census_least(const struct census *c, const struct census_numbers *s)
{
    const struct census_number *least = s->at, *x = s->at + 1;
    for (; x < s->at + s->n && amount_compare(x->amount, s->at->amount) == 0; x++)
        least = by_digits(text(c, x), text(c, least)) < 0 ? x : least;
    return least;
}

const struct census_number *census_greatest(const struct census *c, const struct census_numbers *s)
{
    const struct census_number *greatest = s->at + s->n - 1;
    for (const struct census_number *x = greatest; x-- > s->at && amount_compare(x->amount, greatest->amount) == 0;)
        greatest = by_digits(text(c, greatest), text(c, x)) > 0 ? greatest : x;
    return greatest;
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
