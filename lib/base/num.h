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

enum { NUM_ROOM = 32 }; /* bytes that any number written here fits in */

bool num_uint(struct slice s, uint64_t *out); /* digits alone, no sign */
bool num_double(struct slice s, double *out); /* finite; correctly rounded */

/* Bytes: 64M, 1G, 200000; K, M, G, T are powers of 1024. */
bool num_size(struct slice s, uint64_t *out);

/* Writers put at most NUM_ROOM bytes at p, no NUL, and return their number. */
int num_print_uint(char *p, uint64_t v);
int num_print_int(char *p, int64_t v);

/* The shortest decimal that reads back as the same double: 0.1, 13.8, 1e-7, 5e+20 (an exponent outside 1e-5 .. 1e17).
 * -0 is 0. `v` must be finite. */
int num_print_double(char *p, double v);

#endif
