/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/cell.h"

#include <criterion/criterion.h>
#include <float.h>

static void assert_puts(struct cell c, int digits, const char *want)
{
    char room[64];
    struct slice got = slice_of(room, (size_t)(cell_put(room, &c, digits) - room));
    cr_assert(slice_is(got, want), "wanted \"%s\", got \"%.*s\"", want, (int)got.n, got.p);
    cr_assert_leq(got.n, cell_room(&c));
}

Test(cell, every_type)
{
    assert_puts(cell_empty(), 0, "");
    assert_puts(cell_text(SLICE("\xc3\xa9 x")), 0, "\xc3\xa9 x");
    assert_puts(cell_text(slice_of(NULL, 0)), 0, "");
    assert_puts(cell_str("word"), 0, "word");
    assert_puts(cell_count(UINT64_MAX), 0, "18446744073709551615");
    assert_puts(cell_int(INT64_MIN), 0, "-9223372036854775808");
    assert_puts(cell_money(2500000), 0, "2.50");
    assert_puts(cell_money(-INT64_MAX), 0, "-9223372036854.775807");
    assert_puts(cell_decimal(2500000), 0, "2.5");
    assert_puts(cell_number(0.1), 0, "0.1");
    assert_puts(cell_number(-0.0), 0, "0");
    assert_puts(cell_number(-DBL_MAX), 0, "-1.7976931348623157e+308");
    assert_puts(cell_date(date_of(2011, 12, 9)), 0, "2011-12-09");
    assert_puts(cell_time(8 * 3600 + 26 * 60), 0, "08:26:00");
}

Test(cell, what_is_undefined_is_empty)
{
    assert_puts(cell_number(NAN), 0, "");
    assert_puts(cell_date(DATE_NONE), 0, "");
    assert_puts(cell_time(TIME_NONE), 0, "");
    assert_puts(cell_amount((struct amount){AMOUNT_EMPTY, 0, 0}), 0, "");
}

Test(cell, amounts)
{
    assert_puts(cell_amount(amount_exact(1500000)), 0, "1.5");
    assert_puts(cell_amount(amount_inexact(1e300)), 0, "1e+300");
}

Test(cell, digits_round_estimates_alone)
{
    assert_puts(cell_number(2.0 / 3), 3, "0.667");
    assert_puts(cell_money(1234567), 1, "1.234567");
    assert_puts(cell_decimal(1234567), 1, "1.234567");
    assert_puts(cell_count(7), 2, "7");
}

Test(cell, are_added_to_a_row)
{
    struct buf row = {0};
    const struct cell first[] = {cell_str("a"), cell_empty(), cell_number(0.125)},
                      more[] = {cell_empty(), cell_count(7)};
    cell_add(&row, first, 3, 2);
    cell_add(&row, more, 2, 0);
    cr_assert(slice_is(buf_slice(&row), "a\t\t0.12\t\t7"), "%.*s", (int)row.n, row.p);
    buf_free(&row);
}
