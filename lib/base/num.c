/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

__extension__ typedef unsigned __int128 wide;

#define FOUR_TENS(n) (n), 10 * (n), 100 * (n), 1000 * (n)
static const uint64_t TEN[] = {FOUR_TENS(UINT64_C(1)), FOUR_TENS(UINT64_C(10000)), FOUR_TENS(UINT64_C(100000000)),
                               FOUR_TENS(UINT64_C(1000000000000)), FOUR_TENS(UINT64_C(10000000000000000))};

static unsigned digit(char c)
{
    return (unsigned)((unsigned char)c - '0');
}

bool num_uint(struct slice s, uint64_t *out)
{
    uint64_t v = 0;
    bool wrong = s.n == 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned d = digit(s.p[i]);
        wrong |= (d > 9) | __builtin_mul_overflow(v, 10u, &v);
        wrong |= __builtin_add_overflow(v, d, &v);
    }
    if (!wrong)
        *out = v;
    return !wrong;
}

bool num_size(struct slice s, uint64_t *out)
{
    static const char units[] = "KMGT";
    const char *unit = s.n ? memchr(units, s.p[s.n - 1], sizeof units - 1) : NULL;
    unsigned shift = unit ? 10u * (unsigned)(unit - units + 1) : 0;
    uint64_t v;
    if (!num_uint(slice_of(s.p, s.n - (unit != NULL)), &v) || v > UINT64_MAX >> shift)
        return false;
    *out = v << shift;
    return true;
}

/* |number| = m 10^exponent if `digits` <= 19; m is no more than noise for longer ones. */
struct scan {
    bool negative;
    size_t digits;
    uint64_t m;
    int exponent;
};

static const char *scan_digits(const char *p, const char *end, struct scan *t)
{
    const char *start = p;
    while (p < end && digit(*p) <= 9)
        t->m = t->m * 10 + digit(*p++);
    t->digits += (size_t)(p - start);
    return p;
}

static bool scan_exponent(const char *p, const char *end, int *exponent)
{
    bool negative = p < end && *p == '-';
    p += negative || (p < end && *p == '+');
    if (p == end)
        return false;
    int e = 0;
    for (; p < end; p++) {
        if (digit(*p) > 9)
            return false;
        e = e < 10000 ? e * 10 + (int)digit(*p) : e;
    }
    *exponent += negative ? -e : e;
    return true;
}

static bool scan_number(struct slice s, struct scan *t)
{
    if (s.n == 0)
        return false;
    const char *p = s.p, *end = p + s.n;
    *t = (struct scan){.negative = *p == '-'};
    p += *p == '-' || *p == '+';
    p = scan_digits(p, end, t);
    if (t->digits == 0)
        return false;
    if (p < end && *p == '.') {
        const char *point = p++;
        p = scan_digits(p, end, t);
        if (p == point + 1)
            return false;
        if (t->digits <= 19)
            t->exponent = -(int)(p - point - 1);
    }
    return p == end || (*p == 'e' && scan_exponent(p + 1, end, &t->exponent));
}

/* strtod needs a NUL; the syntax is known to be right, and no tool sets a locale. */
static double from_text(struct slice s)
{
    char room[64];
    char *copy = s.n < sizeof room ? room : mem_alloc(s.n + 1);
    memcpy(copy, s.p, s.n);
    copy[s.n] = 0;
    double v = strtod(copy, NULL);
    if (copy != room)
        free(copy);
    return v;
}

/* An integer up to 2^53 and a power of ten up to 10^19 are exact doubles, so that one multiplication or division is
 * correctly rounded (W. Clinger, "How to read floating point numbers accurately", 1990). */
bool num_double(struct slice s, double *out)
{
    struct scan t;
    if (!scan_number(s, &t))
        return false;
    double v;
    if (t.digits <= 19 && t.m <= UINT64_C(1) << 53 && t.exponent >= -19 && t.exponent <= 19) {
        v = t.exponent < 0 ? (double)t.m / (double)TEN[-t.exponent] : (double)t.m * (double)TEN[t.exponent];
        v = t.negative ? -v : v;
    } else {
        v = from_text(s);
    }
    if (!isfinite(v))
        return false;
    *out = v;
    return true;
}

/* How many decimal digits: 1233/4096 is just below log10(2). */
static int count_digits(uint64_t v)
{
    v |= 1; /* 0 has one digit; no other number changes its length */
    int n = ((64 - __builtin_clzll(v)) * 1233) >> 12;
    return n + (v >= TEN[n]);
}

const char NUM_PAIRS[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                         "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                         "8081828384858687888990919293949596979899";

static void print_digits(char *p, uint64_t v, int n)
{
    for (; n >= 2; v /= 100) {
        n -= 2;
        memcpy(p + n, NUM_PAIRS + 2 * (v % 100), 2);
    }
    if (n)
        *p = (char)('0' + v % 10);
}

int num_print_uint(char *p, uint64_t v)
{
    if (v < 10000)
        return (int)(num_put_uint(p, v) - p);
    int n = count_digits(v);
    print_digits(p, v, n);
    return n;
}

int num_print_int(char *p, int64_t v)
{
    *p = '-';
    return (v < 0) + num_print_uint(p + (v < 0), v < 0 ? -(uint64_t)v : (uint64_t)v);
}

/* digits x 10^exponent */
struct shortest {
    uint64_t digits;
    int exponent;
};

/* Most numbers have few places: where v 10^k is an integer below 10^15 that divides back to v, then it is the one
 * decimal of at most 15 digits that reads as v. */
static bool shortest_by_places(double v, struct shortest *out)
{
    static const int places[] = {0, 2, 6};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double scale = (double)TEN[places[i]], scaled = v * scale;
        if (scaled >= 1e15)
            return false;
        uint64_t m = (uint64_t)scaled;
        if ((double)m == scaled && scaled / scale == v) {
            *out = (struct shortest){m, -places[i]};
            return true;
        }
    }
    return false;
}

