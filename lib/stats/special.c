/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/special.h"

#include <math.h>

/* From here on the asymptotic series below are right to a double's last digit. */
static const double LARGE = 10;
static const double HALF_LN_2PI = 0.91893853320467274178;

/* ln G(x); unlike the C library's lgamma it leaves signgam alone. */
static double ln_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

static double polynomial(double x, const double *c, int n)
{
    double sum = 0;
    while (n-- > 0)
        sum = sum * x + c[n];
    return sum;
}

/* ln x - digamma(x) for large x: 1/(2x) + sum B_2k / (2k x^2k). */
static double digamma_rest(double x)
{
    static const double c[] = {1. / 12,  -1. / 120,     1. / 252, -1. / 240,
                               1. / 132, -691. / 32760, 1. / 12,  -3617. / 8160};
    double y = 1 / (x * x);
    return 0.5 / x + y * polynomial(y, c, 8);
}

double special_digamma(double x)
{
    double sum = 0;
    while (x < LARGE)
        sum += 1 / x++;
    return log(x) - digamma_rest(x) - sum;
}

/* 1/x + 1/(2x^2) + sum B_2k / x^(2k + 1). */
double special_trigamma(double x)
{
    static const double c[] = {1. / 6, -1. / 30, 1. / 42, -1. / 30, 5. / 66, -691. / 2730, 7. / 6, -3617. / 510};
    double sum = 0;
    while (x < LARGE) {
        sum += 1 / (x * x);
        x++;
    }
    double y = 1 / (x * x);
    return sum + (1 + 0.5 / x + y * polynomial(y, c, 8)) / x;
}

double special_stirling(double x)
{
    static const double c[] = {1. / 12,   -1. / 360,        1. / 1260, -1. / 1680,
                               1. / 1188, -691. / 360360.0, 1. / 156,  -3617. / 122400};
    if (x < LARGE)
        return ln_gamma(x) - ((x - 0.5) * log(x) - x + HALF_LN_2PI);
    return polynomial(1 / (x * x), c, 8) / x;
}

static struct special_rise rise_product(double a, int x)
{
    double product = 1, first = 0, second = 0;
    for (int i = 0; i < x; i++) {
        double inverse = 1 / (a + i);
        product *= a + i;
        first += inverse;
        second -= inverse * inverse;
    }
    return (struct special_rise){log(product), first, second};
}

/* For small x and a: the rise further up, and the difference between a + x and a on the way there. */
static struct special_rise rise_little(double a, double x)
{
    double value = 0, first = 0, second = 0;
    while (a < LARGE) {
        double share = x / (a * (a + x));
        value -= log1p(x / a);
        first += share;
        second -= share * (1 / a + 1 / (a + x));
        a++;
    }
    struct special_rise further = special_rise(a, x);
    return (struct special_rise){value + further.value, first + further.first, second + further.second};
}

struct special_rise special_rise(double a, double x)
{
    if (x <= 24 && x == floor(x) && a < 1e10)
        return rise_product(a, (int)x);
    if (a < LARGE && x < 1)
        return rise_little(a, x);
    double second = special_trigamma(a + x) - special_trigamma(a);
    if (a < LARGE)
        return (struct special_rise){ln_gamma(a + x) - ln_gamma(a), special_digamma(a + x) - special_digamma(a),
                                     second};
    double grown = log1p(x / a);
    return (struct special_rise){(a - 0.5) * grown + x * (log(a + x) - 1) + special_stirling(a + x) -
                                     special_stirling(a),
                                 grown - digamma_rest(a + x) + digamma_rest(a), second};
}

/* ln G(1 + e), |e| <= 1: close to 0 by the series in zeta(k), since 1 + e would lose digits of e. */
static double lgamma_1p(double e)
{
    static const double c[] = {-0.57721566490153286061, 0.82246703342411321824,  -0.40068563438653142847,
                               0.27058080842778454788,  -0.20738555102867398527, 0.16955717699740818995,
                               -0.14404989676884611812, 0.12550966952474304242};
    return fabs(e) < 0.01 ? e * polynomial(e, c, 8) : ln_gamma(1 + e);
}

/* E_s(z) = G(1 - s) z^(s - 1) - sum over k of (-z)^k / (k! (1 - s + k)), 0 < s <= 3/2, z <= 1. The pole of G at s = 1
 * and the term k = 0 cancel; with e = 1 - s both are expm1(ln G(1 + e) - e ln z) / e. */
static double expint_series(double s, double z)
{
    double e = 1 - s, log_z = log(z);
    double sum = e == 0 ? -0.57721566490153286061 - log_z : expm1(lgamma_1p(e) - e * log_z) / e;
    double power = 1;
    for (int k = 1; k < 25; k++) {
        power *= -z / k;
        sum -= power / (k + e);
    }
    return sum;
}

/* 1/(z + s - s/(z + s + 2 - 2 (s + 1)/(z + s + 4 - ...))), by its convergents. */
static double expint_fraction(double s, double z)
{
    double b = z + s, c = INFINITY, d = 1 / b, value = d;
    for (int i = 1; i < 1000; i++) {
        double part = -i * (s + i - 1);
        b += 2;
        d = 1 / (b + part * d);
        c = b + part / c;
        value *= c * d;
        if (fabs(c * d - 1) < 1e-16)
            break;
    }
    return value;
}

double special_expint(double s, double z)
{
    if (z > 1 || s > 20)
        return expint_fraction(s, z);
    double low = s > 1.5 ? s - ceil(s - 1.5) : s;
    double value = exp(z) * expint_series(low, z);
    while (low < s - 0.5)
        value = (1 - z * value) / low++; /* s E_(s + 1)(z) = e^-z - z E_s(z); errors shrink as z <= 1 */
    return value;
}

double special_expit(double x)
{
    return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}
