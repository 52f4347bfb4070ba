/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/overlap.h"

static bool earlier(struct overlap *v, const char *customer, const char *order)
{
    return overlap_order(v, slice_str(customer), slice_str(order));
}

Test(overlap, an_order_is_that_of_the_first_file_that_kept_it)
{
    struct overlap v = {0};
    overlap_file(&v);
    cr_expect_not(earlier(&v, "ann", "1"));
    overlap_keep(&v, 7);
    cr_expect_not(earlier(&v, "ann", "2")); /* it makes no lines */
    cr_expect_not(earlier(&v, "ann", "1"), "the same file has it again");
    overlap_file(&v);
    cr_expect(earlier(&v, "ann", "1"));
    cr_expect_not(earlier(&v, "bob", "1"), "an order of another customer is another one");
    cr_expect_not(earlier(&v, "ann", "2"));
    overlap_keep(&v, 7);
    overlap_file(&v);
    cr_expect(earlier(&v, "ann", "2"));
    overlap_end(&v);
}

Test(overlap, an_order_that_goes_on_is_that_of_both_files)
{
    struct overlap v = {0};
    overlap_file(&v);
    earlier(&v, "ann", "1");
    overlap_keep(&v, 7);
    overlap_file(&v);
    overlap_go_on(&v);
    cr_expect_not(earlier(&v, "ann", "1"));
    overlap_file(&v);
    cr_expect(earlier(&v, "ann", "1"));
    overlap_end(&v);
}

Test(overlap, counts_each_order_once)
{
    struct overlap v = {0};
    overlap_file(&v);
    earlier(&v, "ann", "1");
    overlap_keep(&v, 7);
    earlier(&v, "ann", "2");
    overlap_keep(&v, 7);
    for (uint64_t file = 2; file < 5; file++) {
        overlap_file(&v);
        earlier(&v, "ann", "1");
        overlap_leave_out(&v, 7, "f", file);
        earlier(&v, "ann", "2");
        overlap_leave_out(&v, file, "g", file);
    }
    cr_expect_eq(v.left_out, 2);
    cr_expect_eq(v.different, 1);
    cr_expect_str_eq(v.first, "g:2: 2");
    overlap_end(&v);
}
