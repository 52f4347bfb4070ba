/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decimal: exact decimals of up to 6 places, in one 64-bit integer of millionths.
 *
 * Money, quantities and their sums: 2.55 is 2550000. The range is +-9223372036854.775807; a value that does not fit is
 * an error; it is never rounded and never wraps. Money and plain decimals differ only in how they are written. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/word.h"

typedef int64_t decimal; /* millionths */

enum {
    DECIMAL_ONE = 1000000,
    DECIMAL_CENT = DECIMAL_ONE / 100,
    DECIMAL_PLACES = 6,
    DECIMAL_MOST_CENTS = 99999999,
    DECIMAL_ROOM = 24 /* room for any written decimal */
};

enum decimal_status {
    DECIMAL_OK,
    DECIMAL_ROUNDED,     /* only if the caller allowed it: digits were dropped, half to even */
    DECIMAL_NOT,         /* not [+-]digits[.digits][e[+-]digits] */
    DECIMAL_PLACES_OVER, /* a value that needs more than 6 places */
    DECIMAL_RANGE,
};

/* The strict parser of the wire format; it reads the whole slice. Trailing zeros do not count as places: 1.50000000 is
 * 1.5. An exponent is exact too: 1e5 is 100000, 25e-1 is 2.5; 1e-7 is DECIMAL_PLACES_OVER. */
enum decimal_status decimal_parse(struct slice s, decimal *out);

/* Eight digits, each a byte of its own, the first the lowest: three multiplications (D. Lemire, "Quickly parsing eight
 * digits", 2022). */
static inline uint64_t decimal_eight(uint64_t w)
{
    w = w * 10 + (w >> 8);
    return ((w & 0x000000ff000000ffu) * 0x000f424000000064u + (w >> 16 & 0x000000ff000000ffu) * 0x0000271000000001u) >>
           32;
}

/* decimal_parse_padded for any number of places. `w` is the value without its sign, n bytes, aligned to the right of
 * the word, and xor '0': digits are 0 to 9, and so is what is in front of them. */
bool decimal_parse_places(uint64_t w, size_t n, bool negative, decimal *out);

/* Does what decimal_parse does, for nearly every value that occurs: [-]digits[.digits], at most 8 bytes after the sign
 * and 6 places. False: use decimal_parse. 9 bytes at s.p must be readable, whatever s.n is (readers' fields are
 * padded). Branches depend only on the shape, whole or with two places, which hardly changes down a column. The number
 * of digits does change, so nothing branches on it: the bytes are aligned to the right in one word. */
static inline __attribute__((always_inline)) bool decimal_parse_padded(struct slice s, decimal *out)
{
    const uint64_t ones = 0x0101010101010101u;
    bool negative = *s.p == '-';
    size_t n = s.n - negative;
    if (n - 1 > 7)
        return false;
    uint64_t w = (word_load(s.p + negative) ^ '0' * ones) << (8 - n) * 8, digits = w;
    int64_t unit = DECIMAL_ONE;
    if (n > 3 && (w >> 40 & 0xff) == ('.' ^ '0')) {
        digits = (w & 0xffff000000000000u) | (w & 0x000000ffffffffffu) << 8;
        unit = DECIMAL_ONE / 100;
    }
    if (((digits + 0x76 * ones) | digits) & 0x80 * ones)
        return decimal_parse_places(w, n, negative, out);
    int64_t v = (int64_t)decimal_eight(digits) * unit;
    *out = negative ? -v : v;
    return true;
}

/* Any decimal of the wire format; 9 bytes at s.p must be readable. */
static inline __attribute__((always_inline)) bool decimal_read(struct slice s, decimal *out)
{
    return decimal_parse_padded(s, out) || decimal_parse(s, out) == DECIMAL_OK;
}

/* decimal_parse_padded for whole numbers: -?[0-9]+ of up to 8 digits without a leading zero, so that the text is also
 * what would be written. */
static inline bool decimal_whole(struct slice s, int64_t *out)
{
    const uint64_t ones = 0x0101010101010101u;
    bool negative = *s.p == '-';
    size_t n = s.n - negative;
    if (n - 1 > 7)
        return false;
    uint64_t w = (word_load(s.p + negative) ^ '0' * ones) << (8 - n) * 8;
    if ((((w + 0x76 * ones) | w) & 0x80 * ones) || (w >> (8 - n) * 8 & 0xff) == 0)
        return false;
    w = decimal_eight(w);
    *out = negative ? -(int64_t)w : (int64_t)w;
    return true;
}

/* The same for prices in their most common form: [0-9]+(.[0-9][0-9]?)? of up to 8 bytes; the result is in cents. The
 * point becomes a 0 that the weights of the digits ignore; fewer places are extended to two. */
