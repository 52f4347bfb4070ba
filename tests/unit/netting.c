/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/netting.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/map.h"
#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { LINES = 6000, ORDERS = 1200, WIDE = 120 };

/* Most lines come back in the end. The lines of an order follow one another if they are not `mixed`. */
static void make_lines(struct buf *to, bool mixed, uint64_t seed)
{
    char text[WIDE];
    struct rng r;
    rng_seed(&r, seed, 0);
    buf_addstr(to, "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\n");
    for (unsigned i = 0; i < LINES; i++) {
        unsigned order = mixed ? (unsigned)rng_below(&r, ORDERS) : i * ORDERS / LINES;
        snprintf(text, sizeof text, "c%u\t%u\t2011-03-01\t\tp%u\t1\t2.00\t2.00\tsale\n", order % 100, order, i);
        buf_addstr(to, text);
        snprintf(text, sizeof text, "c%u\tr%u\t2011-03-01\t\tp%u\t-1\t2.00\t-2.00\treturn\n", order % 100, order, i);
        if (rng_below(&r, 8))
            buf_addstr(to, text);
    }
}

static bool ends_with(struct slice s, struct slice end)
{
    return s.n >= end.n && memcmp(s.p + s.n - end.n, end.p, end.n) == 0;
}

/* What comes of a table, in one text: the pairs and the phantoms. */
static void net(struct buf *result, const struct buf *lines, bool skip, unsigned threads, size_t part)
{
    char text[WIDE];
    struct netting n = {.pairing.window = 86400, .threads = threads, .part = part};
    input_begin(input_file(lines->p, lines->n), NULL);
    tool_shared.on_bad = skip;
    struct tsv *in = tsv_open();
    netting_read(&n, in);
    netting_pair(&n);
    for (uint32_t i = 0; i < n.pairing.pairs; i++) {
        const struct pairing_pair *p = &n.pairing.pair[i];
        snprintf(text, sizeof text, "%" PRIu64 " %" PRIu64 " %d\n", n.pairing.line[p->back].row,
                 n.pairing.line[p->sale].row, n.line[p->sale].phantom);
        buf_addstr(result, text);
    }
    snprintf(text, sizeof text, "%" PRIu64 " phantom orders\n", n.phantom_orders);
    buf_addstr(result, text);
    netting_end(&n);
    tsv_close(in);
}

/* Orders all of whose lines have a return, by another way: of each line the text below it is searched. */
static uint64_t count_phantoms(const struct buf *lines)
{
    struct map orders = {0};
    static unsigned stays[ORDERS];
    uint64_t n = 0;
    struct slice rest = buf_slice(lines), row, field[9];
    memset(stays, 0, sizeof stays);
    slice_cut(&rest, '\n');
    while ((row = slice_cut(&rest, '\n')).n) {
        struct slice next = rest, below = slice_cut(&next, '\n');
        for (int i = 0; i < 9; i++)
            field[i] = slice_cut(&row, '\t');
        if (slice_eq(field[8], SLICE("sale")))
            stays[map_put(&orders, field[1])] += !ends_with(below, SLICE("return"));
    }
    for (uint32_t i = 0; i < orders.n; i++)
        n += stays[i] == 0;
    map_free(&orders);
    return n;
}

static void check_example(bool mixed, uint64_t seed)
{
    static const size_t sizes[] = {600, 3000, 20000, 200000};
    struct buf lines = {0}, whole = {0}, parts = {0};
    char last[WIDE];
    make_lines(&lines, mixed, seed);
    net(&whole, &lines, true, 1, LINEKEPT_PART);
    snprintf(last, sizeof last, "\n%" PRIu64 " phantom orders\n", count_phantoms(&lines));
    cr_expect(ends_with(buf_slice(&whole), slice_str(last)), "%s", last);
    for (unsigned i = 0; i < 8; i++) {
        parts.n = 0;
        net(&parts, &lines, i % 2, i / 2 + 1, sizes[i / 2]);
        cr_expect(slice_eq(buf_slice(&whole), buf_slice(&parts)), "parts of %zu bytes", sizes[i / 2]);
    }
    buf_free(&lines);
    buf_free(&whole);
    buf_free(&parts);
}

Test(netting, phantoms_and_pairs_do_not_depend_on_parts_and_threads)
{
    for (uint64_t seed = 0; seed < 10; seed++)
        check_example(false, seed);
}
Test(netting, lines_of_an_order_that_do_not_follow_one_another)
{
    for (uint64_t seed = 10; seed < 20; seed++)
        check_example(true, seed);
}
