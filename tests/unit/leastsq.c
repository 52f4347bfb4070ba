/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/leastsq.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MOST = 700, WIDE = 6 };

struct sample {
    struct terms t;
    double x[MOST * WIDE], y[MOST], mean[WIDE], sd[WIDE];
};

static void begin(struct sample *s, size_t n, unsigned p)
{
    s->t = (struct terms){n, p, s->x, s->mean, s->sd};
}

/* NIST, Wampler1 and Wampler4: powers of 0 to 20, all coefficients 1, without and with errors. */
static void wampler(struct sample *s, double size)
{
    static const double error[] = {75900,   -204800, 204800,  -204800, 252300,  -204800, 204800,
                                   -204800, 183800,  -204800, 204800,  -204800, 183800,  -204800,
                                   204800,  -204800, 252300,  -204800, 204800,  -204800, 75900};
    begin(s, 21, 5);
    for (size_t i = 0; i < 21; i++) {
        s->y[i] = 1 + size * error[i];
        for (unsigned j = 0; j < 5; j++)
            s->y[i] += s->x[i * 5 + j] = pow((double)i, 1 + j);
    }
    terms_scale(&s->t);
}

Test(leastsq, finds_the_certified_figures_of_wampler)
{
    static struct sample s;
    struct leastsq l;
    for (unsigned size = 0; size < 2; size++) {
        wampler(&s, size);
        cr_assert(leastsq_fit(&l, &s.t, s.y, NULL));
        cr_assert_eq(l.rank, 6);
        for (unsigned k = 0; k < 6; k++)
            cr_assert_float_eq(l.raw[k], 1, size ? 1e-9 : 1e-11, "coefficient %u: %.17g", k, l.raw[k]);
        if (size) {
            double sd = sqrt(l.rss / l.freedom);
            cr_assert_float_eq(sd, 236014.502379268, 1e-8);
            cr_assert_float_eq(sd * l.error[0], 215232.624678170, 1e-5);
            cr_assert_float_eq(sd * l.error[5], 11.2324854679312, 1e-9);
        } else {
            cr_assert_lt(l.rss, 1e-20);
        }
        leastsq_free(&l);
    }
}

static void noise(struct sample *s, size_t n, unsigned p)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    begin(s, n, p);
    for (size_t i = 0; i < n * p; i++)
        s->x[i] = 1000 + rng_unit(&r);
    for (size_t i = 0; i < n; i++)
        s->y[i] = rng_unit(&r) + s->x[i * p];
    terms_scale(&s->t);
}

/* At the minimum the residuals are at right angles to every term. */
Test(leastsq, leaves_residuals_that_no_term_explains)
{
    static struct sample s;
    struct leastsq l;
    double z[WIDE + 1];
    noise(&s, MOST, 4);
    cr_assert(leastsq_fit(&l, &s.t, s.y, NULL));
    double dot[WIDE + 1] = {0}, rss = 0;
    for (size_t i = 0; i < MOST; i++) {
        double r = s.y[i];
        terms_row(&s.t, i, z);
        for (unsigned k = 0; k < l.q; k++)
            r -= l.beta[k] * z[k];
        for (unsigned k = 0; k < l.q; k++)
            dot[k] += r * z[k];
        rss += r * r;
    }
    for (unsigned k = 0; k < l.q; k++)
        cr_assert_float_eq(dot[k], 0, 1e-9);
    cr_assert_float_eq(l.rss, rss, 1e-9);
    leastsq_free(&l);
}

/* Term 2 is the sum of 0 and 1, term 3 is constant: the others have the coefficients of a fit without them. */
Test(leastsq, leaves_out_what_the_others_make_up_for)
{
    static struct sample s, two;
    struct leastsq l, alone;
    noise(&s, 300, 5);
    begin(&two, 300, 3);
    for (size_t i = 0; i < 300; i++) {
        s.x[i * 5 + 2] = s.x[i * 5] + s.x[i * 5 + 1];
        s.x[i * 5 + 3] = 0.1;
        two.x[i * 3] = s.x[i * 5], two.x[i * 3 + 1] = s.x[i * 5 + 1], two.x[i * 3 + 2] = s.x[i * 5 + 4];
    }
    terms_scale(&s.t);
    terms_scale(&two.t);
    cr_assert(leastsq_fit(&l, &s.t, s.y, NULL));
    cr_assert(leastsq_fit(&alone, &two.t, s.y, NULL));
    cr_assert_eq(l.rank, 4);
    cr_assert(l.out[3] && l.out[4] && !l.out[5]);
    cr_assert_float_eq(l.rss, alone.rss, 1e-9);
    cr_assert_float_eq(l.raw[5], alone.raw[3], 1e-9);
    cr_assert_float_eq(l.error[5], alone.error[3], 1e-9);
    double share[6];
    terms_made_of(l.r, l.out, 6, 3, share);
    cr_assert(share[1] > 0.1 && share[2] > 0.1 && fabs(share[4]) < 1e-9);
    leastsq_free(&l);
    leastsq_free(&alone);
}

/* With one term z'z = n, so that beta = z'y / (n + penalty). */
Test(leastsq, shrinks_by_the_penalty)
{
    static struct sample s;
    struct leastsq plain, ridge;
    double penalty = 150;
    noise(&s, 300, 1);
    cr_assert(leastsq_fit(&plain, &s.t, s.y, NULL));
    cr_assert(leastsq_fit(&ridge, &s.t, s.y, &penalty));
    cr_assert_float_eq(ridge.beta[1], plain.beta[1] * 300 / 450, 1e-12);
    cr_assert_float_eq(ridge.beta[0], plain.beta[0], 1e-9);
    cr_assert_float_eq(ridge.freedom, 300 - 1 - 300. / 450, 1e-12);
    cr_assert_float_eq(ridge.covariance[3], 300. / (450. * 450), 1e-12);
    leastsq_free(&plain);
    leastsq_free(&ridge);
}
