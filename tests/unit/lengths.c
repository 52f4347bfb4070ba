/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/lengths.h"

#include <criterion/criterion.h>

Test(lengths, in_the_unit_of_a_model)
{
    struct slice word[] = {SLICE("30d"), SLICE("4.345w"), SLICE("1y")};
    struct lengths l = lengths_of("--horizon", (struct opt_list){word, 3});
    cr_assert_eq(l.n, 3);
    lengths_convert(&l, "--horizon", &MODEL_UNIT[1], false);
    cr_assert_eq(l.units[0], 30.0 / 7);
    cr_assert_float_eq(l.units[1], 4.345, 1e-15);
    cr_assert_eq(l.units[2], 365.0 / 7);
    cr_assert_str_eq(l.length[1].text, "4.345w");
    lengths_free(&l);
}

Test(lengths, periods)
{
    struct length l = length_of("--step", "3");
    cr_assert(l.periods);
    cr_assert_eq(length_in(&l, "--step", NULL, true), 3);
    length_free(&l);
}
