/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>

/* The first numbers of xoshiro256** from the state 1 2 3 4, and of splitmix64 from 1234567, as other implementations of
 * the authors' sources give them. */
Test(rng, known_answers)
{
    static const uint64_t XOSHIRO[] = {11520,
                                       0,
                                       1509978240,
                                       1215971899390074240,
                                       1216172134540287360,
                                       607988272756665600,
                                       16172922978634559625U,
                                       8476171486693032832,
                                       10595114339597558777U,
                                       2904607092377533576};
    static const uint64_t SPLITMIX[] = {6457827717110365317, 3203168211198807973, 9817491932198370423U,
                                        4593380528125082431, 16408922859458223821U};
    struct rng r = {{1, 2, 3, 4}};
    uint64_t state = 1234567;
    for (int i = 0; i < 10; i++)
        cr_assert_eq(rng_u64(&r), XOSHIRO[i], "xoshiro256** number %d", i);
    for (int i = 0; i < 5; i++)
        cr_assert_eq(rng_splitmix(&state), SPLITMIX[i], "splitmix64 number %d", i);
}

/* The numbers of a seed may never change, since files are made from them. Computed from the header's definition by
 * another program. */
Test(rng, streams_stay_as_they_are)
{
    static const uint64_t WANT[3][3] = {{0x1afdb7a92e6601b0U, 0xbeba0f4b065f9cd6U, 0x64bf61b512ffabe7U},
                                        {0x036177759b950e15U, 0x8123931667ef6e87U, 0x7716da39cba275b2U},
                                        {0x8bfe25530160a558U, 0xdce286804516fd5dU, 0x1b9730bf3fc5de36U}};
    for (uint64_t i = 0; i < 3; i++) {
        struct rng r;
        rng_seed(&r, i == 2 ? UINT64_MAX : i, i * 1000000007);
        cr_assert_eq(rng_u64(&r), WANT[i][0]);
        cr_assert_eq(rng_u64(&r), WANT[i][1]);
        cr_assert_eq(rng_name(i, 7), WANT[i][2]);
    }
}

/* Near seeds and near streams have nothing in common: about 32 of 64 bits differ in each of the first numbers. */
Test(rng, streams_are_far_apart)
{
    double sum = 0;
    int n = 0;
    for (uint64_t seed = 0; seed < 40; seed++)
        for (uint64_t stream = 0; stream < 40; stream++, n++) {
            struct rng a, b, c;
            rng_seed(&a, seed, stream);
            rng_seed(&b, seed, stream + 1);
            rng_seed(&c, seed + 1, stream);
            for (int i = 0; i < 4; i++) {
                uint64_t x = rng_u64(&a);
                int to_b = __builtin_popcountll(x ^ rng_u64(&b)), to_c = __builtin_popcountll(x ^ rng_u64(&c));
                cr_assert(to_b > 8 && to_c > 8);
                sum += to_b + to_c;
            }
        }
    /* Standard deviation of a difference is 4; of the mean of 12,800 it is 0.035. */
    cr_assert_float_eq(sum / (8.0 * n), 32, 0.15);
}

/* Chi-squared of 13 cells with 12 degrees of freedom stays below 32.9 in 999 of 1000 cases. */
Test(rng, below_is_even)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    int count[13] = {0};
    double chi = 0, expected = 100000;
    for (int i = 0; i < 1300000; i++)
        count[rng_below(&r, 13)]++;
    for (int i = 0; i < 13; i++)
        chi += (count[i] - expected) * (count[i] - expected) / expected;
    cr_assert_lt(chi, 32.9);
}

/* A range of three quarters of 2^64: without rejection some numbers would come twice as often as others. */
Test(rng, below_is_even_for_huge_ranges)
{
    struct rng r;
    rng_seed(&r, 2, 0);
    uint64_t n = (uint64_t)3 << 62;
    int low = 0;
    for (int i = 0; i < 100000; i++) {
        uint64_t x = rng_below(&r, n);
        cr_assert_lt(x, n);
        low += x % 3 == 0;
    }
    cr_assert_float_eq(low, 33333, 4 * 149);
    cr_assert_eq(rng_below(&r, 1), 0);
}

Test(rng, unit_and_open)
{
    struct rng r;
    rng_seed(&r, 3, 0);
    double unit = 0, open = 0;
    for (int i = 0; i < 1000000; i++) {
        double u = rng_unit(&r), o = rng_open(&r);
        cr_assert(u >= 0 && u < 1 && o > 0 && o < 1);
        cr_assert(fmod(u * 0x1p53, 1) == 0 && fmod(o * 0x1p53, 2) == 1);
        unit += u;
        open += o;
    }
    /* Standard error 0.00029. */
    cr_assert_float_eq(unit / 1e6, 0.5, 0.00116);
    cr_assert_float_eq(open / 1e6, 0.5, 0.00116);
}

/* The ends: states whose next number is 0, and 2^64 - 1. 5^-1 and 9^-1 modulo 2^64 undo the scrambler. */
Test(rng, open_never_reaches_its_ends)
{
    uint64_t nine = 0x8e38e38e38e38e39U, five = 0xcccccccccccccccdU;
    uint64_t top = five * rng_rotl(UINT64_MAX * nine, 64 - 7);
    struct rng zero = {{1, 0, 0, 0}}, ones = {{1, top, 0, 0}};
    struct rng again = ones;
    cr_assert_eq(rng_u64(&again), UINT64_MAX);
    cr_assert_eq(rng_open(&zero), 0x1p-53);
    cr_assert_eq(rng_open(&ones), 1 - 0x1p-53);
    again = ones = (struct rng){{1, top, 0, 0}};
    cr_assert_lt(rng_unit(&again), 1);
}
