/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/betamean.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "stats/special.h"

enum { NODES = 100000 };

/* The density at s relative to that at its peak, where p = a / (a + b): its logarithm as a function of the distance d
 * from there, in which nothing large cancels. */
struct density {
    double a, b, low, high; /* 1 - p and p at the peak: b / n, a / n */
    double peak, log_top;   /* ln of the density there */
};

static struct density density_of(double a, double b)
{
    double n = a + b;
    struct density w = {a, b, b / n, a / n, log(a / b), 0};
    w.log_top = 0.5 * log(a / n * b / (2 * M_PI)) + special_stirling(n) - special_stirling(a) - special_stirling(b);
    return w;
}

/* On either side p^a (1 - p)^b is computed from terms that stay bounded there: left of the peak a d - n ln((1 - p)'s
 * ratio). */
static double log_density(const struct density *w, double s)
{
    double d = s - w->peak, away = fabs(d);
    double near = d < 0 ? w->high : w->low, other = d < 0 ? w->low : w->high, power = d < 0 ? w->a : w->b;
    double moved = near * expm1(-away);
    double ratio = moved > -0.5 ? log1p(moved) : log(other + near * exp(-away));
    return w->log_top - power * away - (w->a + w->b) * ratio;
}

struct sum {
    const struct betamean *m;
    struct density w;
    double total;
};

static double term(const struct sum *sum, double s)
{
    return exp(log_density(&sum->w, s) + sum->m->log_f(sum->m, 1 / (1 + exp(-s))));
}

/* Adds the terms on one side of `last`, the one at the peak. In the end each is smaller by e^(-power h) than the one
 * before; `slope` times e^-|s| bounds how much the function can still change. */
static void add_side(struct sum *sum, double last, double direction, double power, double slope)
{
    double h = sum->m->step, limit = exp(-power * h);
    for (int i = 1; i < NODES; i++) {
        double s = sum->m->peak + direction * i * h, here = term(sum, s), ratio = here / last;
        sum->total += here;
        last = here;
        if (here == 0 && sum->total > 0)
            return;
        if (!(ratio < 1))
            continue;
        double rest = here * ratio / (1 - ratio), left = slope * exp(-direction * s);
        if (rest * fmin(1, left) <= DBL_EPSILON / 4 * sum->total) {
            sum->total += here * limit / -expm1(-power * h);
            return;
        }
    }
}

double betamean(const struct betamean *m)
{
    struct sum sum = {m, density_of(m->a, m->b), 0};
    double top = term(&sum, m->peak), n = m->a + m->b;
    sum.total = top;
    add_side(&sum, top, 1, m->b, n + m->slope1);
    add_side(&sum, top, -1, m->a, n + m->slope0);
    return sum.total * m->step;
}

double betamean_peak(double a, double b)
{
    return log(a / b);
}
