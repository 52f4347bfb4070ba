/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expr/expr.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"
#include "tsv/kept.h"

/* One row of cells of every kind: n a number, m money, d a day, t a text, e empty. */
#define ROW \
    "n\tm\td\td2\tt\te\tbig\tid\ta b\tx1\n3\t15.30\t2011-12-09\t2011-11-29\tTea \"pot\"\t\t0.12345678\t007\t1\tabc\n"

static struct tsv *in;
static struct expr_scope scope;

static void begin(const char *table)
{
    input_begin(input_file(table, strlen(table)), NULL);
    in = tsv_open();
    expr_begin(&scope, in);
}

static void end(void)
{
    expr_end(&scope);
    tsv_close(in);
}

/* What the expression is in that row; "(set aside)" if it has no value; the problem if it is wrong. */
static const char *value_of(const char *text)
{
    static char said[300];
    struct expr_problem problem;
    struct expr_value v;
    char room[EXPR_ROOM];
    begin(ROW);
    struct expr *e = expr_parse(&scope, slice_str(text), &problem);
    cr_assert(tsv_next(in));
    expr_row(&scope);
    if (!e) {
        snprintf(said, sizeof said, "%zu: %s", problem.at + 1, problem.say);
    } else if (!expr_value(e, &v)) {
        snprintf(said, sizeof said, "(set aside)");
        cr_assert_eq(tool_rows.bad, 1);
    } else {
        struct slice s = expr_text(&v, room);
        snprintf(said, sizeof said, "%.*s", (int)s.n, s.p);
    }
    end();
    return said;
}

static void assert_values(const char *const (*table)[2], size_t n)
{
    for (size_t i = 0; i < n; i++)
        cr_expect_str_eq(value_of(table[i][0]), table[i][1], "%s: wanted %s, got %s", table[i][0], table[i][1],
                         value_of(table[i][0]));
}
#define VALUES(name, ...)                                    \
    Test(expr, name)                                         \
    {                                                        \
        static const char *const table[][2] = {__VA_ARGS__}; \
        assert_values(table, sizeof table / sizeof *table);  \
    }

VALUES(arithmetic_is_exact, {"0.1 + 0.2", "0.3"}, {"m * 3", "45.90"}, {"m + 0.7", "16.00"}, {"m * 1.19", "18.207"},
       {"m - 15.3", "0.00"}, {"n * 2", "6"}, {"n * 0.5", "1.5"}, {"-n - -n", "0"}, {"2 + 3 * 4", "14"},
       {"(2 + 3) * 4", "20"}, {"10 - 4 - 3", "3"}, {"24 / 4 / 2", "3"}, {"-2 * -3", "6"}, {"1e3", "1000"},
       {"9000000000000 * 9000000000000", "81000000000000000000000000"}, {"n + m * 0", "3.00"}, {"`a b` + 1", "2"})
VALUES(quotients_and_what_is_not_exact_are_doubles, {"1 / 4", "0.25"}, {"m / n", "5.1"},
       {"1 / 3", "0.3333333333333333"}, {"big * 2", "0.24691356"}, {"n / 0", ""}, {"n / (m - 15.3)", ""},
       {"0.1 / 0.3 = 1 / 3", "1"}, {"1e300 * 1e300", "(set aside)"}, {"9e12 * 9e12 * 9e12 * 9e12", "(set aside)"})
VALUES(rounding, {"round(m / n)", "5"}, {"round(m / 7, 2)", "2.19"}, {"round(5.35 / 2, 2)", "2.68"},
       {"round(15 / 10, 2)", "1.50"}, {"round(2.5)", "2"}, {"round(-m, 1)", "-15.3"}, {"round(big, 3)", "0.123"},
       {"round(e, 2)", ""}, {"round(n / 0, 2)", ""}, {"round(1 / 3, 18)", "0.333333333333333333"})
VALUES(other_functions, {"min(n, m)", "3.00"}, {"max(n, m, 20)", "20.00"}, {"max(d, d2)", "2011-12-09"},
       {"min(d, 2011-01-01)", "2011-01-01"}, {"abs(n - 5)", "2"}, {"abs(0 - big)", "0.12345678"}, {"min(n, e)", ""},
       {"text(id) = \"007\"", "1"}, {"text(id)", "007"}, {"min(n)", "3"}, {"min(d, n)", "(set aside)"})
