/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/valued.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"
#include "stats/rank.h"

enum { MOST = 300 };

struct sample {
    struct valued v;
    double actual[MOST], predicted[MOST];
    uint32_t who[MOST], key[MOST];
};

static void draw(struct sample *x, size_t n)
{
    struct rng r;
    rng_seed(&r, 5, 0);
    for (size_t i = 0; i < n; i++) {
        x->actual[i] = floor(20 * rng_unit(&r));
        x->predicted[i] = x->actual[i] + floor(9 * rng_unit(&r)) - 4;
        x->who[i] = x->key[i] = (uint32_t)i;
    }
    x->v = (struct valued){
        .n = n, .actual = x->actual, .predicted = x->predicted, .amount = x->actual, .who = x->who, .top = 20};
}

Test(valued, has_the_rank_correlation_of_ranks)
{
    static struct sample x;
    double value[VALUED_MEASURES], rho;
    draw(&x, MOST);
    valued_order(&x.v, x.key);
    valued_measure(&x.v, NULL, value);
    cr_assert(rank_spearman(x.predicted, x.actual, MOST, &rho));
    cr_assert_float_eq(value[VALUED_SPEARMAN], rho, 1e-12);
    cr_assert_float_eq(value[VALUED_RMSE] * value[VALUED_RMSE], value[VALUED_MSE], 1e-12);
    cr_assert(value[VALUED_TOP_AMOUNT] <= value[VALUED_BEST_AMOUNT]);
    valued_free(&x.v);
}

Test(valued, counts_rows_as_often_as_it_is_told)
{
    static struct sample x, y;
    static uint32_t times[MOST];
    double a[VALUED_MEASURES], b[VALUED_MEASURES];
    size_t n = 0;
    draw(&x, MOST / 4);
    for (size_t i = 0; i < x.v.n; i++) {
        times[i] = (uint32_t)(i * 5 % 4);
        for (uint32_t k = 0; k < times[i]; k++, n++) {
            y.actual[n] = x.actual[i], y.predicted[n] = x.predicted[i];
            y.who[n] = (uint32_t)n, y.key[n] = x.key[i];
        }
    }
    y.v = x.v;
    y.v.n = n, y.v.actual = y.v.amount = y.actual, y.v.predicted = y.predicted, y.v.who = y.who;
    valued_order(&x.v, x.key);
    valued_order(&y.v, y.key);
    valued_measure(&x.v, times, a);
    valued_measure(&y.v, NULL, b);
    for (unsigned i = 0; i < VALUED_MEASURES; i++)
        cr_assert_float_eq(a[i], b[i], 1e-10, "measure %u: %.17g, %.17g", i, a[i], b[i]);
    valued_free(&x.v);
    valued_free(&y.v);
}
