/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "segment/labelled.h"
#include "segment/profiletable.h"
#include "tsv/table.h"

static const char *by, *measure, *key;
static struct opt_list columns, only;
static bool wide, opportunity, map;

static const struct opt OPTIONS[] = {
    OPT_TEXT("by", &by, "NAME", "the column with the label"),
    OPT_LIST("columns", &columns, "LIST", "the columns to describe (default: all that hold numbers)"),
    OPT_TEXT("measure", &measure, "NAME", "the column whose shares are taken (default revenue if it is there)"),
    OPT_TEXT("key", &key, "NAME", "the column that names a row (default customer_id if it is there)",
             .excludes = "opportunity|map"),
    OPT_FLAG("wide", &wide, "writes one row per label", .excludes = "opportunity|map"),
    OPT_FLAG("opportunity", &opportunity, "writes what it would bring if each label spent as the next one does",
             .excludes = "map"),
    OPT_FLAG("map", &map, "writes where labels and columns stand on the two main axes"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"segment", TYPE_TEXT}, {"revenue", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "profile",
    .purpose = "describes the rows of each label: sizes, means, quartiles, z-scores and tests",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "label, column, statistic and value",
    .columns = COLUMNS,
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "by",
    .drops = true,
    .example = "--by segment --columns revenue\n--by segment --columns revenue --wide",
};

/* ---- opportunity ---- */

struct spend {
    uint32_t label;
    double mean;
    struct slice name;
};

static int by_mean(const void *a, const void *b)
{
    const struct spend *x = a, *y = b;
    if (x->mean != y->mean)
        return x->mean < y->mean ? -1 : 1;
    return slice_cmp(x->name, y->name);
}

/* The labels that spend anything that is known, from the least to the most. */
static uint32_t order_by_spend(const struct labelled *t, struct spend *spend)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->groups.n; i++) {
        double mean = amount_mean(&t->of[i].sum[LABELLED_MEASURE]);
        if (!isnan(mean))
            spend[n++] = (struct spend){i, mean, labelled_name(t, i)};
    }
    qsort(spend, n, sizeof *spend, by_mean);
    return n;
}

static void write_opportunity(const struct labelled *t)
{
    static const struct column column[] = {{"label", TYPE_TEXT},
                                           {"customers", TYPE_COUNT},
                                           {"mean", TYPE_NUMBER},
                                           {"next_label", TYPE_TEXT},
                                           {"gap", TYPE_NUMBER},
                                           {"opportunity", TYPE_NUMBER},
                                           {0}};
    struct spend *spend = mem_zero(t->groups.n + (size_t)1, sizeof *spend);
    uint32_t n = order_by_spend(t, spend), *place = mem_zero(t->groups.n + (size_t)1, sizeof *place);
    struct table table;
    for (uint32_t i = 0; i < n; i++)
        place[spend[i].label] = i + 1;
    table_begin(&table, out_stdout(), NULL, column, &only);
    for (uint32_t i = 0; i < t->groups.n; i++) {
        uint32_t label = t->order[i], at = place[label];
        const struct spend *next = at && at < n ? &spend[at] : NULL;
        double mean = at ? spend[at - 1].mean : (double)NAN, gap = next ? next->mean - mean : (double)NAN;
        const struct cell cell[] = {cell_text(labelled_name(t, label)),
                                    cell_count(t->of[label].rows),
                                    cell_number(mean),
                                    next ? cell_text(next->name) : cell_empty(),
                                    cell_number(gap),
                                    cell_number((double)t->of[label].rows * gap)};
        table_row(&table, slice_of("", 0), cell);
    }
    table_end(&table);
    free(spend);
    free(place);
}

/* ---- the map ---- */

static void put(struct table *table, const char *kind, struct slice name, const double *at)
{
    const struct cell cell[] = {cell_str(kind), cell_text(name), cell_number(at[0]), cell_number(at[1])};
    table_row(table, slice_of("", 0), cell);
}

static void check_map(const struct labelled *t)
{
    unsigned varies = 0;
    for (unsigned j = 0; j < t->m.d; j++)
        varies += t->moments[j].squares > 0;
    if (varies < 2)
        die(STATUS_DATA, "a map needs two columns whose values differ, and there %s %u", varies == 1 ? "is" : "are",
            varies);
}

static void write_map(const struct labelled *t)
{
    static const struct column column[] = {
        {"kind", TYPE_TEXT}, {"name", TYPE_TEXT}, {"x", TYPE_NUMBER}, {"y", TYPE_NUMBER}, {0}};
    struct table table;
    table_begin(&table, out_stdout(), NULL, column, &only);
    if (t->m.rows) {
        check_map(t);
        struct labelled_map at = labelled_map(t);
        put(&table, "variance_share", slice_of("", 0), at.share);
        for (unsigned j = 0; j < t->m.d; j++)
            put(&table, "column", labelled_column(t, j), at.column[j]);
        for (uint32_t i = 0; i < t->groups.n; i++)
            put(&table, "label", labelled_name(t, t->order[i]), at.label[t->order[i]]);
        labelled_map_free(&at);
    }
    table_end(&table);
}

int main(int argc, char **argv)
{
    struct labelled t;
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    if (opportunity && !measure)
        measure = "revenue";
    labelled_read(&t, in, &(struct labelled_of){by, measure, key, columns});
    if (opportunity)
        write_opportunity(&t);
    else if (map)
        write_map(&t);
    else if (wide)
        profiletable_wide(&t, out_stdout(), &only);
    else
        profiletable_long(&t, out_stdout(), &only);
    labelled_free(&t);
    free(columns.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