VALUES(cells_are_what_the_other_side_is, {"id = 7", "1"}, {"id = \"7\"", "0"}, {"id = \"007\"", "1"}, {"m = 15.3", "1"},
       {"t = \"Tea \"\"pot\"\"\"", "1"}, {"t > \"Tea\"", "1"}, {"t = 7", "(set aside)"}, {"n >= 3", "1"},
       {"n > 3", "0"}, {"n != 3", "0"}, {"d > \"2011-12-08\"", "1"}, {"t > \"2011-12-08\"", "(set aside)"},
       {"n = n", "1"}, {"id = n", "0"}, {"d > d2", "1"}, {"t = x1", "0"}, {"t = t", "1"}, {"t < x1", "(set aside)"},
       {"text(t) < text(x1)", "1"}, {"n < t", "(set aside)"}, {"n = t", "0"}, {"n = d", "0"}, {"n < d", "(set aside)"},
       {"t", "Tea \"pot\""}, {"m", "15.30"}, {"id", "007"}, {"e", ""})
VALUES(dates, {"d - d2", "10"}, {"d + 1", "2011-12-10"}, {"d2 + 1m", "2011-12-29"}, {"d - 1y", "2010-12-09"},
       {"2011-12-09 - d2", "10"}, {"d - \"2011-12-08\"", "1"}, {"d = 2011-12-09", "1"}, {"d > d2 + 2w", "0"},
       {"d >= d2 + 10d", "1"}, {"d - d2 >= 10", "1"}, {"1 + d", "2011-12-10"}, {"d + 0.5", "(set aside)"},
       {"d + d2", "(set aside)"}, {"d * 2", "(set aside)"}, {"d + 9e6", "(set aside)"}, {"d + 9e12", "(set aside)"},
       {"n - d", "(set aside)"}, {"-d", "(set aside)"}, {"d + e", ""})
VALUES(conditions, {"n = 3 and m > 15", "1"}, {"n = 3 and m > 16", "0"}, {"n = 4 or m > 15", "1"}, {"not n = 3", "0"},
       {"not not n = 3", "1"}, {"n = 4 or n = 3 and m = 1", "0"}, {"(n = 4 or n = 3) and m > 1", "1"},
       {"n in (1, 2, 3)", "1"}, {"n not in (1, 2, 3)", "0"}, {"t in (\"a\", \"b\")", "0"}, {"id in (\"007\", 8)", "1"},
       {"d in (2011-12-09, \"2011-01-01\")", "1"}, {"n = 4 and t = 7", "0"}, {"n = 3 or t = 7", "1"})
VALUES(what_is_empty_is_neither_true_nor_false, {"e = 3", ""}, {"e != 3", ""}, {"not e = 3", ""}, {"e = e", ""},
       {"e = 3 and n = 3", ""}, {"e = 3 and n = 4", "0"}, {"n = 4 and e = 3", "0"}, {"e = 3 or n = 3", "1"},
       {"e = 3 or n = 4", ""}, {"e is empty", "1"}, {"e is not empty", "0"}, {"n is empty", "0"},
       {"n / 0 is empty", "1"}, {"not n is empty", "1"}, {"t is not empty", "1"}, {"e in (1, 2)", ""}, {"e + n", ""},
       {"e * 0", ""}, {"t is empty or t = 7", "(set aside)"}, {"n in (1, e)", ""}, {"n in (3, e)", "1"})
VALUES(
    mistakes, {"", "1: expected a value, found the end"}, {"n >", "4: expected a value, found the end"},
    {"n > > 3", "5: expected a value, found >"}, {"n 3", "3: expected an operator or the end, found 3"},
    {"(n = 3", "7: expected ), found the end"}, {"n == 3", "3: == is written ="},
    {"n = 3 AND n = 4", "7: AND is written and"}, {"n <> 3", "3: <> is written !="},
    {"n = 3 && m = 1", "7: && is written and"}, {"nn = 3", "1: there is no column \"nn\""},
    {"t = Tea", "5: there is no column \"Tea\""}, {"`a c`", "1: there is no column \"a c\""},
    {"d > 2011-02-30", "5: 2011-02-30 is no day that exists"}, {"n = \"3", "5: \"3 has no second quote mark"},
    {"n > 90x", "5: 90x is neither a number nor a length of time such "
                "as 90d (a name that begins with a digit is written in backquotes)"},
    {"n > 'a'", "5: ' is no mark of a text: these are \"quote marks\""},
    {"1 < n < 3", "7: expected and, or or the end, found <"}, {"n + (n = 3)", "6: expected a value, found a condition"},
    {"n and n = 3", "1: expected a condition, found a value (revenue > 2000, churned = 1)"},
    {"not n", "5: expected a condition, found a value (revenue > 2000, churned = 1)"},
    {"n + \"a\"", "5: expected a number, found a text"}, {"3 = \"a\"", "5: a number is compared with a text"},
    {"2011-12-09 = 3", "14: a date is compared with a number"},
    {"n - 3 = \"a\"", "9: a number or a date is compared with a text"},
    {"n > \"2000\"", "5: the number is in quote marks (then texts are compared, letter by letter)"},
    {"t = \"\"", "5: an empty text equals nothing (use: is empty, is not empty)"},
    {"n is 3", "6: expected empty or not empty, found 3"}, {"n in 3", "6: expected ( and a list of values, found 3"},
    {"n in (3", "8: expected a comma or ), found the end"}, {"n not 3", "7: expected in, found 3"},
    {"sum(n)", "1: there is no function \"sum\" (there are round, abs, min, max, text)"},
    {"round(n, m)", "10: a number of places is expected, 0 to 18"},
    {"round(n, 19)", "10: a number of places is expected, 0 to 18"}, {"abs(n, 2)", "8: abs() takes no more than 1"},
    {"text(3)", "6: the name of a column is expected, as text() is that of a cell"},
    {"2011-12-09 + d + 2011-12-09",
     "1: expected a number, found a date (dates are subtracted from dates, and a number of days is added or subtracted)"},
    {"2011-12-09 * 2",
     "1: expected a number, found a date (dates are subtracted from dates, and a number of days is added or subtracted)"},
    {"abs(2011-12-09)", "5: expected a number, found a date"},
    {"n + 1 = top 20 %", "1: the name of a column is expected, as top % is that of a column"},
    {"n >= top 0 %", "6: a share above 0 % and up to 100 % is expected"},
    {"n >= top 20", "12: expected %, found the end"},
    {"n # 3", "3: # means nothing here (a name that is not a plain word is written in backquotes)"})

