/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BG/BB: purchases at fixed opportunities, the beta-geometric / beta-Bernoulli model (Fader, Hardie and Shang 2010).
 *
 * There is one opportunity in each period: a yearly appeal, a weekly show. Before each the customer is lost with
 * probability theta ~ Beta(gamma, delta); one who is not lost buys with probability p ~ Beta(alpha, beta). A customer
 * is (x, t_x, n), with n instead of T: x purchases at n opportunities, the last at opportunity t_x; all are whole
 * numbers; future opportunities are the whole ones within t. The purchase that made them a customer counts as
 * opportunity 0 and in neither x nor n.
 *
 * "Alive" follows the paper: still there at opportunity n + 1, so that the probability of buying then is P(alive) times
 * E(p); alive_in is about opportunity n + 1 + t. `dert` discounts opportunity n + i by e^(-i delta): a rate of d a
 * period is ln(1 + d). */
#include <math.h>

#include "btyd/betaratio.h"
#include "btyd/family.h"
#include "btyd/sbg.h"
#include "stats/special.h"

enum { ALPHA, BETA, GAMMA, DELTA, N };

/* D(t) is the probability of these x purchases in the first t opportunities, in their order, and of being lost right
 * after:
 *     D(t) = B(alpha + x, beta + t - x) / B(alpha, beta) * B(gamma + 1, delta + t) / B(gamma, delta).
 * The likelihood is D(t_x) + .. + D(n - 1), and D(n) (gamma + delta + n) / gamma for those not lost. D falls with t, by
 *     ratio(t) = (beta + t - x) / (alpha + beta + t) * (delta + t) / (gamma + delta + t + 1),
 * so the sum is D(t_x) S(t_x) with S(t) = 1 + ratio(t) S(t + 1), S(n) = (gamma + delta + n) / gamma. This neither
 * overflows nor cancels, however small D is. S depends on x and n, not on t_x: one descent gives all t_x. */
static double ratio(const double *q, double x, double t)
{
    return (q[BETA] + (t - x)) / (q[ALPHA] + q[BETA] + t) * ((q[DELTA] + t) / (q[GAMMA] + q[DELTA] + (t + 1)));
}

/* ---- the likelihood ---- */

/* S(t) less 1, and gradient and Hessian of ln S(t) with respect to the logarithms of the parameters. */
struct later {
    double more;
    double gradient[N], hessian[N][N];
};

/* Adds sign * ln u to ln S, u the sum of parameters first .. last and a constant: d ln u / d ln q_i = q_i / u. */
static void add_log(struct later *l, double sign, const double *q, unsigned first, unsigned last, double u)
{
    for (unsigned i = first; i <= last; i++) {
        l->gradient[i] += sign * q[i] / u;
        l->hessian[i][i] += sign * q[i] / u;
        for (unsigned j = first; j <= last; j++)
            l->hessian[i][j] -= sign * (q[i] / u) * (q[j] / u);
    }
}

static struct later survivors(const double *q, double n)
{
    struct later l = {.more = (q[DELTA] + n) / q[GAMMA]};
    add_log(&l, 1, q, GAMMA, DELTA, q[GAMMA] + q[DELTA] + n);
    l.gradient[GAMMA] -= 1;
    return l;
}

/* S(t + 1) to S(t). With w the share of ratio(t) S(t + 1) in S(t) and g the gradient of its logarithm, gradient and
 * Hessian of ln S(t) are w g and w (that logarithm's Hessian) + w (1 - w) g g'. */
static void descend(struct later *l, const double *q, double x, double t)
{
    add_log(l, 1, q, BETA, BETA, q[BETA] + (t - x));
    add_log(l, -1, q, ALPHA, BETA, q[ALPHA] + q[BETA] + t);
    add_log(l, 1, q, DELTA, DELTA, q[DELTA] + t);
    add_log(l, -1, q, GAMMA, DELTA, q[GAMMA] + q[DELTA] + (t + 1));
    l->more = ratio(q, x, t) * (1 + l->more);
    double w = l->more / (1 + l->more), rest = 1 / (1 + l->more);
    for (unsigned i = 0; i < N; i++)
        for (unsigned j = 0; j < N; j++)
            l->hessian[i][j] = w * (l->hessian[i][j] + rest * (l->gradient[i] * l->gradient[j]));
    for (unsigned i = 0; i < N; i++)
        l->gradient[i] *= w;
}

static void add_customers(struct family_value *sum, double weight, const double *q, double x, double t_x,
                          const struct later *l)
{
    betaratio_add(sum, weight, q, ALPHA, x, t_x - x);
    betaratio_add(sum, weight, q, GAMMA, 1, t_x);
    sum->value += weight * log1p(l->more);
    for (unsigned i = 0; i < N; i++) {
        sum->gradient[i] += weight * l->gradient[i];
        for (unsigned j = 0; j < N; j++)
            sum->hessian[i][j] += weight * l->hessian[i][j];
    }
}

/* Patterns are sorted by x, T, t_x: from the last on, each run of equal x and T is one descent. */
static void loglik(const double *q, const struct patterns *p, size_t from, size_t to, struct family_value *sum)
{
    struct later l = {0};
    double t = 0;
    for (size_t i = to; i-- > from;) {
        if (i + 1 == to || p->x[i] != p->x[i + 1] || p->T[i] != p->T[i + 1])
            l = survivors(q, t = p->T[i]);
        while (t > p->t_x[i])
            descend(&l, q, p->x[i], --t);
        add_customers(sum, p->weight[i], q, p->x[i], p->t_x[i], &l);
    }
}

/* Nobody is lost between two purchases: so E(p) is estimated by the share of opportunities used before the last
 * purchase. E(theta) is then chosen to explain the number of all purchases. */
