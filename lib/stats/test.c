/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/test.h"

#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"
#include "stats/rank.h"

static const struct test NOTHING = {NAN, NAN, NAN, NAN};

/* ---- means ---- */

static struct test student(double difference, double variance, double df)
{
    double t = difference / sqrt(variance);
    return variance > 0 ? (struct test){t, df, NAN, dist_t_tails(t, df)} : NOTHING;
}

struct test test_welch(const struct moments *a, const struct moments *b)
{
    double va = moments_variance(a) / a->n, vb = moments_variance(b) / b->n;
    double df = (va + vb) * (va + vb) / (va * va / (a->n - 1) + vb * vb / (b->n - 1));
    return student(b->mean - a->mean, va + vb, df);
}

struct test test_pooled(const struct moments *a, const struct moments *b)
{
    double df = a->n + b->n - 2, variance = (a->squares + b->squares) / df;
    if (!(a->n > 0 && b->n > 0 && df > 0))
        return NOTHING;
    return student(b->mean - a->mean, variance / a->n + variance / b->n, df);
}

struct test test_z(double value, double error)
{
    double z = value / error;
    return error > 0 ? (struct test){z, NAN, NAN, dist_normal_tails(z)} : NOTHING;
}

struct test test_sequential(double value, double error, double expected)
{
    double z = value / error, r = pow(expected / error, 2), ratio = z * z / 2 / (1 + 1 / r) - log1p(r) / 2;
    return error > 0 ? (struct test){ratio, NAN, NAN, fmin(1, exp(-ratio))} : NOTHING;
}

/* ---- shares ---- */

struct test test_shares(struct interval_share a, struct interval_share b)
{
    double na = (double)a.n, nb = (double)b.n, p = ((double)a.k + (double)b.k) / (na + nb);
    if (a.n == 0 || b.n == 0)
        return NOTHING;
    return test_z((double)b.k / nb - (double)a.k / na, sqrt(p * (1 - p) * (1 / na + 1 / nb)));
}

/* A table of 2 by 2 by its margins. */
struct table {
    uint64_t good, bad, draws;
};

static double at(const struct table *t, uint64_t k)
{
    return dist_hyper_at(k, t->good, t->bad, t->draws);
}

/* Equal probabilities may differ in their last digits. */
static bool likelier(double p, double seen)
{
    return p > seen * (1 + 1e-7);
}

static bool as_likely(double p, double seen)
{
    return !likelier(p, seen) && p > seen * (1 - 1e-7);
}

/* The table nearest to the mode, on the way to `end`, that is not more likely than the observed one; probabilities fall
 * on the way. One past the end: none. */
static uint64_t first_unlikely(const struct table *t, uint64_t mode, uint64_t end, double seen)
{
    uint64_t near = 0, far = (end > mode ? end - mode : mode - end) + 1; /* steps from the mode */
    while (near < far) {
        uint64_t middle = near + (far - near) / 2;
        if (likelier(at(t, end > mode ? mode + middle : mode - middle), seen))
            near = middle + 1;
        else
            far = middle;
    }
    return near;
}

/* Sums `steps` .. beyond the mode on one side, until nothing is added. */
static void sum_side(const struct table *t, uint64_t mode, uint64_t end, double seen, struct test_exact *sum)
{
    uint64_t most = end > mode ? end - mode : mode - end;
    for (uint64_t i = first_unlikely(t, mode, end, seen); i <= most; i++) {
        double p = at(t, end > mode ? mode + i : mode - i), before = sum->p;
        sum->p += p;
        sum->mid_p += as_likely(p, seen) ? p / 2 : p;
        if (sum->p == before)
            return;
    }
}

