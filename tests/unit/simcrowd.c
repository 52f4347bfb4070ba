/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simcrowd.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct sim_setup setup(uint32_t customers, enum season_kind seasons)
{
    return (struct sim_setup){
        .model = {.r = 0.8, .alpha = 60, .a = 0.6, .b = 3, .s = 0.6, .beta = 120, .p = 4, .q = 4, .gamma = 90},
        .seed = 1,
        .customers = customers,
        .first = date_of(2011, 1, 1),
        .days = 365,
        .joining = 200,
        .seasons = (int)seasons,
        .basket = 5,
    };
}

/* The purchase days of customer i, and their number. */
static int days_of(struct simcrowd *crowd, uint32_t i, int32_t *day)
{
    struct rng r;
    int n = 0;
    for (simcrowd_join(crowd, i, &r); crowd->customer[i].day < crowd->setup->days; simcrowd_next(crowd, i, &r))
        day[n++] = crowd->customer[i].day;
    return n;
}

Test(simcrowd, one_purchase_a_day_on_open_days)
{
    struct sim_setup s = setup(5000, SEASON_RETAIL);
    struct simcrowd crowd;
    simcrowd_make(&crowd, &s);
    for (uint32_t i = 0; i < s.customers; i++) {
        int32_t day[365];
        int n = days_of(&crowd, i, day);
        cr_assert(n >= 1 && day[0] >= 0 && day[0] < s.joining);
        for (int k = 0; k < n; k++) {
            cr_assert(k == 0 || day[k] > day[k - 1]);
            cr_assert_eq(simseason_open(&crowd.season, day[k]), day[k]);
        }
        date lost = simcrowd_lost(&crowd, i);
        cr_assert(lost == DATE_NONE || lost == s.first + day[n - 1], "BG/NBD loses customers when they buy");
    }
    simcrowd_free(&crowd);
}

Test(simcrowd, a_customer_does_not_depend_on_the_others)
{
    struct sim_setup few = setup(10, SEASON_NONE), many = setup(1000, SEASON_NONE);
    struct simcrowd a, b;
    simcrowd_make(&a, &few);
    simcrowd_make(&b, &many);
    for (uint32_t i = 1000; i-- > 0;) {
        int32_t day[2][365];
        int n = days_of(&b, i, day[1]);
        if (i < 10) {
            cr_assert_eq(days_of(&a, i, day[0]), n);
            cr_assert_eq(memcmp(day[0], day[1], (size_t)n * sizeof **day), 0);
        }
    }
    simcrowd_free(&a);
    simcrowd_free(&b);
}

/* Days preserve the model: with the first purchase at time u of its day, the days after it contain the times to T + 1 -
 * u, so the mean of x is that of E[X] over u, which is near E[X(T + 1/2)]. Within 4 standard errors. */
Test(simcrowd, purchase_days_follow_the_model)
{
    struct sim_setup s = setup(100000, SEASON_NONE);
    struct simcrowd crowd;
    double sum = 0, square = 0, expected = 0, none = 0;
    int no_repeat = 0;
    s.joining = 1;
    simcrowd_make(&crowd, &s);
    for (uint32_t i = 0; i < s.customers; i++) {
        int32_t day[365];
        int x = days_of(&crowd, i, day) - 1;
        sum += x;
        square += (double)x * x;
        no_repeat += x == 0;
    }
    simcrowd_free(&crowd);
    for (int i = 0; i < 100000; i++) { /* as in the test of buyer: over u = p^a */
        double p = pow((i + 0.5) / 100000, 1 / 0.6), w = (1 - p) * (1 - p);
        expected += w * -expm1(-0.8 * log1p(p * 364.5 / 60)) / p;
        none += w;
    }
    expected /= none;
    double mean = sum / s.customers, error = sqrt((square / s.customers - mean * mean) / s.customers);
    cr_assert_float_eq(mean, expected, 4 * error, "%g, expected %g, standard error %g", mean, expected, error);
    none = pow(60 / (60 + 364.5), 0.8);
    cr_assert_float_eq((double)no_repeat / s.customers, none, 4 * sqrt(none * (1 - none) / s.customers));
}
