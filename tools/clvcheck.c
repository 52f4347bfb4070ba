/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/tool.h"
#include "clv/holdouttable.h"
#include "tsv/table.h"

static const char *model, *orders, *spend;
static int table;
static date until = DATE_NONE;
static uint64_t bins = 8, digits;
static int32_t period = 7, width = 30;

#define WITH_ORDERS "table=by-x,by-alive,matrix,tracking,score"
#define WITH_MONEY  "table=by-x,by-alive,matrix,score"

static const struct opt OPTIONS[] = {
    OPT_INFILE("model", &model, "FILE", "the models, made by clvfit; each family has a block of rows",
               .needed_by = WITH_ORDERS),
    OPT_CHOICE("table", &table, HOLDOUTTABLES, "the table to write"),
    OPT_INFILE("orders", &orders, "FILE", "orders of the whole log, before and after the as-of day of the customers",
               .goes_with = WITH_ORDERS, .needed_by = WITH_ORDERS),
    OPT_INFILE("spend", &spend, "FILE", "the model of spend (clvfit --family gammagamma): adds money",
               .goes_with = WITH_MONEY),
    OPT_DATE("until", &until, "DATE", "last day of the hold-out period (default: the newest date of the orders)",
             .goes_with = "orders"),
    OPT_UINT("bins", &bins, "N", "number of classes of x (the last one is open), or of P(alive)", .least = 2,
             .most = 1000, .excludes = "table=tracking,score"),
    OPT_SPAN("period", &period, "SPAN", "length of a period of the tracking table", .least = 1, .most = 36500,
             .goes_with = "table=tracking"),
    OPT_SPAN("width", &width, "SPAN", "width of the classes of t_x in the matrix", .least = 1, .most = 36500,
             .goes_with = "table=matrix"),
    TABLE_DIGITS(&digits),
    {0},
};
static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {"x", TYPE_COUNT},    {"t_x", TYPE_COUNT},
                                        {"T", TYPE_COUNT},        {"as_of", TYPE_DATE}, {0}};

static const struct tool SPEC = {
    .name = "clvcheck",
    .purpose = "compares what models expect with what customers did, before and after the as-of day",
    .shape = SHAPE_FOLD,
    .reads = "customers",
    .writes = "actual and expected numbers, side by side",
    .columns = COLUMNS,
    .memory = "O(customers)",
    .options = OPTIONS,
    .drops = true,
    .example = "--model {data}/model.tsv",
};

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct holdout c = {.until = until, .period = period};
    struct holdouttable_cut cut = {bins, width, (int)digits};
    holdout_models(&c, model, spend);
    struct tsv *in = tsv_open();
    holdout_customers(&c, in);
    if (orders && c.ids.n)
        holdout_orders(&c, orders);
    holdout_patterns(&c);
    holdouttable_write(&c, (enum holdouttable)table, &cut, out_stdout());
    holdout_free(&c);
    tsv_close(in);
    return tool_end();
}
