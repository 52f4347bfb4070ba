/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderin.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

/* Lines in columns of any order, as text. */
struct document {
    struct rng r;
    struct buf text;
    char value[10][64]; /* of the line at hand, in the order of NAME */
    unsigned place[10]; /* column i shows value[place[i]] */
    unsigned columns;
};
static const char *const NAME[10] = {"customer_id", "order_id", "date", "time",       "country",
                                     "quantity",    "amount",   "kind", "product_id", "description"};
enum { QUANTITY = 5, AMOUNT = 6, KIND = 7 };

static void add_row(struct document *d, const char *const *value)
{
    for (unsigned i = 0; i < d->columns; i++) {
        buf_addstr(&d->text, value ? value[d->place[i]] : d->value[d->place[i]]);
        buf_addch(&d->text, i + 1 < d->columns ? '\t' : '\n');
    }
}

static void begin_document(struct document *d)
{
    d->columns = 9 + (unsigned)rng_below(&d->r, 2);
    for (unsigned i = 0; i < d->columns; i++)
        d->place[i] = i;
    for (unsigned i = d->columns; i > 1 && rng_below(&d->r, 3);) {
        unsigned k = (unsigned)rng_below(&d->r, i--), swap = d->place[i];
        d->place[i] = d->place[k];
        d->place[k] = swap;
    }
    d->text.n = 0;
    add_row(d, NAME);
}

static void next_order(struct document *d)
{
    uint64_t id = rng_below(&d->r, 200), long_id = rng_below(&d->r, 10) == 0 ? 40 : 1;
    snprintf(d->value[0], sizeof d->value[0], "%s%lu", id % 9 ? "c" : "", (unsigned long)(id % 30));
    snprintf(d->value[1], sizeof d->value[1], "%0*lu", (int)long_id, (unsigned long)id);
    snprintf(d->value[2], sizeof d->value[2], "2011-%02lu-01", (unsigned long)(1 + id % 2));
    snprintf(d->value[3], sizeof d->value[3], "%s", id % 5 ? "08:26:00" : "");
    snprintf(d->value[4], sizeof d->value[4], "%s", id % 3 ? "United Kingdom" : id % 2 ? "France" : "");
}

/* Mostly sales with plain numbers; else anything that a line may be, or may not. */
static void next_line(struct document *d)
{
    static const char *const kind[] = {"charge", "return", "credit", "free", "void", "sale", "sales"};
    static const char *const odd[] = {"0", "-1", "1.5", "007", "1e2", "123456789", "99999.995", "4.5", "", "x", "3."};
    uint64_t n = 1 + rng_below(&d->r, 20);
    snprintf(d->value[QUANTITY], sizeof d->value[0], "%lu", (unsigned long)n);
    snprintf(d->value[AMOUNT], sizeof d->value[0], "%lu.%02lu", (unsigned long)(n * 3), (unsigned long)(n * 4 % 100));
    snprintf(d->value[KIND], sizeof d->value[0], "sale");
    snprintf(d->value[8], sizeof d->value[0], "p%lu", (unsigned long)(n % 4));
    snprintf(d->value[9], sizeof d->value[0], "%.*s", (int)n, "what it is, in words");
    if (rng_below(&d->r, 30) == 0)
        snprintf(d->value[KIND], sizeof d->value[0], "%s", kind[rng_below(&d->r, sizeof kind / sizeof *kind)]);
    if (rng_below(&d->r, 60) == 0)
        snprintf(d->value[QUANTITY + rng_below(&d->r, 2)], sizeof d->value[0], "%s",
                 odd[rng_below(&d->r, sizeof odd / sizeof *odd)]);
}

/* The same, and bits of rows among them: no row is told to be ahead then, so that each is read by itself. */
static uint64_t add_bits(struct buf *to, struct slice document)
{
    uint64_t rows = 0, bits = 0;
    for (to->n = 0; document.n; rows++) {
        struct slice row = slice_cut(&document, '\n');
        buf_add(to, row.p, row.n);
        buf_addch(to, '\n');
        if (rows % 40 == 0) {
            buf_addstr(to, "bit\n");
            bits++;
        }
    }
    return bits;
}

struct result {
    struct buf orders;
    uint64_t bad, voids;
};

/* Read with no extras, with a column of the line, or with two of the order. */
enum with { NOTHING, ITEM, CARRIED };

static struct extras extras_with(enum with with)
{
    struct extras x = {.item = with == ITEM ? SLICE("product") : SLICE("")};
    if (with == CARRIED)
        extras_key(&x, SLICE("time"));
    if (with != NOTHING)
        extras_key(&x, SLICE("product_id"));
    return x;
}

