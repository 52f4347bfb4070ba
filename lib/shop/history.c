/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/history.h"

#include <stdlib.h>

#include "shop/observed.h"
#include "shop/orderin.h"

/* Into the place after the customer's orders, so that it is copied once if it is the customer's too. */
static void read_next(struct history *h)
{
    h->order = mem_grow(h->order, &h->order_cap, h->orders + 1, sizeof *h->order);
    h->any_next = observed_next(h->from, &h->order[h->orders]);
}

void history_begin(struct history *h, struct orders *o, date as_of, const struct extras *extras)
{
    *h = (struct history){.from = o, .as_of = as_of == DATE_NONE ? orders_newest(o) : as_of};
    observed_begin(o, h->as_of, extras);
    read_next(h);
}

void history_read(struct history *h, struct tsv *in, uint64_t memory, date as_of, const struct extras *extras)
{
    struct orders *o = orders_new(memory, false);
    orderin_read(in, o, extras);
    orders_end(o);
    history_begin(h, o, as_of, extras);
    h->own = o;
}

/* The texts move while they grow: pointers to them are set at the end. */
static void add_next(struct history *h)
{
    struct order *p = &h->order[h->orders++];
    for (int i = 1; i < ORDER_TEXTS; i++)
        buf_add(&h->text, order_text(p, i)->p, order_text(p, i)->n);
    customer_add(&h->all, p);
    read_next(h);
}

static void place_texts(struct history *h)
{
    size_t at = 0;
    for (size_t k = 0; k < h->orders; k++) {
        h->order[k].customer_id = h->id;
        for (int i = 1; i < ORDER_TEXTS; i++) {
            struct slice *text = order_text(&h->order[k], i);
            *text = text->n ? slice_of(h->text.p + at, text->n) : SLICE("");
            at += text->n;
        }
    }
}

/* No partial sum can overflow if h->all did not: gross is not negative, and returned is not positive. */
static size_t add_day(struct history *h, size_t first)
{
    struct customer_day d = {.day = h->order[first].day};
    struct history_day out = {.day = d.day};
    decimal returned = 0;
    size_t i = first;
    for (; i < h->orders && h->order[i].day == d.day; i++) {
        const struct order *p = &h->order[i];
        d.sale_lines += p->sale_lines;
        d.return_lines += p->return_lines;
        out.orders += p->sale_lines > 0;
        out.gross += p->gross;
        returned += p->returned;
    }
    d.revenue = out.revenue = out.gross + returned;
    if (customer_day_counts(&d)) {
        h->day = mem_grow(h->day, &h->day_cap, h->days + 1, sizeof *h->day);
        h->day[h->days++] = out;
    }
    return i;
}

bool history_next(struct history *h)
{
    if (h->any_next)
        h->order[0] = h->order[h->orders];
    h->orders = h->days = h->text.n = 0;
    if (!h->any_next)
        return false;
    h->guest = h->order[0].customer_id.n == 0;
    customer_begin(&h->all, h->order[0].customer_id);
    h->id = buf_slice(&h->all.id);
    do
        add_next(h);
    while (!h->guest && h->any_next && slice_eq(h->order[h->orders].customer_id, h->id));
    customer_end(&h->all);
    place_texts(h);
    for (size_t i = 0; !h->guest && i < h->orders;)
        i = add_day(h, i);
    return true;
}

/* How many of n days, each `step` bytes after the one before, lie before a day. */
static size_t before(const char *first, size_t step, size_t n, date day)
{
    size_t low = 0;
    while (low < n) {
        size_t middle = low + (n - low) / 2;
        date at;
        memcpy(&at, first + middle * step, sizeof at);
        if (at < day)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

struct history_cut history_before(const struct history *h, date day)
{
    return (struct history_cut){
        .orders = h->orders ? before((const char *)&h->order->day, sizeof *h->order, h->orders, day) : 0,
        .days = h->days ? before((const char *)&h->day->day, sizeof *h->day, h->days, day) : 0,
    };
}

void history_free(struct history *h)
{
    if (h->own)
        orders_free(h->own);
    free(h->order);
    free(h->day);
    buf_free(&h->text);
    customer_free(&h->all);
}
