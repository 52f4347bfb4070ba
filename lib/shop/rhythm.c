/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/rhythm.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"
#include "shop/customer.h"
#include "shop/observed.h"
#include "tsv/asof.h"

/* The customer at hand, in two parts: what is known, and what comes after it. */
struct fold {
    struct customer known, later;
    date last_date; /* the purchase day that was noted last */
    size_t gaps;
};

/* The id is copied, the rest is zero. */
static struct rhythm_customer *add(struct rhythm *r, struct slice id)
{
    r->customer = mem_grow(r->customer, &r->cap, r->n + 1, sizeof *r->customer);
    r->customer[r->n] = (struct rhythm_customer){.id = arena_copy(&r->ids, id)};
    return &r->customer[r->n++];
}

static void begin(struct fold *f, struct slice id)
{
    customer_begin(&f->known, id);
    customer_begin(&f->later, id);
    f->last_date = DATE_NONE;
    f->gaps = 0;
}

/* A day counts when it is over: at an order of the next one, or at the customer's end. */
static void note_day(struct rhythm *r, struct fold *f)
{
    date day = f->known.last_date;
    if (day == f->last_date)
        return;
    if (f->last_date != DATE_NONE) {
        r->gaps.gap = mem_grow(r->gaps.gap, &r->gaps_cap, r->gaps.n + 1, sizeof *r->gaps.gap);
        r->gaps.gap[r->gaps.n++] = day - f->last_date;
        f->gaps++;
    }
    f->last_date = day;
}

static void end(struct rhythm *r, struct fold *f)
{
    customer_end(&f->known);
    customer_end(&f->later);
    note_day(r, f);
    if (f->known.purchase_days == 0) {
        ++*tool_counter(f->known.lines ? "no_purchase_day" : "not_known_then");
        return;
    }
    struct rhythm_customer *c = add(r, buf_slice(&f->known.id));
    c->last_date = f->known.last_date;
    c->revenue = f->known.gross + f->known.returned;
    c->came = f->later.purchase_days > 0;
    r->gaps.count = mem_grow(r->gaps.count, &r->counts_cap, r->n, sizeof *r->gaps.count);
    r->gaps.count[r->n - 1] = f->gaps;
    r->gaps.customers = r->n;
}

void rhythm_fold(struct rhythm *r, struct orders *o)
{
    struct order p;
    struct fold f = {0}; /* the empty id is nobody's: so it means that none has begun */
    uint64_t *guest_orders = tool_counter("guest_orders");
    observed_begin(o, r->until, NULL);
    while (observed_next(o, &p)) {
        if (p.customer_id.n == 0) {
            ++*guest_orders;
            continue;
        }
        if (!slice_eq(p.customer_id, buf_slice(&f.known.id))) {
            if (f.known.id.n)
                end(r, &f);
            begin(&f, p.customer_id);
        }
        customer_add(p.day <= r->as_of ? &f.known : &f.later, &p);
        note_day(r, &f);
    }
    if (f.known.id.n)
        end(r, &f);
    customer_free(&f.known);
    customer_free(&f.later);
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
        return tsv_bad(in, col[P_ALIVE], "is no probability", "0 to 1");
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
            tsv_drop(in, "no_p_alive"); /* no purchase day, no life to speak of */
        else
            read_row(r, in, col, &day);
    r->as_of = day.day;
}

void rhythm_free(struct rhythm *r)
{
    free(r->customer);
    free(r->gaps.gap);
    free(r->gaps.count);
    arena_free(&r->ids);
}
