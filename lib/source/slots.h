/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slots: the values that a schema takes from a record, each in a place of its own.
 *
 * The columns of the lines table, the state, the currency, the extra columns and the money beside the lines
 * (schema_slot numbers them). A value may be a field of the record, or be put together here. It is without outer blanks
 * and missing marks, and in small letters if the schema says so. Some values of the order's row before are kept. */
#ifndef SOURCE_SLOTS_H
#define SOURCE_SLOTS_H

#include "source/schema.h"

struct slots {
    struct slot {
        struct source *from;
        struct slice value;
        struct buf made, kept; /* room to put it together; the value of the order's row before */
        struct map marks;      /* its own marks for a missing value */
        bool fill, lower;
        bool plain, odd; /* a field as it stands; made of others */
    } * of;
    size_t n;
    size_t *order; /* those that the schema gives; those made of others are last */
    size_t used;
    struct srcvalue value;
};

void slots_init(struct slots *t, struct schema *s);
void slots_take(struct slots *t, const struct csvin *in); /* the values of a record */

/* Reads the order id first: a row without one may belong to the order before. */
void slots_fill_order(struct slots *t);
void slots_keep(struct slot *slot);
void slots_free(struct slots *t);

#endif
