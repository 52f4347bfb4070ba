/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/rhythm.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"
#include "shop/history.h"
#include "tsv/asof.h"

/* The id is copied, the rest is zero. */
static struct rhythm_customer *add(struct rhythm *r, struct slice id)
{
    r->customer = mem_grow(r->customer, &r->cap, r->n + 1, sizeof *r->customer);
    r->customer[r->n] = (struct rhythm_customer){.id = arena_copy(&r->ids, id)};
    return &r->customer[r->n++];
}

static void add_gaps(struct rhythm *r, const struct history_day *day, size_t days)
{
    r->gaps.gap = mem_grow(r->gaps.gap, &r->gaps_cap, r->gaps.n + days, sizeof *r->gaps.gap);
    r->gaps.count = mem_grow(r->gaps.count, &r->counts_cap, r->n, sizeof *r->gaps.count);
    for (size_t i = 1; i < days; i++)
        r->gaps.gap[r->gaps.n++] = day[i].day - day[i - 1].day;
    r->gaps.count[r->n - 1] = days - 1;
    r->gaps.customers = r->n;
}

static decimal revenue_of(const struct history *h, size_t orders)
{
    decimal sum = 0;
    for (size_t i = 0; i < orders; i++)
        sum += h->order[i].gross + h->order[i].returned;
    return sum;
}

static void add_never(struct rhythm *r, const struct history *h, size_t orders)
{
    r->never = mem_grow(r->never, &r->never_cap, r->nevers + 1, sizeof *r->never);
    r->never[r->nevers++] = (struct rhythm_never){arena_copy(&r->ids, h->id), revenue_of(h, orders)};
}

static void add_customer(struct rhythm *r, const struct history *h)
{
    struct history_cut known = history_before(h, r->as_of + 1);
    if (known.days == 0) {
        ++*tool_counter(known.orders ? "no_purchase_day" : "not_known_then");
        if (known.orders)
            add_never(r, h, known.orders);
        return;
    }
    struct rhythm_customer *c = add(r, h->id);
    c->last_date = h->day[known.days - 1].day;
    c->came = h->days > known.days;
    c->revenue = revenue_of(h, known.orders);
    add_gaps(r, h->day, known.days);
}

void rhythm_fold(struct rhythm *r, struct orders *o)
{
    struct history h;
    uint64_t *guest_orders = tool_counter("guest_orders");
    history_begin(&h, o, r->until, NULL);
    while (history_next(&h))
        if (h.guest)
            ++*guest_orders;
        else
            add_customer(r, &h);
    history_free(&h);
}

static int compare_never(const void *id, const void *never)
{
    return slice_cmp(*(const struct slice *)id, ((const struct rhythm_never *)never)->id);
}

decimal rhythm_never_revenue(const struct rhythm *r, struct slice id)
{
    const struct rhythm_never *found =
        r->nevers ? bsearch(&id, r->never, r->nevers, sizeof *r->never, compare_never) : NULL;
    return found ? found->revenue : 0;
}

/* ---- a table with P(alive) ---- */

static bool read_row(struct rhythm *r, struct tsv *in, const unsigned col[], struct asof *day)
{
    enum { ID, LAST_DATE, REVENUE, P_ALIVE };
    struct rhythm_customer c;
    if (!asof_read(day, in) || !tsv_date(in, col[LAST_DATE], &c.last_date) ||
        !tsv_decimal(in, col[REVENUE], &c.revenue) || !tsv_double(in, col[P_ALIVE], &c.p_alive))
        return false;
    if (c.last_date > day->day)
        return tsv_bad(in, col[LAST_DATE], "is after the as-of day", NULL);
    if (c.p_alive < 0 || c.p_alive > 1)
        return tsv_bad(in, col[P_ALIVE], "is not a probability", "0 to 1");
    struct rhythm_customer *added = add(r, tsv_field(in, col[ID]));
    c.id = added->id;
    c.came = false;
    *added = c;
    return true;
}

void rhythm_read_alive(struct rhythm *r, struct tsv *in)
{
    const unsigned col[] = {tsv_need(in, "customer_id"), tsv_need(in, "last_date"), tsv_need(in, "revenue"),
                            tsv_need(in, "p_alive")};
    struct asof day = asof_of(tsv_need(in, "as_of"));
    while (tsv_next(in))
        if (tsv_field(in, col[3]).n == 0)
            tsv_drop(in, "no_p_alive"); /* without a purchase day there is no lifetime */
        else
            read_row(r, in, col, &day);
    r->as_of = day.day;
}

void rhythm_free(struct rhythm *r)
{
    free(r->customer);
    free(r->never);
    free(r->gaps.gap);
    free(r->gaps.count);
    arena_free(&r->ids);
}
