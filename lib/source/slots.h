/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slots: the values that a schema takes from a record, each in a place of its own.
 *
 * The columns of the lines table, the state, the currency, the extra columns and the money beside the lines
 * (schema_slot numbers them). A value may be a field of the record, or be put together here; it is without blanks and
 * missing marks, and in small letters where the schema says so. Of the order's row before some are kept. */
#ifndef SOURCE_SLOTS_H
#define SOURCE_SLOTS_H

#include "source/schema.h"

struct slots {
    struct slot {
        struct source *from;
        struct slice value;
        struct buf made, kept; /* where it was put together; that of the order's row before */
        struct map marks;      /* its own, of what is missing */
        bool fill, lower;
        bool plain, odd; /* a field as it stands; made of others */
    } * of;
    size_t n;
    size_t *order; /* those that the schema gives, the ones made of others last */
    size_t used;
    struct srcvalue value;
};

void slots_init(struct slots *t, struct schema *s);
void slots_take(struct slots *t, const struct csvin *in); /* the values of a record */

/* The order id first: a row without one may belong to the order before. */
void slots_fill_order(struct slots *t);
void slots_keep(struct slot *slot);
void slots_free(struct slots *t);

#endif
