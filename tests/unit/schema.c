/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/schema.h"

#include <criterion/criterion.h>

#include "input.h"

static struct schema *load(const char *text)
{
    return schema_load(input_file(text, strlen(text)));
}

#define LEAST "customer_id = c\norder_id = o\ndate = d\nunit_price = p\ndate-format = %Y-%m-%d\n"

Test(schema, what_is_not_said_has_its_default)
{
    struct schema *s = load(LEAST);
    cr_assert_eq(s->dialect.format, FORMAT_CSV);
    cr_assert_eq(s->dialect.delimiter, ',');
    cr_assert(s->dialect.header && !s->dialect.fallback);
    cr_assert(s->number.point == '.' && s->number.thousands.n == 0);
    cr_assert_eq(s->amount_tolerance, 10000);
    cr_assert(!s->zero_is_sale && !s->returns_are_positive && !s->tz_from && !s->tz_to);
    cr_assert(s->extras == 0 && s->status.from == SOURCE_NONE && s->column[LINES_AMOUNT].from == SOURCE_NONE);
    schema_free(s);
}

Test(schema, every_key_lands_where_it_belongs)
{
    struct schema *s =
        load("# a comment\n\n" LEAST
             "amount = #3\ndelimiter = tab\ndecimal-mark = ,\nthousands-mark = blank\nmissing = NA\nmissing = -\n"
             "float-ids = customer_id  order_id\namount-tolerance = 0.05\ncharge-code = BANK CHARGES\n"
             "charge-prefix = gift_\nreturn-prefix = C\nreturn-prefix = R\nstatus = #7\nvoid-status = failed\n"
             "return-sign = positive\nzero-price = sale\ntime = t\ntime-format = %H:%M\ntz-from = UTC\n"
             "tz-to = UTC\nfallback = ISO-8859-1\ncountry = \"{customer_id}=x\"\nextra.a = A b\nextra.c = \"d\"");
    cr_assert_eq(s->dialect.delimiter, '\t');
    cr_assert(s->number.point == ',' && slice_is(s->number.thousands, " "));
    cr_assert_eq(map_get(&s->missing, SLICE("-")), 1);
    cr_assert(s->float_id[LINES_CUSTOMER_ID] && s->float_id[LINES_ORDER_ID] && !s->float_id[LINES_PRODUCT_ID]);
    cr_assert_eq(s->amount_tolerance, 50000);
    cr_assert_eq(map_get(&s->charge_code, SLICE("BANK CHARGES")), 0);
    cr_assert(s->charge.n == 1 && s->returns.n == 2 && slice_is(s->returns.prefix[1], "R"));
    cr_assert(s->status.from == SOURCE_NUMBER && s->status.number == 7);
    cr_assert(s->zero_is_sale && s->returns_are_positive);
    cr_assert(s->column[LINES_AMOUNT].from == SOURCE_NUMBER && s->column[LINES_AMOUNT].number == 3);
    cr_assert(s->column[LINES_COUNTRY].from == SOURCE_TEMPLATE &&
              slice_is(s->column[LINES_COUNTRY].name, "{customer_id}=x"));
    cr_assert_eq(s->extras, 2);
    cr_assert(slice_is(s->extra[0].name, "a") && slice_is(s->extra[0].source.name, "A b"));
    cr_assert(s->extra[1].source.from == SOURCE_TEMPLATE);
    cr_assert_str_eq(s->dialect.fallback, "ISO-8859-1");
    schema_free(s);
}

Test(schema, characters_of_a_fixed_line)
{
    struct schema *s = load("format = fixed\ncustomer_id = @1-4\norder_id = @5-5\ndate = @6-13\namount = @14-20\n"
                            "date-format = %Y%m%d\n");
    cr_assert_eq(s->column[LINES_ORDER_ID].from, SOURCE_CHARS);
    cr_assert(s->column[LINES_DATE].number == 6 && s->column[LINES_DATE].last == 13);
    cr_assert(!s->dialect.header);
    schema_free(s);
}

#define WRONG(name, text)              \
    Test(schema, name, .exit_code = 2) \
    {                                  \
        load(text);                    \
    }
WRONG(no_range, LEAST "country = @5\n")
WRONG(a_range_from_nothing, LEAST "country = @0-5\n")
WRONG(a_range_backwards, LEAST "country = @5-4\n")
WRONG(an_open_template, LEAST "country = \"{customer_id\"\n")
WRONG(a_negative_tolerance, LEAST "amount-tolerance = -1\n")
WRONG(an_id_that_is_none, LEAST "float-ids = country\n")
WRONG(a_quote_as_a_mark, LEAST "delimiter = \"\n")
WRONG(two_characters, LEAST "delimiter = ||\n")
WRONG(an_extra_twice, LEAST "extra.a = b\nextra.a = c\n")
WRONG(an_extra_without_a_name, LEAST "extra. = b\n")
WRONG(neither_yes_nor_no, LEAST "header = true\n")
WRONG(a_time_in_a_date, LEAST "date-format = %H:%M\n")
WRONG(a_date_in_a_time, LEAST "time = t\ntime-format = %Y-%m-%d %H\n")
WRONG(nothing_at_all, "")
