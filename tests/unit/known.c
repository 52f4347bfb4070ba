/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/known.h"

#include <criterion/criterion.h>

#include "shop/tables.h"

static struct slice column[32];

static unsigned columns_of(const struct column *table)
{
    unsigned n = 0;
    for (; table[n].name; n++)
        column[n] = slice_str(table[n].name);
    return n;
}

#define HOLDS(text, part) cr_assert(strstr((text), (part)), "\"%s\" lacks \"%s\"", (text), (part))

Test(known, our_tables_and_what_makes_the_other)
{
    const char *why = known_why(column, columns_of(TABLE_ORDERS), SLICE("x"));
    HOLDS(why, "this is the orders table");
    HOLDS(why, "\"x\" is in the customers table (aggregate --by customer makes it)");
    why = known_why(column, columns_of(TABLE_CUSTOMERS), SLICE("sale_lines"));
    HOLDS(why, "this is the customers table");
    HOLDS(why, "aggregate --by order");
    HOLDS(known_why(column, columns_of(TABLE_LINES), SLICE("p_alive")), "clvpredict");
    HOLDS(known_why(column, columns_of(TABLE_CUSTOMERS), SLICE("amount")), "clean --schema NAME");
}

Test(known, a_table_that_adds_to_customers)
{
    unsigned n = columns_of(TABLE_CUSTOMERS);
    column[n++] = SLICE("rfm_code");
    column[n++] = SLICE("rfm_score");
    HOLDS(known_why(column, n, SLICE("amount")), "this is the rfm table");
}

Test(known, nothing_is_said_of_other_tables_and_own_columns)
{
    static const struct slice other[] = {SLICE("a"), SLICE("b")};
    cr_assert_str_eq(known_why(other, 2, SLICE("x")), "");
    cr_assert_str_eq(known_why(column, columns_of(TABLE_CUSTOMERS) - 1, SLICE("m_x")), "", "it belongs to this one");
}

Test(known, csv)
{
    cr_assert(known_csv(SLICE("a,b")) && known_csv(SLICE("a;b c")));
    cr_assert(!known_csv(SLICE("a,b\tc")) && !known_csv(SLICE("a")));
    const struct slice one[] = {SLICE("order,client")};
    HOLDS(known_why(one, 1, SLICE("x")), "looks like CSV");
}
