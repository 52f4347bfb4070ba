/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The probabilities of n purchases within t of a customer who is alive. Purchases are NBD up to the time of loss u, or
 * up to t if that comes first:
 *     P(n) = S(t) G_n(t) + Integral from 0 to t of G_n(u) f(u) du
 *     G_n(u) = G(R + n) / (n! G(R)) (A / (A + u))^R (u / (A + u))^n,   S(u) = (b / (b + u))^s,   f = -S'
 * Fader and Hardie's closed form subtracts hypergeometric functions and loses all digits for larger n. Here each
 * integral is a sum of positive terms, with the same nodes for all n: Gauss's rule in ln(1 + u/c), c the length at
 * which the integrand of n = 0 begins to fall. */
#include <math.h>

#include "btyd/paretonbd.h"

struct window {
    double R, A, s, b, c;
};

/* Adds weight (given as its logarithm) times G_n(u), by the recurrence over n. If G_0 is below the least double, the
 * terms carry the unit 2^-512 as often as needed. */
static void add_nbd(const struct window *w, double u, double ln_weight, size_t n, double *out)
{
    static const double LN_UNIT = 354.89135644669199842; /* 512 ln 2 */
    double ln_first = ln_weight - w->R * log1p(u / w->A), z = u / (w->A + u);
    double units = ln_first < -LN_UNIT ? floor(-ln_first / LN_UNIT) : 0;
    double term = exp(ln_first + units * LN_UNIT), unit = ldexp(1, (int)fmax(-512 * units, -2000));
    for (size_t i = 0; i < n && term > 0; i++) {
        out[i] += term * unit;
        double k = (double)i;
        term *= (w->R + k) / (k + 1) * z;
        if (units > 0 && term > 0x1p256) {
            term *= 0x1p-512;
            unit = ldexp(1, (int)fmax(-512 * --units, -2000));
        }
    }
}

/* How wide a part of the range, below u, is smooth enough for 16 nodes whatever n: around the n that peaks at u the
 * integrand is much like a normal density in ln u, with this curvature. */
static double step(const struct window *w, double u)
{
    double near = u / (w->A + u), far = u / (w->b + u);
    double curvature = w->R * near + (w->s + 1) * far * (1 + near - far);
    return fmin(1.5, 3 / sqrt(curvature));
}

void paretonbd_counts(double R, double A, double s, double b, double t, double weight, size_t n, double *out)
{
    const struct window w = {R, A, s, b, 1 / ((R + 1) / A + (s + 1) / b)};
    const struct paretonbd_rule *rule = paretonbd_rule(2.6, 16);
    if (t == 0 && n > 0)
        out[0] += weight;
    if (t == 0 || n == 0 || weight == 0)
        return;
    add_nbd(&w, t, log(weight) - s * log1p(t / b), n, out);
    /* The integrands of those n that peak beyond t are steepest at t: there the parts are narrower, and each is twice
     * as wide as the one before. */
    double top = log1p(t / w.c), slope = (double)n * A / (A + t) * (w.c + t) / t, end = top;
    while (end > 0) {
        double width = fmin(step(&w, w.c * expm1(end)), fmax(10 / slope, (top - end) / 2));
        if (width > 0.7 * end) /* no tiny part is left over */
            width = width >= end ? end : end / 2;
        for (unsigned i = 0; i < 2 * rule->half; i++) {
            double e = end - width / 2 * (1 + (i % 2 ? -1 : 1) * rule->node[i / 2]);
            double u = w.c * expm1(e), loss = s / b * (width / 2 * rule->weight[i / 2]) * (w.c + u);
            add_nbd(&w, u, log(weight * loss) - (s + 1) * log1p(u / b), n, out);
        }
        end -= width;
    }
}
