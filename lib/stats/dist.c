/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dist.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>

#include "stats/special.h"

enum { FRACTION_STEPS = 1 << 24, SOLVE_STEPS = 200 };

double dist_normal_tail(double z)
{
    return erfc(z / M_SQRT2) / 2;
}

double dist_normal_tails(double z)
{
    return erfc(fabs(z) / M_SQRT2);
}

double dist_normal_point(double tail)
{
    if (!(tail >= 0 && tail <= 1))
        return NAN;
    return gsl_cdf_ugaussian_Qinv(tail);
}

double dist_chi_square_tail(double v, double df)
{
    if (isnan(v) || !(df > 0))
        return NAN;
    gsl_set_error_handler_off();
    return v > 0 ? gsl_cdf_chisq_Q(v, df) : 1;
}

/* Q(a, x) by its continued fraction with Lentz's method, for x well above a. */
static double gamma_log_tail(double a, double x)
{
    double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, h = d;
    for (int step = 1; step < FRACTION_STEPS; step++) {
        double n = step, alpha = n * (a - n);
        b += 2;
        d = 1 / (alpha * d + b);
        c = b + alpha / c;
        h *= c * d;
        if (fabs(c * d - 1) < DBL_EPSILON)
            break;
    }
    return a * log(x) - x - lgamma_r(a, &(int){0}) + log(h);
}

double dist_chi_square_log_tail(double v, double df)
{
    double tail = dist_chi_square_tail(v, df);
    return tail < 1e-280 && v < INFINITY ? gamma_log_tail(df / 2, v / 2) : log(tail);
}

/* ---- the incomplete beta function ---- */

/* k ln(k / m) + m - k without the loss of a difference, by Loader's series (2000) if they are near. */
static double deviance(double k, double m)
{
    double v = (k - m) / (k + m), power = 2 * k * v, sum = (k - m) * v;
    if (fabs(k - m) >= 0.1 * (k + m))
        return k * log(k / m) + m - k;
    for (int j = 1; j < 100; j++) {
        double before = sum;
        power *= v * v;
        sum += power / (2 * j + 1);
        if (sum == before)
            break;
    }
    return sum;
}

/* x^a y^b / B(a, b), y = 1 - x: a square root times the exponential of this. */
static double beta_exponent(double x, double y, double a, double b)
{
    double n = a + b;
    double stirling = special_stirling(n) - special_stirling(a) - special_stirling(b);
    return stirling - deviance(a, n * x) - deviance(b, n * y);
}

static double beta_power(double x, double y, double a, double b)
{
    return sqrt(a / (2 * M_PI * (a + b))) * sqrt(b) * exp(beta_exponent(x, y, a, b));
}

static double not_zero(double v)
{
    return fabs(v) < DBL_MIN ? DBL_MIN : v;
}

/* Didonato and Morris 1992, (9), by Lentz's method; for x up to about the mean, near which it takes some sqrt(a + b)
 * terms. Nothing near 1 is subtracted from 1: `ahead` is the mean minus x, times a + b. */
static double beta_fraction(double x, double y, double a, double b)
{
    double ahead = a > b ? (a + b) * y - b : a - (a + b) * x;
    double f = not_zero(a / (a + 1) * (ahead + 1)), c = f, d = 0;
    for (int step = 1; step < FRACTION_STEPS; step++) {
        double n = step;
        double e = a + 2 * n - 1, over = n * (b - n) * x;
        double alpha = (a + n - 1) / e * ((a + b + n - 1) / e) * (over * x);
        double beta = n + over / e + (a + n) / (e + 2) * (ahead + 1 + n * (1 + y));
        d = 1 / not_zero(beta + alpha * d);
        c = not_zero(beta + alpha / c);
        f *= c * d;
        if (fabs(c * d - 1) < DBL_EPSILON)
            return 1 / f;
    }
    return NAN;
}

