/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/decimal.h"

__extension__ typedef __int128 wide;

static const decimal MOST = INT64_MAX;

/* xorshift64*, of every size: small numbers are as frequent as large ones. */
static uint64_t random_bits(void)
{
    static uint64_t s = 88172645463325252u;
    s ^= s >> 12;
    s ^= s << 25;
    s ^= s >> 27;
    return s * 2685821657736338717u;
}

static decimal random_decimal(void)
{
    decimal d = (decimal)(random_bits() >> 1 >> (random_bits() % 63));
    return random_bits() & 1 ? d : -d;
}

static const struct {
    const char *text;
    enum decimal_status status;
    decimal value;
} PARSE[] = {
    {"0", DECIMAL_OK, 0},
    {"-0", DECIMAL_OK, 0},
    {"+0", DECIMAL_OK, 0},
    {"-0.000000", DECIMAL_OK, 0},
    {"2.55", DECIMAL_OK, 2550000},
    {"+2.55", DECIMAL_OK, 2550000},
    {"-2.55", DECIMAL_OK, -2550000},
    {"007", DECIMAL_OK, 7000000},
    {"00000000000000000000000000001", DECIMAL_OK, 1000000},
    {"0.000001", DECIMAL_OK, 1},
    {"1.123456", DECIMAL_OK, 1123456},
    {"1.1234560", DECIMAL_OK, 1123456},
    {"1.50000000", DECIMAL_OK, 1500000},
    {"1.000000000000000000000000000000000000", DECIMAL_OK, 1000000},
    {"1.1234567", DECIMAL_PLACES_OVER, 0},
    {"0.0000001", DECIMAL_PLACES_OVER, 0},
    {"0.00000000000000000000000000000000001", DECIMAL_PLACES_OVER, 0},
    {"9223372036854.775807", DECIMAL_OK, INT64_MAX},
    {"-9223372036854.775807", DECIMAL_OK, -INT64_MAX},
    {"9223372036854.77580700", DECIMAL_OK, INT64_MAX},
    {"9223372036854.775808", DECIMAL_RANGE, 0},
    {"-9223372036854.775808", DECIMAL_RANGE, 0},
    {"9223372036855", DECIMAL_RANGE, 0},
    {"9223372036854.7758071", DECIMAL_PLACES_OVER, 0},
    {"18446744073709.551616", DECIMAL_RANGE, 0},
    {"18446744073709551616", DECIMAL_RANGE, 0},
    {"184467440737095516160000000000000000000000", DECIMAL_RANGE, 0},
    {"1e5", DECIMAL_OK, 100000000000},
    {"1e+5", DECIMAL_OK, 100000000000},
    {"1e05", DECIMAL_OK, 100000000000},
    {"25e-1", DECIMAL_OK, 2500000},
    {"-1.5e2", DECIMAL_OK, -150000000},
    {"1e-6", DECIMAL_OK, 1},
    {"10e-7", DECIMAL_OK, 1},
    {"1e-7", DECIMAL_PLACES_OVER, 0},
    {"0.00000000000000000000000000012e27", DECIMAL_OK, 120000},
    {"1200000000000000000000000000000e-30", DECIMAL_OK, 1200000},
    {"9.223372036854775807e12", DECIMAL_OK, INT64_MAX},
    {"9.223372036854775808e12", DECIMAL_RANGE, 0},
    {"1e13", DECIMAL_RANGE, 0},
    {"1e99999999999999999999999999", DECIMAL_RANGE, 0},
    {"0e99999999999999999999999999", DECIMAL_OK, 0},
    {"1e-99999999999999999999999999", DECIMAL_PLACES_OVER, 0},
    {"0e-99999999999999999999999999", DECIMAL_OK, 0},
    {"", DECIMAL_NOT, 0},
    {"+", DECIMAL_NOT, 0},
    {"-", DECIMAL_NOT, 0},
    {".", DECIMAL_NOT, 0},
    {"-.", DECIMAL_NOT, 0},
    {"1.", DECIMAL_NOT, 0},
    {".5", DECIMAL_NOT, 0},
    {"-.5", DECIMAL_NOT, 0},
    {"1,5", DECIMAL_NOT, 0},
    {"1,000.00", DECIMAL_NOT, 0},
    {"1.2.3", DECIMAL_NOT, 0},
    {"0x10", DECIMAL_NOT, 0},
    {"inf", DECIMAL_NOT, 0},
    {"nan", DECIMAL_NOT, 0},
    {"NA", DECIMAL_NOT, 0},
    {" 1", DECIMAL_NOT, 0},
    {"1 ", DECIMAL_NOT, 0},
    {"+-1", DECIMAL_NOT, 0},
    {"--1", DECIMAL_NOT, 0},
    {"1-", DECIMAL_NOT, 0},
    {"e5", DECIMAL_NOT, 0},
    {"1e", DECIMAL_NOT, 0},
    {"1e+", DECIMAL_NOT, 0},
    {"1e5.0", DECIMAL_NOT, 0},
    {"1.e5", DECIMAL_NOT, 0},
    {"1E5", DECIMAL_NOT, 0},
    {"1e5x", DECIMAL_NOT, 0},
    {"99999999999999999999x", DECIMAL_NOT, 0},
    {"1/", DECIMAL_NOT, 0},
    {"1:", DECIMAL_NOT, 0},
    {"\xd9\xa1", DECIMAL_NOT, 0},
};

