/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/tsv.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/num.h"
#include "base/rng.h"
#include "base/tool.h"
#include "input.h"
#include "tsv/bulk.h"

/* The rows that can be used, one per line, with '|' between values. */
static void read_all(struct buf *to, const char *path, const char *second)
{
    input_begin(path, second);
    struct tsv *in = tsv_open();
    while (tsv_next(in)) {
        tool_rows.out++;
        for (unsigned i = 0; i < in->n; i++) {
            if (i)
                buf_addch(to, '|');
            struct slice field = tsv_field(in, i);
            buf_add(to, field.p, field.n);
        }
        buf_addch(to, '\n');
    }
    tsv_close(in);
    cr_assert_eq(tool_rows.in, tool_rows.out + tool_rows.bad, "every row is somewhere");
}

static void assert_reads(struct slice document, const char *want, uint64_t bad)
{
    for (int way = 0; way < 2; way++) {
        struct buf got = {0};
        read_all(&got, way ? input_drops(document.p, document.n) : input_file(document.p, document.n), NULL);
        cr_assert(slice_is(buf_slice(&got), want), "wanted\n%s\ngot\n%.*s", want, (int)got.n, got.p);
        cr_assert_eq(tool_rows.bad, bad, "%lu bad", (unsigned long)tool_rows.bad);
        buf_free(&got);
    }
}

Test(tsv, values_are_what_is_between_tabs)
{
    assert_reads(SLICE("a\tb\n1\t2\n"), "1|2\n", 0);
    assert_reads(SLICE("a\tb\n1\t2"), "1|2\n", 0);
    assert_reads(SLICE("a\tb\n\t\n"), "|\n", 0);
    assert_reads(SLICE("a\tb\n\"x\\\t' \n"), "\"x\\|' \n", 0);
    assert_reads(SLICE("a\tb\nx\ry\t\xe9\n"), "x\ry|\xe9\n", 0);
    assert_reads(SLICE("a\tb\n"), "", 0);
    assert_reads(SLICE("a\tb"), "", 0);
    assert_reads(SLICE("a\n\n1\n"), "\n1\n", 0);
}

Test(tsv, what_is_no_row_is_set_aside)
{
    assert_reads(SLICE("a\tb\n1\n2\t3\t4\n\n5\t6\n"), "5|6\n", 3);
    assert_reads(SLICE("a\tb\n1\t2\r\n3\t4\n"), "3|4\n", 1);
    assert_reads(SLICE("a\tb\n1\t2\r"), "", 1);
    assert_reads(SLICE("a\n1\r\n2\n"), "2\n", 1);
    assert_reads(SLICE("a\tb\n1\0\t2\n3\t4\n"), "3|4\n", 1);
}

Test(tsv, files_are_read_one_after_the_other)
{
    struct buf got = {0};
    const char *first = input_file("a\tb\n1\t2", 7), *second = input_file("a\tb\n3\t4\n", 8);
    read_all(&got, first, second);
    cr_assert(slice_is(buf_slice(&got), "1|2\n3|4\n"));
    buf_free(&got);
}

Test(tsv, another_header_is_fatal, .exit_code = 1)
{
    struct buf got = {0};
    const char *first = input_file("a\tb\n1\t2\n", 8), *second = input_file("b\ta\n3\t4\n", 8);
    read_all(&got, first, second);
}

Test(tsv, a_row_knows_its_file)
{
    input_begin(input_file("a\n1\n2\n", 6), input_file("a\n3\n", 4));
    struct tsv *in = tsv_open();
    cr_assert(tsv_next(in) && in->file == 0);
    const char *first = in->name;
    cr_assert(tsv_next(in) && in->file == 0 && in->name == first);
    cr_assert(tsv_next(in) && in->file == 1 && strcmp(in->name, first) != 0 && in->line == 2);
    cr_assert(!tsv_next(in));
    tsv_close(in);
}

