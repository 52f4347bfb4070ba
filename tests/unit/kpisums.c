/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/kpisums.h"

#include <criterion/criterion.h>

#include "base/rng.h"

enum { FIRST = 15000, DAYS = 120, MOST = 30, DOLLAR = 1000000 };

struct totals {
    int64_t orders, revenue;
};

/* The sums of the visits in period i; for NONE, nothing. */
static struct totals total(const struct timeline *t, uint32_t i, const struct kpi_visit *v, size_t n)
{
    struct totals sum = {0, 0};
    for (size_t k = 0; i != TIMELINE_NONE && k < n; k++)
        if (i >= t->in[v[k].day].from && i < t->in[v[k].day].to) {
            sum.orders += v[k].sells;
            sum.revenue += v[k].revenue;
        }
    return sum;
}

static void assert_period(const struct kpisums *s, uint32_t i, const struct kpi_visit *v, size_t n, struct kpi_known k)
{
    struct totals now = total(s->time, i, v, n), before = total(s->time, timeline_before(s->time, i), v, n);
    const int64_t *sum = s->group[0][i].sum;
    bool active = now.orders > 0, was = before.orders > 0, is_new = active && i < k.known;
    cr_assert_eq(sum[KPI_NEW_CUSTOMERS], is_new);
    cr_assert_eq(sum[KPI_EXISTING_CUSTOMERS], active && !is_new);
    cr_assert_eq(sum[KPI_NEW_REVENUE], is_new ? now.revenue : 0);
    cr_assert_eq(sum[KPI_EXISTING_REVENUE], active && !is_new ? now.revenue : 0);
    cr_assert_eq(sum[KPI_REACTIVATED_REVENUE], active && !is_new && !was ? now.revenue : 0);
    cr_assert_eq(sum[KPI_RETAINED], active && was);
    cr_assert_eq(sum[KPI_RETAINED_BEFORE], active && was ? before.revenue : 0);
    cr_assert_eq(sum[KPI_RETAINED_REVENUE], was ? now.revenue : 0);
    cr_assert_eq(sum[KPI_REPEAT_CUSTOMERS], active && i >= k.second);
}

static const enum period_unit UNIT[] = {PERIOD_DAY,        PERIOD_WEEK,       PERIOD_MONTH,    PERIOD_QUARTER,
                                        PERIOD_YEAR,       PERIOD_DAYS + 1,   PERIOD_DAYS + 7, PERIOD_DAYS + 90,
                                        PERIOD_MONTHS + 1, PERIOD_MONTHS + 12};
enum { UNITS = sizeof UNIT / sizeof *UNIT };

/* The sweep over spans gives the same as each period by itself, for every unit. */
Test(kpisums, a_customers_orders_in_every_period)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int round = 0; round < 400; round++) {
        struct timeline t;
        struct kpisums s;
        struct kpi_visit v[MOST];
        size_t n = 1 + rng_below(&r, MOST);
        timeline_begin(&t, UNIT[rng_below(&r, UNITS)], FIRST, FIRST + DAYS - 1);
        uint32_t day = 0, most = 1 + (uint32_t)rng_below(&r, 20);
        for (size_t i = 0; i < n; i++, day += (uint32_t)rng_below(&r, most))
            v[i] = (struct kpi_visit){.day = day < DAYS ? day : DAYS - 1,
                                      .sells = rng_below(&r, 3) > 0,
                                      .revenue = ((int64_t)rng_below(&r, 9) - 3) * DOLLAR};
        struct kpi_known known = {t.in[v[0].day].to, (uint32_t)rng_below(&r, t.n)};
        kpisums_begin(&s, &t);
        kpisums_visits(&s, 0, v, n, known);
        kpisums_end(&s);
        for (uint32_t i = 0; i < t.n; i++)
            assert_period(&s, i, v, n, known);
        kpisums_free(&s);
        timeline_free(&t);
    }
}

Test(kpisums, who_signed_up_is_activated_once)
{
    struct timeline t;
    struct kpisums s;
    const struct kpi_visit v[] = {{.day = 3, .sells = true}, {.day = 4, .sells = true}, {.day = 20, .sells = true}};
    timeline_begin(&t, (enum period_unit)(PERIOD_DAYS + 7), FIRST, FIRST + DAYS - 1);
    kpisums_begin(&s, &t);
    kpisums_signup(&s, 0, 6, v, 3);
    kpisums_end(&s);
    for (uint32_t i = 0; i < t.n; i++) {
        cr_assert_eq(s.group[0][i].sum[KPI_SIGNUPS], i >= 6 && i < 13);
        cr_assert_eq(s.group[0][i].sum[KPI_ACTIVATED], i >= 6 && i < 11, "%u", i);
    }
    kpisums_free(&s);
    timeline_free(&t);
}
