/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/census.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/rng.h"
#include "stats/quantile.h"

static void count(struct census *c, const char *v)
{
    census_count(c, slice_str(v));
}

Test(census, every_row_is_counted_once)
{
    struct census c = {0};
    static const char *const value[] = {"b", "b", "", "a", "b", "", "a", "B"};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        count(&c, value[i]);
    cr_assert_eq(c.empty, 2);
    cr_assert_eq(c.values.n, 3);
    cr_assert(c.rows[0] == 3 && c.rows[1] == 2 && c.rows[2] == 1);
    cr_assert_eq(census_commonest(&c), 0);
    count(&c, "a");
    cr_assert_eq(census_commonest(&c), 1, "a and b are as common: the smallest in bytes");
    struct slice min, max;
    census_ends(&c, &min, &max);
    cr_assert(slice_is(min, "B") && slice_is(max, "b"));
    census_free(&c);
}

Test(census, of_nothing)
{
    struct census c = {0};
    struct slice min, max;
    count(&c, "");
    cr_assert_eq(census_commonest(&c), MAP_NONE);
    census_ends(&c, &min, &max);
    cr_assert(min.n == 0 && max.n == 0);
    struct census_numbers s = census_numbers(&c);
    cr_assert_eq(s.n, 0);
    free(s.at);
    census_free(&c);
}

/* Compares decimals and whole rows with their distinct values and counts. */
Test(census, quantiles_are_those_of_the_rows)
{
    enum { N = 400 };
    int64_t v[N], spare[N];
    struct rng r;
    rng_seed(&r, 8, 0);
    struct census c = {0};
    for (int i = 0; i < N; i++) {
        char text[DECIMAL_ROOM];
        v[i] = ((int64_t)rng_below(&r, 60) - 30) * 12500;
        census_count(&c, slice_of(text, (size_t)decimal_print_money(text, v[i])));
    }
    quantile_sort_int(v, spare, N);
    struct census_numbers s = census_numbers(&c);
    cr_assert(s.exact && s.rows == N);
    for (uint64_t i = 0; i <= 20; i++) {
        struct quantile_place p = quantile_place(N, i, 20);
        cr_assert_eq(census_quantile(&s, i, 20), quantile_int(v[p.low], v[p.low + (p.part > 0)], p, DECIMAL_ONE));
    }
    free(s.at);
    census_free(&c);
}

Test(census, the_order_of_numbers_is_not_that_of_doubles_alone)
{
    struct census c = {0};
    count(&c, "9007199254.740994"); /* one double in millionths */
    count(&c, "9007199254.740993");
    count(&c, "1e1");
    count(&c, "10");
    count(&c, "9007199254.7409940");
    struct census_numbers s = census_numbers(&c);
    cr_assert(s.at[0].value == 2 && s.at[1].value == 3, "equal numbers as they came");
    cr_assert_eq(census_greatest(&c, &s)->value, 0);
    free(s.at);
    count(&c, "1e-9"); /* not a decimal of 6 places, so doubles */
    s = census_numbers(&c);
    cr_assert(!s.exact && s.n == 6 && s.at[0].value == 5);
    free(s.at);
    census_free(&c);
}
