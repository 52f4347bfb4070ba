/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval.h"

#include <math.h>

#include "stats/dist.h"

static const struct interval NONE = {NAN, NAN, NAN};

static double share(struct interval_share s)
{
    return (double)s.k / (double)s.n;
}

static double share_variance(struct interval_share s)
{
    return share(s) * ((double)(s.n - s.k) / (double)s.n) / (double)s.n;
}

struct interval interval_normal(double value, double error, double tails)
{
    double reach = dist_normal_point(tails) * error;
    return (struct interval){value - reach, value + reach, error};
}

struct interval interval_logarithm(double value, double error, double tails)
{
    double reach = exp(dist_normal_point(tails) * error);
    return (struct interval){value / reach, value * reach, error};
}

struct interval interval_sequential(double value, double error, double expected, double tails)
{
    double r = pow(expected / error, 2), reach = error * sqrt((1 + 1 / r) * (log1p(r) - 2 * log(2 * tails)));
    return error > 0 ? (struct interval){value - reach, value + reach, error} : NONE;
}

/* A sample of equal values does not tell how far off its mean may be. */
static struct interval without_ends(double error)
{
    return (struct interval){NAN, NAN, error};
}

/* ---- means ---- */

static struct interval around(double value, double error, double df, double tails)
{
    double reach = dist_t_point(tails, df) * error;
    return error > 0 ? (struct interval){value - reach, value + reach, error} : without_ends(error);
}

struct interval interval_mean(const struct moments *m, double tails)
{
    return m->n > 1 ? around(m->mean, moments_error(m), m->n - 1, tails) : NONE;
}

struct interval interval_difference(const struct moments *a, const struct moments *b, double tails)
{
    double va = moments_variance(a) / a->n, vb = moments_variance(b) / b->n, v = va + vb;
    double df = v > 0 ? v * v / (va * va / (a->n - 1) + vb * vb / (b->n - 1)) : a->n + b->n - 2;
    return isnan(v) ? NONE : around(b->mean - a->mean, sqrt(v), df, tails);
}

/* ---- shares ---- */

struct interval interval_wilson(struct interval_share s, double tails)
{
    double n = (double)s.n, k = (double)s.k, z = dist_normal_point(tails), over = n + z * z;
    if (s.n == 0)
        return NONE;
    double middle = (k + z * z / 2) / over, reach = z * sqrt(k * ((n - k) / n) + z * z / 4) / over;
    return (struct interval){s.k == 0 ? 0 : middle - reach, s.k == s.n ? 1 : middle + reach, NAN};
}

struct interval interval_exact(struct interval_share s, double tails)
{
    double n = (double)s.n, k = (double)s.k;
    if (s.n == 0)
        return NONE;
    return (struct interval){s.k == 0 ? 0 : dist_beta_point(tails, k, n - k + 1),
                             s.k == s.n ? 1 : 1 - dist_beta_point(tails, n - k, k + 1), NAN};
}

struct interval interval_newcombe(struct interval_share a, struct interval_share b, double tails)
{
    struct interval of_a = interval_wilson(a, tails), of_b = interval_wilson(b, tails);
    double pa = share(a), pb = share(b);
    return (struct interval){pb - pa - hypot(pb - of_b.low, of_a.high - pa),
                             pb - pa + hypot(of_b.high - pb, pa - of_a.low), NAN};
}

struct interval interval_wald(struct interval_share a, struct interval_share b, double tails)
{
    if (a.n == 0 || b.n == 0)
        return NONE;
    return interval_normal(share(b) - share(a), sqrt(share_variance(a) + share_variance(b)), tails);
}

struct interval interval_share_ratio(struct interval_share a, struct interval_share b, double tails)
{
    if (a.k == 0 || b.k == 0)
        return NONE;
    double error = sqrt(1 / (double)a.k - 1 / (double)a.n + 1 / (double)b.k - 1 / (double)b.n);
    return interval_logarithm(share(b) / share(a), error, tails);
}

struct interval interval_odds_ratio(struct interval_share a, struct interval_share b, double tails)
{
    double a1 = (double)a.k, a0 = (double)(a.n - a.k), b1 = (double)b.k, b0 = (double)(b.n - b.k);
    if (a1 == 0 || a0 == 0 || b1 == 0 || b0 == 0)
        return NONE;
    return interval_logarithm(b1 / b0 * (a0 / a1), sqrt(1 / a1 + 1 / a0 + 1 / b1 + 1 / b0), tails);
}

/* ---- ratios ---- */

struct interval interval_mean_ratio(const struct moments *a, const struct moments *b, double tails)
{
    double of_a = moments_error(a) / a->mean, of_b = moments_error(b) / b->mean;
    if (!(a->mean > 0 && b->mean > 0) || isnan(of_a + of_b))
        return NONE;
    double error = hypot(of_a, of_b);
    return error > 0 ? interval_logarithm(b->mean / a->mean, error, tails) : without_ends(error);
}

/* The ratios r for which b - r a is less than z standard errors from 0: between the roots of a quadratic in r. */
struct interval interval_fieller(const struct moments *a, const struct moments *b, double tails)
{
    double z = dist_normal_point(tails), va = moments_variance(a) / a->n, vb = moments_variance(b) / b->n;
    double square = a->mean * a->mean - z * z * va, constant = b->mean * b->mean - z * z * vb;
    double half = a->mean * b->mean, root = sqrt(half * half - square * constant);
    double error = sqrt(vb + va * pow(b->mean / a->mean, 2)) / fabs(a->mean);
    if (isnan(va) || isnan(vb))
        return NONE;
    if (!(square > 0))
        return (struct interval){-INFINITY, INFINITY, NAN};
    return (struct interval){(half - root) / square, (half + root) / square, error};
}

struct interval interval_sum_ratio(const struct moments_pair *m, double tails)
{
    double ratio = m->x.mean / m->y.mean;
    double squares = m->x.squares - 2 * ratio * m->products + ratio * ratio * m->y.squares;
    double error = sqrt(fmax(0, squares) / (m->x.n - 1) / m->x.n) / fabs(m->y.mean);
    if (!(m->x.n > 1) || m->y.mean == 0)
        return NONE;
    return error > 0 ? interval_normal(ratio, error, tails) : without_ends(error);
}

struct interval_ranks interval_quantile(uint64_t n, uint64_t part, uint64_t of, double tails)
{
    double p = (double)part / (double)of;
    return (struct interval_ranks){dist_binomial_point(tails, n, p), dist_binomial_point(1 - tails, n, p) + 1};
}
