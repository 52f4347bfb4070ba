/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ratio: a quotient of integers as a double, rounded once.
 *
 * Sums of money and counts are exact integers; a mean or a quantile of them is one division. Rounded once, to the
 * nearest and half to even, it has the same bytes on any machine, and it keeps order: a <= b gives
 * ratio_double(a, n) <= ratio_double(b, n). */
#ifndef BASE_RATIO_H
#define BASE_RATIO_H

#include <stdint.h>

__extension__ typedef __int128 wide_int;
__extension__ typedef unsigned __int128 wide_uint;

/* The double nearest to a / b, b > 0. */
double ratio_double(wide_int a, uint64_t b);
double ratio_wide(wide_int a, wide_int b); /* the same for any b > 0 */

#endif
