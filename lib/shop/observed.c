/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/observed.h"

#include "base/mem.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/dropped.h"

void observed_begin(void)
{
    struct buf header = {0};
    for (const struct column *c = TABLE_ORDERS; c->name; c++) {
        buf_addstr(&header, c == TABLE_ORDERS ? "" : "\t");
        buf_addstr(&header, c->name);
    }
    dropped_file(buf_slice(&header));
    buf_free(&header);
    tool_counter("orders_after_as_of");
    tool_counter("lines_after_as_of");
}

static void leave_out(const struct order *p)
{
    struct out *o = tool_shared.dropped ? dropped_file((struct slice){0}) : NULL;
    ++*tool_counter("orders_after_as_of");
    *tool_counter("lines_after_as_of") += p->lines;
    tool_rows.dropped++;
    if (o)
        order_write(p, o);
}

bool observed_next(struct orders *o, date as_of, struct order *out)
{
    while (orders_next(o, out)) {
        if (out->day <= as_of)
            return true;
        leave_out(out);
    }
    return false;
}