/* P(X <= x) of a beta; y = 1 - x is given, as it may be too small to be a difference. */
static double beta_below(double x, double y, double a, double b)
{
    if (!(a > 0 && b > 0) || isnan(x) || isnan(y))
        return NAN;
    if (x <= 0 || y <= 0)
        return x > 0;
    if (x <= (a + 1) / (a + b + 2))
        return fmin(1, beta_power(x, y, a, b) * beta_fraction(x, y, a, b));
    return fmax(0, 1 - beta_power(x, y, a, b) * beta_fraction(y, x, b, a));
}

/* The logarithm of the same. */
static double beta_log_below(double x, double y, double a, double b)
{
    if (!(a > 0 && b > 0 && x > 0 && y > 0 && x <= (a + 1) / (a + b + 2)))
        return log(beta_below(x, y, a, b));
    double root = (log(a / (2 * M_PI * (a + b))) + log(b)) / 2;
    return fmin(0, root + beta_exponent(x, y, a, b) + log(beta_fraction(x, y, a, b)));
}

double dist_beta(double x, double a, double b)
{
    return beta_below(x, 1 - x, a, b);
}

/* ---- distributions computed from it ---- */

double dist_t_tails(double t, double df)
{
    if (isinf(df) && df > 0)
        return dist_normal_tails(t);
    if (isnan(t) || !(df > 0))
        return NAN;
    if (isinf(t))
        return 0;
    double root = fabs(t) / sqrt(df), x = 1 / (1 + root * root);
    if (root > 1e100) /* the end of the tail is a power */
        return fmin(1, exp(special_rise(df / 2, 0.5).value) * 2 / (df * sqrt(M_PI)) * pow(root, -df));
    return beta_below(x, root * root * x, df / 2, 0.5);
}

double dist_t_tail(double t, double df)
{
    double half = dist_t_tails(t, df) / 2;
    return t >= 0 ? half : 1 - half;
}

double dist_f_tail(double f, double df1, double df2)
{
    if (isnan(f) || !(df1 > 0 && df2 > 0) || isinf(df1))
        return NAN;
    if (isinf(df2))
        return dist_chi_square_tail(f * df1, df1);
    if (!(f > 0))
        return 1;
    double odds = f * df1 / df2;
    return isinf(odds) ? 0 : beta_below(1 / (1 + odds), odds / (1 + odds), df2 / 2, df1 / 2);
}

double dist_f_log_tail(double f, double df1, double df2)
{
    double odds = f * df1 / df2;
    if (!(f > 0 && df1 > 0 && df2 > 0) || isinf(df1) || isinf(odds))
        return log(dist_f_tail(f, df1, df2));
    if (isinf(df2))
        return dist_chi_square_log_tail(f * df1, df1);
    return beta_log_below(1 / (1 + odds), odds / (1 + odds), df2 / 2, df1 / 2);
}

double dist_binomial_at(uint64_t k, uint64_t n, double p)
{
    double successes = (double)k, failures = (double)(n - k);
    if (k > n)
        return 0;
    if (!(p > 0 && p < 1))
        return p == 0 ? k == 0 : p == 1 ? k == n : (double)NAN;
    if (k == 0 || k == n)
        return exp(k == n ? successes * log(p) : failures * log1p(-p));
    return beta_power(p, 1 - p, successes, failures) * ((double)n / successes / failures);
}

double dist_binomial(uint64_t k, uint64_t n, double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    return k >= n ? 1 : beta_below(1 - p, p, (double)(n - k), (double)k + 1);
}

double dist_binomial_tail(uint64_t k, uint64_t n, double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    return k >= n ? 0 : beta_below(p, 1 - p, (double)k + 1, (double)(n - k));
}

