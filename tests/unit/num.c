/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"

static uint64_t random_bits(void)
{
    static uint64_t s = 88172645463325252u;
    s ^= s >> 12;
    s ^= s << 25;
    s ^= s >> 27;
    return s * 2685821657736338717u;
}

static double of_bits(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static const struct {
    const char *text;
    bool fine;
    uint64_t value;
} UINT[] = {
    {"0", true, 0},
    {"7", true, 7},
    {"007", true, 7},
    {"1234567890", true, 1234567890},
    {"9999999999999999999", true, 9999999999999999999u},
    {"18446744073709551615", true, UINT64_MAX},
    {"00000000018446744073709551615", true, UINT64_MAX},
    {"18446744073709551616", false, 0},
    {"18446744073709551620", false, 0},
    {"28446744073709551615", false, 0},
    {"99999999999999999999", false, 0},
    {"184467440737095516150", false, 0},
    {"", false, 0},
    {"+1", false, 0},
    {"-1", false, 0},
    {"1.0", false, 0},
    {"1e5", false, 0},
    {" 1", false, 0},
    {"1 ", false, 0},
    {"0x10", false, 0},
    {"1,000", false, 0},
    {"/", false, 0},
    {":", false, 0},
};

Test(num, uint_is_digits_alone)
{
    for (size_t i = 0; i < sizeof UINT / sizeof *UINT; i++) {
        uint64_t v = 77;
        cr_expect_eq(num_uint(slice_str(UINT[i].text), &v), UINT[i].fine, "\"%s\"", UINT[i].text);
        cr_expect_eq(v, UINT[i].fine ? UINT[i].value : 77, "\"%s\" is %" PRIu64, UINT[i].text, v);
    }
    uint64_t v;
    cr_expect_not(num_uint(slice_of(NULL, 0), &v));
    cr_expect(num_uint(slice_of("123", 2), &v) && v == 12);
}

static const struct {
    const char *text;
    bool fine;
    uint64_t value;
} SIZE[] = {
    {"0", true, 0},
    {"200000", true, 200000},
    {"1K", true, 1024},
    {"64M", true, 64 << 20},
    {"1G", true, 1 << 30},
    {"3T", true, UINT64_C(3) << 40},
    {"16777215T", true, UINT64_C(16777215) << 40},
    {"16777216T", false, 0},
    {"18014398509481983K", true, UINT64_C(18014398509481983) << 10},
    {"18014398509481984K", false, 0},
    {"18446744073709551615", true, UINT64_MAX},
    {"K", false, 0},
    {"", false, 0},
    {"1k", false, 0},
    {"1KB", false, 0},
    {"1 K", false, 0},
    {"1.5G", false, 0},
    {"-1K", false, 0},
    {"1P", false, 0},
};

Test(num, size_has_powers_of_1024)
{
    for (size_t i = 0; i < sizeof SIZE / sizeof *SIZE; i++) {
        uint64_t v = 77;
        cr_expect_eq(num_size(slice_str(SIZE[i].text), &v), SIZE[i].fine, "\"%s\"", SIZE[i].text);
        cr_expect_eq(v, SIZE[i].fine ? SIZE[i].value : 77, "\"%s\" is %" PRIu64, SIZE[i].text, v);
    }
    uint64_t v;
    cr_expect_not(num_size(slice_of("1\0", 2), &v));
}

static const char *const NO_DOUBLE[] = {
    "",
    "+",
    "-",
    ".",
    "1.",
    ".5",
    "-.5",
    "1,5",
    "0x10",
    "0x1p3",
    "inf",
    "-inf",
    "INF",
    "nan",
    "NaN",
    "NA",
    " 1",
    "1 ",
    "\t1",
    "1e",
    "1e+",
    "1e-",
    "e5",
    "1.e5",
    "1e5.",
    "1e1e1",
    "1E5",
    "+-1",
    "--1",
    "1-",
    "1_0",
    "1'000",
    "1e309",
    "-1e309",
    "1e999999999999999999999",
    /* half-way from the largest double to 2^1024: the first number that rounds to infinity */
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286"
    "416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571"
    "366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792",
};

Test(num, double_refuses_what_is_not_a_finite_number)
{
    for (size_t i = 0; i < sizeof NO_DOUBLE / sizeof *NO_DOUBLE; i++) {
        double v = 77;
        cr_expect_not(num_double(slice_str(NO_DOUBLE[i]), &v), "\"%s\" is %g", NO_DOUBLE[i], v);
        cr_expect_eq(v, 77);
    }
    double v;
    cr_expect_not(num_double(slice_of("1\0", 2), &v));
    cr_expect_not(num_double(slice_of(NULL, 0), &v));
    cr_expect(num_double(slice_of("1.25", 3), &v) && v == 1.2);
}

static const struct {
    const char *text;
    double value;
} DOUBLE[] = {
    {"0", 0},
    {"-0", 0},
    {"+1", 1},
    {"007", 7},
    {"0.1", 0.1},
    {"-13.8", -13.8},
    {"1e5", 1e5},
    {"1e+05", 1e5},
    {"25e-1", 2.5},
    {"1e-7", 1e-7},
    {"1e-400", 0},
    {"-1e-99999999999999999999", 0},
    {"0e99999999999999999999", 0},
    {"4.9e-324", 0x1p-1074},
    {"2.4703282292062327e-324", 0},
    {"2.4703282292062328e-324", 0x1p-1074},
    {"1.7976931348623157e308", DBL_MAX},
    {"1.7976931348623158e308", DBL_MAX},
    {"179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286"
     "416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571"
     "366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497791",
     DBL_MAX},
    {"9007199254740993", 9007199254740992.0},
    {"9007199254740993.0000000000000000000000000000000000000000000000000000000000000000000000000001",
     9007199254740994.0},
    {"100000000000000000000000", 1e23},
    {"1e23", 1e23},
    {"123456789012345678901234567890", 123456789012345678901234567890.0},
    {"0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e93", 1},
};

Test(num, double_is_correctly_rounded)
{
    for (size_t i = 0; i < sizeof DOUBLE / sizeof *DOUBLE; i++) {
        double v = 77;
        cr_expect(num_double(slice_str(DOUBLE[i].text), &v), "\"%s\"", DOUBLE[i].text);
        cr_expect_eq(v, DOUBLE[i].value, "\"%s\" is %a", DOUBLE[i].text, v);
    }
}

Test(num, double_of_any_length)
{
    enum { LONG = 100000 };
    char *text = malloc(LONG + 3);
    for (size_t n = 50; n <= LONG; n = n < 80 ? n + 1 : n * 7) {
        memset(text, '3', n);
        text[1] = '.';
        double v = 0;
        cr_expect(num_double(slice_of(text, n), &v) && v == 10.0 / 3, "%zu digits are %a", n, v);
        text[n - 1] = 'x';
        cr_expect_not(num_double(slice_of(text, n), &v));
    }
    free(text);
}

/* Short numbers are read in a quick way, which must give the same as strtod. */
Test(num, double_agrees_with_strtod)
{
    for (int i = 0; i < 500000; i++) {
        char text[64];
        uint64_t m = random_bits() >> (random_bits() % 64);
        snprintf(text, sizeof text, "%s%" PRIu64 ".%0*" PRIu64 "e%d", i % 2 ? "-" : "", m, i % 5 + 1, m % 10,
                 (int)(random_bits() % 50) - 25);
        double v = 0;
        cr_assert(num_double(slice_str(text), &v) && v == strtod(text, NULL), "%s is %a", text, v);
    }
}

static struct slice print_double(char *text, double v)
{
    return slice_of(text, (size_t)num_print_double(text, v));
}

static const struct {
    double value;
    const char *text;
} PRINT[] = {
    {0.0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-1, "-1"},
    {10, "10"},
    {0.1, "0.1"},
    {13.8, "13.8"},
    {-2.5, "-2.5"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {2.0 / 3, "0.6666666666666666"},
    {100.0 / 3, "33.333333333333336"},
    {0.01, "0.01"},
    {0.00001, "0.00001"},
    {0.000012345678901234567, "0.000012345678901234568"},
    {0.0000099999999999999, "9.9999999999999e-6"},
    {1e-7, "1e-7"},
    {1.5e-7, "1.5e-7"},
    {5e20, "5e+20"},
    {1e16, "10000000000000000"},
    {12345678901234567.0, "12345678901234568"},
    {99999999999999984.0, "99999999999999980"},
    {1e17, "1e+17"},
    {1e22, "1e+22"},
    {1e23, "1e+23"},
    {9007199254740993.0, "9007199254740992"},
    {2251799813685248.5, "2251799813685248.5"},
    {123456.789, "123456.789"},
    {1e15, "1000000000000000"},
    {999999999999999.9, "999999999999999.9"},
    {5e-324, "5e-324"},
    {1e-323, "1e-323"},
    {2.225073858507201e-308, "2.225073858507201e-308"},
    {DBL_MIN, "2.2250738585072014e-308"},
    {-DBL_MAX, "-1.7976931348623157e+308"},
    /* Half-way between two decimals of the shortest length, the even one. */
    {0x1.517ff30dde400p+36, "90596913373.89062"},
    {0x1.253aa51df3b21p+50, "1289635140980424.2"},
    /* Powers of two, for which the nearest decimal of the shortest length does not always read back. */
    {0x1p-44, "5.684341886080802e-14"},
    {0x1p-24, "5.960464477539063e-8"},
    {0x1p63, "9.223372036854776e+18"},
    {0x1p-1022, "2.2250738585072014e-308"},
    {9.5367431640625e-07, "9.5367431640625e-7"},
    {0x1p89, "6.189700196426902e+26"},
    {0x1p-1017, "7.120236347223045e-307"},
};

Test(num, prints_the_shortest_double)
{
    for (size_t i = 0; i < sizeof PRINT / sizeof *PRINT; i++) {
        char text[NUM_ROOM];
        struct slice s = print_double(text, PRINT[i].value);
        cr_expect(slice_is(s, PRINT[i].text), "%a is %.*s, not %s", PRINT[i].value, (int)s.n, s.p, PRINT[i].text);
    }
}

static int count_digits(struct slice s)
{
    int n = 0, zeros = 0;
    for (size_t i = 0; i < s.n && s.p[i] != 'e'; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9' && (n || s.p[i] != '0')) {
            n++;
            zeros = s.p[i] == '0' ? zeros + 1 : 0;
        }
    return n - zeros;
}

/* It reads back, and neither of the two decimals with one digit less that enclose the value does. */
static void check_shortest(double v)
{
    char text[NUM_ROOM + 1];
    struct slice s = print_double(text, v);
    cr_assert_leq(s.n, NUM_ROOM);
    text[s.n] = 0;
    double back = 0;
    cr_assert(num_double(s, &back) && back == v && strtod(text, NULL) == v, "%a is %s", v, text);
    int digits = count_digits(s);
    if (digits <= 1)
        return;
    char shorter[64];
    snprintf(shorter, sizeof shorter, "%.*e", digits - 2, v);
    cr_assert_neq(strtod(shorter, NULL), v, "%s is longer than %s", text, shorter);
    char *end = strchr(shorter, 'e');
    double other = strtod(shorter, NULL);
    char step[64];
    snprintf(step, sizeof step, "1e%d", atoi(end + 1) - (digits - 2));
    long double next = (long double)other + (fabs(other) < fabs(v) ? 1 : -1) * copysignl(strtold(step, NULL), v);
    snprintf(shorter, sizeof shorter, "%.*Le", digits - 2, next);
    cr_assert_neq(strtod(shorter, NULL), v, "%s is longer than %s", text, shorter);
}

Test(num, random_doubles_are_shortest_and_read_back)
{
    for (int i = 0; i < 60000; i++) {
        uint64_t bits = random_bits();
        double any = of_bits(bits), near_one = of_bits((bits >> 12) | ((1023 - 60 + bits % 120) << 52));
        if (isfinite(any))
            check_shortest(any);
        check_shortest(near_one);
        check_shortest((double)(bits % 1000000000) / (double)(bits % 9973 + 1));
        check_shortest((double)(bits % 10000000) / 1e6);
        check_shortest(of_bits(bits >> 12 >> (bits % 52)));
    }
}

Test(num, every_power_of_two_and_its_neighbours)
{
    for (uint64_t e = 0; e < 2047; e++)
        for (int k = -2; k <= 2; k++)
            if (e || k >= 0)
                check_shortest(of_bits((e << 52) + (uint64_t)k));
    for (int i = 0; i < 52; i++)
        check_shortest(of_bits(UINT64_C(1) << i));
}

Test(num, short_decimals_stay_as_they_are)
{
    for (int i = 0; i < 300000; i++) {
        uint64_t v = random_bits() % 1000000000000000u;
        int places = i % 15 + 1;
        char want[64], got[NUM_ROOM];
        uint64_t scale = 1;
        for (int k = 0; k < places; k++)
            scale *= 10;
        snprintf(want, sizeof want, "%" PRIu64 ".%0*" PRIu64, v / scale, places, v % scale);
        double d = strtod(want, NULL);
        size_t n = strlen(want);
        while (want[n - 1] == '0')
            n--;
        n -= want[n - 1] == '.';
        if (d >= 1e-5)
            cr_assert(slice_eq(print_double(got, d), slice_of(want, n)), "%s", want);
    }
}

Test(num, integers_as_printf_writes_them)
{
    char want[NUM_ROOM], got[NUM_ROOM];
    for (int i = 0; i < 300000; i++) {
        uint64_t v = random_bits() >> (random_bits() % 64);
        snprintf(want, sizeof want, "%" PRIu64, v);
        cr_assert(slice_is(slice_of(got, (size_t)num_print_uint(got, v)), want), "%s", want);
        int64_t w = (int64_t)(i % 2 ? v : -v);
        snprintf(want, sizeof want, "%" PRId64, w);
        cr_assert(slice_is(slice_of(got, (size_t)num_print_int(got, w)), want), "%s", want);
    }
    uint64_t power = 1;
    for (int digits = 1; digits <= 20; digits++, power *= 10) {
        cr_expect_eq(num_print_uint(got, power), digits);
        cr_expect_eq(num_print_uint(got, power - 1), digits == 1 ? 1 : digits - 1);
    }
    cr_expect(slice_is(slice_of(got, (size_t)num_print_int(got, INT64_MIN)), "-9223372036854775808"));
    cr_expect(slice_is(slice_of(got, (size_t)num_print_uint(got, UINT64_MAX)), "18446744073709551615"));
}

static struct slice print_rounded(char *room, double v, int places)
{
    return slice_of(room, (size_t)num_print_rounded(room, v, places));
}

Test(num, estimates_are_rounded_to_places)
{
    char got[NUM_ROOM];
    cr_expect(slice_is(print_rounded(got, 2.0 / 3, 2), "0.67"));
    cr_expect(slice_is(print_rounded(got, 0.125, 2), "0.12"));
    cr_expect(slice_is(print_rounded(got, 0.375, 2), "0.38"));
    cr_expect(slice_is(print_rounded(got, 1.999, 2), "2"));
    cr_expect(slice_is(print_rounded(got, 100, 2), "100"));
    cr_expect(slice_is(print_rounded(got, 0.5, 12), "0.5"));
    cr_expect(slice_is(print_rounded(got, 12345678901.1, 12), "12345678901.1"));
    cr_expect(slice_is(print_rounded(got, -2.5e-7, 6), "0"));
    cr_expect(slice_is(print_rounded(got, 2.5e-7, 7), "0.0000002"));
    cr_expect(slice_is(print_rounded(got, -0.0, 1), "0"));
    cr_expect(slice_is(print_rounded(got, 1e300, 1), "1e+300"));
    cr_expect(slice_is(print_rounded(got, -9007199254740993.0, 1), "-9007199254740992"));
}

/* It reads back within half a unit of the last place, and fits. */
Test(num, rounded_estimates_are_near)
{
    char got[NUM_ROOM];
    for (int i = 0; i < 300000; i++) {
        double v = ldexp((double)(random_bits() >> 11), (int)(random_bits() % 70) - 60) * (i % 2 ? 1 : -1), back;
        int places = 1 + (int)(random_bits() % NUM_MOST_PLACES);
        struct slice s = print_rounded(got, v, places);
        cr_assert(s.n <= NUM_ROOM && num_double(s, &back));
        cr_assert_leq(fabs(back - v), 0.5000001 * pow(10, -places) + fabs(v) * 2e-16, "%a to %d", v, places);
    }
}
