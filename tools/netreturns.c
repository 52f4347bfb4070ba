/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/die.h"
#include "base/num.h"
#include "base/tool.h"
#include "returns/netting.h"

static bool any_price, credits;
static const char *phantom = "24h", *pairs;

static const struct opt OPTIONS[] = {
    OPT_FLAG("any-price", &any_price, "also matches the rest of a return with sales at other prices"),
    OPT_FLAG("credits", &credits, "matches a credit with a line or an order of exactly its amount"),
    OPT_TEXT("phantom", &phantom, "SPAN",
             "an order that is returned completely within this time counts as a phantom: 24h, 7d"),
    OPT_OUTFILE("pairs", &pairs, "FILE", "writes each return with the sale that it was subtracted from"),
    {0},
};

static const struct tool SPEC = {
    .name = "netreturns",
    .purpose = "subtracts returns from the sales that they belong to",
    .shape = SHAPE_EDIT,
    .reads = "lines",
    .writes = "lines",
    .columns = LINE_COLUMNS,
    .memory = "O(rows)",
    .options = OPTIONS,
    .drops = true,
    .example = "\n--any-price --credits --pairs {tmp}/pairs.tsv",
};

/* Hours, or a length in days as everywhere. */
static int64_t window_of(struct slice s)
{
    enum { HOUR = 3600, DAY = 24 * HOUR };
    uint64_t hours;
    int32_t days;
    if (s.n > 1 && s.p[s.n - 1] == 'h' && num_uint(slice_of(s.p, s.n - 1), &hours) && hours <= UINT32_MAX)
        return (int64_t)hours * HOUR;
    if (span_parse(s, &days) && days >= 0)
        return (int64_t)days * DAY;
    die(STATUS_USAGE, "--phantom \"%.*s\": expected hours or days, 24h or 7d", (int)s.n, s.p);
}

int main(int argc, char **argv)
{
    static const struct column NONE[] = {{0}};
    struct netting n = {0};
    struct table t;
    tool_begin(argc, argv, &SPEC);
    n.pairing.any_price = any_price;
    n.pairing.credits = credits;
    n.pairing.window = window_of(slice_str(phantom));
    struct tsv *in = tsv_open();
    out_threaded(out_stdout());
    table_begin(&t, out_stdout(), in, NONE, NULL);
    netting_read(&n, in);
    netting_pair(&n);
    netting_write(&n, &t);
    if (pairs)
        netting_pairs(&n, pairs);
    netting_count(&n);
    table_end(&t);
    netting_end(&n);
    tsv_close(in);
    return tool_end();
}
