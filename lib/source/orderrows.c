/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/orderrows.h"

#include "base/hash.h"
#include "base/tool.h"

void orderrows_init(struct orderrows *o, const struct schema *s, struct slots *slots, struct map *orders,
                    struct overlap *overlap)
{
    *o = (struct orderrows){.schema = s, .slots = slots, .overlap = overlap};
    bool same = source_is_plain(&s->column[LINES_ORDER_ID]) && !s->float_id[LINES_ORDER_ID];
    bool once = s->amount_once || s->order_total.from || s->fill_down.n;
    for (size_t i = 0; i < s->moneys; i++)
        once |= s->money[i].once;
    orderlevel_init(&o->level, !once ? NULL : same ? orders : &o->own, s->amount_tolerance);
}

void orderrows_file(struct orderrows *o)
{
    o->new_file = true;
    if (o->overlap)
        overlap_file(o->overlap);
}

/* ---- values of the rows before ---- */

static bool has_no_value(struct orderrows *o, const struct csvin *in)
{
    return csvin_bad(in, "order_id", o->slots->value[LINES_ORDER_ID],
                     "is an order whose first row is elsewhere, so there is no value to fill down",
                     "the rows of an order must be consecutive: sort the file by it");
}

/* On the order's first row values are kept; on the others those that are empty are filled. */
static bool fill_down(struct orderrows *o, const struct csvin *in, enum orderlevel_row row)
{
    struct slots *t = o->slots;
    o->lacks = false;
    for (size_t k = 0; k < t->fills; k++) {
        unsigned i = t->fill[k];
        bool empty = t->value[i].n == 0;
        if (empty && row == ORDERLEVEL_NEXT) {
            slots_fill(t, i);
            continue;
        }
        if (empty && row == ORDERLEVEL_AGAIN && !o->earlier && !orderlevel_is_empty(&o->level, k))
            return has_no_value(o, in);
        if (empty && row == ORDERLEVEL_FIRST) {
            orderlevel_keep_empty(&o->level, k);
            o->lacks = true;
        }
        slots_keep(t, i);
    }
    return true;
}

static bool has_once(const struct orderrows *o)
{
    const struct schema *s = o->schema;
    const struct slice *money = o->slots->value + SLOT_EXTRA + s->extras;
    for (size_t i = 0; i < s->moneys; i++)
        if (s->money[i].once && money[i].n)
            return true;
    return s->amount_once && o->slots->value[LINES_AMOUNT].n;
}

/* The values that count once, as the source writes them. */
static struct slice once_of(struct orderrows *o)
{
    const struct schema *s = o->schema;
    const struct slice *money = o->slots->value + SLOT_EXTRA + s->extras;
    if (!has_once(o)) /* as on most rows but the first */
        return slice_of("", 0);
    o->once.n = 0;
    for (size_t i = 0; i < s->moneys; i++) {
        if (!s->money[i].once)
            continue;
        buf_add(&o->once, money[i].p, money[i].n);
        buf_addch(&o->once, '\n');
    }
    if (s->amount_once)
        buf_add(&o->once, o->slots->value[LINES_AMOUNT].p, o->slots->value[LINES_AMOUNT].n);
    return buf_slice(&o->once);
}

/* The order of the record after this one, if it is a field that the scan has found already. */
static void ask_for_next(struct orderrows *o, const struct csvin *in)
{
    const struct source *id = &o->schema->column[LINES_ORDER_ID];
    unsigned i = (unsigned)id->at;
    const char *begin = source_is_plain(id) && i + 1 < in->n ? csvin_peek(in, i) : NULL;
    const char *end = begin ? csvin_peek(in, i + 1) : NULL;
    if (begin && begin < end)
        orderlevel_ask(&o->level, slice_of(begin, (size_t)(end - 1 - begin)));
}

/* After a first row that was set aside, this one takes its place if it has the order's money too. */
static bool replaces_first(struct orderrows *o, const struct csvin *in, struct slice once)
{
    o->first = once.n || orderlevel_agrees(&o->level, once);
    return o->first || csvin_bad(in, "order_id", o->slots->value[LINES_ORDER_ID],
                                 "is an order whose first row was set aside, and with it the order's money",
                                 "its rows can be read together, once that one is right");
}

static bool take_once(struct orderrows *o, const struct csvin *in, struct slice once)
{
    if (!o->first && orderlevel_is_lost(&o->level) && !replaces_first(o, in, once))
        return false;
    if (o->first)
        orderlevel_keep(&o->level, once);
    else if (once.n && !orderlevel_agrees(&o->level, once))
        return csvin_bad(in, "order_id", o->slots->value[LINES_ORDER_ID],
                         "has other order.* amounts than on its first row",
                         "line.charge.NAME and the like are for amounts that each row has of its own");
    return true;
}