static unsigned starts(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS])
{
    static const double alike[][2] = {{2, 2}, {0.5, 0.5}, {10, 10}, {2, 20}};
    double used = 0.5, open = 1, bought = 0.5;
    for (size_t i = 0; i < p->n; i++) {
        double w = p->weight[i];
        used += p->x[i] > 0 ? w * (p->x[i] - 1) : 0;
        open += p->x[i] > 0 ? w * (p->t_x[i] - 1) : 0;
        bought += w * p->x[i];
    }
    double buys = fmin(used / open, 0.99), low = 0, high = 1;
    for (int step = 0; step < 40; step++) {
        double theta = (low + high) / 2, would = 0;
        for (size_t i = 0; i < p->n; i++)
            would -= p->weight[i] * buys * (1 - theta) * expm1(p->T[i] * log1p(-theta)) / theta;
        *(would > bought ? &low : &high) = theta;
    }
    unsigned n = 0;
    for (; n < sizeof alike / sizeof *alike; n++) {
        double lost = fmin(fmax(high, 1e-3), 0.99);
        start[n][ALPHA] = alike[n][0] * buys;
        start[n][BETA] = alike[n][0] * (1 - buys);
        start[n][GAMMA] = alike[n][1] * lost;
        start[n][DELTA] = alike[n][1] * (1 - lost);
    }
    return n;
}

/* ---- what to expect ---- */

/* Alive at n + 1: D(n) (delta + n) / gamma. Lost before: D(t_x) + .. + D(n), which is the sum above with S(n) = 1. */
static double log_odds_alive(const double *q, double x, double t_x, double n)
{
    double sum = 1, t = n;
    while (t > t_x)
        sum = 1 + ratio(q, x, --t) * sum;
    double fall = betaratio(q[ALPHA] + x, q[BETA] + (t_x - x), 0, n - t_x) +
                  betaratio(q[GAMMA] + 1, q[DELTA] + t_x, 0, n - t_x); /* ln D(n) / D(t_x) */
    return fall + log((q[DELTA] + n) / q[GAMMA]) - log(sum);
}

static double p_alive(const double *q, double x, double t_x, double n)
{
    return special_expit(log_odds_alive(q, x, t_x, n));
}

/* A customer alive at n + 1 has survived that many chances of being lost: theta ~ Beta(gamma, delta + n + 1). From
 * there on the lifetime is as under contract (sbg.h). */
static void alive_in(const double *q, double x, double t_x, double n, const double *t, size_t times, double *out)
{
    double alive = p_alive(q, x, t_x, n);
    for (size_t i = 0; i < times; i++)
        out[i] = alive * sbg_survival(q[GAMMA], q[DELTA] + (n + 1), floor(t[i]));
}

/* Expected purchases at opportunity n + 1: P(alive) E(p). */
static double next(const double *q, double x, double t_x, double n)
{
    return p_alive(q, x, t_x, n) * ((q[ALPHA] + x) / (q[ALPHA] + q[BETA] + n));
}

static void expected(const double *q, double x, double t_x, double n, const double *t, size_t times, double *out)
{
    double first = next(q, x, t_x, n);
    for (size_t i = 0; i < times; i++)
        out[i] = t[i] < 1 ? 0 : first * (1 + sbg_renewals(q[GAMMA], q[DELTA], n + 1, floor(t[i]) - 1));
}

static double dert(const double *q, double x, double t_x, double n, double delta)
{
    return next(q, x, t_x, n) * exp(-delta) * sbg_lifetime(q[GAMMA], q[DELTA], n + 1, delta);
}

/* Probability of k purchases at m opportunities, m >= 1, of a customer who is there at the first of them, p ~ Beta(a,
 * b), theta ~ Beta(g, d): the sum over i of k purchases in i opportunities times the loss right after, F(i) say, i from
 * k (at least 1) to m - 1, and F(m) (g + d + m - 1) / g for no loss. It is summed like the likelihood, but here the
 * ratio from F(i) to F(i + 1) may exceed 1: sums that grow too large are scaled down. */
static double chance(double a, double b, double g, double d, double k, double m)
{
    static const double scale = 0x1p-800;
    double first = fmax(k, 1), unit = 1, scaled = 0;
    if (k > m)
        return 0;
    double sum = (g + d + (m - 1)) / g, i = m;
    while (i-- > first) {
        double choose = (i + 1) / (i + 1 - k);
        sum = unit + choose * ((b + (i - k)) / (a + b + i)) * ((d + (i - 1)) / (g + d + i)) * sum;
        if (sum > 1 / scale) {
            sum *= scale;
            unit *= scale;
            scaled++;
        }
    }
    return exp(betaratio(a, b, k, first - k) + betaratio(g, d, 1, first - 1) + (log(sum) - scaled * log(scale)));
}

static void pmf(const double *q, double x, double t_x, double n, double t, size_t counts, double *out)
{
    double odds = log_odds_alive(q, x, t_x, n), alive = special_expit(odds), lost = special_expit(-odds);
    double a = q[ALPHA] + x, b = q[BETA] + (n - x), d = q[DELTA] + (n + 1);
    for (size_t k = 0; k < counts; k++) {
        double there = t < 1 ? k == 0 : chance(a, b, q[GAMMA], d, (double)k, floor(t));
        out[k] = alive * there + (k == 0 ? lost : 0);
    }
}

const struct family FAMILY_BGBB = {
    .name = "bgbb",
    .title = "BG/BB",
    .n = N,
    .parameter = {"alpha", "beta", "gamma", "delta"},
    .loglik = loglik,
    .starts = starts,
    .log_odds_alive = log_odds_alive,
    .alive_in = alive_in,
    .expected = expected,
    .pmf = pmf,
    .dert = dert,
};