struct test_exact test_fisher(struct interval_share a, struct interval_share b)
{
    struct table t = {a.n, b.n, a.k + b.k};
    struct test_exact sum = {0, 0};
    if (a.n == 0 || b.n == 0 || t.draws == 0 || t.draws == a.n + b.n)
        return (struct test_exact){NAN, NAN};
    uint64_t least = t.draws > t.bad ? t.draws - t.bad : 0, most = t.draws < t.good ? t.draws : t.good;
    uint64_t mode = (uint64_t)((double)(t.draws + 1) * ((double)(t.good + 1) / ((double)t.good + (double)t.bad + 2)));
    mode = mode < least ? least : mode > most ? most : mode;
    double seen = at(&t, a.k);
    if (!likelier(at(&t, mode), seen)) { /* a neighbour may be as likely */
        int equals = 1 + as_likely(at(&t, a.k - 1), seen) + as_likely(at(&t, a.k + 1), seen);
        return (struct test_exact){1, 1 - equals * seen / 2};
    }
    if (mode > least)
        sum_side(&t, mode, least, seen, &sum);
    if (mode < most)
        sum_side(&t, mode, most, seen, &sum);
    return (struct test_exact){fmin(1, sum.p), fmin(1, sum.mid_p)};
}

/* ---- counts ---- */

static struct test chi_square(double statistic, double df)
{
    return df > 0 ? (struct test){statistic, df, NAN, dist_chi_square_tail(statistic, df)} : NOTHING;
}

struct test test_goodness(const uint64_t *count, const double *share, size_t n)
{
    double all = 0, shares = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        all += (double)count[i];
        shares += share[i];
    }
    for (size_t i = 0; i < n; i++) {
        double expected = all * (share[i] / shares), off = (double)count[i] - expected;
        sum += off * off / expected;
    }
    return all > 0 ? chi_square(sum, (double)n - 1) : NOTHING;
}

bool test_independence(const uint64_t *count, size_t rows, size_t columns, struct test *t)
{
    double *row = calloc(rows + columns + 1, sizeof *row), all = 0, sum = 0;
    size_t filled_rows = 0, filled_columns = 0;
    if (!row)
        return false;
    double *column = row + rows;
    for (size_t i = 0; i < rows * columns; i++) {
        row[i / columns] += (double)count[i];
        column[i % columns] += (double)count[i];
        all += (double)count[i];
    }
    for (size_t i = 0; i < rows * columns; i++) {
        double expected = row[i / columns] * (column[i % columns] / all), off = (double)count[i] - expected;
        sum += expected > 0 ? off * off / expected : 0;
    }
    for (size_t i = 0; i < rows; i++)
        filled_rows += row[i] > 0;
    for (size_t i = 0; i < columns; i++)
        filled_columns += column[i] > 0;
    free(row);
    *t = filled_rows > 1 && filled_columns > 1
             ? chi_square(sum, ((double)filled_rows - 1) * ((double)filled_columns - 1))
             : NOTHING;
    return true;
}

/* ---- groups ---- */

struct test_anova test_anova(const struct moments *group, size_t k)
{
    struct moments means = {0, 0, 0}; /* their squares are those between the groups */
    double within = 0, groups = 0;
    for (size_t i = 0; i < k; i++) {
        moments_merge(&means, &(struct moments){group[i].n, group[i].mean, 0});
        within += group[i].squares;
        groups += group[i].n > 0;
    }
    double between = means.squares, all = between + within, df1 = groups - 1, df2 = means.n - groups;
    struct test_anova a = {NOTHING, all > 0 && groups > 1 ? between / all : (double)NAN};
    double f = between / df1 / (within / df2);
    if (df1 > 0 && df2 > 0 && within > 0)
        a.test = (struct test){f, df1, df2, dist_f_tail(f, df1, df2)};
    return a;
}

