/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/standing.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "features/cuts.h"
#include "features/standingcells.h"
#include "features/topshare.h"

enum { FIRST = 15000, DAYS = 60, N = 400 };

static struct order random_order(struct rng *r, int i)
{
    static const char *const country[] = {"", "FI", "SE"};
    static char id[N][12];
    struct order p = {.customer_id = SLICE("A"),
                      .country = slice_str(country[rng_below(r, 3)]),
                      .day = FIRST + (date)rng_below(r, DAYS),
                      .time = (daytime)rng_below(r, 86400),
                      .lines = 1 + (uint32_t)rng_below(r, 3),
                      .sale_lines = (uint32_t)rng_below(r, 2),
                      .return_lines = (uint32_t)rng_below(r, 2)};
    p.order_id = slice_of(id[i], (size_t)snprintf(id[i], sizeof id[i], "%d", i));
    p.gross = p.sale_lines * (decimal)rng_below(r, 3) * DECIMAL_ONE;
    p.returned = -(p.return_lines * (decimal)rng_below(r, 4) * DECIMAL_ONE);
    p.units = ((decimal)p.sale_lines - (decimal)p.return_lines) * DECIMAL_ONE;
    p.returned_units = -(decimal)p.return_lines * DECIMAL_ONE;
    return p;
}

/* Only the orders of [from, to). */
static struct orders *orders_between(const struct order *p, size_t n, date from, date to)
{
    struct orders *o = orders_new(UINT64_MAX, false);
    for (size_t i = 0; i < n; i++)
        if (p[i].day >= from && p[i].day < to)
            orders_add(o, &p[i]);
    orders_end(o);
    return o;
}

/* The cells as text. */
static size_t cells_of(struct orders *o, date from, date cut, char *text)
{
    struct history h;
    struct standing k;
    struct cell cell[STANDING_CELLS];
    char *p = text;
    history_begin(&h, o, DATE_NONE, NULL);
    if (history_next(&h) && standing_at(&h, from, cut, &k)) {
        standing_cells(&k, cell);
        for (int i = 0; i < STANDING_CELLS; i++) {
            p = cell_put(p, &cell[i], 0);
            *p++ = '\t';
        }
    }
    history_free(&h);
    orders_free(o);
    return (size_t)(p - text);
}

/* Later orders, and those before a window, change nothing. */
Test(standing, is_what_there_would_be_without_all_other_orders)
{
    static char want[4096], got[4096];
    struct order p[N];
    struct rng r;
    int rows = 0;
    rng_seed(&r, 51, 0);
    for (int round = 0; round < 400; round++) {
        size_t n = 1 + rng_below(&r, round % 8 ? 12 : N);
        for (size_t i = 0; i < n; i++)
            p[i] = random_order(&r, (int)i);
        date cut = FIRST + (date)rng_below(&r, DAYS + 5), from = round % 2 ? DATE_NONE : cut - 20;
        size_t m = cells_of(orders_between(p, n, from, cut), DATE_NONE, cut, want);
        cr_assert_eq(cells_of(orders_between(p, n, 0, FIRST + DAYS), from, cut, got), m);
        cr_assert(memcmp(want, got, m) == 0, "%.*s\n%.*s", (int)m, want, (int)m, got);
        rows += m > 0;
    }
    cr_assert(rows > 200);
}

static struct order sale(const char *id, date day, decimal gross)
{
    return (struct order){.customer_id = SLICE("A"),
                          .order_id = slice_str(id),
                          .country = SLICE(""),
                          .day = day,
                          .lines = 1,
                          .sale_lines = 1,
                          .units = DECIMAL_ONE,
                          .gross = gross * DECIMAL_ONE};
}

Test(standing, the_future_begins_with_the_cut_and_ends_before_its_end)
{
    const struct order p[] = {sale("1", FIRST, 5), sale("2", FIRST + 10, 7), sale("3", FIRST + 20, 9)};
    struct orders *o = orders_between(p, 3, 0, FIRST + DAYS);
    struct history h;
    struct standing k;
    struct future f;
    history_begin(&h, o, DATE_NONE, NULL);
    cr_assert(history_next(&h));
    cr_assert(!standing_at(&h, DATE_NONE, FIRST, &k), "the first day is not before itself");
    cr_assert(standing_at(&h, DATE_NONE, FIRST + 10, &k));
    cr_assert(k.as_of == FIRST + 9 && k.orders == 1 && k.gross == 5 * DECIMAL_ONE);
    future_of(&h, &k, FIRST + 20, &f);
    cr_assert(f.bought && f.orders == 1 && f.revenue == 7 * DECIMAL_ONE && f.days == 10);
    cr_assert(standing_at(&h, DATE_NONE, FIRST + 11, &k));
    future_of(&h, &k, FIRST + 20, &f);
    cr_assert(!f.bought && f.orders == 0 && f.revenue == 0 && f.days == -1);
    history_free(&h);
    orders_free(o);
}

Test(standing, cuts_go_back_as_far_as_somebody_is_known)
{
    struct cuts c;
    struct opt_list none = {0};
    cuts_begin(&c, none, 10, FIRST, FIRST + 35);
    cr_assert_eq(cuts_after(&c, FIRST + 35), 0);
    cr_assert_eq(cuts_after(&c, FIRST + 34), 1);
    cr_assert_eq(cuts_after(&c, FIRST + 5), 3);
    cr_assert_eq(cuts_after(&c, FIRST - 100), 4, "none before --from");
    cr_assert_eq(cuts_after(&c, FIRST + 14), 3);
    cr_assert(c.cut[0] == FIRST + 35 && c.cut[3] == FIRST + 5);
    cuts_free(&c);
    cuts_begin(&c, none, 0, DATE_NONE, DATE_NONE);
    cr_assert_eq(cuts_after(&c, FIRST), 0);
    cuts_free(&c);
}

Test(standing, the_top_of_each_cut_is_rounded_up_and_has_spent)
{
    struct topshare t = {0};
    const decimal spent[] = {5, 9, 0, 9, 9};
    for (int i = 0; i < 5; i++) {
        topshare_add(&t, FIRST, spent[i]);
        topshare_add(&t, FIRST + 1, -spent[i]);
    }
    topshare_end(&t, 0.4);
    for (size_t i = 0; i < 10; i++)
        cr_assert_eq(topshare_has(&t, i), i == 2 || i == 6, "%zu", i);
    topshare_free(&t);
}