/* Names are found by a map: reading the header again for each would take minutes. */
Test(tsv, columns_by_the_hundred_thousand, .timeout = 10)
{
    enum { N = 200000 };
    struct buf document = {0};
    char name[16];
    for (int i = 0; i < N; i++)
        buf_add(&document, name, (size_t)snprintf(name, sizeof name, "%sc%d", i ? "\t" : "", i));
    input_begin(input_file(document.p, document.n), NULL);
    struct tsv *in = tsv_open();
    cr_assert_eq(in->n, N);
    for (unsigned i = 0; i < N; i++)
        cr_assert_eq(tsv_find_slice(in, in->column[i]), i);
    cr_assert_eq(tsv_find(in, "c200000"), (unsigned)TSV_NONE);
    tsv_close(in);
    buf_free(&document);
}

Test(tsv, an_empty_input_is_fatal, .exit_code = 1)
{
    struct buf got = {0};
    read_all(&got, input_file("", 0), NULL);
}

Test(tsv, a_name_that_stands_twice_is_fatal, .exit_code = 1)
{
    struct buf got = {0};
    read_all(&got, input_file("a\tb\ta\n", 6), NULL);
}

Test(tsv, lines_are_counted_from_the_header)
{
    input_begin(input_file("a\tb\n1\t2\n\n3\t4\n", 13), NULL);
    struct tsv *in = tsv_open();
    cr_assert(tsv_next(in));
    cr_assert_eq(in->line, 2);
    cr_assert(slice_is(in->row, "1\t2"));
    cr_assert(tsv_next(in));
    cr_assert_eq(in->line, 4);
    cr_assert(!tsv_next(in));
    cr_assert(slice_is(tsv_header(in), "a\tb"));
    cr_assert_eq(tsv_find(in, "b"), 1);
    cr_assert_eq(tsv_find(in, "c"), (unsigned)TSV_NONE);
    tsv_close(in);
}

Test(tsv, a_side_table_is_not_counted)
{
    input_begin("-", NULL);
    struct tsv *in = tsv_open_file(input_file("a\n1\n2\n", 6));
    while (tsv_next(in))
        continue;
    tsv_close(in);
    cr_assert_eq(tool_rows.in, 0);
}

Test(tsv, a_side_table_is_right_or_unusable, .exit_code = 2)
{
    input_begin("-", NULL);
    struct tsv *in = tsv_open_file(input_file("a\tb\n1\n", 6));
    while (tsv_next(in))
        continue;
}

Test(tsv, fields_by_type)
{
    static const char document[] = "n\td\td2\tt\tu\n1.5\t2.50\t2011-02-29\t08:26:00\t7\n"
                                   "1e5\t1e-2\t2012-02-29\t\t0\n";
    decimal d;
    date day;
    daytime t;
    uint64_t u;
    double v;
    input_begin(input_file(document, sizeof document - 1), NULL);
    struct tsv *in = tsv_open();
    cr_assert(tsv_next(in));
    cr_assert(tsv_double(in, 0, &v) && v == 1.5);
    cr_assert(tsv_decimal(in, 1, &d) && d == 2500000);
    cr_assert(tsv_time(in, 3, &t) && t == 8 * 3600 + 26 * 60);
    cr_assert(tsv_uint(in, 4, &u) && u == 7);
    cr_assert(!tsv_date(in, 2, &day));
    cr_assert_eq(tool_rows.bad, 1);
    cr_assert(tsv_next(in));
    cr_assert(tsv_double(in, 0, &v) && v == 1e5);
    cr_assert(tsv_decimal(in, 1, &d) && d == 10000);
    cr_assert(tsv_date(in, 2, &day) && day == date_of(2012, 2, 29));
    cr_assert(tsv_time(in, 3, &t) && t == TIME_NONE);
    cr_assert(tsv_uint(in, 4, &u) && u == 0);
    cr_assert(!tsv_uint(in, 0, &u) || u == 100000);
    tsv_close(in);
}