struct test test_welch_anova(const struct moments *group, size_t k)
{
    double weights = 0, mean = 0, groups = 0, between = 0, lost = 0;
    for (size_t i = 0; i < k; i++) {
        if (group[i].n == 0)
            continue;
        double weight = group[i].n / moments_variance(&group[i]);
        weights += weight;
        mean += (group[i].mean - mean) * (weight / weights);
        groups++;
    }
    for (size_t i = 0; i < k; i++) {
        if (group[i].n == 0)
            continue;
        double weight = group[i].n / moments_variance(&group[i]), rest = 1 - weight / weights;
        between += weight * (group[i].mean - mean) * (group[i].mean - mean);
        lost += rest * rest / (group[i].n - 1);
    }
    double df1 = groups - 1, df2 = (groups * groups - 1) / (3 * lost);
    double f = between / df1 / (1 + 2 * (groups - 2) / (groups * groups - 1) * lost);
    return groups > 1 && isfinite(f) ? (struct test){f, df1, df2, dist_f_tail(f, df1, df2)} : NOTHING;
}

/* H is the anova of the ranks: their squares between the groups over their variance. */
static struct test of_ranks(const double *rank, const uint32_t *group, size_t n, struct moments *of, size_t k)
{
    struct moments all = moments_of(rank, n);
    double between = 0, groups = 0;
    for (size_t i = 0; i < n; i++)
        moments_add(&of[group[i]], rank[i]);
    for (size_t g = 0; g < k; g++) {
        between += of[g].n * (of[g].mean - all.mean) * (of[g].mean - all.mean);
        groups += of[g].n > 0;
    }
    return all.squares > 0 ? chi_square(between / (all.squares / (all.n - 1)), groups - 1) : NOTHING;
}

bool test_kruskal(const double *x, const uint32_t *group, size_t n, size_t k, struct test *t)
{
    struct moments *of = calloc(k + 1, sizeof *of);
    double *rank = malloc((n + 1) * sizeof *rank);
    bool ok = of && rank && rank_mid(x, n, rank);
    if (ok)
        *t = of_ranks(rank, group, n, of, k);
    free(rank);
    free(of);
    return ok;
}

/* ---- Kolmogorov and Smirnov ---- */

/* The limit's tail: two series, each of which has few terms on its side of 1. */
static double kolmogorov_tail(double x)
{
    double sum = 0;
    if (x <= 0)
        return 1;
    for (int k = 1; k <= 9; k++)
        sum += x < 1 ? exp(-pow((2 * k - 1) * M_PI / x, 2) / 8) : (k % 2 ? 2 : -2) * exp(-2 * pow(k * x, 2));
    return x < 1 ? 1 - sqrt(2 * M_PI) / x * sum : sum;
}

struct test test_kolmogorov(const double *sorted, size_t n, double (*cdf)(const void *ctx, double x), const void *ctx)
{
    double d = 0, all = (double)n, root = sqrt(all);
    for (size_t i = 0; i < n; i++) {
        double p = cdf(ctx, sorted[i]);
        d = fmax(d, fmax(p - (double)i / all, (double)(i + 1) / all - p));
    }
    double x = d * root + 1 / (6 * root) + (d * root - 1) / (4 * all);
    return n ? (struct test){d, NAN, NAN, fmin(1, kolmogorov_tail(x))} : NOTHING;
}

/* ---- several tests ---- */

/* From the least P (or the greatest) on; each is corrected to be monotone with those before it. */
static bool by_order(const double *p, size_t n, double *corrected, bool holm)
{
    uint32_t *order = malloc((n + 1) * sizeof *order);
    double bound = holm ? 0 : 1;
    bool ok = order && rank_order(p, n, order);
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t at_place = order[holm ? i : n - 1 - i];
        double times = holm ? (double)(n - i) : (double)n / (double)(n - i), v = fmin(1, p[at_place] * times);
        corrected[at_place] = bound = holm ? fmax(bound, v) : fmin(bound, v);
    }
    free(order);
    return ok;
}

bool test_correct(enum test_correction how, const double *p, size_t n, double *corrected)
{
    if (how == TEST_HOLM || how == TEST_BH)
        return by_order(p, n, corrected, how == TEST_HOLM);
    for (size_t i = 0; i < n; i++)
        corrected[i] = how == TEST_BONFERRONI ? fmin(1, p[i] * (double)n) : p[i];
    return true;
}
