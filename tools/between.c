/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <stdio.h>

#include "base/die.h"
#include "base/tool.h"
#include "tsv/columns.h"
#include "tsv/table.h"

static date from = DATE_NONE, to = DATE_NONE;
static const char *column = "date";

static const struct opt OPTIONS[] = {
    OPT_DATE("from", &from, "DATE", "first day to keep"),
    OPT_DATE("to", &to, "DATE", "last day to keep"),
    OPT_TEXT("column", &column, "NAME", "the column of dates"),
    {0},
};
static const struct column COLUMNS[] = {{"date", TYPE_DATE}, {0}};

static const struct tool SPEC = {
    .name = "between",
    .purpose = "keeps the rows of a date range, both ends included",
    .shape = SHAPE_MAP,
    .reads = "any table with dates",
    .writes = "the same table",
    .columns = COLUMNS,
    .memory = "O(1)",
    .options = OPTIONS,
    .needs = "from|to",
    .drops = true,
    .example = "--from 2000-01-01 --to 2029-12-31",
};

static void check_range(void)
{
    if (from != DATE_NONE && to != DATE_NONE && from > to)
        die(STATUS_USAGE, "--from is after --to: there is no day between them");
}

/* Why a row of this day is left out, or NULL. */
static const char *outside(date day)
{
    if (from != DATE_NONE && day < from)
        return "before";
    if (to != DATE_NONE && day > to)
        return "after";
    return NULL;
}

static void say_days(date first, date last)
{
    char day[2][DATE_LEN + 1] = {"", ""};
    if (first != DATE_NONE) {
        date_print(day[0], first);
        date_print(day[1], last);
    }
    tool_stat("first_date", "%s", day[0]);
    tool_stat("last_date", "%s", day[1]);
}

/* Customers have no column date, but first_date and last_date. */
static unsigned dates_of(const struct tsv *in)
{
    static char hint[300];
    const struct slice end = SLICE("_date");
    for (unsigned i = 0; tsv_find(in, column) == TSV_NONE && i < in->n && !*hint; i++) {
        struct slice name = in->column[i];
        if (name.n > end.n && slice_eq(slice_of(name.p + name.n - end.n, end.n), end))
            snprintf(hint, sizeof hint, " (--column %.*s?)", (int)name.n, name.p);
    }
    if (*hint && !opt_given(&column))
        columns_lacks(in->name, in->column, in->n, slice_str(column), hint);
    return tsv_need(in, column);
}

static void keep_range(struct tsv *in)
{
    static const struct column added[] = {{0}};
    unsigned col = dates_of(in);
    date first = DATE_NONE, last = DATE_NONE;
    struct table t;
    table_begin(&t, out_stdout(), in, added, NULL);
    while (tsv_next(in)) {
        date day;
        if (tsv_field(in, col).n == 0) {
            tsv_drop(in, "no_date");
            continue;
        }
        if (!tsv_date(in, col, &day))
            continue;
        const char *reason = outside(day);
        if (reason) {
            tsv_drop(in, reason);
            continue;
        }
        table_row(&t, in->row, NULL);
        first = first == DATE_NONE || day < first ? day : first;
        last = last == DATE_NONE || day > last ? day : last;
    }
    table_end(&t);
    say_days(first, last);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_range();
    struct tsv *in = tsv_open();
    keep_range(in);
    tsv_close(in);
    return tool_end();
}
