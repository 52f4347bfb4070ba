/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/history.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { FIRST = 15000, DAYS = 40, MOST_ORDERS = 4000 };

/* Few customers and few days, so that some days have several orders, and some no revenue. */
static struct order random_order(struct rng *r, int i)
{
    static const char *const customer[] = {"", "A", "B", "C", "Z", "a longer id than sixteen bytes"};
    static const char *const country[] = {"", "FI", "United Kingdom"};
    static char id[MOST_ORDERS][12];
    struct order p = {.customer_id = slice_str(customer[rng_below(r, 6)]),
                      .country = slice_str(country[rng_below(r, 3)]),
                      .day = FIRST + (date)rng_below(r, DAYS),
                      .time = (daytime)rng_below(r, 86400),
                      .lines = 1 + (uint32_t)rng_below(r, 3),
                      .sale_lines = (uint32_t)rng_below(r, 2),
                      .return_lines = (uint32_t)rng_below(r, 2)};
    p.order_id = slice_of(id[i], (size_t)snprintf(id[i], sizeof id[i], "%d", i));
    p.gross = p.sale_lines * (decimal)rng_below(r, 3);
    p.returned = -(p.return_lines * (decimal)rng_below(r, 4));
    p.units = p.sale_lines - (decimal)p.return_lines;
    p.returned_units = -(decimal)p.return_lines;
    return p;
}

static struct orders *orders_of(const struct order *p, size_t n, uint64_t memory)
{
    struct orders *o = orders_new(memory, false);
    for (size_t i = 0; i < n; i++)
        orders_add(o, &p[i]);
    orders_end(o);
    return o;
}

/* ---- the fold of the customers table ---- */

static void fold(struct customer *c, const struct history *h, size_t orders)
{
    customer_begin(c, h->id);
    for (size_t i = 0; i < orders; i++)
        customer_add(c, &h->order[i]);
    customer_end(c);
}

/* The first `n` orders and the first `days` purchase days are those of a row of the customers table. */
static void assert_agrees(const struct history *h, size_t n, size_t days, const struct customer *c)
{
    uint64_t orders = 0, lines = 0, on_days = 0;
    decimal units = 0, back = 0, gross = 0, returned = 0, repeat = 0;
    for (size_t i = 0; i < n; i++) {
        const struct order *p = &h->order[i];
        orders += p->sale_lines > 0;
        lines += p->lines;
        units += p->units;
        back += p->returned_units;
        gross += p->gross;
        returned += p->returned;
    }
    for (size_t i = 0; i < days; i++) {
        repeat += i ? h->day[i].revenue : 0;
        on_days += h->day[i].orders;
        cr_assert(i == 0 || h->day[i - 1].day < h->day[i].day);
        cr_assert(h->day[i].orders > 0 && h->day[i].revenue >= 0 && h->day[i].revenue <= h->day[i].gross);
    }
    cr_assert(c->orders == orders && c->lines == lines && c->units == units && c->returned_units == back);
    cr_assert(c->gross == gross && c->returned == returned && c->repeat_revenue == repeat);
    cr_assert(c->purchase_days == days && on_days <= orders);
    cr_assert_eq(c->first_date, days ? h->day[0].day : DATE_NONE);
    cr_assert_eq(c->last_date, days ? h->day[days - 1].day : DATE_NONE);
}

static void assert_cuts(const struct history *h, struct customer *c)
{
    for (date day = FIRST - 1; day <= FIRST + DAYS + 1; day++) {
        struct history_cut cut = history_before(h, day);
        cr_assert(cut.orders == 0 || h->order[cut.orders - 1].day < day);
        cr_assert(cut.orders == h->orders || h->order[cut.orders].day >= day);
        fold(c, h, cut.orders);
        assert_agrees(h, cut.orders, cut.days, c);
    }
}

static size_t number(struct slice id)
{
    size_t n = 0;
    for (size_t i = 0; i < id.n; i++)
        n = 10 * n + (size_t)(id.p[i] - '0');
    return n;
}

/* Computed from the orders of the input. */
static void assert_from(const struct history *h, const struct order *p)
{
    for (size_t i = 0; i < h->orders; i++) {
        const struct order *got = &h->order[i], *want = &p[number(got->order_id)];
        cr_assert(slice_eq(got->customer_id, h->id) && slice_eq(want->customer_id, h->id));
        cr_assert(slice_eq(got->order_id, want->order_id) && slice_eq(got->country, want->country));
        cr_assert(got->day == want->day && got->time == want->time && got->gross == want->gross);
        cr_assert(i == 0 || got[-1].day < got->day || (got[-1].day == got->day && got[-1].time <= got->time));
    }
}

