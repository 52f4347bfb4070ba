/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/candidates.h"

#include <math.h>
#include <string.h>

/* Computed squared distances are right to (d + 2) 2^-53 of themselves; this leaves room for further steps. */
static double rounding(unsigned d)
{
    return (d + 8) * 0x1p-50;
}

static unsigned nearest_to_middle(const struct blocks *c, const double *low, const double *high, const double *centre,
                                  unsigned k)
{
    unsigned nearest = 0;
    double least = INFINITY;
    for (unsigned z = 0; z < k; z++) {
        double sum = 0;
        for (unsigned j = 0; j < c->d; j++) {
            double t = low[j] * 0.5 + high[j] * 0.5 - centre[z * c->d + j];
            sum += t * t;
        }
        if (sum < least) {
            least = sum;
            nearest = z;
        }
    }
    return nearest;
}

/* Squared distance from a centre to the farthest corner of the box. */
static double farthest(const double *low, const double *high, const double *z, unsigned d)
{
    double sum = 0;
    for (unsigned j = 0; j < d; j++) {
        double a = z[j] - low[j], b = high[j] - z[j], t = a > b ? a : b;
        sum += t * t;
    }
    return sum;
}

/* Over the box the squared distance to z less that to `best` is least in the corner towards z. */
static double surplus(const double *low, const double *high, const double *z, const double *best, unsigned d)
{
    double to_z = 0, to_best = 0;
    for (unsigned j = 0; j < d; j++) {
        double corner = z[j] > best[j] ? high[j] : low[j], s = corner - z[j], t = corner - best[j];
        to_z += s * s;
        to_best += t * t;
    }
    return to_z - to_best;
}

double candidates_margin(double gap, double far, unsigned d)
{
    double safe = gap - 8 * rounding(d) * far;
    return isinf(gap) ? INFINITY : safe > 0 ? safe / (2 * sqrt(far)) : 0;
}

struct candidates candidates_find(const struct blocks *c, size_t b, const double *centre, unsigned k, double *room)
{
    unsigned d = c->d;
    const double *low = c->low + b * d, *high = c->high + b * d;
    unsigned best = nearest_to_middle(c, low, high, centre, k);
    const double *z_best = centre + best * d;
    double *number = room, *kept = room + k, far = farthest(low, high, z_best, d);
    struct candidates near = {.number = number, .centre = kept, .gap = INFINITY, .margin = INFINITY, .far = far};
    for (unsigned z = 0; z < k; z++) {
        double most = farthest(low, high, centre + z * d, d);
        double gap = surplus(low, high, centre + z * d, z_best, d) - rounding(d) * (most + far);
        if (gap > 0) {
            double margin = candidates_margin(gap, most > far ? most : far, d);
            near.gap = gap < near.gap ? gap : near.gap;
            near.margin = margin < near.margin ? margin : near.margin;
        } else {
            number[near.count] = z;
            memcpy(kept + near.count++ * d, centre + z * d, d * sizeof *kept);
        }
    }
    return near;
}