static inline __attribute__((always_inline)) bool decimal_cents(struct slice s, int64_t *out)
{
    const uint64_t ones = 0x0101010101010101u, point = '.' ^ '0';
    if (s.n - 1 > 7)
        return false;
    uint64_t w = (word_load(s.p) ^ '0' * ones) << (8 - s.n) * 8;
    if (s.n > 3 && (w >> 40 & 0xff) == point) {
        w ^= point << 40;
    } else if (s.n > 2 && s.n < 8 && (w >> 48 & 0xff) == point) {
        w = (w ^ point << 48) >> 8;
    } else if (s.n < 6) {
        w >>= 24;
    } else {
        return false;
    }
    if (((w + 0x76767f7676767676u) | w) & 0x80 * ones) /* bytes up to 9; that of the point is 0 */
        return false;
    w = w * 10 + (w >> 8);
    *out = (int64_t)(((w & 0x000000ff000000ffu) * 0x000186a00000000au +
                      (w >> 16 & 0x000000ff000000ffu) * 0x000003e800000001u) >>
                     32);
    return true;
}

/* As decimal_parse, but more places than `places` (0..6) are rounded, half to even: the answer is then
 * DECIMAL_ROUNDED. */
enum decimal_status decimal_parse_round(struct slice s, int places, decimal *out);

/* What a message says after a failed parse: "is not a number", ... */
const char *decimal_problem(enum decimal_status);

/* a * b exactly, or rounded to `places` if places >= 0; DECIMAL_PLACES_OVER if places < 0 and 6 do not hold it.
 */
enum decimal_status decimal_mul(decimal a, decimal b, int places, decimal *out);

/* *sum += d; false, and *sum unchanged, on overflow. */
static inline bool decimal_add(decimal *sum, decimal d)
{
    decimal total;
    if (__builtin_add_overflow(*sum, d, &total) || total < -INT64_MAX)
        return false;
    *sum = total;
    return true;
}

/* Writers put at most DECIMAL_ROOM bytes at p, no NUL, and return their number. -0 is 0. */
int decimal_print(char *p, decimal d);       /* no trailing zeros: 2.5, 3 */
int decimal_print_money(char *p, decimal d); /* at least 2 places: 2.50, 3.00, 0.001 */

/* The eight digits of v < 10^8, the first the lowest byte, 0 to 9 each. */
static inline uint64_t decimal_digits(uint64_t v)
{
    uint64_t fours = v / 10000 | v % 10000 << 32;
    uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007f0000007fu;
    uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = (twos * 103 >> 10) & 0x000f000f000f000fu;
    return tens | (twos - 10 * tens) << 8;
}

/* decimal_print and decimal_print_money for columns whose values are nearly all below a million and have at most two
 * places: nothing branches on the number of digits. DECIMAL_ROOM bytes are written, the end is returned. */
static inline char *decimal_put(char *p, decimal d)
{
    uint64_t v = d < 0 ? -(uint64_t)d : (uint64_t)d, whole = v / DECIMAL_ONE;
    if (whole * DECIMAL_ONE != v || whole >= 100000000 || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return p + decimal_print(p, d);
    uint64_t digits = decimal_digits(whole);
    unsigned skip = (unsigned)__builtin_ctzll(digits | (uint64_t)1 << 56) & ~7u;
    *p = '-';
    p += d < 0;
    digits = (digits | 0x3030303030303030u) >> skip;
    memcpy(p, &digits, 8);
    return p + 8 - skip / 8;
}

/* Up to DECIMAL_MOST_CENTS, by their digits, as money. */
static inline char *decimal_put_cents(char *p, uint64_t digits)
{
    unsigned skip = (unsigned)__builtin_ctzll(digits | (uint64_t)1 << 40) & ~7u; /* three stay: 0.05 */
    digits |= 0x3030303030303030u;
    uint32_t point = '.' | (uint32_t)(digits >> 48) << 8;
    digits >>= skip;
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) {
        digits = __builtin_bswap64(digits);
        point = __builtin_bswap32(point);
    }
    memcpy(p, &digits, 8);
    p += 6 - skip / 8;
    memcpy(p, &point, 4);
    return p + 3;
}

static inline char *decimal_put_money(char *p, decimal d)
{
    uint64_t v = d < 0 ? -(uint64_t)d : (uint64_t)d, cents = v / DECIMAL_CENT;
    if (cents * DECIMAL_CENT != v || cents > DECIMAL_MOST_CENTS)
        return p + decimal_print_money(p, d);
    *p = '-';
    return decimal_put_cents(p + (d < 0), decimal_digits(cents));
}

/* The double nearest to d / (10^6 n), n > 0. It is one correctly rounded division of exact integers, so a mean has the
 * same bytes on any machine. */
double decimal_mean(decimal d, uint64_t n);

#endif
