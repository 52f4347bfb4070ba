/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/decimal.h"

#include <math.h>

#include "base/num.h"

__extension__ typedef unsigned __int128 wide;
__extension__ typedef __int128 wide_signed;

#define FOUR_TENS(n) (n), 10 * (n), 100 * (n), 1000 * (n)
static const uint64_t TEN[] = {FOUR_TENS(UINT64_C(1)), FOUR_TENS(UINT64_C(10000)), FOUR_TENS(UINT64_C(100000000)),
                               UINT64_C(1000000000000)};

static unsigned digit(char c)
{
    return (unsigned)((unsigned char)c - '0');
}

static decimal signed_of(uint64_t magnitude, bool negative)
{
    return negative ? -(decimal)magnitude : (decimal)magnitude;
}

/* [+-]digits[.digits] of at most 18 bytes and 6 places, which is nearly every value that occurs. A value that it
 * refuses is read again by the careful parser. 18 digits cannot overflow 64 bits. */
static inline bool parse_usual(struct slice s, decimal *out)
{
    if (s.n == 0 || s.n > 18)
        return false;
    const char *p = s.p, *end = p + s.n;
    bool negative = *p == '-';
    p += negative | (*p == '+');
    const char *start = p;
    uint64_t v = 0;
    while (p < end && digit(*p) <= 9)
        v = v * 10 + digit(*p++);
    if (p == start)
        return false;
    size_t places = 0;
    if (p < end && *p == '.') {
        start = ++p;
        while (p < end && digit(*p) <= 9)
            v = v * 10 + digit(*p++);
        places = (size_t)(p - start);
        if (places - 1 >= DECIMAL_PLACES) /* none is wrong too */
            return false;
    }
    if (p < end || __builtin_mul_overflow(v, TEN[DECIMAL_PLACES - places], &v) || v > INT64_MAX)
        return false;
    *out = signed_of(v, negative);
    return true;
}

/* The point is found by the exact zero-byte test, whose lowest bit is right, and squeezed out. */
bool decimal_parse_places(uint64_t w, size_t n, bool negative, decimal *out)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t x = w ^ ('.' ^ '0') * ones, point = (x - ones) & ~x & 0x80 * ones;
    if (!point)
        return false;
    unsigned at = (unsigned)__builtin_ctzll(point) & ~7u;
    size_t places = 7 - at / 8;
    if (at == (8 - n) * 8 || places == 0 || places > DECIMAL_PLACES)
        return false; /* no digit before it, or none after */
    w = (w & ~(uint64_t)0 << at << 8) | (w & (((uint64_t)1 << at) - 1)) << 8;
    if (((w + 0x76 * ones) | w) & 0x80 * ones)
        return false;
    *out = signed_of(decimal_eight(w) * TEN[DECIMAL_PLACES - places], negative);
    return true;
}

/* A number of any length, taken apart: `whole` digits at p, then, after a point, `fraction` more. */
struct number {
    bool negative;
    const char *p;
    size_t whole, fraction;
    int64_t exponent;
};

static size_t count_digits(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && digit(*p) <= 9)
        p++;
    return (size_t)(p - start);
}

/* The exponent stops growing at a value that no number of digits in memory could balance. */
static bool find_exponent(const char *p, const char *end, int64_t *out)
{
    bool negative = p < end && *p == '-';
    p += negative || (p < end && *p == '+');
    if (p == end || count_digits(p, end) != (size_t)(end - p))
        return false;
    int64_t e = 0;
    for (; p < end; p++)
        if (e < INT64_MAX / 100)
            e = e * 10 + digit(*p);
    *out = negative ? -e : e;
    return true;
}

static bool find_parts(struct slice s, struct number *t)
{
    if (s.n == 0)
        return false;
    const char *p = s.p, *end = p + s.n;
    *t = (struct number){.negative = *p == '-'};
    p += *p == '-' || *p == '+';
    t->p = p;
    t->whole = count_digits(p, end);
    p += t->whole;
    if (t->whole == 0)
        return false;
    if (p < end && *p == '.') {
        t->fraction = count_digits(p + 1, end);
        p += 1 + t->fraction;
        if (t->fraction == 0)
            return false;
    }
    return p == end || (*p == 'e' && find_exponent(p + 1, end, &t->exponent));
}

/* The magnitude in units of 10^-places. Of the digits below one unit, *tenth is the first and *rest is not 0 if any
 * other is not. False beyond INT64_MAX. */
static bool gather(const struct number *t, int places, uint64_t *out, unsigned *tenth, unsigned *rest)
{
    uint64_t v = 0;
    int64_t power = (int64_t)t->whole + t->exponent + places; /* of ten, for the digit before the current one */
    *tenth = *rest = 0;
    for (size_t i = 0; i < t->whole + t->fraction; i++) {
        unsigned d = digit(t->p[i + (i >= t->whole)]);
        if (--power >= 0) {
            if (__builtin_mul_overflow(v, 10u, &v) || __builtin_add_overflow(v, d, &v))
                return false;
        } else {
            *rest |= power < -1 ? d : 0;
            *tenth = power == -1 ? d : *tenth;
        }
    }
    for (; power > 0 && v; power--)
        if (__builtin_mul_overflow(v, 10u, &v))
            return false;
    *out = v;
    return v <= INT64_MAX;
}

