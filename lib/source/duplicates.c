/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/duplicates.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"

/* For an order that a later file repeats: it was counted. */
#define AGAIN 0x80000000u

bool duplicates_line(struct duplicates *d, const struct line *l)
{
    const int64_t number[] = {l->day, l->time, l->quantity, l->unit_price, l->amount, l->kind, l->has_price};
    d->key.n = 0;
    buf_add(&d->key, number, sizeof number);
    for (size_t i = 0; i < LINES_COLUMNS + d->schema->extras; i++)
        if (i < LINES_KIND ? TABLE_LINES[i].type == TYPE_ID || TABLE_LINES[i].type == TYPE_TEXT : i > LINES_KIND) {
            struct slice v = i < LINES_KIND ? l->text[i] : l->extra[i - LINES_COLUMNS];
            buf_add(&d->key, v.p, v.n);
            buf_addch(&d->key, '\t');
        }
    uint32_t before = d->lines.n;
    return map_put(&d->lines, buf_slice(&d->key)) < before;
}

void duplicates_file(struct duplicates *d)
{
    d->files++;
}

/* Of the order in d->key. */
static uint32_t number_of(struct duplicates *d)
{
    uint32_t before = d->orders.n, i = map_put_again(&d->orders, buf_slice(&d->key));
    if (i == before) {
        d->file = mem_grow(d->file, &d->cap, d->orders.n, sizeof *d->file);
        d->file[i] = d->files;
    }
    return i;
}

bool duplicates_order(struct duplicates *d, const struct line *l, bool goes_on)
{
    struct slice customer = l->text[LINES_CUSTOMER_ID], order = l->text[LINES_ORDER_ID];
    d->key.n = 0;
    buf_add(&d->key, customer.p, customer.n);
    buf_addch(&d->key, '\t');
    buf_add(&d->key, order.p, order.n);
    uint32_t i = number_of(d);
    if (goes_on && d->file[i] == d->files - 1)
        d->file[i] = d->files;
    if ((d->file[i] & ~AGAIN) == d->files)
        return false;
    d->left_out += !(d->file[i] & AGAIN);
    d->file[i] |= AGAIN;
    return true;
}

void duplicates_end(struct duplicates *d)
{
    if (d->left_out)
        warn("orders left out, because an earlier file has them: %" PRIu64 " (duplicates = orders)", d->left_out);
    map_free(&d->lines);
    map_free(&d->orders);
    free(d->file);
    buf_free(&d->key);
}