Test(history, agrees_with_the_customers_table_whole_and_cut)
{
    static struct order p[MOST_ORDERS];
    struct rng r;
    struct customer c = {0};
    rng_seed(&r, 31, 0);
    for (int round = 0; round < 60; round++) {
        size_t n = rng_below(&r, round % 10 ? 200 : MOST_ORDERS), orders = 0, customers = 0, guests = 0, none = 0;
        for (size_t i = 0; i < n; i++) {
            p[i] = random_order(&r, (int)i);
            none += p[i].customer_id.n == 0;
        }
        struct orders *o = orders_of(p, n, round % 3 ? UINT64_MAX : 0);
        struct history h;
        history_begin(&h, o, DATE_NONE, NULL);
        while (history_next(&h)) {
            orders += h.orders;
            cr_assert_eq(h.guest, h.id.n == 0);
            assert_from(&h, p);
            if (h.guest) {
                guests++;
                cr_assert(h.orders == 1 && h.days == 0 && customers == 0, "guests come first, alone");
                continue;
            }
            customers++;
            assert_agrees(&h, h.orders, h.days, &h.all);
            assert_cuts(&h, &c);
        }
        cr_assert(!history_next(&h) && h.orders == 0 && h.days == 0, "the end stays the end");
        cr_assert(orders == n && guests == none && customers <= 5);
        history_free(&h);
        orders_free(o);
    }
    customer_free(&c);
}

/* The values at a cut are those of a log that ends on the day before. */
Test(history, a_cut_is_a_log_that_ends_there)
{
    enum { N = 600 };
    static struct order p[N];
    struct rng r;
    rng_seed(&r, 32, 0);
    for (int i = 0; i < N; i++) {
        p[i] = random_order(&r, i);
        p[i].customer_id = SLICE("A");
    }
    for (date day = FIRST + 1; day <= FIRST + DAYS; day++) {
        struct orders *all = orders_of(p, N, UINT64_MAX), *cut = orders_of(p, N, UINT64_MAX);
        struct history long_one, short_one;
        uint64_t left_out = *tool_counter("orders_after_as_of");
        history_begin(&short_one, cut, day - 1, NULL);
        cr_assert(history_next(&short_one));
        left_out = *tool_counter("orders_after_as_of") - left_out;
        history_begin(&long_one, all, DATE_NONE, NULL);
        cr_assert(history_next(&long_one));
        struct history_cut known = history_before(&long_one, day);
        cr_assert(known.orders == short_one.orders && known.days == short_one.days);
        assert_agrees(&long_one, known.orders, known.days, &short_one.all);
        for (size_t i = 0; i < known.days; i++)
            cr_assert(
                long_one.day[i].day == short_one.day[i].day && long_one.day[i].orders == short_one.day[i].orders &&
                long_one.day[i].gross == short_one.day[i].gross && long_one.day[i].revenue == short_one.day[i].revenue);
        cr_assert(left_out == N - known.orders && long_one.orders == N);
        cr_assert(!history_next(&short_one) && !history_next(&long_one));
        history_free(&long_one);
        history_free(&short_one);
        orders_free(all);
        orders_free(cut);
    }
}

/* ---- from a table ---- */

static const char LINES[] = "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tamount\tcountry\tkind\n"
                            "B\t7\t2024-03-01\t\tp\t1\t5.00\tFI\tsale\n"
                            "\t9\t2024-03-02\t\tp\t1\t2.00\tSE\tsale\n"
                            "A\t1\t2024-01-01\t\tp\t2\t3.00\tFI\tsale\n"
                            "A\t1\t2024-01-01\t\tq\t1\t4.50\tFI\tsale\n"
                            "A\t2\t2024-01-02\t\tq\t-1\t-4.50\tFI\treturn\n"
                            "A\t3\t2024-02-01\t\tq\t1\t4.00\tFI\tsale\n";
static const char ORDERS[] = "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\t"
                             "returned_units\tgross\treturned\trevenue\n"
                             "\t9\t2024-03-02\t\tSE\t1\t0\t1\t1\t0\t2.00\t0.00\t2.00\n"
                             "A\t1\t2024-01-01\t\tFI\t2\t0\t2\t3\t0\t7.50\t0.00\t7.50\n"
                             "A\t2\t2024-01-02\t\tFI\t0\t1\t1\t-1\t-1\t0.00\t-4.50\t-4.50\n"
                             "A\t3\t2024-02-01\t\tFI\t1\t0\t1\t1\t0\t4.00\t0.00\t4.00\n"
                             "B\t7\t2024-03-01\t\tFI\t1\t0\t1\t1\t0\t5.00\t0.00\t5.00\n";

static void assert_read(const char *document)
{
    struct history h;
    input_begin(input_file(document, strlen(document)), NULL);
    struct tsv *in = tsv_open();
    history_read(&h, in, UINT64_MAX, DATE_NONE, NULL);
    tsv_close(in);
    cr_assert_eq(h.as_of, date_of(2024, 3, 2));
    cr_assert(history_next(&h) && h.guest && h.orders == 1 && slice_is(h.order[0].country, "SE"));
    cr_assert(history_next(&h) && slice_is(h.id, "A") && h.orders == 3 && h.days == 2);
    cr_assert(h.order[0].lines == 2 && h.order[1].returned == -4500000 && slice_is(h.order[2].order_id, "3"));
    cr_assert(h.day[0].day == date_of(2024, 1, 1) && h.day[0].gross == 7500000 && h.day[0].orders == 1);
    cr_assert(h.day[1].day == date_of(2024, 2, 1) && h.day[1].revenue == 4000000);
    cr_assert(history_next(&h) && slice_is(h.id, "B") && h.orders == 1 && h.days == 1 && !h.guest);
    cr_assert(!history_next(&h));
    history_free(&h);
}

Test(history, lines_and_orders_give_the_same)
{
    assert_read(LINES);
    assert_read(ORDERS);
}
