/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/logitsums.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

enum { MOST = 150, WIDE = 35 };

static double x[MOST * WIDE], mean[WIDE], sd[WIDE], beta[WIDE + 1];
static bool y[MOST];

static void draw(struct terms *t, struct rng *r, size_t n, unsigned p, double size)
{
    *t = (struct terms){n, p, x, mean, sd};
    for (size_t i = 0; i < n * p; i++)
        x[i] = 6 * rng_unit(r) - 3;
    for (size_t i = 0; i < n; i++)
        y[i] = rng_unit(r) < 0.4;
    for (unsigned k = 0; k <= p; k++)
        beta[k] = size * (rng_unit(r) - 0.5);
    terms_scale(t);
}

/* Row by row, as the formulas have it. */
struct plain {
    double likelihood, gradient[WIDE + 1], information[WIDE + 1][WIDE + 1];
};

static void add_plainly(struct plain *s, const double *z, unsigned q, bool positive)
{
    double m = 0;
    for (unsigned k = 0; k < q; k++)
        m += z[k] * beta[k];
    double e = exp(-fabs(m)), rest = m >= 0 ? e / (1 + e) : 1 - e / (1 + e), chance = (m >= 0 ? 1 : e) / (1 + e);
    double up = positive ? rest : -chance, weight = e / ((1 + e) * (1 + e));
    s->likelihood -= log1p(e) + (positive == (m >= 0) ? 0 : fabs(m));
    for (unsigned a = 0; a < q; a++) {
        s->gradient[a] += up * z[a];
        for (unsigned b = 0; b <= a; b++)
            s->information[a][b] += weight * z[a] * z[b];
    }
}

static void sum_plainly(struct plain *s, const struct terms *t)
{
    double z[WIDE + 1] = {1};
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < t->n; i++) {
        for (unsigned j = 0; j < t->p; j++)
            z[1 + j] = (x[i * t->p + j] - mean[j]) * (sd[j] > 0 ? 1 / sd[j] : 0);
        add_plainly(s, z, t->p + 1, y[i]);
    }
}

static void same_as_plain(const struct terms *t, enum cpu_level level)
{
    static struct plain want;
    struct logitsums s;
    sum_plainly(&want, t);
    cr_assert(logitsums_begin(&s, t, y, level));
    for (int again = 0; again < 2; again++)
        logitsums_at(&s, beta);
    cr_assert_float_eq(s.likelihood, want.likelihood, 1e-12 * (double)t->n * (1 - want.likelihood));
    cr_assert_arr_eq(s.gradient, want.gradient, s.q * sizeof(double), "%zu x %u, level %d", t->n, t->p, (int)level);
    for (unsigned a = 0; a < s.q; a++)
        cr_assert_arr_eq(s.information + (size_t)a * s.stride, want.information[a], (a + 1) * sizeof(double));
    logitsums_free(&s);
}

/* Compared as bits: the results must not depend on the processor. */
Test(logitsums, are_those_of_the_plain_loops_at_every_level)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    for (unsigned p = 0; p <= WIDE; p++)
        for (size_t n = 1 + p % 2; n <= MOST; n += 21) {
            struct terms t;
            draw(&t, &r, n, p, p % 3 ? 1 : 60);
            for (enum cpu_level level = CPU_PORTABLE; level <= cpu_best(); level++)
                same_as_plain(&t, level);
        }
}

/* A likelihood of nearly 1 keeps its digits. */
Test(logitsums, keep_a_likelihood_that_is_nearly_one)
{
    struct terms t = {MOST, 0, x, mean, sd};
    struct logitsums s;
    for (size_t i = 0; i < MOST; i++)
        y[i] = false;
    cr_assert(logitsums_begin(&s, &t, y, CPU_PORTABLE));
    logitsums_at(&s, (double[]){-50});
    cr_assert_float_eq(s.likelihood / (-MOST * exp(-50)), 1, 1e-13);
    logitsums_free(&s);
}
