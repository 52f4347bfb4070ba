/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/amount.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

static struct amount amount(const char *s)
{
    struct amount a;
    cr_assert(amount_parse(slice_str(s), &a), "%s", s);
    return a;
}

static void assert_text(struct amount a, const char *want)
{
    char p[NUM_ROOM];
    int n = amount_print(p, a);
    cr_assert(slice_is(slice_of(p, (size_t)n), want), "wanted %s, got %.*s", want, n, p);
}

Test(amount, is_what_the_cell_says)
{
    static const struct {
        const char *text, *printed;
        enum amount_kind kind;
    } row[] = {
        {"", "", AMOUNT_EMPTY},
        {"1.50", "1.5", AMOUNT_EXACT},
        {"-0", "0", AMOUNT_EXACT},
        {"25e-1", "2.5", AMOUNT_EXACT},
        {"0.000001", "0.000001", AMOUNT_EXACT},
        {"0.0000001", "1e-7", AMOUNT_DOUBLE},
        {"9223372036854.775807", "9223372036854.775807", AMOUNT_EXACT},
        {"1e300", "1e+300", AMOUNT_DOUBLE},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        cr_assert_eq(amount(row[i].text).kind, row[i].kind, "%s", row[i].text);
        assert_text(amount(row[i].text), row[i].printed);
    }
    static const char *const none[] = {"NA", "1,5", "0x10", "inf", "nan", " 1", "1e999"};
    struct amount a;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        cr_assert(!amount_parse(slice_str(none[i]), &a), "%s", none[i]);
}

Test(amount, a_cell_that_is_no_number_is_set_aside)
{
    static const char table[] = "v\n1.5\n\nx\n1e300\n12345678901.25\n1,5\n";
    struct amount_sum sum = {0};
    struct amount a;
    input_begin(input_file(table, sizeof table - 1), NULL);
    struct tsv *in = tsv_open();
    while (tsv_next(in))
        if (amount_read(in, 0, &a))
            amount_add(&sum, a);
    tsv_close(in);
    cr_assert(sum.n == 3 && sum.empty == 1 && sum.doubles == 1 && tool_rows.bad == 2);
    cr_assert(sum.exact == (wide_int)12345678902750000, "the exact ones stay exact");
}

static struct amount_sum sum_of(const char *const *text, size_t n)
{
    struct amount_sum s = {0};
    for (size_t i = 0; i < n; i++)
        amount_add(&s, amount(text[i]));
    return s;
}

Test(amount, sums_are_exact_as_long_as_all_values_are)
{
    static const char *const cents[] = {"0.1", "0.2", "", "9223372036854.7", "-9223372036854.7", "9223372036854.7"},
                             *const mixed[] = {"0.1", "1e100", "0.2", "-1e100", "0.00000001"};
    struct amount a;
    struct amount_sum s = sum_of(cents, 5);
    cr_assert(amount_total(&s, &a));
    assert_text(a, "0.3");
    cr_assert_eq(amount_mean(&s), 0.075);
    s = sum_of(cents, 6);
    cr_assert(!amount_total(&s, &a), "0.3 more than there is room for");
    s = sum_of(mixed, 5);
    cr_assert(amount_total(&s, &a));
    cr_assert_eq(a.kind, AMOUNT_DOUBLE);
    cr_assert_eq(a.v, 0.3 + 0.00000001, "nothing is lost beside 1e100");
    s = sum_of(NULL, 0);
    cr_assert(amount_total(&s, &a) && a.kind == AMOUNT_EMPTY && isnan(amount_mean(&s)));
    static const char *const huge[] = {"1e308", "1e308"};
    s = sum_of(huge, 2);
    cr_assert(!amount_total(&s, &a), "infinity is no sum");
}

Test(amount, a_merged_sum_is_that_of_all_values)
{
    static const char *const all[] = {"1.25", "1e100", "", "3", "-1e100", "0.1", "1e-9"};
    struct amount whole, merged;
    struct amount_sum a = sum_of(all, 3), b = sum_of(all + 3, 4), c = sum_of(all, 7);
    amount_merge(&a, &b);
    cr_assert(amount_total(&a, &merged) && amount_total(&c, &whole));
    cr_assert(a.n == c.n && a.empty == c.empty && a.doubles == c.doubles);
    cr_assert_eq(amount_compare(merged, whole), 0);
}

Test(amount, the_order_is_total)
{
    static const char *const text[] = {"",
                                       "-1e300",
                                       "-3",
                                       "0",
                                       "1e-9",
                                       "0.1",
                                       "0.10000000001",
                                       "9007199254.740993",
                                       "9007199254.740994",
                                       "9007199254.7409931", /* both are this double, too */
                                       "1e20"};
    enum { N = sizeof text / sizeof *text };
    struct amount a[N], shuffled[N];
    struct rng r;
    rng_seed(&r, 1, 0);
    for (size_t i = 0; i < N; i++)
        shuffled[i] = a[i] = amount(text[i]);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            cr_assert_eq(amount_compare(a[i], a[j]), (i > j) - (i < j), "%s and %s", text[i], text[j]);
    for (size_t i = N; i-- > 1;) {
        size_t j = rng_below(&r, i + 1);
        struct amount t = shuffled[i];
        shuffled[i] = shuffled[j];
        shuffled[j] = t;
    }
    amount_sort(shuffled, N);
    for (size_t i = 0; i < N; i++)
        cr_assert_eq(amount_compare(shuffled[i], a[i]), 0);
}

Test(amount, quantiles_are_exact_between_decimals)
{
    struct amount days[65], two[] = {amount("1"), amount("1e15")};
    for (int i = 0; i < 65; i++)
        days[i] = amount_exact((i + 1) * (decimal)DECIMAL_ONE);
    cr_assert_eq(amount_quantile(days, 65, 1, 5), 13.8);
    cr_assert_eq(amount_quantile(days, 65, 1, 1), 65);
    cr_assert_eq(amount_quantile(days, 1, 1, 2), 1);
    cr_assert_eq(amount_quantile(two, 2, 1, 2), 500000000000000.5);
}
