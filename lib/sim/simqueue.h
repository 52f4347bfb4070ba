/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simqueue: future events, by day and minute.
 *
 * A calendar queue: an unsorted list for each future day, and a heap for today. So a customer's next purchase costs a
 * push to a list now and a place in a small heap on its day; the memory is one entry for each future event. */
#ifndef SIM_SIMQUEUE_H
#define SIM_SIMQUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Within a minute events come in the order of this list, then by who, k and part; the order of insertion does not
 * matter. */
enum sim_what {
    SIM_PURCHASE, /* of customer `who`: order number `part` of purchase number k (the first is 0) */
    SIM_REST,     /* the lines of it that come later */
    SIM_GUEST,    /* an order by a guest; who, k and part identify it */
    SIM_RETURN,   /* of some lines of a purchase */
    SIM_CREDIT,   /* a discount given later on a purchase */
    SIM_BLUNDER,  /* a huge order ... */
    SIM_UNDO,     /* ... cancelled minutes later */
    SIM_STOCK,    /* a correction of stock, price 0 */
    SIM_FEE,      /* of the bank or the marketplace */
    SIM_DEBT,     /* a bad debt written off, or written up */
    SIM_GHOST,    /* a return by a customer from before the log */
};

struct sim_event {
    uint32_t who, k;
    uint32_t order; /* number of the order, for SIM_REST */
    uint16_t minute;
    uint8_t what, part;
    uint32_t next; /* the queue's own */
};

struct simqueue {
    int32_t days, today;
    uint32_t *list; /* of each day; entry + 1, or 0 */
    struct sim_event *event;
    size_t n, cap;
    uint32_t spare;
    struct sim_event *heap;
    size_t heap_n, heap_cap;
};

void simqueue_make(struct simqueue *q, int32_t days);
void simqueue_free(struct simqueue *q);
void simqueue_begin_day(struct simqueue *q, int32_t day); /* 0, 1, 2, ... */

/* For today or later; an event after the last day is dropped. */
void simqueue_put(struct simqueue *q, int32_t day, struct sim_event e);

/* The next event of today; false if the day is over. An event may add others, for today only at its own minute or
 * later. */
bool simqueue_pop(struct simqueue *q, struct sim_event *e);

#endif