static enum decimal_status parse_any(struct slice s, int places, bool may_round, decimal *out)
{
    struct number t;
    if (!find_parts(s, &t))
        return DECIMAL_NOT;
    uint64_t v;
    unsigned tenth, rest;
    if (!gather(&t, places, &v, &tenth, &rest))
        return DECIMAL_RANGE;
    bool dropped = tenth || rest;
    if (dropped && may_round)
        v += tenth > 5 || (tenth == 5 && (rest || v % 2));
    if (__builtin_mul_overflow(v, TEN[DECIMAL_PLACES - places], &v) || v > INT64_MAX)
        return DECIMAL_RANGE;
    if (dropped && !may_round)
        return DECIMAL_PLACES_OVER;
    *out = signed_of(v, t.negative);
    return dropped ? DECIMAL_ROUNDED : DECIMAL_OK;
}

enum decimal_status decimal_parse(struct slice s, decimal *out)
{
    if (__builtin_expect(parse_usual(s, out), 1))
        return DECIMAL_OK;
    return parse_any(s, DECIMAL_PLACES, false, out);
}

enum decimal_status decimal_parse_round(struct slice s, int places, decimal *out)
{
    decimal d;
    if (parse_usual(s, &d) && d % (decimal)TEN[DECIMAL_PLACES - places] == 0) {
        *out = d;
        return DECIMAL_OK;
    }
    return parse_any(s, places, true, out);
}

const char *decimal_problem(enum decimal_status status)
{
    switch (status) {
    case DECIMAL_OK:
        return "is a number";
    case DECIMAL_ROUNDED:
        return "was rounded";
    case DECIMAL_PLACES_OVER:
        return "has more than 6 decimal places";
    case DECIMAL_RANGE:
        return "is too large (at most 9223372036854.775807)";
    case DECIMAL_NOT:
        break;
    }
    return "is not a number";
}

static enum decimal_status mul_wide(decimal a, decimal b, int places, decimal *out)
{
    wide_signed product = (wide_signed)a * b;
    bool negative = product < 0;
    wide v = negative ? -(wide)product : (wide)product;
    int kept = places < 0 ? DECIMAL_PLACES : places;
    uint64_t unit = TEN[2 * DECIMAL_PLACES - kept]; /* the product counts millionths of millionths */
    uint64_t rest = (uint64_t)(v % unit);
    v /= unit;
    if (rest && places >= 0)
        v += rest > unit / 2 || (rest == unit / 2 && v % 2);
    v *= TEN[DECIMAL_PLACES - kept];
    if (v > INT64_MAX)
        return DECIMAL_RANGE;
    if (rest && places < 0)
        return DECIMAL_PLACES_OVER;
    *out = signed_of((uint64_t)v, negative);
    return rest ? DECIMAL_ROUNDED : DECIMAL_OK;
}

enum decimal_status decimal_mul(decimal a, decimal b, int places, decimal *out)
{
    int64_t product;
    places = places > DECIMAL_PLACES ? DECIMAL_PLACES : places;
    if (!__builtin_mul_overflow(a, b, &product)) { /* 128 bits cost ten times as much to divide */
        *out = product / DECIMAL_ONE;
        if (product % DECIMAL_ONE == 0 && (places < 0 || *out % (int64_t)TEN[DECIMAL_PLACES - places] == 0))
            return DECIMAL_OK;
    }
    return mul_wide(a, b, places, out);
}

static const char PAIR[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

static inline int print(char *p, decimal d, int least)
{
    char *start = p;
    uint64_t v = d < 0 ? -(uint64_t)d : (uint64_t)d;
    *p = '-';
    p += d < 0;
    p += num_print_uint(p, v / DECIMAL_ONE);
    uint32_t f = (uint32_t)(v % DECIMAL_ONE), hundredths = f / 10000;
    if (f == 0 && least == 0)
        return (int)(p - start);
    *p++ = '.';
    if (f == hundredths * 10000) {
        memcpy(p, PAIR + 2 * hundredths, 2);
        p += 2;
        p -= least == 0 && p[-1] == '0';
        return (int)(p - start);
    }
    int places = DECIMAL_PLACES;
    for (; f % 10 == 0; f /= 10)
        places--;
    for (int i = places; i-- > 0; f /= 10)
        p[i] = (char)('0' + f % 10);
    return (int)(p + places - start);
}

int decimal_print(char *p, decimal d)
{
    return print(p, d, 0);
}

int decimal_print_money(char *p, decimal d)
{
    return print(p, d, 2);
}

/* Doubles hold integers up to 2^53 exactly, and their division is correctly rounded. Beyond, the quotient is developed
 * to 62 bits and its last bit set where anything is left: the conversion then rounds as the exact quotient would. */
double decimal_mean(decimal d, uint64_t n)
{
    const uint64_t exact = UINT64_C(1) << 53;
    wide a = (wide)(d < 0 ? -(uint64_t)d : (uint64_t)d);
    wide b = (wide)n * DECIMAL_ONE;
    if (a <= exact && b <= exact)
        return (double)d / (double)(uint64_t)b;
    if (a == 0)
        return 0;
    int e = 0;
    for (; a < b; e--)
        a <<= 1;
    for (; a >= 2 * b; e++)
        b <<= 1;
    int64_t q = 0;
    for (int i = 0; i < 62; i++) {
        bool fits = a >= b;
        q = 2 * q + fits;
        a = (a - (fits ? b : 0)) << 1;
    }
    q |= a != 0;
    return ldexp((double)(d < 0 ? -q : q), e - 61);
}
