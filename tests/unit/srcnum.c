/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/srcnum.h"

static struct slice DOLLAR[] = {{"$", 1}, {"EUR", 3}};

enum { PLAIN, GERMAN, DOLLARS, SWISS, FRENCH, INDIAN };
static const struct srcnum MARKS[] = {
    [PLAIN] = {.point = '.'},
    [GERMAN] = {.point = ',', .thousands = {".", 1}, .money = {DOLLAR, 2}, .trailing_minus = true},
    [DOLLARS] = {.point = '.', .thousands = {",", 1}, .money = {DOLLAR, 2}, .brackets = true},
    [SWISS] = {.point = '.', .thousands = {"'", 1}},
    [FRENCH] = {.point = ',', .thousands = {" ", 1}},
    [INDIAN] = {.point = '.', .thousands = {",", 1}, .indian = true},
};

static const struct {
    int marks;
    const char *text;
    decimal want; /* in millionths */
} NUMBERS[] = {
    {PLAIN, "12.5", 12500000},
    {PLAIN, ".5", 500000},
    {PLAIN, "5.", 5000000},
    {PLAIN, "1E+02", 100000000},
    {GERMAN, "1.234,50", 1234500000},
    {GERMAN, "1234,50", 1234500000},
    {GERMAN, "1.234.567", 1234567000000},
    {GERMAN, "9,00-", -9000000},
    {GERMAN, "-9,00 EUR", -9000000},
    {GERMAN, "EUR 9", 9000000},
    {GERMAN, "1.234", 1234000000},
    {DOLLARS, "($1,234.50)", -1234500000},
    {DOLLARS, "-$7.00", -7000000},
    {DOLLARS, "$-7.00", -7000000},
    {DOLLARS,
     "\xe2\x88\x92"
     "7",
     -7000000},
    {SWISS, "1'234.50", 1234500000},
    {SWISS,
     "1\xe2\x80\x99"
     "234.50",
     1234500000},
    {FRENCH,
     "1\xc2\xa0"
     "234,50",
     1234500000},
    {FRENCH, "1 234,50", 1234500000},
    {INDIAN, "1,23,456.50", 123456500000},
    {INDIAN, "123.50", 123500000},
};

static const struct {
    int marks;
    const char *text;
} NO_NUMBERS[] = {
    {PLAIN, ""},
    {PLAIN, "."},
    {PLAIN, "-"},
    {PLAIN, "1,5"},
    {PLAIN, "$1"},
    {PLAIN, "1 2"},
    {GERMAN, "1.23,50"},
    {GERMAN, "12.34"},
    {GERMAN, ".123"},
    {GERMAN, "1..234"},
    {GERMAN, "1234.567,00"},
    {GERMAN, "-9,00-"},
    {GERMAN, "EUR 9 EUR"},
    {DOLLARS, "(-7)"},
    {DOLLARS, "(7"},
    {DOLLARS, "()"},
    {DOLLARS, "1,23"},
    {INDIAN, "1,23,45.50"},
    {FRENCH, "1  234"},
};

Test(srcnum, reads_what_the_marks_allow)
{
    struct buf scratch = {0};
    decimal d;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        enum decimal_status status =
            srcnum_parse(&MARKS[NUMBERS[i].marks], slice_str(NUMBERS[i].text), -1, &scratch, &d);
        cr_expect(status == DECIMAL_OK && d == NUMBERS[i].want, "\"%s\": %d, %lld", NUMBERS[i].text, (int)status,
                  (long long)d);
    }
    buf_free(&scratch);
}

Test(srcnum, and_nothing_else)
{
    struct buf scratch = {0};
    decimal d;
    for (size_t i = 0; i < sizeof NO_NUMBERS / sizeof *NO_NUMBERS; i++)
        cr_expect_eq(srcnum_parse(&MARKS[NO_NUMBERS[i].marks], slice_str(NO_NUMBERS[i].text), -1, &scratch, &d),
                     DECIMAL_NOT, "\"%s\"", NO_NUMBERS[i].text);
    buf_free(&scratch);
}

Test(srcnum, rounds_where_places_are_given)
{
    struct buf scratch = {0};
    decimal d;
    cr_expect_eq(srcnum_parse(&MARKS[GERMAN], SLICE("0,0152372881"), -1, &scratch, &d), DECIMAL_PLACES_OVER);
    cr_expect(srcnum_parse(&MARKS[GERMAN], SLICE("0,0152372881"), 2, &scratch, &d) == DECIMAL_ROUNDED && d == 20000);
    buf_free(&scratch);
}

Test(srcnum, names_what_would_read_a_number)
{
    cr_expect(strstr(srcnum_remedy(&MARKS[PLAIN], SLICE("(7.00)")), "brackets"));
    cr_expect(strstr(srcnum_remedy(&MARKS[PLAIN], SLICE("7.00-")), "trailing-minus"));
    cr_expect(strstr(srcnum_remedy(&MARKS[PLAIN], SLICE("\xe2\x82\xac 7")), "money-sign"));
    cr_expect_null(srcnum_remedy(&MARKS[PLAIN], SLICE("seven")));
}