Test(decimal, parses_the_wire_form_and_nothing_else)
{
    for (size_t i = 0; i < sizeof PARSE / sizeof *PARSE; i++) {
        decimal d = -77;
        enum decimal_status status = decimal_parse(slice_str(PARSE[i].text), &d);
        cr_expect_eq(status, PARSE[i].status, "\"%s\": status %d", PARSE[i].text, (int)status);
        decimal want = PARSE[i].status == DECIMAL_OK ? PARSE[i].value : -77;
        cr_expect_eq(d, want, "\"%s\" is %" PRId64, PARSE[i].text, d);
    }
}

Test(decimal, takes_the_slice_and_not_a_byte_more)
{
    decimal d;
    cr_expect_eq(decimal_parse(slice_of("1.234567", 4), &d), DECIMAL_OK);
    cr_expect_eq(d, 1230000);
    cr_expect_eq(decimal_parse(slice_of("1.234567", 2), &d), DECIMAL_NOT);
    cr_expect_eq(decimal_parse(slice_of("1\0", 2), &d), DECIMAL_NOT);
    cr_expect_eq(decimal_parse(slice_of(NULL, 0), &d), DECIMAL_NOT);
}

Test(decimal, zeros_and_exponent_cancel_at_any_length)
{
    char text[5000];
    for (int zeros = 1; zeros < 4900; zeros = zeros * 5 / 4 + 1) {
        decimal d = 0;
        snprintf(text, sizeof text, "25%0*de-%d", zeros, 0, zeros + 1);
        cr_expect_eq(decimal_parse(slice_str(text), &d), DECIMAL_OK, "%d zeros", zeros);
        cr_expect_eq(d, 2500000, "%d zeros", zeros);
        snprintf(text, sizeof text, "-0.%0*d25e%d", zeros, 0, zeros + 1);
        cr_expect_eq(decimal_parse(slice_str(text), &d), DECIMAL_OK, "%d zeros", zeros);
        cr_expect_eq(d, -2500000, "%d zeros", zeros);
    }
}

