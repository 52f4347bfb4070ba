/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sums: a sum of doubles with the part that rounding lost.
 *
 * A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974): the loss of an addition
 * is known exactly and is added up separately. The sum of n values has the error of one rounding plus n^2 times the
 * square of one, so that 1 + 1e100 - 1e100 is 1. The order of the values affects the result: always use the same one. A
 * struct of zeros is the empty sum. Exact decimals need none of this: tsv/amount adds them as integers. */
#ifndef STATS_SUMS_H
#define STATS_SUMS_H

#include <math.h>
#include <stdint.h>

struct sums {
    double sum, lost;
};

/* A sum that went beyond the doubles stays infinite. */
static inline void sums_add(struct sums *s, double v)
{
    double sum = s->sum + v;
    if (isfinite(sum))
        s->lost += fabs(s->sum) >= fabs(v) ? (s->sum - sum) + v : (v - sum) + s->sum;
    s->sum = sum;
}

/* v times n without rounding: the product and its remainder. */
static inline void sums_add_times(struct sums *s, double v, uint64_t n)
{
    double product = v * (double)n;
    sums_add(s, product);
    if (isfinite(product))
        s->lost += fma(v, (double)n, -product);
}

static inline double sums_total(const struct sums *s)
{
    return s->sum + s->lost;
}

#endif
