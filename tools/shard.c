/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/die.h"
#include "base/hash.h"
#include "base/tool.h"
#include "tsv/shards.h"
#include "tsv/tsv.h"

static const char *key = "customer_id", *pattern;
static uint64_t n;

static const struct opt OPTIONS[] = {
    OPT_TEXT("key", &key, "NAME", "the column whose values stay together"),
    OPT_UINT("n", &n, "N", "the number of files", .least = 1, .most = SHARDS_MOST),
    OPT_TEXT("out", &pattern, "PATTERN", "the files' names: {} becomes 0 .. N-1, zero-padded"),
    {0},
};
static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {0}};

static const struct tool SPEC = {
    .name = "shard",
    .purpose = "distributes rows over files by customer",
    .shape = SHAPE_SINK,
    .reads = "any table with a key",
    .writes = "the same table, in N files",
    .columns = COLUMNS,
    .memory = "O(1)",
    .options = OPTIONS,
    .needs = "n out",
    .example = "-n 4 --out {tmp}/{}.tsv",
};

static void check_options(void)
{
    const char *hole = strstr(pattern, "{}");
    if (!hole || strstr(hole + 2, "{}"))
        die(STATUS_USAGE, "--out: \"%s\" must hold {} once, for the number of the file", pattern);
}

/* A row is placed by its key; without one (a guest) by its order, so that an order stays whole; otherwise by the whole
 * row. */
static struct slice place(const struct tsv *in, unsigned key_col, unsigned order_col)
{
    if (tsv_field(in, key_col).n)
        return tsv_field(in, key_col);
    if (order_col != TSV_NONE && tsv_field(in, order_col).n)
        return tsv_field(in, order_col);
    return in->row;
}

static void spread(struct tsv *in, unsigned key_col, struct shards *files)
{
    unsigned order_col = tsv_find(in, "order_id");
    uint64_t *no_key = tool_counter("rows_without_key");

    while (tsv_next(in)) {
        *no_key += tsv_field(in, key_col).n == 0;
        shards_row(files, hash_below(hash_slice(place(in, key_col, order_col), HASH_SHARD), n), in->row);
        tool_rows.out++;
    }
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_options();
    struct tsv *in = tsv_open();
    unsigned key_col = tsv_need(in, key);
    struct shards *files = shards_open(pattern, n, tsv_header(in));
    spread(in, key_col, files);
    tsv_close(in);
    shards_close(files);
    return tool_end();
}
