/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessrole: which column is what, by the words of its name.
 *
 * Shops and tills name their columns in a few dozen ways in each language. A name is compared as a whole, without case,
 * blanks and marks; some words count inside of longer names too. */
#ifndef LOOK_GUESSROLE_H
#define LOOK_GUESSROLE_H

#include <stdbool.h>

#include "base/slice.h"

enum guessrole {
    ROLE_SHIPPING,
    ROLE_REFUND,
    ROLE_DISCOUNT,
    ROLE_TAX,
    ROLE_TIP,
    ROLE_TOTAL,
    ROLE_CUSTOMER,
    ROLE_ORDER,
    ROLE_DATE,
    ROLE_TIME,
    ROLE_PRODUCT,
    ROLE_DESCRIPTION,
    ROLE_QUANTITY,
    ROLE_PRICE,
    ROLE_AMOUNT,
    ROLE_COUNTRY,
    ROLE_STATUS,
    ROLE_CURRENCY,
    ROLE_STORE,
    ROLE_TILL,
    GUESSROLES
};

/* How well the name fits the role: 0 not at all; the larger the better. */
int guessrole_fit(enum guessrole r, struct slice name);

/* Is it the name of what is no product: postage, a discount, a fee? */
bool guessrole_charge(struct slice product);

/* What a state means by its words. */
enum guessstate { GUESSSTATE_OPEN, GUESSSTATE_SALE, GUESSSTATE_GIVEN_BACK, GUESSSTATE_VOID };
enum guessstate guessrole_state(struct slice state);

#endif
