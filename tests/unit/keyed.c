/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/keyed.h"

#include <criterion/criterion.h>
#include <signal.h>

#include "base/tool.h"
#include "input.h"

static struct slice names[] = {SLICE("sku"), SLICE("country")};

static void read_table(struct keyed *k, const char *table, size_t keys)
{
    keyed_read(k, input_file(table, strlen(table)), (struct opt_list){names, keys});
}

Test(keyed, rows_are_found_by_their_keys)
{
    struct keyed k;
    read_table(&k, "cost\tsku\tcountry\n1.5\ta\tUK\n2\tb\tUK\n\ta\tFrance\n", 2);
    unsigned cost = keyed_need(&k, "cost"), country = keyed_need(&k, "country");
    const struct slice key[] = {SLICE("a"), SLICE("France")}, none[] = {SLICE("b"), SLICE("France")},
                       first[] = {SLICE("a"), SLICE("UK")};
    cr_assert_eq(k.n, 3);
    cr_assert_eq(keyed_find(&k, none), (uint32_t)KEYED_NONE);
    cr_assert_eq(keyed_find(&k, key), 2);
    cr_assert_eq(keyed_find(&k, key), 2);
    cr_assert_eq(keyed_field(&k, 2, cost).n, 0);
    cr_assert_eq(keyed_find(&k, first), 0);
    cr_assert(slice_is(keyed_field(&k, 0, cost), "1.5") && slice_is(keyed_field(&k, 2, country), "France"));
    cr_assert(slice_is(keyed_field(&k, 1, 1), "b"));
    cr_assert(k.used == 2 && !k.is_used[1]);
    keyed_free(&k);
}

Test(keyed, a_table_without_rows_finds_nothing)
{
    struct keyed k;
    read_table(&k, "sku\tcost\n", 1);
    cr_assert_eq(keyed_find(&k, &names[0]), (uint32_t)KEYED_NONE);
    keyed_free(&k);
}

Test(keyed, a_key_that_is_there_twice_ends_the_tool, .exit_code = 2)
{
    struct keyed k;
    read_table(&k, "sku\tcost\na\t1\nb\t2\na\t1\n", 1);
}

Test(keyed, an_empty_key_ends_the_tool, .exit_code = 2)
{
    struct keyed k;
    read_table(&k, "sku\tcountry\na\tUK\nb\t\n", 2);
}

Test(keyed, a_row_of_the_input_whose_key_is_there_already_is_set_aside)
{
    static const char table[] = "sku\tcountry\na\tUK\nb\tUK\na\tUK\n\tUK\na\tFrance\na\tUK\n";
    static const uint32_t want[] = {0, 1, KEYED_NONE, 2, 3, KEYED_NONE};
    struct keyed k;
    input_begin(input_file(table, sizeof table - 1), NULL);
    struct tsv *in = tsv_open();
    keyed_of(&k, in, (struct opt_list){names, 2});
    for (size_t i = 0; tsv_next(in); i++)
        cr_assert_eq(keyed_put(&k, in), want[i], "row %zu", i);
    cr_assert(k.n == 4 && tool_rows.bad == 2);
    cr_assert_eq(k.place[3].line, 6);
    keyed_free(&k);
    tsv_close(in);
}
