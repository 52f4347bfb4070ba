/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact: decimals of 128 bits and up to 18 places, for results that are computed from decimals.
 *
 * A price times a quantity times a rate needs more places than a decimal has, and its sums more digits. Sums,
 * differences and products are exact or refused, never rounded; a quotient is rounded once. */
#ifndef BASE_EXACT_H
#define BASE_EXACT_H

#include <stdbool.h>

#include "base/decimal.h"
#include "base/ratio.h"

enum { EXACT_PLACES = 18, EXACT_ROOM = 48 /* room for any written value */ };

struct exact {
    wide_int v; /* divided by 10^places */
    unsigned places;
};

enum exact_status {
    EXACT_OK,
    EXACT_RANGE,  /* 128 bits do not hold it */
    EXACT_BEYOND, /* a product needs more than EXACT_PLACES places */
};

struct exact exact_of(decimal d);
struct exact exact_int(int64_t v);

enum exact_status exact_add(struct exact a, struct exact b, struct exact *out);
enum exact_status exact_mul(struct exact a, struct exact b, struct exact *out);
struct exact exact_minus(struct exact a);
int exact_sign(struct exact a);
int exact_compare(struct exact a, struct exact b);

/* A whole number of 64 bits. */
bool exact_whole(struct exact a, int64_t *out);

double exact_double(struct exact a);

/* The double nearest to a / b, b not 0. (If 128 bits are too few for that: the quotient of the nearest doubles.) */
double exact_quotient(struct exact a, struct exact b);

/* To this many places, at most EXACT_PLACES, half to even. The quotient, b not 0, is rounded directly, not after a
 * conversion to double; false if 128 bits are too few for that. A double is rounded by its exact binary value; false
 * from 10^18 on: such doubles have no places. */
struct exact exact_round(struct exact a, unsigned places);
bool exact_round_quotient(struct exact a, struct exact b, unsigned places, struct exact *out);
bool exact_round_double(double v, unsigned places, struct exact *out);

/* Writes at most EXACT_ROOM bytes at p, no NUL, and returns their number: no trailing zeros but those that make `least`
 * places, 2 for money. */
int exact_print(char *p, struct exact a, unsigned least);

#endif