static void read_orders(struct result *to, struct slice document, enum with with)
{
    struct extras extras = extras_with(with);
    input_begin(input_file(document.p, document.n), NULL);
    uint64_t voids = *tool_counter("rows_void");
    struct orders *o = orders_new(UINT64_MAX, with == ITEM);
    struct tsv *in = tsv_open();
    struct order p;
    orderin_read(in, o, &extras);
    tsv_close(in);
    orders_end(o);
    to->orders.n = 0;
    while (orders_next(o, &p)) {
        char sums[256];
        buf_add(&to->orders, p.customer_id.p, p.customer_id.n);
        buf_addch(&to->orders, ' ');
        buf_add(&to->orders, p.order_id.p, p.order_id.n);
        buf_addch(&to->orders, ' ');
        buf_add(&to->orders, p.item.p, p.item.n);
        buf_addch(&to->orders, ' ');
        buf_add(&to->orders, p.country.p, p.country.n);
        buf_addch(&to->orders, p.differs ? '!' : ' ');
        buf_add(&to->orders, p.carried.p, p.carried.n);
        snprintf(sums, sizeof sums, " %d %d %u %u %u %ld %ld %ld %ld\n", p.day, p.time, p.sale_lines, p.return_lines,
                 p.lines, (long)p.units, (long)p.returned_units, (long)p.gross, (long)p.returned);
        buf_addstr(&to->orders, sums);
    }
    orders_free(o);
    extras_free(&extras);
    to->bad = tool_rows.bad;
    to->voids = *tool_counter("rows_void") - voids;
}

Test(orderin, many_at_a_step_as_one_by_one)
{
    struct document d = {0};
    struct buf bits = {0};
    struct result many = {0}, one = {0};
    uint64_t bad = 0, voids = 0;
    rng_seed(&d.r, 21, 0);
    for (int round = 0; round < 400; round++) {
        uint64_t longest = 1 + rng_below(&d.r, round % 4 ? 30 : 900);
        enum with with = round % 5 == 0 ? ITEM : round % 5 == 1 ? CARRIED : NOTHING;
        begin_document(&d);
        for (uint64_t orders = rng_below(&d.r, 40); orders; orders--) {
            next_order(&d);
            for (uint64_t n = 1 + rng_below(&d.r, longest); n; n--) {
                next_line(&d);
                add_row(&d, NULL);
            }
        }
        uint64_t more = add_bits(&bits, buf_slice(&d.text));
        read_orders(&many, buf_slice(&d.text), with);
        read_orders(&one, buf_slice(&bits), with);
        cr_assert(slice_eq(buf_slice(&many.orders), buf_slice(&one.orders)), "round %d:\n%.*s\nand\n%.*s", round,
                  (int)many.orders.n, many.orders.p, (int)one.orders.n, one.orders.p);
        cr_assert(many.bad + more == one.bad && many.voids == one.voids, "round %d", round);
        bad += many.bad;
        voids += many.voids;
    }
    cr_assert(bad > 100 && voids > 100, "%lu bad, %lu void", (unsigned long)bad, (unsigned long)voids);
    buf_free(&d.text);
    buf_free(&bits);
    buf_free(&many.orders);
    buf_free(&one.orders);
}

/* Of sums that exceed a decimal, the rows that stand together come first. */
Test(orderin, what_overflows_together_may_not_apart)
{
    static const char head[] = "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\n";
    static const char most[] = "1\t2\t2011-01-01\t\tF\t9223372036854\t1.00\tsale\n";
    static const char less[] = "1\t2\t2011-01-01\t\tF\t-9223372036854\t1.00\tsale\n";
    static const char one[] = "1\t2\t2011-01-01\t\tF\t1\t1.00\tsale\n";
    struct buf document = {0};
    struct result got = {0};
    buf_addstr(&document, head);
    buf_addstr(&document, less);
    buf_addstr(&document, "1\t3\t2011-01-01\t\tF\t1\t1.00\tsale\n");
    buf_addstr(&document, most);
    for (int i = 0; i < 100; i++)
        buf_addstr(&document, one);
    read_orders(&got, buf_slice(&document), NOTHING);
    cr_assert(slice_is(buf_slice(&got.orders), "1 2  F  14975 -1 102 0 102 100000000 0 102000000 0\n"
                                               "1 3  F  14975 -1 1 0 1 1000000 0 1000000 0\n"),
              "%.*s", (int)got.orders.n, got.orders.p);
    buf_free(&document);
    buf_free(&got.orders);
}
