/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/idcheck.h"
#include "source/srcvalue.h"

Test(srcvalue, blanks_and_marks_are_counted_where_they_change_something)
{
    struct map marks = {0};
    uint64_t trimmed = 0, missing = 0;
    const struct srcvalue s = {&marks, &trimmed, &missing};
    map_put(&marks, SLICE("NULL"));
    cr_expect(slice_is(srcvalue_trim(&s, SLICE(" a b ")), "a b") && trimmed == 1);
    cr_expect(slice_is(srcvalue_trim(&s, SLICE("a b")), "a b") && trimmed == 1);
    cr_expect(srcvalue_trim(&s, SLICE("  ")).n == 0 && trimmed == 2);
    cr_expect(srcvalue_unmark(&s, SLICE("NULL")).n == 0 && missing == 1);
    cr_expect(slice_is(srcvalue_unmark(&s, SLICE("NULLA")), "NULLA") && missing == 1);
    map_free(&marks);
}

Test(srcvalue, cuts_by_characters_not_bytes)
{
    const struct slice text = SLICE("a\xc3\xa4"
                                    "bc");
    cr_expect(slice_is(srcvalue_cut(text, 2, 3), "\xc3\xa4"
                                                 "b"));
    cr_expect(slice_is(srcvalue_cut(text, 1, 1), "a"));
    cr_expect(slice_is(srcvalue_cut(text, 4, 9), "c"));
    cr_expect_eq(srcvalue_cut(text, 5, 9).n, 0);
}

Test(srcvalue, float_ids_lose_their_zero_and_nothing_else)
{
    static const char *const ID[][2] = {{"17850.0", "17850"},
                                        {"17850.00", "17850.00"},
                                        {"17850.5", "17850.5"},
                                        {".0", ".0"},
                                        {"A1.0", "A1.0"},
                                        {"0.0", "0"},
                                        {"", ""}};
    for (size_t i = 0; i < sizeof ID / sizeof *ID; i++)
        cr_expect(slice_is(srcvalue_float_id(slice_str(ID[i][0])), ID[i][1]), "%s", ID[i][0]);
}

Test(idcheck, knows_what_a_spreadsheet_did_and_who_is_nobody)
{
    static const char *const DAMAGED[] = {"1.23457E+11", "1,23457E+11", "1E+05", "12e+9"};
    static const char *const FINE[] = {"", "E+11", "1.23457", "1E05", "A1E+05", "1E+", "1.5E-3"};
    static const char *const NOBODY[] = {"NULL", "null", "NaN", "n/a", "<NA>", "None"};
    static const char *const SOMEBODY[] = {"", "Nan Smith", "0", "nu", "anna"};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++)
        cr_expect(idcheck_damaged(slice_str(DAMAGED[i])), "%s", DAMAGED[i]);
    for (size_t i = 0; i < sizeof FINE / sizeof *FINE; i++)
        cr_expect_not(idcheck_damaged(slice_str(FINE[i])), "%s", FINE[i]);
    for (size_t i = 0; i < sizeof NOBODY / sizeof *NOBODY; i++)
        cr_expect(idcheck_nobody(slice_str(NOBODY[i])), "%s", NOBODY[i]);
    for (size_t i = 0; i < sizeof SOMEBODY / sizeof *SOMEBODY; i++)
        cr_expect_not(idcheck_nobody(slice_str(SOMEBODY[i])), "%s", SOMEBODY[i]);
}
