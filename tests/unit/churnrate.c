/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/churnrate.h"

#include <criterion/criterion.h>
#include <math.h>

Test(churnrate, of_customers_and_of_revenue)
{
    struct churnrate r = {0};
    cr_assert(isnan(churnrate_customers(&r)) && isnan(churnrate_revenue(&r)), "of nobody");
    churnrate_add(&r, 3 * (decimal)DECIMAL_ONE, true);
    churnrate_add(&r, 0, true);
    churnrate_add(&r, 7 * (decimal)DECIMAL_ONE, false);
    cr_assert_eq(churnrate_customers(&r), 2.0 / 3);
    cr_assert_eq(churnrate_revenue(&r), 0.3);
    churnrate_add(&r, -10 * (decimal)DECIMAL_ONE, false);
    cr_assert(isnan(churnrate_revenue(&r)), "of no revenue");
    cr_assert_eq(churnrate_customers(&r), 0.5);
}