Test(expr, depth_is_bounded)
{
    static char text[2000];
    memset(text, '(', sizeof text - 1);
    cr_assert(strstr(value_of(text), "nested more than 200 deep"));
    memset(text, '-', sizeof text - 1);
    cr_assert(strstr(value_of(text), "nested more than 200 deep"));
}

Test(expr, added_columns_see_those_before_them)
{
    struct expr_value v;
    char room[EXPR_ROOM];
    static const char *const want[] = {"5.1", "10.2", "1", "007", "2"};
    bool holds;
    begin(ROW);
    expr_add(&scope, "--add", SLICE("q = m / n; `two q` = q * 2; three = n = 3"));
    expr_add(&scope, "--add", SLICE("same = id; more = three + 1;"));
    struct expr *e = expr_condition(&scope, "--where", SLICE("`two q` > 10 and three = 1 and same = \"007\""));
    cr_assert(scope.n == 5 && slice_is(scope.name[1], "two q"));
    cr_assert(tsv_next(in));
    expr_row(&scope);
    cr_assert(expr_holds(e, &holds) && holds);
    for (size_t i = 0; i < scope.n; i++) {
        cr_assert(expr_value(scope.added[i], &v));
        cr_assert(slice_is(expr_text(&v, room), want[i]), "column %zu", i);
    }
    end();
}

struct numbered {
    struct kept_row row;
    struct tsv_place place;
};

Test(expr, the_top_share_is_known_after_a_first_pass)
{
    bool holds;
    unsigned held = 0;
    begin("k\tv\na\t1\nb\t5\nc\t\nd\t4.5\ne\t3\nf\t5\ng\t-2\n");
    struct expr *e = expr_condition(&scope, "--where", SLICE("v >= top 34 %"));
    cr_assert(expr_is_late(&scope));
    struct kept kept = kept_of(sizeof(struct numbered));
    while (tsv_next(in)) {
        cr_assert(expr_gather(&scope));
        ((struct numbered *)kept_add(&kept, in->row))->place = tsv_place(in);
    }
    expr_settle(&scope);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        tsv_again(in, w.row, ((const struct numbered *)w.record)->place);
        expr_row(&scope);
        cr_assert(expr_holds(e, &holds));
        cr_assert_eq(in->line, w.i + 2);
        held = held << 1 | holds;
    }
    kept_free(&kept);
    cr_assert_eq(held, 0x2a, "b, d and f: 34 %% of six numbers, rounded up, are three");
    end();
}

/* ---- random expressions compared with a reference without a parser ---- */

/* The text of an expression and, computed beside it, its value: an integer of 10^-4, or empty; a condition is -1 if it
 * is empty. */
struct made {
    bool is_empty;
    int64_t v;
    int places;
};

static struct rng random_bits;
static struct buf said;

static struct made value(int depth);

static struct made leaf(void)
{
    static const struct {
        const char *text;
        struct made made;
    } leaves[] = {{"n", {false, 30000, 0}},     {"m", {false, 153000, 1}},  {"e", {true, 0, 0}},
                  {"`a b`", {false, 10000, 0}}, {"2.5", {false, 25000, 1}}, {"7", {false, 70000, 0}},
                  {"0.1", {false, 1000, 1}},    {"0", {false, 0, 0}}};
    size_t i = rng_below(&random_bits, sizeof leaves / sizeof *leaves);
    buf_addstr(&said, leaves[i].text);
    return leaves[i].made;
}

