/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderlook.h"

#include "shop/ordersorted.h"
#include "tsv/ends.h"
#include "tsv/feed.h"
#include "tsv/record.h"

struct look {
    struct orderlook found;
    struct orderlook_columns columns;
    struct order order; /* the last one: its keys alone are set, which are few of its members */
    struct ordersorted sorted;
    struct feed feed;
    struct ends ends;
};

static bool add_row(struct look *l, struct record r)
{
    const struct orderlook_columns *c = &l->columns;
    struct order *p = &l->order;
    struct slice lines = record_value(r, c->lines);
    p->customer_id = record_value(r, c->customer_id);
    p->order_id = record_value(r, c->order_id);
    if (p->order_id.n == 0 || lines.n == 0 || lines.p[0] < '1' || lines.p[0] > '9' ||
        !date_parse(record_value(r, c->date), &p->day) || !time_parse(record_value(r, c->time), &p->time))
        return false;
    l->found.rows++;
    l->found.newest = p->day > l->found.newest ? p->day : l->found.newest;
    l->found.oldest = p->day < l->found.oldest ? p->day : l->found.oldest;
    return ordersorted_add(&l->sorted, p);
}

/* The rows of the next window; false at the end, and after a row that is not as it must be. */
static bool add_window(struct look *l, enum cpu_level level, unsigned n)
{
    struct feed *f = &l->feed;
    while (feed_left(f) < ENDS_WINDOW && feed_fill(f))
        continue;
    const char *p = f->p + f->at;
    ends_find(&l->ends, level, p, feed_left(f) < ENDS_WINDOW ? feed_left(f) : ENDS_WINDOW, n);
    if (l->ends.rows == 0 || !l->ends.even)
        return false;
    const int32_t *at = (const int32_t *)l->ends.end - 1;
    for (uint32_t i = 0; i < l->ends.rows; i++, at += n)
        if (!add_row(l, (struct record){p + 1, at, 1}))
            return false;
    f->at += (size_t)at[0] + 1;
    return true;
}

/* The header was read before, when the table was opened. */
static bool look_on(struct look *l, unsigned columns)
{
    struct slice header;
    size_t size;
    if (!feed_line(&l->feed, 0, 1, SIZE_MAX, &header, &size))
        return false;
    l->feed.at += size;
    while (add_window(l, cpu_best(), columns))
        continue;
    return l->feed.ended && feed_left(&l->feed) == 0 && ordersorted_end(&l->sorted);
}

bool orderlook_sorted(struct orderlook *out, const struct tsv *in, struct orderlook_columns columns)
{
    struct look l = {.found = {.oldest = INT32_MAX, .newest = DATE_NONE}, .columns = columns, .sorted.rises = true};
    if (!tsv_look(in, &l.feed))
        return false;
    ends_init(&l.ends);
    bool sorted = look_on(&l, in->n);
    *out = l.found;
    if (out->rows == 0)
        out->oldest = DATE_NONE;
    ordersorted_free(&l.sorted);
    ends_free(&l.ends);
    feed_look_end(&l.feed);
    return sorted;
}
