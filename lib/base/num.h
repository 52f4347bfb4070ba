/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * num: integers and doubles as text, strictly.
 *
 * A number on the wire is [+-]digits[.digits][e[+-]digits]: no blanks, no hexadecimal, no inf or nan, no locale.
 * Each parser takes the whole slice or returns false. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { NUM_ROOM = 32 }; /* room for any number written here */

bool num_uint(struct slice s, uint64_t *out); /* digits alone, no sign */
bool num_double(struct slice s, double *out); /* finite; correctly rounded */

/* Bytes: 64M, 1G, 200000; K, M, G, T are powers of 1024. */
bool num_size(struct slice s, uint64_t *out);

/* Writers put at most NUM_ROOM bytes at p, no NUL, and return their number. */
int num_print_uint(char *p, uint64_t v);
int num_print_int(char *p, int64_t v);

/* num_print_uint for columns of mostly small values: below 10000 nothing branches on the number of digits; four digits
 * are made, and leading zeros are shifted out. Returns the end. */
extern const char NUM_PAIRS[]; /* 00 to 99 */
static inline char *num_put_uint(char *p, uint64_t v)
{
    if (__builtin_expect(v >= 10000, 0))
        return p + num_print_uint(p, v);
    uint32_t low = (uint32_t)v, high = low / 100, skip = (uint32_t)(low < 1000) + (low < 100) + (low < 10);
    uint16_t first, second;
    memcpy(&first, NUM_PAIRS + 2 * high, 2);
    memcpy(&second, NUM_PAIRS + 2 * (low - 100 * high), 2);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint32_t four = (first | (uint32_t)second << 16) >> 8 * skip;
#else
    uint32_t four = ((uint32_t)first << 16 | second) << 8 * skip;
#endif
    memcpy(p, &four, 4);
    return p + 4 - skip;
}

/* The shortest decimal that reads back as the same double: 0.1, 13.8, 1e-7, 5e+20 (an exponent outside 1e-5 .. 1e17).
 * -0 is 0. `v` must be finite. */
int num_print_double(char *p, double v);

/* The same for an estimate whose last digits mean nothing: at most `places` digits after the point, 1 to
 * NUM_MOST_PLACES, without zeros at the end. The exact value of the double is rounded, half to even: with 2 places
 * 0.125 becomes 0.12 and 2.5e-7 becomes 0; a value with no more places is not changed. */
enum { NUM_MOST_PLACES = 12 };
int num_print_rounded(char *p, double v, int places);

#endif