/* Is it no first row, but that one was set aside unread? */
static bool is_headless(const struct orderrows *o, struct slice once)
{
    return o->first && o->torn && o->lacks && once.n == 0;
}

/* Reads the order's id first: a row without one belongs to the order before. */
static bool take_id(struct orderrows *o, const struct csvin *in)
{
    bool own = o->slots->value[LINES_ORDER_ID].n > 0;
    o->torn = o->bad != tool_rows.bad;
    if (o->torn && !own)
        return csvin_bad(in, "order_id", (struct slice){0}, "is empty, and the record before was set aside",
                         "which order is it? Its rows can be read together, once that one is right");
    slots_fill_order(o->slots);
    return true;
}

/* ---- files ---- */

/* Does the first row of a file belong to the last order of the file before? */
static bool goes_on(struct orderrows *o, bool own)
{
    const struct slots *t = o->slots;
    bool lacks = !own;
    for (size_t k = 0; k < t->fills && !lacks; k++)
        lacks = t->value[t->fill[k]].n == 0 && t->of[t->fill[k]].kept.n > 0;
    return lacks && once_of(o).n == 0;
}

static enum orderlevel_row begin_file(struct orderrows *o, enum orderlevel_row row, bool own)
{
    o->new_file = false;
    if (row != ORDERLEVEL_NEXT)
        return row;
    if (!goes_on(o, own)) {
        orderlevel_forget(&o->level);
        return orderlevel_take(&o->level, o->slots->value[LINES_ORDER_ID]);
    }
    if (o->overlap && !o->earlier)
        overlap_go_on(o->overlap);
    return row;
}

static struct slice id_of(const struct orderrows *o, enum lines_column c)
{
    struct slice v = o->slots->value[c];
    return o->schema->float_id[c] ? srcvalue_float_id(v) : v;
}

static void find_earlier(struct orderrows *o)
{
    o->earlier = overlap_order(o->overlap, id_of(o, LINES_CUSTOMER_ID), id_of(o, LINES_ORDER_ID));
    o->version = hash_slice(once_of(o), HASH_MAP) + 3 * hash_slice(o->slots->value[SLOT_STATUS], HASH_MAP);
    if (o->earlier)
        orderlevel_ignore(&o->level);
}

/* ---- rows ---- */

static enum orderlevel_row take_row(struct orderrows *o, bool own)
{
    enum orderlevel_row row = orderlevel_take(&o->level, o->slots->value[LINES_ORDER_ID]);
    if (o->new_file)
        row = begin_file(o, row, own);
    o->first = row == ORDERLEVEL_FIRST;
    if (row == ORDERLEVEL_NEXT)
        return row;
    if (o->overlap)
        find_earlier(o);
    o->first |= o->earlier;
    o->again = row == ORDERLEVEL_AGAIN;
    o->pending = o->again || o->overlap;
    return row;
}

bool orderrows_take(struct orderrows *o, const struct csvin *in)
{
    bool own = o->slots->value[LINES_ORDER_ID].n > 0;
    if (!take_id(o, in))
        return false;
    enum orderlevel_row row = take_row(o, own);
    if (!fill_down(o, in, row)) {
        orderlevel_forget(&o->level); /* some values kept are now this order's, and some of the one before */
        return false;
    }
    if (!o->level.orders || o->earlier)
        return true;
    ask_for_next(o, in);
    struct slice once = once_of(o);
    if (!take_once(o, in, once))
        return false;
    if (!is_headless(o, once))
        return true;
    orderlevel_lose(&o->level);
    orderlevel_forget(&o->level);
    return has_no_value(o, in);
}

void orderrows_note(struct orderrows *o, const struct csvin *in, bool counts)
{
    if (o->earlier)
        overlap_leave_out(o->overlap, o->version, in->name, in->line);
    else if (o->overlap)
        overlap_keep(o->overlap, o->version);
    if (o->again && !o->first && counts)
        orderlevel_came_again(&o->level, in->name, in->line);
    o->pending = o->again && !counts;
}

void orderrows_bad(struct orderrows *o)
{
    if (o->first && !o->earlier)
        orderlevel_lose(&o->level);
}

void orderrows_end_row(struct orderrows *o)
{
    if (o->slots->value[LINES_ORDER_ID].n)
        o->bad = tool_rows.bad;
}

void orderrows_end(struct orderrows *o)
{
    orderlevel_warn(&o->level);
    orderlevel_free(&o->level);
    map_free(&o->own);
    buf_free(&o->once);
}