static struct made computed_of(char op, struct made a, struct made b)
{
    struct made r = {a.is_empty || b.is_empty, 0, a.places > b.places ? a.places : b.places};
    if (op == '*')
        r = (struct made){r.is_empty, a.v / 100 * (b.v / 100), a.places + b.places};
    else
        r.v = op == '+' ? a.v + b.v : a.v - b.v;
    return r;
}

/* Products of factors of two places at most, so that none is rounded. */
static struct made value(int depth)
{
    if (depth == 0)
        return leaf();
    buf_addstr(&said, "(");
    struct made a = value(depth - 1);
    size_t at = said.n;
    buf_addstr(&said, " * ");
    struct made b = value(depth - 1);
    bool may = a.places <= 2 && b.places <= 2 && a.v < 10000000000 && a.v > -10000000000 && b.v < 10000000000 &&
               b.v > -10000000000;
    char op = "+-*"[rng_below(&random_bits, may ? 3 : 2)];
    said.p[at + 1] = op;
    buf_addstr(&said, ")");
    return computed_of(op, a, b);
}

static int compared_of(size_t op, struct made a, struct made b)
{
    const bool is[] = {a.v == b.v, a.v != b.v, a.v<b.v, a.v <= b.v, a.v> b.v, a.v >= b.v};
    return a.is_empty || b.is_empty ? -1 : is[op];
}

static int condition(int depth)
{
    static const char *const sign[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
    size_t which = depth ? rng_below(&random_bits, 4) : 3, op = rng_below(&random_bits, 6);
    if (which == 3) {
        struct made a = value(2);
        buf_addstr(&said, sign[op]);
        return compared_of(op, a, value(2));
    }
    buf_addstr(&said, which == 2 ? "not (" : "(");
    int a = condition(depth - 1), b;
    if (which == 2) {
        buf_addstr(&said, ")");
        return a < 0 ? a : !a;
    }
    buf_addstr(&said, which ? ") and (" : ") or (");
    b = condition(depth - 1);
    buf_addstr(&said, ")");
    if (a == !which || b == !which)
        return !which;
    return a < 0 || b < 0 ? -1 : (int)which;
}

Test(expr, random_conditions_are_what_a_plain_reference_says, .timeout = 120)
{
    rng_seed(&random_bits, 11, 0);
    begin(ROW);
    cr_assert(tsv_next(in));
    unsigned seen[3] = {0, 0, 0};
    for (int i = 0; i < 20000; i++) {
        struct expr_problem problem;
        struct expr_value v;
        said.n = 0;
        int want = condition(3);
        struct expr *e = expr_parse(&scope, buf_slice(&said), &problem);
        cr_assert(e, "%.*s: %zu: %s", (int)said.n, said.p, problem.at, e ? "" : problem.say);
        cr_assert(expr_value(e, &v));
        int got = v.kind == EXPR_EMPTY ? -1 : (int)v.exact.v;
        cr_assert_eq(got, want, "%.*s: wanted %d, got %d", (int)said.n, said.p, want, got);
        seen[want + 1]++;
        if (i % 100 == 99) {
            expr_end(&scope);
            expr_begin(&scope, in);
        }
    }
    cr_assert(seen[0] > 1000 && seen[1] > 1000 && seen[2] > 1000);
    buf_free(&said);
    end();
}

/* Any text gives a tree, or a problem at a place inside the text. */
Test(expr, random_words_never_do_harm, .timeout = 120)
{
    static const char *const word[] = {"n",    "m ",   " t",    "d",   "3",     "2011-12-09", "\"a\"",  "and ",
                                       " or ", "not ", "in ",   "is ", "empty", "(",          ")",      ",",
                                       "+",    "-",    "*",     "/",   "=",     "<=",         "round(", "min(",
                                       "top ", "20 %", "`a b`", "\"",  "90d",   "text(",      ".",      "e"};
    struct rng r;
    struct buf text = {0};
    unsigned right = 0;
    rng_seed(&r, 5, 0);
    begin(ROW);
    cr_assert(tsv_next(in));
    for (int i = 0; i < 100000; i++) {
        struct expr_problem problem;
        struct expr_value v;
        char room[EXPR_ROOM];
        text.n = 0;
        for (size_t n = rng_below(&r, 9); n > 0; n--)
            buf_addstr(&text, word[rng_below(&r, sizeof word / sizeof *word)]);
        struct expr *e = expr_parse(&scope, buf_slice(&text), &problem);
        cr_assert(e || problem.at <= text.n);
        if (e && expr_value(e, &v))
            cr_assert(v.kind == EXPR_TEXT || expr_text(&v, room).n <= EXPR_ROOM);
        right += e != NULL;
        if (i % 1000 == 999) {
            expr_end(&scope);
            expr_begin(&scope, in);
        }
    }
    cr_assert(right > 1000, "%u", right);
    buf_free(&text);
    end();
}
