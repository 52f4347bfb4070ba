/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linekind: what kind of line a line is, by the schema's rules. */
#ifndef SOURCE_LINEKIND_H
#define SOURCE_LINEKIND_H

#include "source/schema.h"

struct linekind {
    const struct schema *schema;
    bool charge_begins[256]; /* bytes that a charge code or prefix begins with */
    bool return_begins[256]; /* and that the prefix of an order that takes something back begins with */
};

void linekind_init(struct linekind *k, const struct schema *s);

/* Does the order's id say that it takes something back? */
bool linekind_returns(const struct linekind *k, struct slice order_id);

/* False for most orders, and then it does not. */
static inline bool linekind_may_return(const struct linekind *k, struct slice order_id)
{
    return order_id.n && k->return_begins[(unsigned char)order_id.p[0]];
}

/* False for nearly every product, and then it is none. */
static inline bool linekind_may_charge(const struct linekind *k, struct slice product)
{
    return product.n && k->charge_begins[(unsigned char)product.p[0]];
}

/* `returns`: its order takes something back, by its id or its state. `price` is NULL if it is not known. */
enum kind linekind_of(const struct linekind *k, struct slice product, bool returns, decimal quantity,
                      const decimal *price, decimal amount);

#endif
