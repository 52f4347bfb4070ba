/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderkeys: what --by groups orders by: their country, other columns of the table, or what is known of the customer.
 *
 * A word names country, a column that lines or orders carry (`product` is product_id, `item:NAME` a column of the line,
 * as in aggregate), or a column of the people's table. Guests have no value of the last kind.
 *
 *     struct orderkeys k;
 *     struct extras extras = {0};
 *     orderkeys_begin(&k, by, in, &extras, people);   // people may be NULL
 *     uint32_t group = orderkeys_group(&k, &order, row_of_people);
 *     ... k.groups ...
 *     orderkeys_free(&k); */
#ifndef SHOP_ORDERKEYS_H
#define SHOP_ORDERKEYS_H

#include "shop/extras.h"
#include "shop/people.h"
#include "tsv/groups.h"

struct orderkeys {
    struct groups groups;
    struct orderkey {
        enum { ORDERKEY_COUNTRY, ORDERKEY_COLUMN, ORDERKEY_PERSON } kind;
        unsigned column; /* of the extras */
        unsigned person; /* of the people's table, or TSV_NONE */
    } * key;
    struct slice *value;
    const struct extras *extras;
    const struct people *people;
};

/* A word that is no column of either table, or one twice, ends the tool. */
void orderkeys_begin(struct orderkeys *k, struct opt_list by, const struct tsv *in, struct extras *extras,
                     const struct people *people);

/* The group of an order; `person` is the customer's row, or KEYED_NONE. */
uint32_t orderkeys_group(struct orderkeys *k, const struct order *p, uint32_t person);

/* The group of a person who need not have bought. A key that the people's table does not have ends the tool before:
 * orderkeys_need_person. */
uint32_t orderkeys_person(struct orderkeys *k, uint32_t person);
void orderkeys_need_person(const struct orderkeys *k);

void orderkeys_free(struct orderkeys *k);

#endif
