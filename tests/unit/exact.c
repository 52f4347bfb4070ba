/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/exact.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

static struct exact of(const char *text)
{
    decimal d = 0;
    cr_assert_eq(decimal_parse(slice_str(text), &d), DECIMAL_OK);
    return exact_of(d);
}

static void assert_text(struct exact a, unsigned least, const char *want)
{
    char room[EXACT_ROOM];
    struct slice got = slice_of(room, (size_t)exact_print(room, a, least));
    cr_assert(slice_is(got, want), "wanted %s, got %.*s", want, (int)got.n, got.p);
}

Test(exact, is_written_with_as_many_places_as_it_needs)
{
    assert_text(of("0"), 0, "0");
    assert_text(of("0"), 2, "0.00");
    assert_text(of("-0.05"), 0, "-0.05");
    assert_text(of("15.3"), 0, "15.3");
    assert_text(of("15.3"), 2, "15.30");
    assert_text(of("-15"), 2, "-15.00");
    assert_text(of("0.001"), 2, "0.001");
    assert_text(of("1000000"), 0, "1000000");
    assert_text((struct exact){-1000, 3}, 2, "-1.00");
}

Test(exact, products_have_the_places_of_both)
{
    struct exact p = of("0.000001");
    cr_assert_eq(exact_mul(p, p, &p), EXACT_OK);
    assert_text(p, 0, "0.000000000001");
    cr_assert_eq(exact_mul(p, of("0.000001"), &p), EXACT_OK);
    assert_text(p, 0, "0.000000000000000001");
    struct exact more;
    cr_assert_eq(exact_mul(p, of("0.1"), &more), EXACT_BEYOND);
    cr_assert_eq(exact_mul(p, of("10"), &more), EXACT_OK);
    assert_text(more, 0, "0.00000000000000001");
}

Test(exact, what_does_not_fit_is_refused)
{
    struct exact a = of("9000000000000"), out;
    cr_assert_eq(exact_mul(a, a, &a), EXACT_OK);
    cr_assert_eq(exact_mul(a, of("1000000000000"), &a), EXACT_OK);
    assert_text(a, 0, "81000000000000000000000000000000000000");
    cr_assert_eq(exact_mul(a, of("10"), &out), EXACT_RANGE);
    cr_assert_eq(exact_add(a, a, &out), EXACT_OK);
    cr_assert_eq(exact_add(out, a, &out), EXACT_RANGE);
    cr_assert_eq(exact_add(a, of("0.01"), &out), EXACT_RANGE, "two places more do not fit");
    cr_assert_eq(exact_compare(a, of("0.01")), 1);
    cr_assert_eq(exact_compare(exact_minus(a), of("0.01")), -1);
    cr_assert_eq(exact_compare(of("0.01"), a), -1);
}

Test(exact, rounds_half_to_even)
{
    assert_text(exact_round(of("2.675"), 2), 0, "2.68");
    assert_text(exact_round(of("2.665"), 2), 0, "2.66");
    assert_text(exact_round(of("-2.675"), 2), 0, "-2.68");
    assert_text(exact_round(of("-0.4"), 0), 0, "0");
    assert_text(exact_round(of("3"), 2), 0, "3");
    struct exact q;
    cr_assert(exact_round_quotient(of("5.35"), of("2"), 2, &q));
    assert_text(q, 0, "2.68");
    cr_assert(exact_round_quotient(of("-5.35"), of("-0.002"), 0, &q));
    assert_text(q, 0, "2675");
    cr_assert(exact_round_quotient(of("1"), of("-3"), 4, &q));
    assert_text(q, 0, "-0.3333");
    cr_assert(exact_round_double(2.675, 2, &q));
    assert_text(q, 0, "2.67");
    cr_assert(exact_round_double(-0.125, 2, &q));
    assert_text(q, 0, "-0.12");
    cr_assert_not(exact_round_double(1e18, 2, &q));
    cr_assert_not(exact_round_double(NAN, 2, &q));
}

/* The field's laws, and the order, on random numbers of few and many digits and places. */
Test(exact, laws)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    for (int i = 0; i < 100000; i++) {
        struct exact a = exact_of((decimal)(rng_u64(&r) >> rng_below(&r, 40) >> 20) - (1 << 22));
        struct exact b = exact_of((decimal)(rng_u64(&r) >> rng_below(&r, 40) >> 20) - (1 << 22));
        struct exact sum, back, product, other;
        cr_assert_eq(exact_add(a, b, &sum), EXACT_OK);
        cr_assert_eq(exact_add(sum, exact_minus(b), &back), EXACT_OK);
        cr_assert_eq(exact_compare(back, a), 0, "a + b - b is a");
        cr_assert_eq(exact_mul(a, b, &product), EXACT_OK);
        cr_assert_eq(exact_mul(sum, b, &other), EXACT_OK);
        cr_assert_eq(exact_mul(b, b, &back), EXACT_OK);
        cr_assert_eq(exact_add(product, back, &sum), EXACT_OK);
        cr_assert_eq(exact_compare(sum, other), 0, "ab + bb is (a + b) b");
        cr_assert_eq(exact_compare(a, b), -exact_compare(b, a));
        cr_assert_eq(exact_compare(a, b) > 0, exact_double(a) > exact_double(b), "these have less than 53 bits");
        if (exact_sign(b))
            cr_assert_eq(exact_quotient(product, b), exact_double(a), "one rounding: ab / b is a");
    }
}
