/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/seasons.h"

#include <math.h>

void seasons_trend(const double *y, size_t n, size_t cycle, double *trend)
{
    size_t half = cycle / 2;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        if (i < half || i + half >= n) {
            trend[i] = NAN;
            continue;
        }
        for (size_t k = i - half; k <= i + half; k++)
            sum += (cycle % 2 == 0 && (k == i - half || k == i + half)) ? y[k] / 2 : y[k];
        trend[i] = sum / (double)cycle;
    }
}

/* One value of the trend, without an array for all. */
static double trend_at(const double *y, size_t i, size_t cycle)
{
    size_t half = cycle / 2;
    double sum = 0;
    for (size_t k = i - half; k <= i + half; k++)
        sum += (cycle % 2 == 0 && (k == i - half || k == i + half)) ? y[k] / 2 : y[k];
    return sum / (double)cycle;
}

bool seasons_find(const double *y, size_t n, size_t cycle, bool multiplicative, struct seasons *out)
{
    size_t half = cycle / 2;
    double mean = 0;
    if (cycle < 2 || n < 2 * cycle)
        return false;
    for (size_t k = 0; k < cycle; k++)
        out->raw[k] = 0, out->values[k] = 0;
    for (size_t i = half; i + half < n; i++) {
        double trend = trend_at(y, i, cycle);
        out->raw[i % cycle] += multiplicative ? y[i] / trend : y[i] - trend;
        out->values[i % cycle]++;
    }
    for (size_t k = 0; k < cycle; k++) {
        out->raw[k] /= (double)out->values[k];
        mean += out->raw[k] / (double)cycle;
    }
    for (size_t k = 0; k < cycle; k++)
        out->index[k] = multiplicative ? out->raw[k] / mean : out->raw[k] - mean;
    return isfinite(mean) && (mean != 0 || !multiplicative);
}