/* For v = m 2^e between 2e-15 and 2^55: 128 bits then hold everything exactly. All is in units of 10^-k 2^-shift, k
 * such that v 10^k has 17 or 18 digits: the decimals that read as v lie between half an ulp below it (a quarter if v is
 * a power of two) and half an ulp above it, the ends included for an even m. Ever coarser multiples of ten are tried
 * until the next would miss the interval; the nearest to v of the last ones is the answer. */
static struct shortest shortest_exactly(uint64_t m, int e, bool power_of_two)
{
    int k = 16 - (int)floor((e + 52) * 0.30102999566398120);
    int shift = 2 - e - k;
    wide five = ((wide)TEN[k / 2] * TEN[k - k / 2]) >> k; /* 5^k */
    wide v = 4 * five * m, unit = (wide)1 << shift, odd = m % 2;
    uint64_t low = (uint64_t)((v - (power_of_two ? five : 2 * five) + odd + unit - 1) >> shift);
    uint64_t high = (uint64_t)((v + 2 * five - odd) >> shift);
    int j = 0;
    while ((low + 9) / 10 <= high / 10) {
        low = (low + 9) / 10;
        high /= 10;
        j++;
    }
    wide step = unit * TEN[j];
    uint64_t near = (uint64_t)(v >> shift) / TEN[j];
    wide rest = v - near * step;
    near += rest > step - rest || (rest == step - rest && near % 2);
    near = near < low ? low : near > high ? high : near;
    return (struct shortest){near, j - k};
}

static bool reads_back(struct shortest d, double v)
{
    char text[48];
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)d.digits, d.exponent);
    return strtod(text, NULL) == v;
}

/* Very small and very large values. A normal double keeps 15 digits, a subnormal one perhaps none; 17 are always
 * enough. Above a power of two doubles lie twice as far apart as below: the nearest decimal may be too low, and the
 * next one not. */
static struct shortest shortest_by_trial(double v, bool subnormal, bool power_of_two)
{
    struct shortest d = {0, 0};
    for (int digits = subnormal ? 1 : 15; digits <= 17; digits++) {
        char text[48];
        snprintf(text, sizeof text, "%.*e", digits - 1, v);
        char *e = strchr(text, 'e');
        d.exponent = atoi(e + 1) - (digits - 1);
        *e = 0;
        if (digits > 1)
            memmove(text + 1, text + 2, (size_t)digits); /* over the point; the NUL too */
        d.digits = strtoull(text, NULL, 10);
        if (reads_back(d, v))
            break;
        d.digits++;
        if (power_of_two && reads_back(d, v))
            break;
    }
    return d;
}

static struct shortest find_shortest(double v)
{
    struct shortest d = {0, 0};
    if (shortest_by_places(v, &d))
        return d;
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    int biased = (int)(bits >> 52);
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    if (biased <= 1077 && v >= 2e-15)
        return shortest_exactly(fraction | UINT64_C(1) << 52, biased - 1075, fraction == 0);
    return shortest_by_trial(v, biased == 0, fraction == 0 && biased > 1);
}

/* n digits with a point among them, before which `whole` stand; or after zeros if whole <= 0. */
static int print_fixed(char *p, uint64_t digits, int n, int whole)
{
    if (whole >= n) {
        print_digits(p, digits, n);
        memset(p + n, '0', (size_t)(whole - n));
        return whole;
    }
    if (whole > 0) {
        print_digits(p + 1, digits, n);
        memmove(p, p + 1, (size_t)whole);
        p[whole] = '.';
        return n + 1;
    }
    memset(p, '0', 6);
    p[1] = '.';
    print_digits(p + 2 - whole, digits, n);
    return 2 - whole + n;
}

int num_print_double(char *p, double v)
{
    if (v == 0)
        return num_print_uint(p, 0);
    char *start = p;
    *p = '-';
    p += v < 0;
    struct shortest d = find_shortest(fabs(v));
    for (; d.digits % 10 == 0; d.digits /= 10)
        d.exponent++;
    int n = count_digits(d.digits);
    int power = d.exponent + n - 1; /* of the first digit */
    if (power >= -5 && power < 17)
        return (int)(p - start) + print_fixed(p, d.digits, n, power + 1);
    p += print_fixed(p, d.digits, n, 1);
    *p++ = 'e';
    *p++ = power < 0 ? '-' : '+';
    return (int)(p - start) + num_print_uint(p, (uint64_t)abs(power));
}

/* Of a shortest text: has it at most this many digits after the point, and no exponent? */
static bool has_places(const char *p, int n, int places)
{
    const char *point = memchr(p, '.', (size_t)n);
    if (memchr(p, 'e', (size_t)n))
        return false;
    return !point || p + n - (point + 1) <= places;
}

int num_print_rounded(char *p, double v, int places)
{
    const double whole = 9007199254740992.0; /* from 2^53 on there is nothing after the point */
    char text[64];
    int n = num_print_double(p, v);
    if (fabs(v) >= whole || has_places(p, n, places))
        return n;
    n = snprintf(text, sizeof text, "%.*f", places, v);
    while (text[n - 1] == '0')
        n--;
    n -= text[n - 1] == '.';
    if (n == 2 && memcmp(text, "-0", 2) == 0)
        return num_print_uint(p, 0);
    memcpy(p, text, (size_t)n);
    return n;
}