/* A short value is read as an exact decimal, another one by num_double: the same double to the bit, -0 included. */
Test(tsv, doubles_are_those_of_num)
{
    static const char document[] =
        "x\n0.1\n-0.5156\n-0\n0\n0.000001\n12345678\n-1234.567\n99999.99\n1e-3\n0.3333333333333333\n";
    double v, want;
    input_begin(input_file(document, sizeof document - 1), NULL);
    struct tsv *in = tsv_open();
    while (tsv_next(in)) {
        cr_assert(tsv_double(in, 0, &v) && num_double(tsv_field(in, 0), &want));
        cr_assert_arr_eq(&v, &want, sizeof v, "%.*s", (int)in->row.n, in->row.p);
    }
    tsv_close(in);
}

/* Every border between two steps, windows and blocks is at every byte of a row. */
Test(tsv, borders)
{
    static const char row[] = "\xc3\xa9\t\t\"x\xe2\x82\xac\tlonger than the others\n";
    struct buf document = {0};
    size_t size = sizeof row - 1, copies = (1 << 18) * 5 / 4 / size;
    for (size_t shift = 0; shift <= size; shift++) {
        document.n = 0;
        buf_addstr(&document, "a\tb\tc\td");
        for (size_t i = 0; i < shift; i++)
            buf_addch(&document, 'd');
        buf_addch(&document, '\n');
        for (size_t i = 0; i < copies; i++)
            buf_add(&document, row, size);
        input_begin(input_file(document.p, document.n - shift % 2), NULL);
        struct tsv *in = tsv_open();
        size_t seen = 0;
        for (; tsv_next(in); seen++) {
            cr_assert(slice_eq(in->row, slice_of(row, size - 1)), "shift %zu, row %zu", shift, seen);
            cr_assert(slice_is(tsv_field(in, 0), "\xc3\xa9") && tsv_field(in, 1).n == 0);
            cr_assert(slice_is(tsv_field(in, 2), "\"x\xe2\x82\xac") &&
                      slice_is(tsv_field(in, 3), "longer than the others"));
        }
        tsv_close(in);
        cr_assert_eq(seen, copies);
    }
    buf_free(&document);
}

Test(tsv, a_field_of_a_megabyte)
{
    enum { N = 1 << 20 };
    struct buf document = {0};
    for (int quick = 0; quick < 2; quick++) {
        document.n = 0;
        buf_addstr(&document, "a\tb\n1\t");
        for (int i = 0; i < N; i++)
            buf_addch(&document, (char)('a' + i % 26));
        buf_addstr(&document, quick ? "\n2\t3" : "\t\n2\t3");
        input_begin(input_file(document.p, document.n), NULL);
        struct tsv *in = tsv_open();
        if (quick) {
            cr_assert(tsv_next(in));
            cr_assert_eq(tsv_field(in, 1).n, N);
            cr_assert_eq(memcmp(tsv_field(in, 1).p, document.p + 6, N), 0);
        }
        cr_assert(tsv_next(in));
        cr_assert(slice_is(tsv_field(in, 1), "3"));
        cr_assert(!tsv_next(in));
        cr_assert_eq(tool_rows.bad, quick ? 0 : 1);
        tsv_close(in);
    }
    buf_free(&document);
}

/* ---- rows ahead ---- */

/* Every row, as in read_all; if rows are ahead, many by bulk_record, and then by one bulk_take. */
static uint64_t step_through(struct buf *to, struct slice document, struct rng *r)
{
    uint64_t ahead = 0;
    input_begin(input_file(document.p, document.n), NULL);
    struct tsv *in = tsv_open();
    while (tsv_next(in)) {
        uint32_t more = in->ahead && rng_below(r, 2) ? 1 + (uint32_t)rng_below(r, in->ahead) : 0;
        for (uint32_t k = 0; k <= more; k++)
            for (unsigned i = 0; i < in->n; i++) {
                struct slice field = record_value(bulk_record(in, k), i);
                buf_add(to, field.p, field.n);
                buf_addch(to, i + 1 < in->n ? '|' : '\n');
            }
        if (more) {
            uint64_t line = in->line;
            uint32_t before = in->ahead;
            bulk_take(in, more);
            cr_assert(in->line == line + more && in->ahead == before - more);
            cr_assert(in->row.p[-1] == '\n' && in->row.p + in->row.n == in->base + in->at[in->n]);
        }
        ahead += more;
    }
    tsv_close(in);
    return ahead;
}

