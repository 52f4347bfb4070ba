/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both readers of a file of orders by windows: orderlook, and orderahead. */
#include "shop/orderlook.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/rng.h"
#include "shop/orderahead.h"

enum { MOST = 3000, COLUMNS = 15, WIDE = 120 };
static const unsigned CARRIED[] = {13, 14};
static const struct ordercolumns PLACES = {.order_id = 1,
                                           .date = 2,
                                           .time = 3,
                                           .country = 4,
                                           .sale_lines = 5,
                                           .return_lines = 6,
                                           .lines = 7,
                                           .units = 8,
                                           .returned_units = 9,
                                           .gross = 10,
                                           .returned = 11,
                                           .revenue = 12,
                                           .carried = CARRIED};

struct row {
    unsigned customer, order, day;
};

/* Sorted. Most customers have a few orders; the first and one other have many, which fill several parts. */
static size_t make(struct row *row, struct rng *r)
{
    size_t n = rng_below(r, MOST);
    unsigned customer = 1000, order = 100000;
    for (size_t i = 0; i < n; i++) {
        bool same = i == 0 || customer == 1000 + (i > n / 2) * 100 ? rng_below(r, 200) > 0 : rng_below(r, 3) > 0;
        customer += !same;
        order += 1 + (unsigned)rng_below(r, 3);
        row[i] = (struct row){customer, order, same && i ? row[i - 1].day + (unsigned)rng_below(r, 2) : 1};
    }
    return n;
}

/* A sale of the order's number in cents. */
static void print_row(struct buf *to, const struct row *p)
{
    char text[WIDE];
    int64_t cents = p->order;
    snprintf(text, sizeof text,
             "%u\t%u\t20%02u-%02u-%02u\t\tFrance\t1\t0\t1\t3\t0\t%" PRId64 ".%02" PRId64 "\t0.00\t%" PRId64
             ".%02" PRId64 "\tc%u\t%u\n",
             p->customer, p->order, 10 + p->day / 336, 1 + p->day / 28 % 12, 1 + p->day % 28, cents / 100, cents % 100,
             cents / 100, cents % 100, p->order % 5, p->order % 7);
    buf_addstr(to, text);
}

static struct window_file file_of(const struct row *row, size_t n, const char *last)
{
    static int fd = -1;
    struct buf text = {0};
    if (fd >= 0)
        close(fd);
    fd = memfd_create("orders", 0);
    buf_addstr(&text, "a header\n");
    struct window_file f = {.fd = fd, .begin = (off_t)text.n, .columns = COLUMNS};
    for (size_t i = 0; i < n; i++)
        print_row(&text, &row[i]);
    buf_addstr(&text, last);
    cr_assert_eq(write(fd, text.p, text.n), (ssize_t)text.n);
    f.end = (off_t)text.n;
    buf_free(&text);
    return f;
}

/* ---- a first look ---- */

/* By neighbours, since ids rise. */
static struct orderlook reference(const struct row *row, size_t n, bool *sorted)
{
    struct orderlook l = {n, DATE_NONE, DATE_NONE};
    *sorted = true;
    for (size_t i = 0; i < n; i++) {
        const struct row *p = &row[i];
        date day = date_of(2010 + (int)p->day / 336, 1 + (int)p->day / 28 % 12, 1 + (int)p->day % 28);
        l.oldest = i == 0 || day < l.oldest ? day : l.oldest;
        l.newest = day > l.newest ? day : l.newest;
        *sorted &=
            i == 0 || p[-1].customer < p->customer ||
            (p[-1].customer == p->customer && (p[-1].day < p->day || (p[-1].day == p->day && p[-1].order < p->order)));
    }
    return l;
}

/* At any size of the parts and with any number of threads. */
static void check_look(const struct row *row, size_t n, const char *last, const char *what)
{
    bool sorted;
    struct orderlook expected = reference(row, n, &sorted), found;
    struct window_file f = file_of(row, n, last);
    sorted &= !*last;
    for (size_t part = 50; part < 400000; part = part * 7 / 2)
        for (unsigned threads = 1; threads < 4; threads += 2) {
            cr_expect_eq(orderlook_sorted(&found, &f, &PLACES, threads, part), sorted, "%s, %zu, %u", what, part,
                         threads);
            cr_expect(!sorted || (found.rows == expected.rows && found.oldest == expected.oldest &&
                                  found.newest == expected.newest),
                      "%s, %zu, %u: %" PRIu64 " rows", what, part, threads, found.rows);
        }
}

