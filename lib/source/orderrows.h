/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderrows: what a row of an order takes from the order's rows before, and what counts once for all of them.
 *
 * Values that only the order's first row has are filled down, and money of the order counts on its first row. So a row
 * is refused if what it lacks cannot be known: it stands apart from the order's other rows, or the first one was set
 * aside. Nothing is ever filled from the row of another order, or of another file, unless the order goes on in it: its
 * first row there has values to be filled, and no money of the order.
 *
 * An order that an earlier file has is read by itself, since its state and its money may have changed, and its lines
 * are left out. */
#ifndef SOURCE_ORDERROWS_H
#define SOURCE_ORDERROWS_H

#include "source/orderlevel.h"
#include "source/overlap.h"
#include "source/slots.h"

struct orderrows {
    const struct schema *schema;
    struct slots *slots;
    struct orderlevel level;
    struct map own;          /* numbers the orders, if their ids are others than those of the lines */
    struct buf once;         /* what counts once, as the source writes it */
    struct overlap *overlap; /* the caller's, or NULL */
    uint64_t version;        /* of the order, for it */
    bool new_file;           /* no row of this file was taken yet */
    bool earlier;            /* an earlier file has the order */
    bool again;              /* it came again */
    bool pending;            /* that is not yet noted, since it made no lines */
    bool first;              /* of its order */
    bool lacks;              /* the order's first row has an empty value that would be filled down */
    bool torn;    /* the record before has no order and was set aside: it may have been the order's first row */
    uint64_t bad; /* records set aside, up to the last row with an order */
};

/* The caller's map `orders` is used if the ids of the orders are those of the lines. `overlap`: to leave out the orders
 * of earlier files; NULL: they are kept. */
void orderrows_init(struct orderrows *o, const struct schema *s, struct slots *slots, struct map *orders,
                    struct overlap *overlap);

void orderrows_file(struct orderrows *o); /* the next rows are from the next file */

/* The row whose values are in the slots. False: it was set aside. */
bool orderrows_take(struct orderrows *o, const struct csvin *in);

/* The row makes lines, which count or are void. */
void orderrows_note(struct orderrows *o, const struct csvin *in, bool counts);
static inline void orderrows_made(struct orderrows *o, const struct csvin *in, bool counts)
{
    if (o->pending)
        orderrows_note(o, in, counts);
}

void orderrows_bad(struct orderrows *o);     /* the row was set aside after orderrows_take */
void orderrows_end_row(struct orderrows *o); /* at the end of each row, taken or not */
void orderrows_end(struct orderrows *o);     /* warns of orders that do not add up, and frees */

#endif