Test(tsv, rows_ahead_are_those_that_come)
{
    struct rng r;
    struct buf document = {0}, want = {0}, got = {0};
    uint64_t ahead = 0;
    rng_seed(&r, 9, 0);
    for (int round = 0; round < 300; round++) {
        uint64_t rare = 2 + rng_below(&r, 3000);
        document.n = want.n = got.n = 0;
        buf_addstr(&document, "a\tb\n");
        for (uint64_t n = rng_below(&r, 5000); n; n--)
            buf_addstr(&document, rng_below(&r, rare) ? "plain\tvalue\n" : "odd\n");
        read_all(&want, input_file(document.p, document.n), NULL);
        uint64_t bad = tool_rows.bad, in = tool_rows.in;
        ahead += step_through(&got, buf_slice(&document), &r);
        cr_assert(slice_eq(buf_slice(&want), buf_slice(&got)) && tool_rows.bad == bad && tool_rows.in == in);
    }
    cr_assert_gt(ahead, 10000);
    buf_free(&document);
    buf_free(&want);
    buf_free(&got);
}

/* ---- compared with a reader that splits with two loops ---- */

static uint64_t read_reference(struct buf *to, struct slice document, unsigned columns)
{
    uint64_t bad = 0;
    slice_cut(&document, '\n');
    while (document.n) {
        struct slice line = slice_cut(&document, '\n'), rest = line;
        unsigned n = 0;
        while (rest.p) {
            slice_cut(&rest, '\t');
            n++;
        }
        bool cr = line.n && line.p[line.n - 1] == '\r', nul = line.n && memchr(line.p, 0, line.n);
        if (n != columns || cr || nul || (line.n == 0 && columns > 1)) {
            bad++;
            continue;
        }
        for (size_t i = 0; i < line.n; i++)
            buf_addch(to, line.p[i] == '\t' ? '|' : line.p[i]);
        buf_addch(to, '\n');
    }
    return bad;
}

static void compare(struct slice document, unsigned columns, bool drops)
{
    struct buf want = {0};
    uint64_t bad = read_reference(&want, document, columns);
    for (int way = 0; way < 1 + drops; way++) {
        struct buf got = {0};
        read_all(&got, way ? input_drops(document.p, document.n) : input_file(document.p, document.n), NULL);
        cr_assert(slice_eq(buf_slice(&want), buf_slice(&got)), "of\n%.*s\nwanted\n%.*s\ngot\n%.*s", (int)document.n,
                  document.p, (int)want.n, want.p, (int)got.n, got.p);
        cr_assert_eq(tool_rows.bad, bad);
        buf_free(&got);
    }
    buf_free(&want);
}

Test(tsv, nasty_documents)
{
    static const char *const letter[] = {"\t", "\t", "\n", "\r", "\"", "x", "\xe9", "\xc3\xa9", "", "1\t2\n"};
    struct rng r;
    struct buf document = {0};
    rng_seed(&r, 4, 0);
    for (int i = 0; i < 20000; i++) {
        bool one = i % 3 == 0;
        document.n = 0;
        buf_addstr(&document, one ? "a\n" : "a\tb\n");
        input_random(&r, &document, letter, sizeof letter / sizeof *letter, 40);
        compare(buf_slice(&document), one ? 1 : 2, i % 4 == 0);
    }
    for (int i = 0; i < 10; i++) {
        document.n = 0;
        buf_addstr(&document, "a\tb\n");
        while (document.n < 400000) {
            for (uint64_t n = rng_below(&r, i % 2 ? 3000 : 30); n; n--)
                buf_addstr(&document, "plain\tvalue\n");
            input_random(&r, &document, letter, sizeof letter / sizeof *letter, 12);
        }
        compare(buf_slice(&document), 2, false);
    }
    buf_free(&document);
}