static const struct {
    const char *text;
    int places;
    enum decimal_status status;
    decimal value;
} ROUND[] = {
    {"1.23", 2, DECIMAL_OK, 1230000},
    {"1.2300000000000000000", 2, DECIMAL_OK, 1230000},
    {"1.225", 2, DECIMAL_ROUNDED, 1220000},
    {"1.235", 2, DECIMAL_ROUNDED, 1240000},
    {"-1.225", 2, DECIMAL_ROUNDED, -1220000},
    {"-1.235", 2, DECIMAL_ROUNDED, -1240000},
    {"1.2250000000000000000000001", 2, DECIMAL_ROUNDED, 1230000},
    {"1.2249999999999999999999999", 2, DECIMAL_ROUNDED, 1220000},
    {"0.5", 0, DECIMAL_ROUNDED, 0},
    {"-0.5", 0, DECIMAL_ROUNDED, 0},
    {"1.5", 0, DECIMAL_ROUNDED, 2000000},
    {"2.5", 0, DECIMAL_ROUNDED, 2000000},
    {"0.49999999999999999999", 0, DECIMAL_ROUNDED, 0},
    {"0.05", 0, DECIMAL_ROUNDED, 0},
    {"0.0000005", 6, DECIMAL_ROUNDED, 0},
    {"0.0000015", 6, DECIMAL_ROUNDED, 2},
    {"5e-7", 6, DECIMAL_ROUNDED, 0},
    {"51e-8", 6, DECIMAL_ROUNDED, 1},
    {"1e-999", 6, DECIMAL_ROUNDED, 0},
    {"999.995", 2, DECIMAL_ROUNDED, 1000000000},
    {"9223372036854.7758074", 6, DECIMAL_ROUNDED, INT64_MAX},
    {"9223372036854.7758075", 6, DECIMAL_RANGE, 0},
    {"9223372036854.77", 2, DECIMAL_OK, INT64_C(9223372036854770000)},
    {"9223372036854.775", 2, DECIMAL_RANGE, 0},
    {"9223372036854.7", 0, DECIMAL_RANGE, 0},
    {"18446744073709.5516155", 6, DECIMAL_RANGE, 0},
    {"1.5x", 0, DECIMAL_NOT, 0},
    {"", 2, DECIMAL_NOT, 0},
};

Test(decimal, rounds_half_to_even_where_allowed)
{
    for (size_t i = 0; i < sizeof ROUND / sizeof *ROUND; i++) {
        decimal d = -77;
        enum decimal_status status = decimal_parse_round(slice_str(ROUND[i].text), ROUND[i].places, &d);
        cr_expect_eq(status, ROUND[i].status, "\"%s\" to %d: status %d", ROUND[i].text, ROUND[i].places, (int)status);
        if (status == DECIMAL_OK || status == DECIMAL_ROUNDED)
            cr_expect_eq(d, ROUND[i].value, "\"%s\" to %d is %" PRId64, ROUND[i].text, ROUND[i].places, d);
    }
}

static const struct {
    decimal value;
    const char *plain, *money;
} PRINT[] = {
    {0, "0", "0.00"},
    {1, "0.000001", "0.000001"},
    {-1, "-0.000001", "-0.000001"},
    {1000, "0.001", "0.001"},
    {10000, "0.01", "0.01"},
    {100000, "0.1", "0.10"},
    {2500000, "2.5", "2.50"},
    {2050000, "2.05", "2.05"},
    {3000000, "3", "3.00"},
    {-15300000, "-15.3", "-15.30"},
    {10000000, "10", "10.00"},
    {1234567, "1.234567", "1.234567"},
    {1234560, "1.23456", "1.23456"},
    {99999999, "99.999999", "99.999999"},
    {INT64_MAX, "9223372036854.775807", "9223372036854.775807"},
    {-INT64_MAX, "-9223372036854.775807", "-9223372036854.775807"},
    {INT64_C(9223372036854000000), "9223372036854", "9223372036854.00"},
};

Test(decimal, prints_without_needless_zeros)
{
    for (size_t i = 0; i < sizeof PRINT / sizeof *PRINT; i++) {
        char text[DECIMAL_ROOM];
        struct slice plain = slice_of(text, (size_t)decimal_print(text, PRINT[i].value));
        cr_expect(slice_is(plain, PRINT[i].plain), "%.*s, not %s", (int)plain.n, plain.p, PRINT[i].plain);
        struct slice money = slice_of(text, (size_t)decimal_print_money(text, PRINT[i].value));
        cr_expect(slice_is(money, PRINT[i].money), "%.*s, not %s", (int)money.n, money.p, PRINT[i].money);
    }
}

Test(decimal, reads_back_what_it_prints)
{
    for (int i = 0; i < 500000; i++) {
        decimal d = random_decimal(), plain = 0, money = 0;
        char text[DECIMAL_ROOM];
        int n = decimal_print(text, d);
        cr_assert(n <= DECIMAL_ROOM && decimal_parse(slice_of(text, (size_t)n), &plain) == DECIMAL_OK);
        n = decimal_print_money(text, d);
        cr_assert(n <= DECIMAL_ROOM && decimal_parse(slice_of(text, (size_t)n), &money) == DECIMAL_OK);
        cr_assert(plain == d && money == d, "%" PRId64, d);
    }
}

