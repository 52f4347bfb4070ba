/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ratio.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

Test(ratio, small_ones_are_plain_division)
{
    cr_assert_eq(ratio_double(138, 10), 13.8);
    cr_assert_eq(ratio_double(-1, 3), -1.0 / 3);
    cr_assert_eq(ratio_double(0, 7), 0.0);
    cr_assert(!signbit(ratio_double(0, 7)), "never -0");
}

/* Is `v` the double nearest to a / b? Decided by twice the distances to its neighbours, in exact integers: v = m
 * 2^e. */
static void assert_nearest(wide_int a, uint64_t b)
{
    double v = ratio_double(a, b);
    int e;
    int64_t m = (int64_t)ldexp(frexp(v, &e), 53);
    e -= 53;
    /* |a / b - m 2^e| <= 2^e / 2, times 2 b 2^-e or 2 b */
    wide_int left = a * 2 * (e < 0 ? (wide_int)1 << -e : 1);
    wide_int right = (wide_int)m * (wide_int)b * 2 * (e < 0 ? 1 : (wide_int)1 << e);
    wide_int half = e < 0 ? (wide_int)b : (wide_int)b << e;
    wide_int off = left > right ? left - right : right - left;
    cr_assert(off < half || (off == half && m % 2 == 0), "%.17g", v);
}

Test(ratio, rounds_once)
{
    struct rng r;
    rng_seed(&r, 3, 0);
    for (int i = 0; i < 100000; i++) {
        wide_int a = (wide_int)(rng_u64(&r) >> rng_below(&r, 60)) * (wide_int)(1 + rng_below(&r, 1000));
        uint64_t b = 1 + (rng_u64(&r) >> (34 + rng_below(&r, 30)));
        if (a / b < (wide_int)1 << 20) /* or `left` would overflow */
            a += (wide_int)b << 20;
        assert_nearest(i % 2 ? a : -a, b);
    }
    assert_nearest(((wide_int)1 << 54) + 2, 4); /* halfway: to the even one */
    assert_nearest(((wide_int)1 << 54) + 6, 4);
}

Test(ratio, ends_of_the_range)
{
    const wide_int most = (wide_int)(~(wide_uint)0 >> 1);
    cr_assert_eq(ratio_double(most, 1), 0x1p127);
    cr_assert_eq(ratio_double(-most - 1, 1), -0x1p127);
    cr_assert_eq(ratio_double(1, UINT64_MAX), 0x1p-64);
    cr_assert_eq(ratio_double(UINT64_MAX, UINT64_MAX), 1.0);
}

Test(ratio, keeps_order)
{
    struct rng r;
    rng_seed(&r, 4, 0);
    for (int i = 0; i < 10000; i++) {
        uint64_t b = 1 + rng_below(&r, 5000000);
        wide_int a = (wide_int)(rng_u64(&r) >> 1) * 5;
        cr_assert_leq(ratio_double(a, b), ratio_double(a + 1, b));
    }
}

/* In another way: one digit of the quotient at a time, from the first. */
static double bit_by_bit(wide_uint a, wide_uint b)
{
    wide_uint q = a / b, rest = a % b;
    int e = 0;
    for (; q >> 61 == 0; e--) {
        rest <<= 1;
        q = q << 1 | (rest >= b);
        rest -= rest >= b ? b : 0;
    }
    bool left = rest != 0;
    for (; q >> 62 != 0; e++) {
        left |= q & 1;
        q >>= 1;
    }
    return ldexp((double)(int64_t)(q | left), e);
}

static wide_int draw(struct rng *r)
{
    wide_uint v = (wide_uint)rng_u64(r) << 64 | rng_u64(r);
    return (wide_int)(v >> (1 + rng_below(r, 127)));
}

Test(ratio, of_all_sizes)
{
    struct rng r;
    rng_seed(&r, 5, 0);
    for (int i = 0; i < 200000; i++) {
        wide_int a = 1 + draw(&r) / 2, b = 1 + draw(&r) / 2;
        cr_assert_eq(ratio_wide(a, b), bit_by_bit((wide_uint)a, (wide_uint)b));
        cr_assert_eq(ratio_wide(-a, b), -ratio_wide(a, b));
    }
}
