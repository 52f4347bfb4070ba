/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/observed.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/dropped.h"

enum { YEAR = 366 };

static struct {
    date as_of, first; /* the earliest day that was left out */
    const struct extras *extras, *columns;
    bool any; /* order that counts */
    uint64_t differing;
} observed;

/* Keys of --by are not written to the file: some are columns of the orders table. */
static const struct extras *carried(const struct extras *x)
{
    return x && !extras_items(x) && x->keys == 0 ? x : NULL;
}

static void begin_file(void)
{
    const struct extras *x = observed.extras;
    struct buf header = {0};
    for (const struct column *c = TABLE_ORDERS; c->name; c++) {
        buf_addstr(&header, c == TABLE_ORDERS ? "" : "\t");
        buf_addstr(&header, c->name);
    }
    for (unsigned i = 0; x && i < x->n; i++) {
        buf_addch(&header, '\t');
        buf_add(&header, x->name[i].p, x->name[i].n);
    }
    dropped_file(buf_slice(&header));
    buf_free(&header);
}

static void warn_of_days(const char *what, date day)
{
    char as_of[DATE_LEN + 1] = "", other[DATE_LEN + 1] = "";
    date_print(as_of, observed.as_of);
    date_print(other, day);
    warn("the as-of day %s is %s, %s", as_of, what, other);
}

void observed_begin(const struct orders *o, date as_of, const struct extras *extras)
{
    date newest = orders_newest(o);
    observed.as_of = as_of;
    observed.first = DATE_NONE;
    observed.extras = carried(extras);
    observed.columns = extras;
    observed.any = false;
    observed.differing = 0;
    begin_file();
    tool_counter("orders_after_as_of");
    tool_counter("lines_after_as_of");
    if (newest != DATE_NONE && as_of - newest > YEAR)
        warn_of_days("more than a year after the newest order", newest);
}

static void leave_out(const struct order *p)
{
    struct out *o = tool_shared.dropped ? dropped_file((struct slice){0}) : NULL;
    ++*tool_counter("orders_after_as_of");
    *tool_counter("lines_after_as_of") += p->lines;
    tool_rows.dropped++;
    if (observed.first == DATE_NONE || p->day < observed.first)
        observed.first = p->day;
    if (!o)
        return;
    struct order whole = *p;
    struct slice rest = p->order_id;
    whole.order_id = slice_cut(&rest, '\t'); /* without its day (extras.h) */
    order_write(&whole, o);
    if (observed.extras && observed.extras->n) {
        out_tab(o);
        out_slice(o, p->carried);
    }
    out_char(o, '\n');
}

/* Values that differ between lines were lost when these were folded to whole orders. */
static void warn_of_lines(void)
{
    struct buf names = {0};
    if (observed.differing == 0)
        return;
    for (unsigned i = 0; i < observed.columns->n; i++) {
        buf_addstr(&names, i ? ", " : "");
        buf_add(&names, observed.columns->name[i].p, observed.columns->name[i].n);
    }
    warn("orders whose lines have different values of %.*s: %" PRIu64
         "; each counts with those of its first sale (--by item:COLUMN counts each line under its own)",
         (int)names.n, names.p, observed.differing);
    buf_free(&names);
}

bool observed_next(struct orders *o, struct order *out)
{
    while (orders_next(o, out)) {
        if (out->day <= observed.as_of) {
            observed.differing += out->differs;
            return observed.any = true;
        }
        leave_out(out);
    }
    warn_of_lines();
    if (!observed.any && observed.first != DATE_NONE)
        warn_of_days("so early that all orders are left out: it is before the first order", observed.first);
    return false;
}
