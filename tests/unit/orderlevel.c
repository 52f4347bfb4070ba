/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/orderlevel.h"

enum { CENT = 10000 };

Test(orderlevel, tells_first_rows_from_later_ones)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_FIRST);
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_NEXT);
    cr_expect_eq(orderlevel_take(&o, SLICE("2")), ORDERLEVEL_FIRST);
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_AGAIN);
    cr_expect_eq(orderlevel_take(&o, SLICE("")), ORDERLEVEL_FIRST);
    cr_expect_eq(orderlevel_take(&o, SLICE("")), ORDERLEVEL_NEXT);
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, without_memory_rows_that_stand_apart_begin_anew)
{
    struct orderlevel o;
    orderlevel_init(&o, NULL, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_take(&o, SLICE("2"));
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_FIRST);
    orderlevel_free(&o);
}

Test(orderlevel, compares_what_counts_once_by_order)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_keep(&o, SLICE("4.90"));
    orderlevel_take(&o, SLICE("2"));
    orderlevel_keep(&o, SLICE("5.90"));
    orderlevel_take(&o, SLICE("1"));
    cr_expect(orderlevel_agrees(&o, SLICE("4.90")));
    cr_expect_not(orderlevel_agrees(&o, SLICE("5.90")));
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, a_row_after_one_that_was_set_aside_is_not_the_next)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_take(&o, SLICE("2"));
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_AGAIN);
    orderlevel_forget(&o);
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_AGAIN);
    cr_expect_eq(orderlevel_take(&o, SLICE("1")), ORDERLEVEL_NEXT);
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, remembers_by_order_which_values_are_empty)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_keep_empty(&o, 0);
    orderlevel_keep_empty(&o, 29);
    orderlevel_keep_empty(&o, 30); /* more than are remembered */
    orderlevel_keep_empty(&o, 64);
    orderlevel_take(&o, SLICE("2"));
    for (size_t k = 0; k < 70; k++)
        cr_expect_not(orderlevel_is_empty(&o, k));
    orderlevel_take(&o, SLICE("1"));
    for (size_t k = 0; k < 70; k++)
        cr_expect_eq(orderlevel_is_empty(&o, k), k == 0 || k == 29);
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, a_first_row_is_lost_until_another_one_is_kept)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_keep_empty(&o, 0);
    orderlevel_keep(&o, SLICE("4.90"));
    cr_expect_not(orderlevel_is_lost(&o));
    orderlevel_lose(&o);
    cr_expect(orderlevel_is_lost(&o));
    cr_expect_not(orderlevel_is_empty(&o, 0));
    cr_expect(orderlevel_agrees(&o, SLICE("4.90")), "the money is still known");
    orderlevel_keep(&o, SLICE("4.90"));
    cr_expect_not(orderlevel_is_lost(&o));
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, without_memory_nothing_is_lost)
{
    struct orderlevel o;
    orderlevel_init(&o, NULL, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_keep_empty(&o, 0);
    orderlevel_lose(&o);
    orderlevel_free(&o);
}

/* An order whose lines make `lines` cents, with a total of `total`. */
static void add_order(struct orderlevel *o, const char *id, long lines, long total)
{
    orderlevel_take(o, slice_str(id));
    orderlevel_total(o, total * (decimal)CENT, "f", 2);
    orderlevel_add(o, (lines - 100) * (decimal)CENT);
    orderlevel_take(o, slice_str(id));
    orderlevel_add(o, 100 * (decimal)CENT);
}

Test(orderlevel, counts_orders_that_do_not_add_up)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    add_order(&o, "1", 1000, 1000);
    add_order(&o, "2", 1000, 1001); /* within the tolerance */
    add_order(&o, "3", 1000, 1002);
    orderlevel_take(&o, SLICE("4")); /* has none */
    orderlevel_add(&o, CENT);
    add_order(&o, "5", 1000, 900);
    orderlevel_take(&o, SLICE("6"));
    uint64_t checked;
    uint32_t first;
    cr_expect_eq(orderlevel_wrong(&o, &checked, &first), 2);
    cr_expect_eq(checked, 4);
    cr_expect_eq(first, 2);
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, sums_up_rows_that_stand_apart)
{
    struct orderlevel o;
    struct map orders = {0};
    uint64_t checked;
    uint32_t first;
    orderlevel_init(&o, &orders, CENT);
    add_order(&o, "1", 1000, 1500);
    add_order(&o, "2", 1000, 1000);
    cr_expect_eq(orderlevel_wrong(&o, &checked, &first), 1);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_add(&o, 500 * (decimal)CENT);
    cr_expect_eq(orderlevel_wrong(&o, &checked, &first), 0);
    orderlevel_take(&o, SLICE("2"));
    orderlevel_ignore(&o); /* it is left out */
    orderlevel_add(&o, 500 * (decimal)CENT);
    cr_expect_eq(orderlevel_wrong(&o, &checked, &first), 0);
    cr_expect_eq(checked, 2);
    orderlevel_take(&o, SLICE("2"));
    orderlevel_free(&o);
    map_free(&orders);
}

Test(orderlevel, notes_an_order_that_comes_again_once)
{
    struct orderlevel o;
    struct map orders = {0};
    orderlevel_init(&o, &orders, CENT);
    orderlevel_take(&o, SLICE("1"));
    orderlevel_take(&o, SLICE("2"));
    for (uint64_t line = 4; line < 7; line++) {
        orderlevel_take(&o, SLICE("1"));
        orderlevel_came_again(&o, "f", line);
        orderlevel_forget(&o);
    }
    cr_expect_eq(o.agains, 1);
    cr_expect_eq(o.again[0].order, 0);
    cr_expect_eq(o.again[0].line, 4);
    orderlevel_free(&o);
    map_free(&orders);
}
