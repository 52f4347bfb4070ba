/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guesslook.h"

enum { NEAR = 10000 /* millionths: a cent, as far as clean lets them differ */, NEARLY_ALL = 20 /* 19 of 20 rows */ };

struct found {
    uint64_t yes, no;
    uint64_t telling; /* rows in which the price is not simply the amount */
};

static void add_row(struct found *f, struct guesslook *l, uint32_t row, unsigned column)
{
    decimal quantity, price, amount, product;
    if (guessfile_cell(&l->file, row, column).n == 0 || guesslook_text(l, row, ROLE_AMOUNT).n == 0 ||
        !guesslook_number(l, row, l->role[ROLE_QUANTITY], &quantity) || quantity == 0)
        return;
    bool fits = guesslook_number(l, row, column, &price) && guesslook_number(l, row, l->role[ROLE_AMOUNT], &amount) &&
                decimal_mul(quantity, price, DECIMAL_PLACES, &product) <= DECIMAL_ROUNDED &&
                (__int128)product - amount <= NEAR && (__int128)amount - product <= NEAR;
    f->yes += fits;
    f->no += !fits;
    f->telling += fits && quantity != DECIMAL_ONE && amount != 0;
}

/* With what the column shows of the marks of numbers, which are kept only if it is the price. */
static bool is_price(struct guesslook *l, unsigned column)
{
    struct found f = {0};
    struct guessnumber before = l->number;
    guessnumber_add(&l->number, &l->file, column);
    guesslook_decide_marks(l);
    for (uint32_t i = 0; i < l->file.rows && l->point; i++)
        add_row(&f, l, i, column);
    l->price_is_found = f.yes > 1 && f.telling && f.no * NEARLY_ALL <= f.yes ? f.yes : 0;
    if (l->price_is_found)
        return true;
    l->number = before;
    guesslook_decide_marks(l);
    return false;
}

void guesslook_find_price(struct guesslook *l)
{
    bool is_sure = guesslook_has(l, ROLE_AMOUNT) && !l->rivals[ROLE_AMOUNT]; /* of two amounts a person chooses */
    if (guesslook_has(l, ROLE_PRICE) || !guesslook_has(l, ROLE_QUANTITY) || !is_sure)
        return;
    for (unsigned c = 0; c < l->file.n; c++)
        if (!guesslook_is_taken(l, c) && guessnumber_share(&l->file, c) >= 0.9 && is_price(l, c)) {
            l->role[ROLE_PRICE] = c;
            return;
        }
}
