/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/state.h"

static struct schema schema;

static void begin(struct states *s, const char *sale)
{
    schema = (struct schema){0};
    if (sale)
        map_put(&schema.sale_status, slice_str(sale));
    map_put(&schema.sale_and_return_status, SLICE("refunded"));
    map_put(&schema.return_status, SLICE("back"));
    map_put(&schema.void_status, SLICE("failed"));
    map_put(&schema.void_status, SLICE(""));
    states_init(s, &schema);
}

static void end(struct states *s)
{
    states_free(s);
    map_free(&schema.sale_status);
    map_free(&schema.sale_and_return_status);
    map_free(&schema.return_status);
    map_free(&schema.void_status);
}

Test(state, means_what_its_list_says)
{
    struct states s;
    begin(&s, "paid");
    cr_expect_eq(states_take(&s, SLICE("paid")), STATE_SALE);
    cr_expect_eq(states_take(&s, SLICE("refunded")), STATE_SALE_AND_RETURN);
    cr_expect_eq(states_take(&s, SLICE("back")), STATE_RETURN);
    cr_expect_eq(states_take(&s, SLICE("failed")), STATE_VOID);
    cr_expect_eq(states_take(&s, SLICE("")), STATE_VOID);
    cr_expect_eq(states_take(&s, SLICE("Paid")), STATE_UNKNOWN);
    cr_expect_eq(states_take(&s, SLICE("Paid")), STATE_UNKNOWN);
    cr_expect(strstr(states_remedy(&s, SLICE("Paid")), "capital and small letters differ"));
    cr_expect_not(strstr(states_remedy(&s, SLICE("other")), "capital and small letters differ"));
    end(&s);
}

Test(state, without_sale_status_the_others_sell)
{
    struct states s;
    begin(&s, NULL);
    cr_expect_eq(states_take(&s, SLICE("on hold")), STATE_SALE);
    cr_expect_eq(states_take(&s, SLICE("failed")), STATE_VOID);
    end(&s);
}

Test(state, counts_rows_in_order_of_appearance)
{
    struct states s;
    begin(&s, "paid");
    static const char *const ROW[] = {"paid", "failed", "paid", "paid", "back"};
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++)
        states_take(&s, slice_str(ROW[i]));
    cr_assert_eq(s.seen.n, 3);
    cr_expect(slice_is(map_key(&s.seen, 0), "paid") && s.of[0].rows == 3);
    cr_expect(slice_is(map_key(&s.seen, 1), "failed") && s.of[1].rows == 1);
    cr_expect(slice_is(map_key(&s.seen, 2), "back") && s.of[2].rows == 1);
    end(&s);
}
