/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linekept.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { ROWS = 20000 };

struct example {
    struct buf text;
    size_t at[ROWS + 1]; /* where the rows begin, and their end */
    unsigned customer[ROWS], order[ROWS], product[ROWS];
    uint64_t guests;
};

/* Customer 0 is without an id. A note of up to `longest` bytes follows each 4000th line. */
static struct example *make_example(bool lf, unsigned longest)
{
    static struct example e;
    char text[160];
    struct rng r;
    rng_seed(&r, 8, 0);
    e.text.n = 0;
    e.guests = 0;
    buf_addstr(&e.text, "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\tnote\n");
    for (unsigned i = 0; i < ROWS; i++) {
        bool back = rng_below(&r, 10) == 0, same = i > 0 && rng_below(&r, 7) > 0;
        e.at[i] = e.text.n;
        e.customer[i] = same ? e.customer[i - 1] : (unsigned)rng_below(&r, 50);
        e.order[i] = same ? e.order[i - 1] : i;
        e.product[i] = (unsigned)rng_below(&r, 90);
        e.guests += back && e.customer[i] == 0;
        snprintf(text, sizeof text, "%.*u\t%u\t2011-03-01\t\tp%u\t%s\t1.50\t%s\t", e.customer[i] != 0, e.customer[i],
                 e.order[i], e.product[i], back ? "-2" : "2", back ? "-3.00\treturn" : "3.00\tsale");
        buf_addstr(&e.text, text);
        for (uint64_t n = rng_below(&r, i % 4000 ? 40 : longest); n; n--)
            buf_addch(&e.text, (char)('a' + n % 26));
        buf_addch(&e.text, '\n');
    }
    e.at[ROWS] = e.text.n;
    e.text.n -= !lf;
    return &e;
}

static struct tsv *open_example(const struct example *e, bool skip)
{
    input_begin(input_file(e->text.p, e->text.n), NULL);
    tool_shared.on_bad = skip;
    return tsv_open();
}

/* ---- rows ---- */

static void check_row(const struct linekept *k, const struct linekept_walk *w, const struct example *e, size_t i)
{
    struct linekept_reader reader = {0};
    struct line l;
    size_t size = e->at[i + 1] - e->at[i];
    struct slice row = linekept_text(k, &reader, w->place, w->row->bytes);
    cr_assert(row.p && row.n == size && memcmp(row.p, e->text.p + e->at[i], size - 1) == 0 && row.p[size - 1] == '\n');
    if (i % 100 == 0) {
        linekept_line(k, row, &l);
        cr_assert_eq(l.amount, l.kind == KIND_SALE ? 3 * DECIMAL_ONE : -3 * DECIMAL_ONE);
        cr_assert_eq(!(w->row->key & LINEKEPT_SELLS), l.kind != KIND_SALE);
    }
    buf_free(&reader.window);
}

/* A run is an order, or what a part has of it. Equal keys have equal hashes, and different ones hardly ever. */
static void check_keys(const struct linekept_walk *w, const struct linekept_walk *before, const struct example *e,
                       size_t i)
{
    static uint32_t product_of[50][90];
    uint32_t hash = w->row->key >> LINEKEPT_FLAGS, *seen = &product_of[e->customer[i]][e->product[i]];
    bool begins = !before->row || e->order[i] != e->order[i - 1];
    cr_assert_eq(!(w->row->key & LINEKEPT_BEGINS), !begins);
    cr_assert(*seen == 0 || *seen == hash);
    *seen = hash;
    if (!begins)
        cr_assert_eq(w->run, before->run);
    else if (before->row)
        cr_assert(w->run == before->run + 1 && w->run->order != before->run->order);
}

static void check_marks(const struct linekept *k, const struct linekept_walk *w, size_t i, const struct example *e)
{
    bool back = memmem(e->text.p + e->at[i], e->at[i + 1] - e->at[i], "\treturn\t", 8);
    if (back && e->customer[i])
        cr_assert(linekept_marked(k, LINEKEPT_PRODUCT, w->row->key >> LINEKEPT_FLAGS));
}

