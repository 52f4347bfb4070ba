/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "clv/holdouttable.h"

static const char *model, *orders;
static int table;
static date until = DATE_NONE;
static uint64_t bins = 8;
static int32_t period = 7, width = 30;

static const struct opt OPTIONS[] = {
    OPT_TEXT("model", &model, "FILE", "the models, made by clvfit; of each family a block of rows"),
    OPT_CHOICE("table", &table, HOLDOUTTABLES, "what to show (default counts)"),
    OPT_TEXT("orders", &orders, "FILE", "orders of the whole log, before and after the as-of day"),
    OPT_DATE("until", &until, "DATE", "last day of the hold-out (default: the newest of the orders)"),
    OPT_UINT("bins", &bins, "N", "classes of x, the last open, or of P(alive) (default 8)"),
    OPT_SPAN("period", &period, "SPAN", "of tracking (default 1w)"),
    OPT_SPAN("width", &width, "SPAN", "classes of t_x in the matrix (default 30d)"),
    {0},
};
static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {"x", TYPE_COUNT},    {"t_x", TYPE_COUNT},
                                        {"T", TYPE_COUNT},        {"as_of", TYPE_DATE}, {0}};

static const struct tool SPEC = {
    .name = "clvcheck",
    .purpose = "holds models against the customers they were fitted to, and against what these did next",
    .shape = SHAPE_FOLD,
    .reads = "customers",
    .writes = "actual and expected numbers, side by side",
    .columns = COLUMNS,
    .memory = "O(customers)",
    .options = OPTIONS,
    .example = "--model {data}/model.tsv",
};

static void check_options(void)
{
    if (table != HOLDOUTTABLE_COUNTS && !(model && orders))
        die(STATUS_USAGE, "--table %s needs --model FILE and --orders FILE",
            ((const char *[]){"counts", "by-x", "by-alive", "matrix", "tracking", "score"})[table]);
    opt_goes_with(orders, table != HOLDOUTTABLE_COUNTS, "--orders", "another --table than counts");
    opt_goes_with(until != DATE_NONE, orders, "--until", "--orders");
    if (bins < 2 || bins > 1000)
        die(STATUS_USAGE, "--bins: 2 to 1000 will do");
    if (period < 1 || width < 1)
        die(STATUS_USAGE, "%s: a day at least", period < 1 ? "--period" : "--width");
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_options();
    struct holdout c = {.until = until, .period = period};
    struct holdouttable_cut cut = {bins, width};
    holdout_models(&c, model);
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
