/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slots: the values that a schema takes from a record, each in a place of its own.
 *
 * The columns of the lines table, the state, the currency, the extra columns and the money beside the lines
 * (schema_slot numbers them). A value may be a field of the record, or be put together here. It is without outer blanks
 * and missing marks, and in small letters if the schema says so. Some values of the order's row before are kept.
 *
 * After each value, an empty one too, LINE_PADDING bytes may be read (source/line.h). */
#ifndef SOURCE_SLOTS_H
#define SOURCE_SLOTS_H

#include "source/schema.h"

struct slots {
    struct slice *value; /* by slot */
    struct slot {
        struct source *from;
        struct buf made, kept; /* room to put it together; the value of the order's row before */
        struct map marks;      /* its own marks for a missing value */
        bool fill, lower;
    } * of;
    size_t n;
    struct slots_field {
        unsigned slot, column;
    } * field; /* values that are fields as they stand */
    size_t fields;
    unsigned *other; /* slots with other values; those made of others are last */
    size_t others, odd;
    unsigned *fill; /* slots that are filled down, but for the order's id */
    size_t fills;
    struct srcvalue marks;
};

void slots_init(struct slots *t, struct schema *s);
void slots_find(struct slots *t, const struct csvin *in, const char *path); /* the columns of a file: source_find */
void slots_take(struct slots *t, const struct csvin *in);                   /* the values of a record */

/* Reads the order id first: a row without one may belong to the order before. */
void slots_fill_order(struct slots *t);

/* Keeps the value for the order's next rows; replaces it by the one that was kept, if any was. */
void slots_keep(struct slots *t, size_t i);
void slots_fill(struct slots *t, size_t i);
void slots_free(struct slots *t);

#endif