Test(decimal, every_spelling_of_a_number_is_the_same_number)
{
    for (int i = 0; i < 300000; i++) {
        decimal d = random_decimal(), got;
        uint64_t v = (uint64_t)(d < 0 ? -d : d);
        const char *sign = d < 0 ? "-" : i % 2 ? "+" : "";
        char text[3][80];
        snprintf(text[0], 80, "%s%0*" PRIu64 ".%06" PRIu64 "%.*s", sign, i % 20, v / 1000000, v % 1000000, i % 30,
                 "000000000000000000000000000000");
        snprintf(text[1], 80, "%s%" PRIu64 "e-6", sign, v);
        snprintf(text[2], 80, "%s0.%030" PRIu64 "e%d", sign, v, 24);
        for (int k = 0; k < 3; k++) {
            cr_assert_eq(decimal_parse(slice_str(text[k]), &got), DECIMAL_OK, "%s", text[k]);
            cr_assert_eq(got, d, "%s", text[k]);
        }
    }
}

Test(decimal, rounding_agrees_with_division)
{
    static const int64_t unit[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    for (int i = 0; i < 300000; i++) {
        decimal d = random_decimal() / 2, got;
        int places = i % 7;
        char text[DECIMAL_ROOM];
        struct slice s = slice_of(text, (size_t)decimal_print(text, d));
        enum decimal_status status = decimal_parse_round(s, places, &got);
        int64_t u = unit[places], floor = d / u - (d % u < 0), rest = d - floor * u;
        int64_t want = floor + (2 * rest > u || (2 * rest == u && floor % 2 != 0));
        cr_assert_eq(status, rest ? DECIMAL_ROUNDED : DECIMAL_OK);
        cr_assert_eq(got, want * u, "%.*s to %d places is %" PRId64, (int)s.n, s.p, places, got);
    }
}

Test(decimal, adds_or_refuses)
{
    decimal sum = MOST - 1;
    cr_expect(decimal_add(&sum, 1));
    cr_expect_eq(sum, MOST);
    cr_expect_not(decimal_add(&sum, 1));
    cr_expect_eq(sum, MOST);
    cr_expect(decimal_add(&sum, -MOST));
    cr_expect_eq(sum, 0);
    sum = -MOST;
    cr_expect_not(decimal_add(&sum, -1)); /* it fits 64 bits, but not the range */
    cr_expect_eq(sum, -MOST);
}

/* Compares the product, in millionths of millionths, with the result. */
static void check_mul(decimal a, decimal b, int places)
{
    static const int64_t power[] = {1,        10,        100,        1000,        10000,        100000,       1000000,
                                    10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000};
    wide product = (wide)a * b, unit = power[places < 0 ? 6 : 12 - places];
    wide floor = product / unit - (product % unit < 0), rest = product - floor * unit;
    if (places >= 0)
        floor += 2 * rest > unit || (2 * rest == unit && floor % 2 != 0);
    wide want = floor * (places < 0 ? 1 : power[6 - places]);
    decimal got = -77;
    enum decimal_status status = decimal_mul(a, b, places, &got);
    if (rest && places < 0)
        cr_assert(status == DECIMAL_PLACES_OVER || status == DECIMAL_RANGE);
    else if (want > MOST || want < -MOST)
        cr_assert_eq(status, DECIMAL_RANGE);
    else
        cr_assert(status == (rest ? DECIMAL_ROUNDED : DECIMAL_OK) && got == want,
                  "%" PRId64 " x %" PRId64 " to %d is %" PRId64 ", status %d", a, b, places, got, (int)status);
}

Test(decimal, multiplies_exactly)
{
    for (int i = 0; i < 500000; i++) {
        decimal a = random_decimal(), b = random_decimal();
        if (i % 2) /* few digits, as in prices, so that exact products are frequent */
            a = a % 1000000 * 10000, b = b % 1000 * 100000;
        check_mul(a, b, i % 8 - 1);
    }
    const decimal edge[] = {0, 1, -1, DECIMAL_ONE, -DECIMAL_ONE, 500000, 5, MOST, -MOST, MOST / 2, 3037000499976};
    const int n = sizeof edge / sizeof *edge;
    for (int i = 0; i < n * n * 8; i++)
        check_mul(edge[i / 8 / n], edge[i / 8 % n], i % 8 - 1);
}

Test(decimal, product_of_price_and_quantity)
{
    decimal d;
    cr_expect_eq(decimal_mul(2550000, 6000000, -1, &d), DECIMAL_OK);
    cr_expect_eq(d, 15300000);
    cr_expect_eq(decimal_mul(1, 500000, -1, &d), DECIMAL_PLACES_OVER);
    cr_expect_eq(decimal_mul(1, 500000, 6, &d), DECIMAL_ROUNDED);
    cr_expect_eq(d, 0);
    cr_expect_eq(decimal_mul(MOST, 1000001, -1, &d), DECIMAL_RANGE);
    cr_expect_eq(decimal_mul(MOST, DECIMAL_ONE, -1, &d), DECIMAL_OK);
    cr_expect_eq(d, MOST);
}

/* q = m 2^e is the nearest double to a/b if a/b is between (2m - 1) and (2m + 1) times 2^(e-1), and equal to one of
 * these only for an even m. All of it fits 128 bits for n < 2^50. */
static bool is_nearest(decimal d, uint64_t n, double q)
{
    int e;
    wide m = (wide)ldexp(frexp(fabs(q), &e), 53), a = d < 0 ? -(wide)d : d, b = (wide)n * DECIMAL_ONE;
    wide twice = a << (1 - (e - 53)), low = (2 * m - 1) * b, high = (2 * m + 1) * b;
    return (q < 0) == (d < 0) && (m % 2 ? low < twice && twice < high : low <= twice && twice <= high);
}

Test(decimal, mean_is_the_nearest_double)
{
    for (int i = 0; i < 300000; i++) {
        decimal d = random_decimal();
        uint64_t n = (random_bits() >> 14 >> (random_bits() % 50)) + 1;
        if (d != 0)
            cr_assert(is_nearest(d, n, decimal_mean(d, n)), "%" PRId64 " / %" PRIu64, d, n);
    }
}

/* Computed with Python's int / int, which is correctly rounded. */
static const struct {
    decimal d;
    uint64_t n;
    double mean;
} MEAN[] = {
    {0, 3, 0.0},
    {0, UINT64_MAX, 0.0},
    {1, 1, 1e-6},
    {10000000, 3, 10.0 / 3},
    {-10000000, 3, -10.0 / 3},
    {2550000, 1, 2.55},
    {INT64_C(9223372036854775807), UINT64_C(1), 0x1.0c6f7a0b5ed8dp+43},
    {INT64_C(-9223372036854775807), UINT64_C(3), -0x1.65e9f80f29212p+41},
    {INT64_C(9223372036854775807), UINT64_C(18446744073709551615), 0x1.0c6f7a0b5ed8dp-21},
    {INT64_C(1), UINT64_C(18446744073709551615), 0x1.0c6f7a0b5ed8dp-84},
    {INT64_C(9007199254740993), UINT64_C(1), 0x1.0c6f7a0b5ed8ep+33},
    {INT64_C(9007199254740995), UINT64_C(1), 0x1.0c6f7a0b5ed8fp+33},
    {INT64_C(-9007199254740993), UINT64_C(1), -0x1.0c6f7a0b5ed8ep+33},
    {INT64_C(9007199254740993), UINT64_C(10000000000000), 0x1.d83c94fb6d2adp-11},
    {INT64_C(9223372036854775807), UINT64_C(9007199255), 0x1.ffffffffc0c40p+9},
    {INT64_C(123456789012345678), UINT64_C(987654321987654321), 0x1.0c6f79de47387p-23},
};

Test(decimal, mean_of_known_sums)
{
    for (size_t i = 0; i < sizeof MEAN / sizeof *MEAN; i++) {
        double got = decimal_mean(MEAN[i].d, MEAN[i].n);
        cr_expect(got == MEAN[i].mean && !signbit(got) == (MEAN[i].d >= 0), "%" PRId64 " / %" PRIu64 " is %a",
                  MEAN[i].d, MEAN[i].n, got);
    }
}

Test(decimal, every_refusal_has_words_of_its_own)
{
    const char *not = decimal_problem(DECIMAL_NOT), *places = decimal_problem(DECIMAL_PLACES_OVER);
    const char *range = decimal_problem(DECIMAL_RANGE);
    cr_expect_str_eq(not, "is not a number");
    cr_expect(*places && *range && strcmp(places, range) != 0 && strcmp(places, not ) != 0 && strcmp(range, not ) != 0);
}

/* [-]digits[.digits], 8 bytes after the sign and 6 places at most: what the quick parser must accept. */
static bool is_usual(const char *p, size_t n)
{
    size_t start = n && *p == '-', whole = strspn(p + start, "0123456789"), at = start + whole;
    if (whole == 0 || n - start > 8)
        return false;
    if (at < n && p[at] == '.') {
        size_t places = strspn(p + at + 1, "0123456789");
        if (places == 0 || places > DECIMAL_PLACES)
            return false;
        at += 1 + places;
    }
    return at == n;
}

/* After the value there are bytes that could belong to it. */
Test(decimal, the_quick_parser_agrees)
{
    static const char bytes[] = "0123456789012345678901234567890123456789...-+e/: \t\xff";
    unsigned taken = 0;
    for (int round = 0; round < 5000000; round++) {
        char text[24] = "", copy[24];
        size_t n = (size_t)(random_bits() >> 40) % 12;
        for (size_t i = 0; i < n + 9; i++)
            text[i] = bytes[(size_t)(random_bits() >> 40) % (i < n && round % 4 ? 43 : sizeof bytes - 1)];
        memcpy(copy, text, n);
        copy[n] = '\0';
        decimal quick = 1, exact = 2;
        bool takes = decimal_parse_padded(slice_of(text, n), &quick);
        enum decimal_status status = decimal_parse(slice_of(copy, n), &exact);
        taken += takes;
        cr_assert_eq(takes, is_usual(copy, n), "\"%s\"", copy);
        int64_t whole = 1;
        bool is_whole = is_usual(copy, n) && !strpbrk(copy, "+.") && copy[*copy == '-'] != '0';
        cr_assert_eq(decimal_whole(slice_of(text, n), &whole), is_whole, "\"%s\"", copy);
        cr_assert(!is_whole || whole * DECIMAL_ONE == exact, "\"%s\" is %" PRId64, copy, whole);
        int64_t cents = 1;
        bool is_cents = is_usual(copy, n) && *copy != '-' && !(strchr(copy, '.') && strlen(strchr(copy, '.')) > 3) &&
                        (strchr(copy, '.') ? strlen(strchr(copy, '.')) == 3 || n < 8 : n < 6);
        cr_assert_eq(decimal_cents(slice_of(text, n), &cents), is_cents, "\"%s\"", copy);
        cr_assert(!is_cents || cents * DECIMAL_CENT == exact, "\"%s\" is %" PRId64 " cents", copy, cents);
        cr_assert(!takes || (status == DECIMAL_OK && quick == exact), "\"%s\" is %" PRId64, copy, quick);
    }
    cr_assert_gt(taken, 1000000u);
}

static void expect_quick_print(decimal d)
{
    char want[DECIMAL_ROOM + 1] = "", got[DECIMAL_ROOM + 8] = "";
    want[decimal_print(want, d)] = '\0';
    *decimal_put(got, d) = '\0';
    cr_assert_str_eq(got, want);
    want[decimal_print_money(want, d)] = '\0';
    *decimal_put_money(got, d) = '\0';
    cr_assert_str_eq(got, want);
}

Test(decimal, the_quick_printers_agree)
{
    static const decimal edge[] = {0,
                                   1,
                                   9999,
                                   10000,
                                   990000,
                                   DECIMAL_ONE,
                                   999999990000,
                                   99999999 * (decimal)DECIMAL_ONE,
                                   100000000 * (decimal)DECIMAL_ONE,
                                   1000000000000,
                                   INT64_MAX};
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++) {
        expect_quick_print(edge[i]);
        expect_quick_print(-edge[i]);
    }
    for (int round = 0; round < 1000000; round++) {
        static const decimal unit[] = {1, 100, 10000, 100000, DECIMAL_ONE};
        decimal d = (decimal)(random_bits() >> (15 + random_bits() % 48)) / 2;
        expect_quick_print(d / 1000000 * unit[round % 5]);
        expect_quick_print(-(d >> 30) * unit[round % 5]);
    }
}
