/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * state: the meaning of an order's state: "paid", "refunded", "failed".
 *
 * A shop writes a sale's row once and changes its state, so a state may mean that the row is a sale, a sale that was
 * given back (two lines, whose sum is 0), a return of its own, or a void row. If the schema names the states of sales,
 * a state in no list is an error. If it does not, such a state is a sale, and a warning at the end names it. Every
 * state that was seen is counted. */
#ifndef SOURCE_STATE_H
#define SOURCE_STATE_H

#include "source/schema.h"

enum state { STATE_SALE, STATE_SALE_AND_RETURN, STATE_RETURN, STATE_VOID, STATE_UNKNOWN };

struct states {
    const struct schema *schema;
    struct map seen; /* in order of first appearance */
    struct state_seen {
        enum state state;
        bool refunded; /* its word says so, but it counts as a sale, whose refund has a column of its own */
        uint64_t rows;
    } * of;
    size_t cap;
    uint32_t last; /* the state of the last row; MAP_NONE at first */
};

void states_init(struct states *s, const struct schema *schema);

/* Counts the row. STATE_UNKNOWN only if the schema has sale-status lines. */
enum state states_take(struct states *s, struct slice state);

/* Why a state is unknown, for the message: "case counts: the schema has failed" and the like. */
const char *states_remedy(const struct states *s, struct slice state);

/* Warns of states that counted as sales only because no list has them. */
void states_warn(const struct states *s);

void states_free(struct states *s);

#endif
