/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessrole: the role of a column, by the words of its name.
 *
 * Shops and tills use a few dozen names for a column in each language. A name is compared as a whole, without case,
 * blanks and punctuation; some words also count inside longer names. */
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
    ROLE_EVENT, /* sale, storno, return: what the record reports */
    ROLE_CURRENCY,
    ROLE_STORE,
    ROLE_TILL,
    GUESSROLES
};

/* How well the name fits the role: 0 not at all; a larger number is better. */
int guessrole_fit(enum guessrole r, struct slice name);

/* Is it the name of what is no product: postage, a discount, a fee? */
bool guessrole_charge(struct slice product);

/* Does it begin as the text of a row of sums: "Summe", "Total: 5 lines"? */
bool guessrole_sum(struct slice text);

/* Is it the column of a person's mail address or telephone number? */
bool guessrole_contact(struct slice name);

/* The meaning of a state, by its words. "Storno" and "return" are events: the record may take back another one, or be
 * the sale itself. */
enum guessstate { GUESSSTATE_OPEN, GUESSSTATE_SALE, GUESSSTATE_GIVEN_BACK, GUESSSTATE_VOID, GUESSSTATE_EVENT };
enum guessstate guessrole_state(struct slice state);

/* Does the value of a column called "Storno" mean that there is none: "", "0", "no"? */
bool guessrole_no(struct slice value);

#endif
