/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simqueue.h"

#include <criterion/criterion.h>

#include "base/rng.h"

static bool in_order(const struct sim_event *a, const struct sim_event *b)
{
    if (a->minute != b->minute)
        return a->minute < b->minute;
    if (a->what != b->what)
        return a->what < b->what;
    if (a->who != b->who)
        return a->who < b->who;
    return a->k != b->k ? a->k < b->k : a->part <= b->part;
}

static struct sim_event random_event(struct rng *r)
{
    return (struct sim_event){.who = (uint32_t)rng_below(r, 50),
                              .k = (uint32_t)rng_below(r, 4),
                              .minute = (uint16_t)rng_below(r, 100),
                              .what = (uint8_t)rng_below(r, 3),
                              .part = (uint8_t)rng_below(r, 2)};
}

/* Each event comes once, on its day, in order, also events that are added while the days pass. */
Test(simqueue, all_come_on_their_day_in_order)
{
    enum { DAYS = 30 };
    struct simqueue q;
    struct rng r;
    int put[DAYS] = {0}, got[DAYS] = {0};
    rng_seed(&r, 1, 0);
    simqueue_make(&q, DAYS);
    for (int i = 0; i < 3000; i++) {
        int32_t day = (int32_t)rng_below(&r, DAYS + 5);
        simqueue_put(&q, day, random_event(&r));
        if (day < DAYS)
            put[day]++;
    }
    for (int32_t day = 0; day < DAYS; day++) {
        struct sim_event e, last = {0};
        simqueue_begin_day(&q, day);
        while (simqueue_pop(&q, &e)) {
            cr_assert(in_order(&last, &e));
            got[day]++;
            last = e;
            int32_t later = day + (int32_t)rng_below(&r, 4);
            if (rng_below(&r, 2) && later < DAYS) {
                struct sim_event more = random_event(&r);
                more.minute = (uint16_t)(later == day ? e.minute + 1 : more.minute);
                simqueue_put(&q, later, more);
                put[later]++;
            }
        }
        cr_assert_eq(got[day], put[day], "day %d: %d of %d", day, got[day], put[day]);
    }
    cr_assert_lt(q.n, 6000, "entries are used again");
    simqueue_free(&q);
}

Test(simqueue, the_order_is_not_that_of_putting)
{
    struct sim_event e[4] = {{.minute = 5, .who = 2},
                             {.minute = 5, .who = 1, .what = SIM_REST},
                             {.minute = 4, .who = 9},
                             {.minute = 5, .who = 1}};
    static const int WANT[4] = {2, 3, 0, 1};
    for (int shift = 0; shift < 4; shift++) {
        struct simqueue q;
        simqueue_make(&q, 2);
        for (int i = 0; i < 4; i++)
            simqueue_put(&q, 1, e[(i + shift) % 4]);
        simqueue_begin_day(&q, 0);
        struct sim_event got;
        cr_assert_not(simqueue_pop(&q, &got));
        simqueue_begin_day(&q, 1);
        for (int i = 0; i < 4; i++) {
            cr_assert(simqueue_pop(&q, &got));
            cr_assert(got.who == e[WANT[i]].who && got.what == e[WANT[i]].what);
        }
        cr_assert_not(simqueue_pop(&q, &got));
        simqueue_free(&q);
    }
}