static void check_lines(const struct linekept *k, const struct example *e)
{
    size_t i = 0;
    for (size_t part = 0; part < k->parts; part++) {
        struct linekept_walk w = linekept_from(k, part), before = w;
        cr_assert_eq(k->part[part].first, i);
        for (; linekept_next(&w); i++, before = w) {
            check_row(k, &w, e, i);
            check_keys(&w, &before, e, i);
            check_marks(k, &w, i, e);
        }
    }
    cr_expect(i == ROWS && k->rows == ROWS);
    struct linekept_guests guests = linekept_guests(k);
    cr_expect_eq(guests.returns, e->guests);
    cr_expect(amount_sum_double(&guests.units) == 2. * (double)e->guests);
}

enum way { BY_THREADS, AGAIN, KEPT };

static void check_example(const struct example *e, bool skip, enum way way, unsigned threads, size_t part)
{
    struct linekept k;
    struct tsv *in = open_example(e, skip);
    linekept_read(&k, in, false, threads, part);
    cr_expect(k.again == (way != KEPT) && !k.text.n == (way != KEPT));
    cr_expect(way != BY_THREADS || k.parts == ((size_t)(k.file.end - k.file.begin) + part - 1) / part);
    cr_expect_eq(tool_rows.in, ROWS);
    check_lines(&k, e);
    linekept_check(&k);
    linekept_end(&k);
    tsv_close(in);
}

Test(linekept, parts_of_any_size_by_any_number_of_threads)
{
    static const size_t sizes[] = {100, 5000, 300000, LINEKEPT_PART};
    const struct example *e = make_example(true, 30000);
    for (int i = 0; i < 4; i++)
        check_example(e, false, BY_THREADS, 1 + (unsigned)i, sizes[i]);
}
Test(linekept, rows_that_are_longer_than_a_window)
{
    check_example(make_example(true, 600000), false, AGAIN, 2, 100000);
}
Test(linekept, rows_are_kept_if_some_may_be_set_aside_or_the_last_LF_is_missing)
{
    check_example(make_example(true, 30000), true, KEPT, 2, 100000);
    check_example(make_example(false, 30000), false, KEPT, 2, 100000);
}

/* ---- a file that is changed ---- */

/* Overwrites the beginning of a row before it is read again. */
static void read_after_change(const char *text)
{
    struct linekept k;
    struct line l;
    struct linekept_reader reader = {0};
    const struct example *e = make_example(true, 30000);
    const char *path = input_file(e->text.p, e->text.n);
    input_begin(path, NULL);
    tool_shared.on_bad = false;
    linekept_read(&k, tsv_open(), false, 2, 100000);
    input_overwrite(path, e->at[ROWS / 2], text, strlen(text));
    for (size_t part = 0; part < k.parts; part++)
        for (struct linekept_walk w = linekept_from(&k, part); linekept_next(&w);)
            linekept_line(&k, linekept_text(&k, &reader, w.place, w.row->bytes), &l);
    linekept_check(&k);
}

Test(linekept, a_file_that_was_overwritten_ends_the_tool, .exit_code = 3)
{
    read_after_change("9");
}
Test(linekept, a_line_that_is_none_any_more_ends_the_tool, .exit_code = 3)
{
    read_after_change("\t\t\t");
}

Test(linekept, a_row_that_has_no_LF_any_more_is_none)
{
    struct linekept k;
    struct linekept_reader reader = {0};
    const struct example *e = make_example(true, 30000);
    const char *path = input_file(e->text.p, e->text.n);
    input_begin(path, NULL);
    tool_shared.on_bad = false;
    struct tsv *in = tsv_open();
    linekept_read(&k, in, false, 2, 100000);
    input_overwrite(path, e->at[1] - 1, "x", 1);
    struct linekept_walk w = linekept_from(&k, 0);
    cr_assert(linekept_next(&w));
    cr_expect_null(linekept_text(&k, &reader, w.place, w.row->bytes).p);
    cr_expect_null(linekept_text(&k, &reader, k.end, 10).p);
    buf_free(&reader.window);
    linekept_end(&k);
    tsv_close(in);
}
