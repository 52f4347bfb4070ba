/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decimal: exact decimals of up to 6 places, in one 64-bit integer of millionths.
 *
 * Money, quantities and their sums: 2.55 is 2550000. The range is +-9223372036854.775807; what does not fit is an
 * error, never a rounded or wrapped value. Money and plain decimals differ only in how they are written. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef int64_t decimal; /* millionths */

enum { DECIMAL_ONE = 1000000, DECIMAL_PLACES = 6, DECIMAL_ROOM = 24 /* bytes that any written decimal fits in */ };

enum decimal_status {
    DECIMAL_OK,
    DECIMAL_ROUNDED,     /* only where the caller allowed it: digits were dropped, half to even */
    DECIMAL_NOT,         /* not [+-]digits[.digits][e[+-]digits] */
    DECIMAL_PLACES_OVER, /* a value that needs more than 6 places */
    DECIMAL_RANGE,
};

/* The strict parser of the wire format, for the whole slice. Trailing zeros cost no places: 1.50000000 is 1.5.
 * An exponent is exact too: 1e5 is 100000, 25e-1 is 2.5; 1e-7 is DECIMAL_PLACES_OVER. */
enum decimal_status decimal_parse(struct slice s, decimal *out);

/* The same, rounded half to even to `places` (0..6) where more are given: DECIMAL_ROUNDED then. */
enum decimal_status decimal_parse_round(struct slice s, int places, decimal *out);

/* What a user reads after a failed parse: "is not a number", ... */
const char *decimal_problem(enum decimal_status);

/* a * b exactly, or rounded to `places` where places >= 0; DECIMAL_PLACES_OVER where places < 0 and 6 do not hold it.
 */
enum decimal_status decimal_mul(decimal a, decimal b, int places, decimal *out);

/* *sum += d; false, and *sum unchanged, on overflow. */
static inline bool decimal_add(decimal *sum, decimal d)
{
    return !__builtin_add_overflow(*sum, d, sum);
}

/* Writers put at most DECIMAL_ROOM bytes at p, no NUL, and return their number. -0 is 0. */
int decimal_print(char *p, decimal d);       /* no trailing zeros: 2.5, 3 */
int decimal_print_money(char *p, decimal d); /* at least 2 places: 2.50, 3.00, 0.001 */

/* The double nearest to d / (10^6 n), n > 0: one correctly rounded division of exact integers, so that a mean has the
 * same bytes on any machine. */
double decimal_mean(decimal d, uint64_t n);

#endif
