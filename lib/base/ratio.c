/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ratio.h"

#include <math.h>
#include <stdbool.h>

/* The quotient is developed until it has 62 bits or more, then cut to 62 with the last bit set where anything was left:
 * two bits beyond a double's 53 and that one make the conversion round as the exact quotient would. */
static double develop(wide_uint a, wide_uint b)
{
    wide_uint q = a / b, rest = a % b;
    int e = 0;
    if (a == 0)
        return 0;
    for (; q >> 61 == 0; e--) {
        rest <<= 1;
        bool fits = rest >= b;
        rest -= fits ? b : 0;
        q = q << 1 | fits;
    }
    bool left = rest != 0;
    for (; q >> 62 != 0; e++) {
        left |= q & 1;
        q >>= 1;
    }
    return ldexp((double)(int64_t)(q | left), e);
}

double ratio_wide(wide_int a, wide_int b)
{
    return a < 0 ? -develop(-(wide_uint)a, (wide_uint)b) : develop((wide_uint)a, (wide_uint)b);
}

double ratio_double(wide_int a, uint64_t b)
{
    const int64_t exact = INT64_C(1) << 53; /* up to here integers are doubles, whose division rounds once */
    if (a >= -exact && a <= exact && b <= (uint64_t)exact)
        return (double)(int64_t)a / (double)b;
    return a < 0 ? -develop(-(wide_uint)a, b) : develop((wide_uint)a, b);
}
