/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The long way makes of plain records what the short way makes of them. */
#include "source/longway.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

#define SCHEMA                                                                                                 \
    "order_id = o\nproduct_id = p\ndescription = d\nquantity = q\ndate = t\nunit_price = u\ncustomer_id = c\n" \
    "country = l\ndate-format = %Y-%m-%d %H:%M:%S %z\ndate-format = %m/%d/%Y %H:%M\ntz-to = as-written\n"      \
    "charge-code = POST\nreturn-prefix = C\nmissing = NA\nfloat-ids = customer_id\nextra.channel = s\nzero-price = sale\n"
#define EMPTY_MONEY "line.charge.none = z\n" /* a column that is always empty, which the short way cannot read */

/* ---- a log ---- */

static void put(struct buf *to, struct rng *r, const char *const *value, size_t usual, size_t all, const char *end)
{
    buf_addstr(to, value[rng_below(r, rng_below(r, 8) ? usual : all)]);
    buf_addstr(to, end);
}
#define PUT(to, r, values, usual, end) put(to, r, values, usual, sizeof(values) / sizeof *(values), end)

static struct buf make_log(struct rng *r)
{
    static const char *const order[] = {"1", "2", "C3", "", "NA", " 4"}, *const product[] = {"85123A",  "22752", "POST",
                                                                                             " 84029E", "",      "NA"},
                             *const text[] = {"LANTERN", "\"a, b\"", "", "\xc3\x89ire", "\"two\nlines\""},
                             *const number[] = {"6", "12", "2.55", "-3", "0", "2.5", "+4", "123456789", "1e2", "x", ""},
                             *const when[] = {"2011-12-09 12:50:07 -0500",
                                              "2011-12-09 12:50:07 +01:00",
                                              "12/1/2010 8:26",
                                              "2011-02-30 12:50:07 +0000",
                                              "",
                                              "NA"},
                             *const customer[] = {"17850", "17850.0", "", "NA", "  ann "},
                             *const country[] = {"United Kingdom", "France", "NA"},
                             *const channel[] = {"web", "", "NA"};
    struct buf log = {0};
    buf_addstr(&log, "o,p,d,q,t,u,c,l,s,z\n");
    for (size_t rows = 1 + rng_below(r, 200); rows; rows--) {
        PUT(&log, r, order, 3, ",");
        PUT(&log, r, product, 3, ",");
        PUT(&log, r, text, 3, ",");
        PUT(&log, r, number, 3, ",");
        PUT(&log, r, when, 3, ",");
        PUT(&log, r, number, 3, ",");
        PUT(&log, r, customer, 3, ",");
        PUT(&log, r, country, 2, ",");
        PUT(&log, r, channel, 2, ",\n");
    }
    return log;
}

/* ---- what is made of it ---- */

static void add_text(struct buf *to, struct slice text)
{
    buf_add(to, text.p, text.n);
    buf_addch(to, '\t');
}

static void add_line(struct buf *to, const struct line *l, uint64_t line)
{
    char number[128];
    for (int c = 0; c < LINES_KIND; c++)
        if (c != LINES_DATE && c != LINES_TIME && c != LINES_QUANTITY && c != LINES_UNIT_PRICE)
            add_text(to, l->text[c]);
    add_text(to, l->extra[0]);
    add_text(to, l->day_text);
    add_text(to, l->time_text);
    snprintf(number, sizeof number, "%ld %ld %ld %d %s in line %lu\n", (long)l->quantity, (long)l->unit_price,
             (long)l->amount, l->has_price, KIND_NAME[l->kind], (unsigned long)line);
    buf_addstr(to, number);
}

static struct buf read_short(struct schema *s, const char *path)
{
    struct buf lines = {0};
    const struct line *l;
    cr_assert_not(s->long_way);
    input_begin(path, NULL);
    struct line_maker *maker = line_maker_new(s, (struct line_options){.places = -1});
    struct csvin *in = csvin_open(&s->dialect);
    line_find_columns(in, maker);
    while (csvin_next(in))
        if ((l = line_make(maker, in)))
            add_line(&lines, l, in->line);
    csvin_close(in);
    line_maker_free(maker);
    return lines;
}

static struct buf read_long(struct schema *s, const char *path)
{
    struct buf lines = {0};
    struct map orders = {0};
    cr_assert(s->long_way);
    input_begin(path, NULL);
    struct longway *w = longway_new(s, (struct line_options){.places = -1}, &orders, NULL);
    struct csvin *in = csvin_open(&s->dialect);
    longway_find_columns(in, w);
    while (csvin_next(in))
        for (const struct line *l = longway_take(w, in); l; l = longway_more(w))
            add_line(&lines, l, in->line);
    csvin_close(in);
    longway_end(w);
    map_free(&orders);
    return lines;
}

static struct schema *load(const char *text)
{
    return schema_load(input_file(text, strlen(text)));
}

Test(longway, makes_the_lines_of_the_short_way, .timeout = 60)
{
    struct rng r;
    size_t lines = 0, bad = 0;
    rng_seed(&r, 5, 0);
    for (int round = 0; round < 200; round++) {
        struct schema *plain = load(SCHEMA), *full = load(SCHEMA EMPTY_MONEY);
        struct buf log = make_log(&r), want = read_short(plain, input_file(log.p, log.n));
        struct tool_rows rows = tool_rows;
        struct buf got = read_long(full, input_file(log.p, log.n));
        cr_assert(slice_eq(buf_slice(&want), buf_slice(&got)), "of\n%.*s\nwanted\n%.*s\ngot\n%.*s", (int)log.n, log.p,
                  (int)want.n, want.p, (int)got.n, got.p);
        cr_assert(rows.bad == tool_rows.bad && rows.in == tool_rows.in && rows.dropped == tool_rows.dropped);
        lines += rows.in - rows.bad;
        bad += rows.bad;
        buf_free(&log);
        buf_free(&want);
        buf_free(&got);
        schema_free(plain);
        schema_free(full);
    }
    cr_assert(lines > 5000 && bad > 1000, "%zu lines, %zu bad", lines, bad);
}

/* Eight bytes are looked at together. */
Test(longway, small_letters_at_every_place)
{
    enum { MOST = 40 };
    struct schema *s = load("customer_id = c\norder_id = o\ndate = d\namount = a\nlower-case-ids = customer_id\n"
                            "extra.channel = a\ndate-format = %Y-%m-%d\n");
    char row[MOST + 40], want[MOST + 1];
    for (int n = 1; n <= MOST; n++)
        for (int i = 0; i <= n; i++) { /* the last one has no capital */
            memset(want, 'z', sizeof want);
            snprintf(row, sizeof row, "c,o,d,a\n%.*s%s%.*s,A,2024-03-02,1\n", i, want, i < n ? "Z" : "",
                     i < n ? n - i - 1 : 0, want);
            struct buf got = read_long(s, input_file(row, strlen(row)));
            cr_assert(got.n > (size_t)n && memcmp(got.p, want, (size_t)n) == 0 && got.p[n] == '\t', "of %sgot %.*s",
                      row, (int)got.n, got.p);
            buf_free(&got);
        }
    schema_free(s);
}