Test(orderlook, parts_are_looked_at_like_the_whole)
{
    static struct row row[MOST];
    struct rng r;
    rng_seed(&r, 5, 0);
    for (int i = 0; i < 40; i++) {
        size_t n = make(row, &r);
        check_look(row, n, "", "sorted");
        check_look(row, n, "no LF", "cut off");
        check_look(row, n, "1\t2\n", "ragged");
        if (n < 2)
            continue;
        size_t at = rng_below(&r, n - 1);
        struct row moved = row[at];
        row[at] = row[at + 1];
        row[at + 1] = moved;
        check_look(row, n, "", "two exchanged");
    }
}

/* ---- orders ---- */

static void check_order(const struct order *p, const struct row *row, unsigned carried)
{
    char customer[16], id[16], values[32];
    int n = snprintf(values, sizeof values, "c%u\t%u", row->order % 5, row->order % 7);
    snprintf(customer, sizeof customer, "%u", row->customer);
    snprintf(id, sizeof id, "%u", row->order);
    cr_assert(slice_is(p->customer_id, customer) && slice_is(p->order_id, id) && slice_is(p->country, "France"));
    cr_assert(p->lines == 1 && p->sale_lines == 1 && p->return_lines == 0 && p->time == TIME_NONE);
    cr_assert(p->units == 3 * DECIMAL_ONE && p->gross == row->order * DECIMAL_CENT && p->returned == 0);
    cr_assert(slice_eq(p->carried, slice_of(values, carried == 0 ? 0 : carried == 1 ? 2 : (size_t)n)));
}

/* `last` is a row that is no order. If it is ragged, no order is returned of the rows that are cut with it. */
static void check_orders(const struct row *row, size_t n, const char *last, unsigned threads, unsigned carried)
{
    struct window_file f = file_of(row, n, last);
    struct ordercolumns c = PLACES;
    struct order p;
    c.n = carried;
    struct orderahead *a = orderahead_new(&f, &c, threads);
    size_t i = 0;
    while (orderahead_next(a, &p)) {
        cr_assert_lt(i, n);
        check_order(&p, &row[i++], carried);
    }
    cr_expect_not(orderahead_next(a, &p));
    cr_expect_eq(orderahead_rows(a), i);
    cr_expect(i == n || (*last && strlen(last) < 10 && i + ENDS_WINDOW / 40 > n), "%zu of %zu", i, n);
    orderahead_free(a);
}

Test(orderahead, all_orders_up_to_one_that_is_none)
{
    static const char *const last[] = {
        "",
        "1\t2\n",
        "no LF",
        "\n",
        "9999999\t1\t2011-02-29\t\tFrance\t1\t0\t1\t3\t0\t1.00\t0.00\t1.00\tx\ty\n",
        "9999999\t1\t2011-02-28\t\tFrance\t1\t1\t1\t3\t0\t1.00\t0.00\t1.00\tx\ty\n",
        "9999999\t1\t2011-02-28\t\tFrance\t1\t0\t1\t3\t0\t1.00\t0.00\t1.01\tx\ty\n",
        "9999999\t1\t2011-02-28\t\tFrance\t1\t0\t1\t3\t0\t1.00\t1.00\t2.00\tx\ty\n",
        "9999999\t1\t2011-02-28\t\tFrance\t4294967296\t0\t4294967296\t3\t0\t1.00\t0.00\t1.00\tx\ty\n",
        "9999999\t\t2011-02-28\t\tFrance\t1\t0\t1\t3\t0\t1.00\t0.00\t1.00\tx\ty\n",
    };
    static struct row row[MOST];
    struct rng r;
    rng_seed(&r, 6, 0);
    for (unsigned i = 0; i < 60; i++)
        check_orders(row, make(row, &r), last[i % 10], 1 + i % 4, i % 3);
}

/* The reader stops while others still read ahead. */
Test(orderahead, ends_before_the_file_does)
{
    static struct row row[MOST];
    struct rng r;
    struct order p;
    rng_seed(&r, 7, 0);
    for (size_t n = 0; n < MOST - 1;)
        n = make(row, &r);
    struct window_file f = file_of(row, MOST - 1, "");
    for (unsigned threads = 1; threads < 9; threads++) {
        struct orderahead *a = orderahead_new(&f, &PLACES, threads);
        for (unsigned i = 0; i < threads * 100; i++)
            cr_assert(orderahead_next(a, &p));
        orderahead_free(a);
    }
}
