/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of lines: the output is the same as line by line. */
#include "source/linerun.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { NO_RUNS = CPU_LEVELS, MOST = 400 };

static const char SCHEMA[] = "order_id = o\nproduct_id = p\ndescription = d\nquantity = q\ndate = t\nunit_price = u\n"
                             "customer_id = c\ncountry = l\ndate-format = %m/%d/%Y %H:%M\ncharge-code = POST\n"
                             "return-prefix = C\n";

/* ---- a log ---- */

static const char *one_of(struct rng *r, const char *const *word, size_t n)
{
    return word[rng_below(r, n)];
}
#define ONE_OF(r, words) one_of(r, words, sizeof(words) / sizeof *(words))

static bool one_in(struct rng *r, uint64_t n)
{
    return rng_below(r, n) == 0;
}

static void put(struct buf *to, const char *value, bool quoted, const char *end)
{
    buf_addstr(to, quoted ? "\"" : "");
    buf_addstr(to, value);
    buf_addstr(to, quoted ? "\"" : "");
    buf_addstr(to, end);
}

/* Most lines are sales; some end a run, each for another reason. */
static void put_line(struct buf *to, struct rng *r, const char *order, const char *customer, const char *country,
                     bool quoted, const char *end)
{
    static const char *const product[] = {
        "85123A", "22752", "71053", "POST", " 84029E", "", "A-VERY-LONG-CODE-1234567890"};
    static const char *const text[] = {
        "WHITE LANTERN",
        "SET 7 BABUSHKA",
        "",
        "a line that is longer than thirty-two",
        "one that is longer than all the sixty-four bytes that are copied at once, and so on",
        "ends with a blank "};
    static const char *const quantity[] = {"6", "12", "1", "48", "240", "-3", "0", "2.5", "+4", "123456789", "1e2"};
    static const char *const price[] = {"2.55", "3.4", "7", "0.85", "0", "12.955", "199.99", ".5", "1000000"};
    bool odd = one_in(r, 12);
    uint64_t unlike = rng_below(r, 60); /* the value that is quoted where others are not */
    put(to, order, quoted, ",");
    put(to, odd ? ONE_OF(r, product) : product[rng_below(r, 3)], quoted != (unlike == 0), ",");
    put(to, odd ? ONE_OF(r, text) : text[rng_below(r, 5)], quoted != (unlike == 1), ",");
    put(to, odd ? ONE_OF(r, quantity) : quantity[rng_below(r, 5)], quoted != (unlike == 2), ",");
    put(to, "12/1/2010 8:26", quoted, ",");
    put(to, odd ? ONE_OF(r, price) : price[rng_below(r, 4)], quoted != (unlike == 3), ",");
    put(to, customer, quoted, ",");
    put(to, country, quoted, end);
}

static struct buf make_log(struct rng *r)
{
    static const char *const customer[] = {"17850", "",
                                           "a customer whose name is as long as that of few others, or longer"};
    static const char *const country[] = {"United Kingdom", "France", "\xc3\x89ire"};
    struct buf log = {0};
    bool quoted = rng_below(r, 2);
    const char *end = rng_below(r, 2) ? "\r\n" : "\n";
    buf_addstr(&log, "o,p,d,q,t,u,c,l");
    buf_addstr(&log, end);
    for (size_t orders = 1 + rng_below(r, 12); orders; orders--) {
        char order[32];
        const char *who = ONE_OF(r, customer), *where = ONE_OF(r, country);
        const char *kind = one_in(r, 10) ? "C" : "";
        snprintf(order, sizeof order, "%s%u", kind, (unsigned)rng_below(r, 1000000));
        for (size_t lines = 1 + rng_below(r, rng_below(r, 3) ? 30 : MOST); lines; lines--)
            put_line(&log, r, order, who, where, quoted != one_in(r, 50), end);
    }
    return log;
}

/* ---- what clean makes of it ---- */

static struct slice read_whole(const char *path)
{
    char *p = malloc(1 << 22);
    FILE *f = fopen(path, "rb");
    cr_assert(f);
    size_t n = fread(p, 1, 1 << 22, f);
    fclose(f);
    return slice_of(p, n);
}

/* The rows by the code of a level; NO_RUNS: line by line. */
static struct slice rows_of(const struct buf *log, struct opt_list only, unsigned level, uint64_t *taken)
{
    struct schema *schema = schema_load(input_file(SCHEMA, sizeof SCHEMA - 1));
    input_begin(input_file(log->p, log->n), NULL);
    struct line_maker *maker = line_maker_new(schema, (struct line_options){.places = -1});
    char path[] = "/tmp/tillroll-linerun.XXXXXX";
    int fd = mkstemp(path);
    cr_assert(fd >= 0);
    struct out *o = out_create(path);
    struct lineout row;
    struct linerun run;
    const struct line *l;
    lineout_init(&row, schema, line_maker_line(maker), only);
    linerun_init(&run, maker, &row);
    if (level != NO_RUNS)
        run.level = (enum cpu_level)level;
    struct csvin *in = csvin_open(&schema->dialect);
    line_find_columns(in, maker);
    while (csvin_next(in)) {
        if ((l = line_make(maker, in)))
            lineout_write(&row, o, l, '\n');
        if (level != NO_RUNS)
            *taken += linerun_take(&run, in, o).lines;
    }
    csvin_close(in);
    out_close(o);
    linerun_free(&run);
    lineout_free(&row);
    line_maker_free(maker);
    schema_free(schema);
    struct slice rows = read_whole(path);
    close(fd);
    unlink(path);
    return rows;
}

Test(linerun, every_level_writes_what_lines_would, .timeout = 120)
{
    static struct slice few[] = {{"customer_id", 11}, {"amount", 6}, {"quantity", 8}, {"kind", 4}};
    struct rng r;
    uint64_t taken[CPU_LEVELS] = {0};
    rng_seed(&r, 11, 0);
    for (int round = 0; round < 60; round++) {
        struct buf log = make_log(&r);
        struct opt_list only = {few, rng_below(&r, 2) ? sizeof few / sizeof *few : 0};
        struct slice want = rows_of(&log, only, NO_RUNS, NULL);
        for (unsigned level = 0; level <= (unsigned)cpu_best(); level++) {
            struct slice got = rows_of(&log, only, level, &taken[level]);
            cr_assert(slice_eq(want, got), "round %d, level %u:\n%.*s", round, level, (int)log.n, log.p);
            free((void *)(uintptr_t)got.p);
        }
        free((void *)(uintptr_t)want.p);
        buf_free(&log);
    }
    for (unsigned level = 0; level <= (unsigned)cpu_best(); level++)
        cr_assert(taken[level] > 5000 && taken[level] == taken[0], "%lu lines", (unsigned long)taken[level]);
}
