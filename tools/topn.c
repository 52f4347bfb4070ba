/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/concentrationtable.h"
#include "tsv/ranking.h"
#include "tsv/table.h"

static const char *measure = "revenue", *key;
static uint64_t most = 10;
static struct opt_list by, only;
static bool abc, concentration;

static const struct opt OPTIONS[] = {
    OPT_TEXT("measure", &measure, "NAME", "the column to rank by"),
    OPT_UINT("n", &most, "N", "how many rows to write, of each group", .least = 1, .most = UINT32_MAX - 1),
    OPT_TEXT("key", &key, "NAME", "the column that orders equal values (default: the first)"),
    OPT_LIST("by", &by, "LIST", "ranks the rows of each group by themselves"),
    OPT_FLAG("abc", &abc,
             "adds the class: A up to 80 % of the total, B up to 95 %, C the rest; of all rows unless -n is given",
             .excludes = "concentration"),
    OPT_FLAG("concentration", &concentration, "writes a table of shares, Gini and Lorenz curve instead",
             .excludes = "n|key"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "topn",
    .purpose = "ranks rows by a measure and keeps the largest, with their shares of the total",
    .shape = SHAPE_PICK,
    .reads = "any table",
    .writes = "the same table with rank, share and cumulated_share",
    .columns = COLUMNS,
    .memory = "O(n), with --abc or --concentration O(rows)",
    .options = OPTIONS,
    .drops = true,
    .example = "--measure revenue",
};

/* ---- the largest ---- */

enum { RANK, SHARE, CUMULATED, CLASS, COLUMN_COUNT };
static struct column added[COLUMN_COUNT + 1] = {[RANK] = {"rank", TYPE_COUNT},
                                                [SHARE] = {"share", TYPE_NUMBER},
                                                [CUMULATED] = {"cumulated_share", TYPE_NUMBER},
                                                [CLASS] = {"class", TYPE_TEXT}};

static double share_of(const struct amount_sum *part, const struct amount_sum *total)
{
    if (amount_sum_double(total) <= 0)
        return NAN;
    if (part->doubles || total->doubles)
        return amount_sum_double(part) / amount_sum_double(total);
    return ratio_wide(part->exact, total->exact);
}

/* The row that crosses a limit belongs to the better class; what comes after values below 0 never rises again. */
static size_t class_after(const struct amount_sum *sofar, const struct amount_sum *total, size_t class)
{
    static const unsigned limit[] = {80, 95};
    for (; class < 2; class ++)
        if (total->doubles ? share_of(sofar, total) * 100 < limit[class]
                           : sofar->exact * 100 < total->exact * limit[class])
            break;
    return class;
}

static void write_group(const struct ranking *r, const struct ranking_group *g, struct table *t)
{
    struct amount_sum sofar = {0};
    size_t class = 0;
    bool has_shares = amount_sum_double(&g->sum) > 0;
    for (uint32_t i = 0; i < g->best.n; i++) {
        const struct ranking_row *row = ranking_row(r, g, i);
        struct amount_sum one = {0};
        class = class_after(&sofar, &g->sum, class);
        amount_add(&one, row->value);
        amount_add(&sofar, row->value);
        const struct cell cell[] = {[RANK] = cell_count(i + 1),
                                    [SHARE] = cell_number(share_of(&one, &g->sum)),
                                    [CUMULATED] = cell_number(share_of(&sofar, &g->sum)),
                                    [CLASS] = has_shares ? cell_text(slice_of(&"ABC"[class], 1)) : cell_empty()};
        table_row(t, row->row, cell);
    }
}

static void write_largest(struct tsv *in)
{
    struct ranking r;
    struct table t;
    bool all = abc && !opt_given(&most);
    if (!abc)
        added[CLASS] = (struct column){0};
    ranking_begin(&r, in, tsv_need(in, measure), key ? tsv_need(in, key) : 0, by, all ? UINT32_MAX : (uint32_t)most);
    table_begin(&t, out_stdout(), in, added, &only);
    while (tsv_next(in))
        ranking_add(&r);
    uint32_t *order = groups_sorted(&r.groups);
    for (uint32_t i = 0; i < r.groups.n; i++)
        write_group(&r, ranking_sorted(&r, order[i]), &t);
    free(order);
    table_end(&t);
    ranking_end(&r);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    if (concentration)
        concentrationtable_write(out_stdout(), in, tsv_need(in, measure), by, &only);
    else
        write_largest(in);
    free(by.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
