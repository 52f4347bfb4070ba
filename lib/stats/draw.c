/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/draw.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ln 2 in two parts: the first has 32 bits, so that its product with an exponent is exact (W. J. Cody and W. Waite,
 * "Software Manual for the Elementary Functions", 1980). */
static const double LN2_HIGH = 0x1.62e42feep-1, LN2_LOW = 0x1.a39ef35793c76p-33;

/* x = 2^e m with m in [sqrt 1/2, sqrt 2); ln m = 2 atanh s, s = (m-1)/(m+1), |s| < 0.1716: 11 terms leave 1e-18. */
double draw_log(double x)
{
    int e = 0;
    uint64_t bits;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        e = -54;
    }
    memcpy(&bits, &x, sizeof bits);
    e += (int)(bits >> 52) - 1023;
    bits = (bits & 0xfffffffffffffU) | 0x3ff0000000000000U;
    double m;
    memcpy(&m, &bits, sizeof m);
    if (m > 0x1.6a09e667f3bcdp0) {
        m *= 0.5;
        e++;
    }
    double s = (m - 1) / (m + 1), z = s * s, sum = 0;
    for (int k = 21; k >= 3; k -= 2)
        sum = (sum + 1.0 / k) * z;
    return e * LN2_HIGH + (e * LN2_LOW + 2 * s * sum + 2 * s);
}

/* x = k ln 2 + t, |t| <= 0.35: Taylor's series to t^14/14! leaves 1e-19; then 2^k by its bits. */
double draw_exp(double x)
{
    if (x < -708)
        return 0;
    int k = (int)(x * 0x1.71547652b82fep0 + (x < 0 ? -0.5 : 0.5));
    double t = x - k * LN2_HIGH - k * LN2_LOW, sum = 0;
    for (int i = 14; i >= 1; i--)
        sum = (1 + sum) * t / i;
    uint64_t bits = (uint64_t)(1023 + k) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return (1 + sum) * scale;
}

/* G. Marsaglia's polar method; the second value of the pair is not used, since a stream keeps no state. */
double draw_normal(struct rng *r)
{
    double u, s;
    do {
        u = 2 * rng_open(r) - 1;
        double v = 2 * rng_open(r) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return u * sqrt(-2 * draw_log(s) / s);
}

double draw_exponential(struct rng *r, double rate)
{
    return -draw_log(rng_open(r)) / rate;
}

/* The logarithm of a gamma draw of rate 1, for a beta of small parameters has both gammas below the least double.
 * G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", 2000; below shape 1 the draw of
 * shape + 1 times U^(1/shape). */
static double log_gamma_draw(struct rng *r, double shape)
{
    double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / (3 * sqrt(d)), log_v;
    for (;;) {
        double x = draw_normal(r), cube = 1 + c * x;
        if (cube <= 0)
            continue;
        double v = cube * cube * cube;
        log_v = 3 * draw_log(cube);
        if (draw_log(rng_open(r)) < 0.5 * x * x + d - d * v + d * log_v)
            break;
    }
    double draw = draw_log(d) + log_v;
    return shape < 1 ? draw + draw_log(rng_open(r)) / shape : draw;
}

double draw_gamma(struct rng *r, double shape, double rate)
{
    return draw_exp(log_gamma_draw(r, shape)) / rate;
}

/* X/(X+Y) of two gammas, as the logistic function of ln X - ln Y. */
double draw_beta(struct rng *r, double a, double b)
{
    double difference = log_gamma_draw(r, b) - log_gamma_draw(r, a);
    return difference > 709 ? 0 : 1 / (1 + draw_exp(difference));
}
