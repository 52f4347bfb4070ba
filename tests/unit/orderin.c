/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderin.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

/* Lines in columns of any order, as text. */
struct document {
    struct rng r;
    struct buf text;
    char value[10][64]; /* of the current line, in the order of NAME */
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

/* Mostly sales with plain numbers; otherwise any valid or invalid line. */
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

/* The same, with incomplete rows among them: then no row is known ahead, so that each is read by itself. */
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

static void add_order(struct buf *to, const struct order *p)
{
    char sums[256];
    buf_add(to, p->customer_id.p, p->customer_id.n);
    buf_addch(to, ' ');
    buf_add(to, p->order_id.p, p->order_id.n);
    buf_addch(to, ' ');
    buf_add(to, p->item.p, p->item.n);
    buf_addch(to, ' ');
    buf_add(to, p->country.p, p->country.n);
    buf_addch(to, p->differs ? '!' : ' ');
    buf_add(to, p->carried.p, p->carried.n);
    snprintf(sums, sizeof sums, " %d %d %u %u %u %ld %ld %ld %ld\n", p->day, p->time, p->sale_lines, p->return_lines,
             p->lines, (long)p->units, (long)p->returned_units, (long)p->gross, (long)p->returned);
    buf_addstr(to, sums);
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
    orders_end(o);
    to->orders.n = 0;
    while (orders_next(o, &p))
        add_order(&to->orders, &p);
    orders_free(o);
    tsv_close(in);
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

/* Of sums that exceed a decimal, those of rows next to each other come first. */
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

/* ---- tables of orders, sorted and not ---- */

/* Customers from 1000 on, after some guests; more bytes than the reader reads at once. */
enum { CUSTOMERS = 700, ROWS = 12 * CUSTOMERS };
struct row {
    unsigned customer, order, day, lines; /* customer 0: a guest */
};

static void make_rows(struct row *row, struct rng *r)
{
    for (unsigned i = 0, order = 1; i < ROWS; i++, order += 1 + (unsigned)rng_below(r, 3)) {
        bool begins = i % 12 == 0;
        row[i] = (struct row){.customer = i < 24 ? 0 : 1000 + i / 12,
                              .order = 100000 + order,
                              .day = begins && i != 12 ? 1 : row[i - 1].day + (unsigned)rng_below(r, 3),
                              .lines = 1 + (unsigned)rng_below(r, 3)};
    }
}

static void write_rows(struct buf *to, const struct row *row)
{
    char text[256];
    to->n = 0;
    buf_addstr(to,
               "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\t"
               "gross\treturned\trevenue\tchannel\n");
    for (unsigned i = 0; i < ROWS; i++) {
        const struct row *p = &row[i];
        snprintf(text, sizeof text, "%.0u\t%u\t2011-%02u-%02u\t\tFrance\t%u\t0\t%u\t3\t0\t%u.00\t0.00\t%u.00\tc%u\n",
                 p->customer, p->order, 1 + p->day / 28, 1 + p->day % 28, p->lines, p->lines, p->order, p->order,
                 p->order % 5);
        buf_addstr(to, text);
    }
}

/* The orders of the table, and whether they could be read in the order of the file. Bad records are skipped, so that
 * all orders are kept and sorted, or end the tool. */
static bool read_path(struct buf *to, const char *path, bool skip, date days[2])
{
    struct extras extras = {0};
    struct order p;
    extras_key(&extras, SLICE("channel"));
    input_begin(path, NULL);
    tool_shared.on_bad = skip;
    struct orders *o = orders_new(UINT64_MAX, false);
    struct tsv *in = tsv_open();
    orderin_read(in, o, &extras);
    bool followed = tool_rows.in < ROWS;
    orders_end(o);
    days[0] = orders_oldest(o);
    days[1] = orders_newest(o);
    for (to->n = 0; orders_next(o, &p);)
        add_order(to, &p);
    cr_expect_eq(tool_rows.in, ROWS);
    orders_free(o);
    tsv_close(in);
    extras_free(&extras);
    return followed;
}

static bool read_table(struct buf *to, struct slice table, bool skip, date days[2])
{
    return read_path(to, input_file(table.p, table.n), skip, days);
}

static void swap_rows(struct row *row, unsigned i)
{
    struct row other = row[i];
    row[i] = row[i + 1];
    row[i + 1] = other;
}

static void change_rows(struct row *row, int how)
{
    const unsigned end = ROWS - 1;
    switch (how) {
    case 1:
        swap_rows(row, 0);
        break;
    case 2:
        swap_rows(row, end - 1);
        break;
    case 3: /* two parts next to each other */
        row[5000] = row[4999];
        break;
    case 4: /* the newest day is that of a part of an older order */
        row[end].order = row[end - 5].order;
        row[end].day = 200;
        break;
    case 5: /* a guest's order */
        row[20].order = row[3].order;
        break;
    case 6: /* the newest day is that of a void row */
        row[end].lines = 0;
        row[end].day = 200;
        break;
    case 7: /* a customer comes again */
        row[6000].customer = 1001;
        break;
    case 8: /* sorted, though the id does not rise, since the day is later */
        row[7000].order = 5;
        for (unsigned i = 7000; i < 7008; i++)
            row[i].day++;
        break;
    default:
        break;
    }
}

Test(orderin, sorted_orders_follow_from_their_file)
{
    static const bool follows[] = {true, false, false, false, false, false, false, false, true};
    static struct row row[ROWS];
    struct buf table = {0}, kept = {0}, followed = {0};
    struct rng r;
    for (int how = 0; how < 9; how++) {
        date days[2], kept_days[2];
        rng_seed(&r, 22, 0);
        make_rows(row, &r);
        change_rows(row, how);
        write_rows(&table, row);
        cr_expect_not(read_table(&kept, buf_slice(&table), true, kept_days));
        cr_expect_eq(read_table(&followed, buf_slice(&table), false, days), follows[how], "%d", how);
        cr_expect(slice_eq(buf_slice(&kept), buf_slice(&followed)), "%d", how);
        cr_expect(days[0] == kept_days[0] && days[1] == kept_days[1], "%d", how);
    }
    buf_free(&table);
    buf_free(&kept);
    buf_free(&followed);
}

Test(orderin, sorted_orders_that_were_overwritten_end_the_tool, .exit_code = 3)
{
    static struct row row[ROWS];
    struct buf table = {0};
    struct order p;
    struct rng r;
    rng_seed(&r, 22, 0);
    make_rows(row, &r);
    write_rows(&table, row);
    const char *path = input_file(table.p, table.n);
    input_begin(path, NULL);
    tool_shared.on_bad = false;
    struct orders *o = orders_new(UINT64_MAX, false);
    struct tsv *in = tsv_open();
    orderin_read(in, o, NULL);
    orders_end(o);
    input_overwrite(path, table.n - 2, "z", 1);
    while (orders_next(o, &p))
        continue;
    orders_free(o);
    tsv_close(in);
    buf_free(&table);
}

Test(orderin, standard_input_is_read_to_its_end)
{
    static struct row row[ROWS];
    struct buf table = {0}, followed = {0};
    struct rng r;
    date days[2];
    rng_seed(&r, 22, 0);
    make_rows(row, &r);
    write_rows(&table, row);
    int fd = open(input_file(table.p, table.n), O_RDONLY | O_CLOEXEC);
    cr_assert(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    cr_expect(read_path(&followed, "-", false, days));
    cr_expect_eq(lseek(STDIN_FILENO, 0, SEEK_CUR), (off_t)table.n);
    close(fd);
    buf_free(&table);
    buf_free(&followed);
}
