/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simqueue.h"

#include <stdlib.h>

#include "base/mem.h"

void simqueue_make(struct simqueue *q, int32_t days)
{
    *q = (struct simqueue){.days = days};
    q->list = mem_zero((size_t)days, sizeof *q->list);
}

void simqueue_free(struct simqueue *q)
{
    free(q->list);
    free(q->event);
    free(q->heap);
}

static bool before(const struct sim_event *a, const struct sim_event *b)
{
    uint32_t x = (uint32_t)a->minute << 8 | a->what, y = (uint32_t)b->minute << 8 | b->what;
    if (x != y)
        return x < y;
    if (a->who != b->who)
        return a->who < b->who;
    return a->k != b->k ? a->k < b->k : a->part < b->part;
}

static void heap_put(struct simqueue *q, struct sim_event e)
{
    q->heap = mem_grow(q->heap, &q->heap_cap, q->heap_n + 1, sizeof *q->heap);
    size_t i = q->heap_n++;
    for (size_t up; i > 0 && before(&e, &q->heap[up = (i - 1) / 2]); i = up)
        q->heap[i] = q->heap[up];
    q->heap[i] = e;
}

static uint32_t new_entry(struct simqueue *q)
{
    if (q->spare) {
        uint32_t entry = q->spare;
        q->spare = q->event[entry - 1].next;
        return entry;
    }
    q->event = mem_grow(q->event, &q->cap, q->n + 1, sizeof *q->event);
    return (uint32_t)++q->n;
}

void simqueue_put(struct simqueue *q, int32_t day, struct sim_event e)
{
    if (day >= q->days)
        return;
    if (day == q->today) {
        heap_put(q, e);
        return;
    }
    uint32_t entry = new_entry(q);
    e.next = q->list[day];
    q->event[entry - 1] = e;
    q->list[day] = entry;
}

void simqueue_begin_day(struct simqueue *q, int32_t day)
{
    q->today = day;
    for (uint32_t entry = q->list[day], next; entry; entry = next) {
        struct sim_event *e = &q->event[entry - 1];
        next = e->next;
        heap_put(q, *e);
        e->next = q->spare;
        q->spare = entry;
    }
    q->list[day] = 0;
}

bool simqueue_pop(struct simqueue *q, struct sim_event *e)
{
    if (!q->heap_n)
        return false;
    *e = q->heap[0];
    struct sim_event last = q->heap[--q->heap_n];
    size_t i = 0;
    for (size_t down; (down = 2 * i + 1) < q->heap_n; i = down) {
        if (down + 1 < q->heap_n && before(&q->heap[down + 1], &q->heap[down]))
            down++;
        if (!before(&q->heap[down], &last))
            break;
        q->heap[i] = q->heap[down];
    }
    q->heap[i] = last;
    return true;
}
