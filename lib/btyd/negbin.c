/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/negbin.h"

#include <math.h>

#include "stats/special.h"

/* x ln(x / mean) + mean - x; if x is near the mean, by a series in v. */
static double deviance(double x, double mean)
{
    double v = (x - mean) / (x + mean), power = 2 * x * v, sum = (x - mean) * v;
    if (fabs(v) > 0.1)
        return x * log(x / mean) + mean - x;
    for (int k = 3; k < 40; k += 2) {
        power *= v * v;
        if (sum + power / k == sum)
            break;
        sum += power / k;
    }
    return sum;
}

/* The chance of k, 0 < k, by the saddle point of Loader (2000), in which no large logarithms cancel. */
static double mass_at(double r, double u, double k)
{
    double n = r + k, no = n / (1 + u), yes = n * (u / (1 + u));
    double exponent =
        special_stirling(n) - special_stirling(r) - special_stirling(k) - deviance(r, no) - deviance(k, yes);
    return exp(exponent) * sqrt(r / (2 * M_PI * n * k));
}

/* From the largest one downwards and upwards, so that none is lost because its neighbour is too small for a double. */
void negbin_mass(double r, double u, size_t n, double *mass)
{
    double z = u / (1 + u), mode = r > 1 ? floor((r - 1) * u) : 0;
    if (n == 0)
        return;
    size_t top = mode < (double)n ? (size_t)mode : n - 1;
    mass[top] = top == 0 ? exp(-r * log1p(u)) : mass_at(r, u, (double)top);
    for (size_t k = top; k > 0; k--)
        mass[k - 1] = mass[k] * (double)k / (z * (r + (double)k - 1));
    for (size_t k = top + 1; k < n; k++)
        mass[k] = mass[k - 1] * z * (r + (double)k - 1) / (double)k;
}

/* I_z(n, r) / mass(n): the continued fraction of the incomplete beta function, by its convergents. */
static double tail_fraction(double n, double r, double z)
{
    double c = 1, d = 1 / (1 - (n + r) * z / (n + 1)), value = d;
    for (int m = 1; m < 100000; m++) {
        double even = m * (r - m) * z / ((n + 2 * m - 1) * (n + 2 * m));
        double odd = -(n + m) * (n + r + m) * z / ((n + 2 * m) * (n + 2 * m + 1));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        value *= c * d;
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        value *= c * d;
        if (fabs(c * d - 1) < 1e-16)
            break;
    }
    return value;
}

/* Beyond the mean the fraction converges; below it the tail is most of the whole, and a difference loses nothing unless
 * r is tiny: so it is made from 1 - mass(0), which expm1 computes accurately. */
double negbin_tail(double r, double u, size_t n, const double *mass)
{
    double z = u / (1 + u), k = (double)n, tail = -expm1(-r * log1p(u));
    if (n == 0)
        return 1;
    if (z < (k + 1) / (k + r + 2))
        return mass[n - 1] * z * (r + k - 1) / k * tail_fraction(k, r, z);
    for (size_t i = 1; i < n; i++)
        tail -= mass[i];
    return fmax(tail, 0);
}

/* E x = rate T, and E x (x - 1) = rate^2 (1 + 1/r) T^2. */
struct negbin_moments negbin_moments(const struct patterns *p)
{
    double x = 0, pairs = 0, T = 0, TT = 0;
    for (size_t i = 0; i < p->n; i++) {
        x += p->weight[i] * p->x[i];
        pairs += p->weight[i] * p->x[i] * (p->x[i] - 1);
        T += p->weight[i] * p->T[i];
        TT += p->weight[i] * p->T[i] * p->T[i];
    }
    if (!(T > 0))
        return (struct negbin_moments){1, 1};
    double rate = fmax(x, 0.5) / T, excess = pairs / (TT * rate * rate) - 1;
    return (struct negbin_moments){rate, excess > 0.01 ? fmax(1 / excess, 0.05) : 100};
}