uint64_t dist_binomial_point(double below, uint64_t n, double p)
{
    uint64_t low = 0, high = n;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (dist_binomial(middle, n, p) >= below)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* ---- points ---- */

/* A tail that rises or falls with x. */
struct curve {
    double (*at)(double x, const double *parameter);
    const double *parameter;
};

static double height(const struct curve *c, double x, double wanted)
{
    return log(c->at(x, c->parameter) / wanted);
}

/* The place where the curve reaches `wanted`, between two points on either side of it: the secant on its logarithm, by
 * the Illinois rule, with a bisection every third step. */
static double solve(const struct curve *c, double wanted, double low, double high)
{
    double at_low = height(c, low, wanted), at_high = height(c, high, wanted);
    for (int i = 0; i < SOLVE_STEPS && fabs(high - low) > DBL_EPSILON * fabs(high); i++) {
        double x = high - at_high * (high - low) / (at_high - at_low);
        if (i % 3 == 2 || !(x > fmin(low, high) && x < fmax(low, high)))
            x = low + (high - low) / 2;
        double at = height(c, x, wanted);
        if (at == 0 || isnan(at))
            return at == 0 ? x : at;
        if ((at > 0) == (at_high > 0)) {
            at_low /= 2;
        } else {
            low = high;
            at_low = at_high;
        }
        high = x;
        at_high = at;
    }
    return high;
}

static double t_tail_at(double x, const double *df)
{
    return dist_t_tail(x, *df);
}

double dist_t_point(double tail, double df)
{
    if (!(tail >= 0 && tail <= 1) || !(df > 0))
        return NAN;
    if (tail == 0 || tail == 1)
        return tail == 0 ? (double)INFINITY : -(double)INFINITY;
    if (tail > 0.5)
        return -dist_t_point(1 - tail, df);
    if (isinf(df) || tail == 0.5)
        return dist_normal_point(tail);
    double low = 0, high = fmax(1, dist_normal_point(tail));
    while (dist_t_tail(high, df) > tail && high < DBL_MAX / 4) {
        low = high;
        high *= 2;
    }
    return solve(&(struct curve){t_tail_at, &df}, tail, low, high);
}

static double beta_at(double x, const double *shape)
{
    return dist_beta(x, shape[0], shape[1]);
}

double dist_beta_point(double below, double a, double b)
{
    if (!(below >= 0 && below <= 1) || !(a > 0 && b > 0))
        return NAN;
    if (below == 0 || below == 1)
        return below;
    double low = a / (a + b), high = 1;
    while (dist_beta(low, a, b) > below && low > DBL_MIN) {
        high = low;
        low /= 2;
    }
    return solve(&(struct curve){beta_at, (double[]){a, b}}, below, low, high);
}

/* ---- hypergeometric ---- */

static bool possible(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws)
{
    return k <= good && k <= draws && draws - k <= bad;
}

/* By three binomials of the same probability (Loader 2000). */
double dist_hyper_at(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws)
{
    double p = (double)draws / ((double)good + (double)bad);
    if (!possible(k, good, bad, draws))
        return 0;
    if (draws == 0 || draws == good + bad)
        return 1;
    return dist_binomial_at(k, good, p) * dist_binomial_at(draws - k, bad, p) / dist_binomial_at(draws, good + bad, p);
}

/* From k away from the mean: the terms fall, until they add nothing. */
static double sum_out(uint64_t k, int step, uint64_t good, uint64_t bad, uint64_t draws)
{
    double sum = 0, before = -1;
    for (; possible(k, good, bad, draws) && sum > before; k += (uint64_t)step) {
        before = sum;
        sum += dist_hyper_at(k, good, bad, draws);
    }
    return fmin(1, sum);
}

static bool below_mean(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws)
{
    return (double)k * ((double)good + (double)bad) < (double)good * (double)draws;
}

double dist_hyper(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws)
{
    if (below_mean(k, good, bad, draws))
        return sum_out(k, -1, good, bad, draws);
    return 1 - sum_out(k + 1, 1, good, bad, draws);
}

double dist_hyper_tail(uint64_t k, uint64_t good, uint64_t bad, uint64_t draws)
{
    if (below_mean(k, good, bad, draws))
        return 1 - sum_out(k, -1, good, bad, draws);
    return sum_out(k + 1, 1, good, bad, draws);
}
