/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/asof.h"

#include <inttypes.h>

#include "base/die.h"

struct asof asof_of(unsigned col)
{
    return (struct asof){.col = col, .day = DATE_NONE};
}

/* Nearly always the same bytes as in the row before. */
bool asof_read(struct asof *a, struct tsv *in)
{
    date day;
    if (a->col == TSV_NONE)
        return true;
    struct slice text = tsv_field(in, a->col);
    if (a->day != DATE_NONE && slice_eq(text, slice_of(a->text, DATE_LEN)))
        return true;
    if (!tsv_date(in, a->col, &day))
        return false;
    if (a->day != DATE_NONE)
        die(STATUS_DATA,
            "%s:%" PRIu64 ": column \"as_of\": \"%.*s\" is not the %.*s of the rows before it"
            " (a table has one as-of day)",
            in->name, in->line, DATE_LEN, text.p, DATE_LEN, a->text);
    a->day = day;
    memcpy(a->text, text.p, DATE_LEN);
    return true;
}
