/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ratio.h"

#include <math.h>
#include <stdbool.h>

static int leading_zeros(wide_uint a)
{
    return a >> 64 ? __builtin_clzll((uint64_t)(a >> 64)) : 64 + __builtin_clzll((uint64_t)a);
}

/* a is shifted to the left end, so that one division gives nearly all bits of the quotient. It is developed until it
 * has 62 bits or more, then cut to 62 with the last bit set where anything was left: two bits beyond a double's 53 and
 * that one make the conversion round as the exact quotient would. */
static double develop(wide_uint a, wide_uint b)
{
    if (a == 0)
        return 0;
    int e = -leading_zeros(a);
    a <<= -e;
    wide_uint q = a / b, rest = a % b;
    for (; q >> 61 == 0; e--) {
        rest <<= 1;
        bool fits = rest >= b;
        rest -= fits ? b : 0;
        q = q << 1 | fits;
    }
    int cut = 128 - 62 - leading_zeros(q);
    bool left = rest || q & (((wide_uint)1 << cut) - 1);
    q >>= cut;
    return ldexp((double)(int64_t)(q | left), e + cut);
}

double ratio_wide(wide_int a, wide_int b)
{
    const int64_t exact = INT64_C(1) << 53; /* up to here integers are doubles, whose division rounds once */
    if (a >= -exact && a <= exact && b <= exact)
        return (double)(int64_t)a / (double)(int64_t)b;
    return a < 0 ? -develop(-(wide_uint)a, (wide_uint)b) : develop((wide_uint)a, (wide_uint)b);
}

double ratio_double(wide_int a, uint64_t b)
{
    return ratio_wide(a, b);
}
