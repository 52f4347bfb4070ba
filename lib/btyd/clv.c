/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/clv.h"

#include <math.h>

double clv_delta(double rate, double period)
{
    return log1p(rate) / period;
}

/* A remainder of a billionth of a period is rounding. */
size_t clv_ends(double horizon, double period, double *end)
{
    size_t n = 0;
    for (; horizon - (double)n * period > 1e-9 * period; n++)
        if (end)
            end[n] = fmin((double)(n + 1) * period, horizon);
    return n;
}

double clv_finite(const struct clv_value *v, const double *end, const double *expected, size_t n, double delta)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += (expected[k] - (k > 0 ? expected[k - 1] : 0)) * exp(-delta * end[k]);
    return clv_infinite(v, sum);
}

double clv_infinite(const struct clv_value *v, double dert)
{
    return v->mean * v->margin * dert - v->acquisition;
}

double clv_historic(const struct clv_value *v, double purchases)
{
    return clv_infinite(v, purchases);
}

double clv_simple(const struct clv_value *v, double purchases, double observed, double least, double lifespan)
{
    return clv_infinite(v, purchases / fmax(observed, least) * lifespan);
}
