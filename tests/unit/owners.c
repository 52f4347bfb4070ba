/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/owners.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* The next line: of the order that the line before has, if `order` is NULL. */
static bool other(struct owners *o, const char *order, const char *customer, enum kind kind)
{
    static struct line l;
    static uint64_t line;
    if (order) {
        l.order++;
        l.text[LINES_ORDER_ID] = slice_str(order);
    }
    l.text[LINES_CUSTOMER_ID] = slice_str(customer);
    l.kind = kind;
    return owners_other(o, &l, "f", ++line);
}

Test(owners, the_customer_of_the_first_line_is_the_owner)
{
    struct map orders = {0};
    struct owners o = {.orders = &orders};
    cr_expect_not(other(&o, "1", "ann", KIND_SALE));
    cr_expect_not(other(&o, NULL, "ann", KIND_CHARGE));
    cr_expect_not(other(&o, "2", "bob", KIND_SALE));
    cr_expect_not(other(&o, "1", "ann", KIND_RETURN));
    cr_expect(other(&o, "1", "anna", KIND_SALE), "a longer name");
    cr_expect(other(&o, "1", "an", KIND_SALE), "a shorter one");
    cr_expect(other(&o, "2", "", KIND_SALE), "none at all");
    cr_expect_not(other(&o, "1", "ann", KIND_SALE), "the owner stays");
    cr_expect_eq(o.split, 2, "each order counts once");
    cr_expect(o.first == 0 && o.line == 5, "order 1, in the fifth line");
    owners_end(&o);
    map_free(&orders);
}

Test(owners, a_guest_owns_an_order_too)
{
    struct map orders = {0};
    struct owners o = {.orders = &orders};
    cr_expect_not(other(&o, "1", "", KIND_SALE));
    cr_expect_not(other(&o, "1", "", KIND_SALE));
    cr_expect(other(&o, "1", "ann", KIND_SALE));
    cr_expect(other(&o, NULL, "ann", KIND_SALE), "it is said of each line of the order");
    owners_end(&o);
    map_free(&orders);
}

Test(owners, void_lines_do_not_count)
{
    struct map orders = {0};
    struct owners o = {.orders = &orders};
    cr_expect_not(other(&o, "1", "shop", KIND_VOID));
    cr_expect_not(other(&o, "1", "ann", KIND_SALE));
    cr_expect_not(other(&o, "1", "shop", KIND_VOID));
    cr_expect_eq(o.split, 0);
    owners_end(&o);
    map_free(&orders);
}

/* The map may hold orders that have no owner yet, and more than one at once. */
Test(owners, others_number_the_orders_too)
{
    struct map orders = {0};
    struct owners o = {.orders = &orders};
    char id[16];
    for (int i = 0; i < 10000; i++) {
        snprintf(id, sizeof id, "%d", i);
        map_put(&orders, slice_str(id));
    }
    cr_expect_not(other(&o, "9999", "ann", KIND_SALE));
    cr_expect_not(other(&o, "0", "bob", KIND_SALE));
    cr_expect(other(&o, "9999", "bob", KIND_SALE));
    cr_expect_eq(o.first, 9999);
    cr_expect_eq(orders.n, 10000);
    owners_end(&o);
    map_free(&orders);
}
