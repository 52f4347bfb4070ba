/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/ordersorted.h"

#include <stdlib.h>

#include "base/hash.h"

static bool has_twice(const struct ordersorted *s)
{
    struct sort_item *spare = mem_alloc((s->n < SORT_SPARE ? s->n : SORT_SPARE) * sizeof *spare);
    bool found = false;
    sort_keys(s->hash, s->n, spare);
    for (size_t i = 1; i < s->n; i++)
        found |= s->hash[i].key == s->hash[i - 1].key;
    free(spare);
    return found;
}

bool ordersorted_end(struct ordersorted *s)
{
    bool once = s->rises || !has_twice(s);
    s->n = 0;
    s->rises = true;
    return once;
}

static void copy(struct buf *to, struct slice text)
{
    to->n = 0;
    buf_add(to, text.p, text.n);
}

bool ordersorted_add(struct ordersorted *s, const struct order *p)
{
    int64_t moment = (int64_t)p->day * ((int64_t)1 << 32) + (p->time - TIME_NONE);
    struct slice customer = buf_slice(&s->customer), id = buf_slice(&s->id);
    int order = slice_cmp(p->order_id, id);
    if (!slice_eq(p->customer_id, customer)) {
        if (slice_cmp(p->customer_id, customer) < 0 || !ordersorted_end(s))
            return false;
        copy(&s->customer, p->customer_id);
    } else if (s->n) {
        if (moment < s->moment || (moment == s->moment && order <= 0))
            return false;
        s->rises &= p->order_id.n > id.n || (p->order_id.n == id.n && order > 0);
    }
    s->hash = mem_grow(s->hash, &s->cap, s->n + 1, sizeof *s->hash);
    s->hash[s->n++] = (struct sort_item){.key = hash_slice(p->order_id, HASH_MAP)};
    copy(&s->id, p->order_id);
    s->moment = moment;
    return true;
}

void ordersorted_free(struct ordersorted *s)
{
    buf_free(&s->customer);
    buf_free(&s->id);
    free(s->hash);
}
