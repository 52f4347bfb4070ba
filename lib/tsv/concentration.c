/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/concentration.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static bool has_double(const struct amount *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].kind == AMOUNT_DOUBLE)
            return true;
    return false;
}

void concentration_begin(struct concentration *c, struct amount *value, size_t n)
{
    *c = (struct concentration){
        .n = n, .value = mem_zero(n + 1, sizeof *c->value), .sum = mem_zero(n + 1, sizeof *c->sum)};
    amount_sort(value, n);
    bool scaled = has_double(value, n);
    double largest = n ? amount_double(value[n - 1]) : 0;
    for (size_t i = 0; i < n; i++) {
        double v = amount_double(value[i]);
        c->negative += v < 0;
        if (v > 0)
            c->value[i] = scaled ? (int64_t)llrint(v / largest * 0x1p62) : value[i].exact;
        c->sum[i + 1] = c->sum[i] + c->value[i];
    }
}

void concentration_end(struct concentration *c)
{
    free(c->value);
    free(c->sum);
}

static double share(const struct concentration *c, wide_int part, uint64_t of)
{
    wide_int all = c->sum[c->n] * (wide_int)of;
    return all > 0 ? ratio_wide(part, all) : NAN;
}

double concentration_top(const struct concentration *c, unsigned percent)
{
    size_t k = (c->n * percent + 99) / 100;
    return share(c, c->sum[c->n] - c->sum[c->n - k], 1);
}

size_t concentration_rows(const struct concentration *c, unsigned percent)
{
    size_t k = 0;
    while (k < c->n && 100 * (c->sum[c->n] - c->sum[c->n - k]) < percent * c->sum[c->n])
        k++;
    return k;
}

double concentration_gini(const struct concentration *c)
{
    wide_int weighted = 0;
    for (size_t i = 0; i < c->n; i++)
        weighted += (2 * (wide_int)i + 1 - (wide_int)c->n) * c->value[i];
    return share(c, weighted, c->n);
}

double concentration_lorenz(const struct concentration *c, unsigned percent)
{
    size_t k = c->n * percent / 100, part = c->n * percent % 100;
    wide_int below = 100 * c->sum[k] + (part ? (wide_int)part * c->value[k] : 0);
    return share(c, below, 100);
}
