/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/amount.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"

double amount_double(struct amount a)
{
    return a.kind == AMOUNT_EXACT ? ratio_double(a.exact, DECIMAL_ONE) : a.kind == AMOUNT_DOUBLE ? a.v : NAN;
}

/* ---- read ---- */

bool amount_parse(struct slice s, struct amount *out)
{
    enum decimal_status status;
    *out = (struct amount){0};
    if (s.n == 0)
        return true;
    status = decimal_parse(s, &out->exact);
    out->kind = status == DECIMAL_OK ? AMOUNT_EXACT : AMOUNT_DOUBLE;
    return status == DECIMAL_OK || (status != DECIMAL_NOT && num_double(s, &out->v));
}

bool amount_read(struct tsv *t, unsigned col, struct amount *out)
{
    struct slice s = tsv_field(t, col);
    *out = (struct amount){AMOUNT_EXACT, 0, 0};
    if (decimal_parse_padded(s, &out->exact) || amount_parse(s, out))
        return true;
    decimal d;
    return tsv_decimal_any(t, col, &d);
}

/* ---- compared ---- */

static int by_value(double a, double b)
{
    return (a > b) - (a < b);
}

int amount_compare(struct amount a, struct amount b)
{
    if (a.kind == AMOUNT_EXACT && b.kind == AMOUNT_EXACT)
        return (a.exact > b.exact) - (a.exact < b.exact);
    if (a.kind == AMOUNT_EMPTY || b.kind == AMOUNT_EMPTY)
        return (a.kind != AMOUNT_EMPTY) - (b.kind != AMOUNT_EMPTY);
    int c = by_value(amount_double(a), amount_double(b));
    return c ? c : (a.kind == AMOUNT_DOUBLE) - (b.kind == AMOUNT_DOUBLE);
}

static int order(const void *a, const void *b)
{
    return amount_compare(*(const struct amount *)a, *(const struct amount *)b);
}

void amount_sort(struct amount *a, size_t n)
{
    if (n) // qsort wants an array, even if there is nothing in it
        qsort(a, n, sizeof *a, order);
}

/* ---- written ---- */

int amount_print(char *p, struct amount a)
{
    switch (a.kind) {
    case AMOUNT_EXACT:
        return decimal_print(p, a.exact);
    case AMOUNT_DOUBLE:
        return num_print_double(p, a.v);
    default:
        return 0;
    }
}

void amount_write(struct out *o, struct amount a)
{
    if (a.kind == AMOUNT_EXACT)
        out_decimal(o, a.exact);
    else
        out_double(o, amount_double(a));
}

void amount_write_money(struct out *o, struct amount a)
{
    if (a.kind == AMOUNT_EXACT)
        out_money(o, a.exact);
    else
        out_double(o, amount_double(a));
}

/* ---- sums ---- */

void amount_merge(struct amount_sum *s, const struct amount_sum *other)
{
    s->n += other->n;
    s->doubles += other->doubles;
    s->empty += other->empty;
    s->exact += other->exact;
    sums_add(&s->rest, other->rest.sum);
    s->rest.lost += other->rest.lost;
}

bool amount_total(const struct amount_sum *s, struct amount *out)
{
    *out = (struct amount){0};
    if (s->n == 0)
        return true;
    *out = s->doubles ? amount_inexact(amount_sum_double(s)) : amount_exact((decimal)s->exact);
    return s->doubles ? isfinite(out->v) : s->exact >= -(wide_int)INT64_MAX && s->exact <= INT64_MAX;
}

double amount_sum_double(const struct amount_sum *s)
{
    double exact = ratio_double(s->exact, DECIMAL_ONE);
    if (s->doubles == 0)
        return exact;
    struct sums sum = s->rest;
    sums_add(&sum, exact);
    return sums_total(&sum);
}

double amount_mean(const struct amount_sum *s)
{
    if (s->n == 0)
        return NAN;
    if (s->doubles == 0 && s->n <= UINT64_MAX / DECIMAL_ONE)
        return ratio_double(s->exact, s->n * DECIMAL_ONE);
    return amount_sum_double(s) / (double)s->n;
}

/* ---- quantiles ---- */

double amount_between(struct amount low, struct amount high, struct quantile_place p)
{
    if (low.kind == AMOUNT_EXACT && high.kind == AMOUNT_EXACT)
        return quantile_int(low.exact, high.exact, p, DECIMAL_ONE);
    return quantile_double(amount_double(low), amount_double(high), p);
}

double amount_quantile(const struct amount *sorted, size_t n, uint64_t i, uint64_t b)
{
    struct quantile_place p = quantile_place(n, i, b);
    return amount_between(sorted[p.low], sorted[p.low + (p.part > 0)], p);
}
