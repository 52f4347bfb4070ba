/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linekept.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { ROWS = 20000 };

/* Some rows are longer than a block, and `at` has the places of all but the header. */
static void make_table(struct buf *to, size_t *at, bool lf)
{
    char text[160];
    struct rng r;
    rng_seed(&r, 8, 0);
    buf_addstr(to, "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\tnote\n");
    for (size_t i = 0; i < ROWS; i++) {
        at[i] = to->n;
        snprintf(text, sizeof text, "c%u\to%zu\t2011-03-01\t\tp%u\t2\t1.50\t3.00\tsale\t", (unsigned)rng_below(&r, 50),
                 i / 7, (unsigned)rng_below(&r, 90));
        buf_addstr(to, text);
        for (uint64_t n = rng_below(&r, i % 4000 ? 40 : 600000); n; n--)
            buf_addch(to, (char)('a' + n % 26));
        buf_addch(to, '\n');
    }
    at[ROWS] = to->n;
    to->n -= !lf;
}

static void walk(struct linekept *k, const struct buf *table, const size_t *at)
{
    struct linekept_line l;
    bool last = false;
    size_t n = 0;
    for (struct linekept_walk w = {0}; linekept_next(k, &w); n++) {
        size_t size = at[n + 1] - at[n];
        cr_assert(w.i == n && w.row.n == size && memcmp(w.row.p, table->p + at[n], size - 1) == 0 &&
                  w.row.p[size - 1] == '\n');
        linekept_read(k, w.row, &l);
        cr_assert(l.kind == KIND_SALE && l.amount == 3 * DECIMAL_ONE);
        last = w.last;
    }
    cr_expect_eq(n, ROWS);
    cr_expect(last);
}

/* Twice over all of it, read again or kept. */
static void check_table(bool lf, bool skip)
{
    static size_t at[ROWS + 1];
    struct buf table = {0};
    struct linekept k;
    struct linekept_line l;
    make_table(&table, at, lf);
    input_begin(input_file(table.p, table.n), NULL);
    tool_shared.on_bad = skip;
    struct tsv *in = tsv_open();
    linekept_begin(&k, in);
    while (tsv_next(in))
        cr_assert(linekept_add(&k, &l));
    cr_expect_eq(k.rows.text.n == 0, lf && !skip);
    walk(&k, &table, at);
    walk(&k, &table, at);
    linekept_end(&k);
    tsv_close(in);
    buf_free(&table);
}

Test(linekept, rows_are_read_again)
{
    check_table(true, false);
}
Test(linekept, rows_are_kept_if_some_may_be_set_aside_or_the_last_LF_is_missing)
{
    check_table(true, true);
    check_table(false, false);
}

/* Overwrites the beginning of a row before the rows are read again. */
static void walk_over_change(const char *text)
{
    static size_t place[ROWS + 1];
    struct buf table = {0};
    struct linekept k;
    struct linekept_line l;
    make_table(&table, place, true);
    const char *path = input_file(table.p, table.n);
    input_begin(path, NULL);
    tool_shared.on_bad = false;
    struct tsv *in = tsv_open();
    linekept_begin(&k, in);
    while (tsv_next(in))
        cr_assert(linekept_add(&k, &l));
    input_overwrite(path, place[ROWS / 2], text, strlen(text));
    for (struct linekept_walk w = {0}; linekept_next(&k, &w);)
        linekept_read(&k, w.row, &l);
}

Test(linekept, a_file_that_was_overwritten_ends_the_tool, .exit_code = 3)
{
    walk_over_change("d");
}
Test(linekept, a_line_that_is_none_any_more_ends_the_tool, .exit_code = 3)
{
    walk_over_change("\t\t\t");
}
