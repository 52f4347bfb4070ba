/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "trial/arms.h"
#include "trial/balance.h"
#include "trial/blocks.h"
#include "tsv/bulk.h"
#include "tsv/columns.h"
#include "tsv/kept.h"
#include "tsv/keyed.h"
#include "tsv/table.h"

static const char *key = "customer_id", *salt, *as = "group", *exclude, *previous, *balance_file;
static struct opt_list groups, strata, columns;

static const struct opt OPTIONS[] = {
    OPT_TEXT("salt", &salt, "TEXT", "the name of the experiment; another name gives other groups"),
    OPT_LIST("groups", &groups, "LIST", "the groups and their shares, such as A:0.45,B:0.45,holdout:0.1"),
    OPT_TEXT("key", &key, "NAME", "the column that identifies a customer"),
    OPT_TEXT("as", &as, "NAME", "the column that is added"),
    OPT_INFILE("exclude", &exclude, "FILE", "a table of customers who are excluded, by the same key"),
    OPT_LIST("strata", &strata, "LIST", "keeps the shares within each combination of values of these columns too"),
    OPT_INFILE("previous", &previous, "FILE", "an earlier output, whose customers keep their groups",
               .goes_with = "strata"),
    OPT_LIST("columns", &columns, "LIST",
             "compares the means of these columns between the groups, and warns if they differ"),
    OPT_OUTFILE("balance", &balance_file, "FILE", "writes the comparison", .goes_with = "columns"),
    {0},
};

static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {"orders", TYPE_NUMBER}, {"country", TYPE_TEXT}, {0}};
static const struct tool SPEC = {
    .name = "abassign",
    .purpose = "assigns each customer to a group of an experiment, always the same one",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with the group",
    .columns = COLUMNS, /* of the example */
    .memory = "O(1); O(rows) with --strata",
    .options = OPTIONS,
    .needs = "salt groups",
    .drops = true,
    .example = "--salt b --groups A:1,B:1 --strata country --columns orders\n"
               "--salt spring --groups A:0.45,B:0.45,holdout:0.1",
};

struct assigning {
    struct arms arms;
    struct tsv *in;
    unsigned key;
    struct keyed excluded, before;
    unsigned before_group;
    struct balance balance;
    struct table out;
    uint64_t *rows; /* of each group, */
    char **counter; /* and what --stats calls them */
};

/* A customer of a stratum, in memory. */
struct customer {
    struct kept_row row;
    uint32_t arm;
    struct tsv_place place;
};

static struct opt_list one_key(struct slice *word)
{
    *word = slice_str(key);
    return (struct opt_list){word, 1};
}

/* The customer of the current row; false: the row was set aside, or dropped. */
static bool takes_part(struct assigning *a, struct slice *id)
{
    *id = tsv_field(a->in, a->key);
    if (id->n == 0)
        return tsv_bad(a->in, a->key, "is empty but a customer is needed", NULL);
    if (columns.n && !balance_read(&a->balance))
        return false;
    if (exclude && keyed_find(&a->excluded, id) != KEYED_NONE) {
        tsv_drop(a->in, "excluded");
        return false;
    }
    return true;
}

static void write_row(struct assigning *a, struct slice row, uint32_t arm)
{
    struct slice name = a->arms.name[arm];
    char *p = table_row_begin(&a->out, row, name.n);
    table_row_end(&a->out, slice_put(p, name));
    a->rows[arm]++;
    if (columns.n)
        balance_add(&a->balance, arm);
}

/* ---- by the hash alone ---- */

/* The current row, whose customer takes part, and those ahead that have one too. Many at once: arms_assign. */
static void assign_run(struct assigning *a, struct slice id)
{
    enum { MOST = 64 };
    struct slice ids[MOST] = {id};
    uint32_t arm[MOST], n = 1, ahead = exclude || columns.n ? 0 : a->in->ahead;
    for (; n < MOST && n <= ahead; n++)
        if ((ids[n] = record_value(bulk_record(a->in, n), a->key)).n == 0)
            break;
    arms_assign(&a->arms, ids, n, arm);
    for (uint32_t i = 0; i < n; i++)
        write_row(a, bulk_row(a->in, i), arm[i]);
    if (n > 1)
        bulk_take(a->in, n - 1);
}

static void assign_by_hash(struct assigning *a)
{
    struct slice id;
    while (tsv_next(a->in))
        if (takes_part(a, &id))
            assign_run(a, id);
}

/* ---- within strata ---- */

/* The group that an earlier run gave, or ARMS_NONE. */
static uint32_t earlier(struct assigning *a, struct slice id)
{
    uint32_t row = previous ? keyed_find(&a->before, &id) : KEYED_NONE;
    if (row == KEYED_NONE)
        return ARMS_NONE;
    struct slice name = keyed_field(&a->before, row, a->before_group);
    uint32_t arm = arms_find(&a->arms, name);
    if (arm == ARMS_NONE)
        die(STATUS_DATA,
            "%s:%" PRIu64 ": column \"%s\": \"%.*s\" is not one of --groups (its customers keep it: name it)", previous,
            a->before.place[row].line, as, (int)name.n, name.p);
    return arm;
}

static void assign_in_strata(struct assigning *a)
{
    struct kept kept = kept_of(sizeof(struct customer));
    struct slice word, id;
    struct keyed once = {0};
    struct blocks blocks;
    keyed_of(&once, a->in, one_key(&word));
    blocks_begin(&blocks, &a->arms, a->in, strata);
    while (tsv_next(a->in)) {
        if (!takes_part(a, &id) || keyed_put(&once, a->in) == KEYED_NONE)
            continue;
        uint32_t arm = earlier(a, id);
        blocks_add(&blocks, id, arm);
        struct customer *c = kept_add(&kept, a->in->row);
        c->arm = arm;
        c->place = tsv_place(a->in);
    }
    uint32_t *arm = blocks_deal(&blocks);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        tsv_again(a->in, w.row, ((struct customer *)w.record)->place);
        if (columns.n == 0 || balance_read(&a->balance))
            write_row(a, w.row, arm[w.i]);
    }
    free(arm);
    blocks_free(&blocks);
    keyed_free(&once);
    kept_free(&kept);
}

/* ---- all ---- */

static char *counter_name(struct slice group)
{
    struct buf text = {0};
    buf_addstr(&text, "group_");
    buf_add(&text, group.p, group.n);
    buf_addch(&text, '\0');
    return text.p;
}

static void begin(struct assigning *a)
{
    static struct column added[2];
    static struct slice word;
    columns_check_name("--as", as);
    arms_parse(&a->arms, "--groups", groups);
    arms_salt(&a->arms, salt);
    if (exclude)
        keyed_read(&a->excluded, exclude, one_key(&word));
    if (previous) {
        keyed_read(&a->before, previous, one_key(&word));
        a->before_group = keyed_need(&a->before, as);
    }
    a->in = tsv_open();
    a->key = tsv_need(a->in, key);
    if (columns.n)
        balance_begin(&a->balance, a->in, columns, a->arms.n);
    a->rows = mem_zero(a->arms.n, sizeof *a->rows);
    a->counter = mem_zero(a->arms.n, sizeof *a->counter);
    for (uint32_t i = 0; i < a->arms.n; i++)
        a->counter[i] = counter_name(a->arms.name[i]);
    added[0] = (struct column){as, TYPE_TEXT};
    table_begin(&a->out, out_stdout(), a->in, added, NULL);
}

static void end(struct assigning *a)
{
    table_end(&a->out);
    for (uint32_t i = 0; i < a->arms.n; i++)
        *tool_counter(a->counter[i]) = a->rows[i];
    if (columns.n) {
        balance_end(&a->balance, &a->arms, balance_file);
        balance_free(&a->balance);
    }
}

static void finish(struct assigning *a)
{
    for (uint32_t i = 0; i < a->arms.n; i++)
        free(a->counter[i]);
    free(a->counter);
    arms_free(&a->arms);
    keyed_free(&a->excluded);
    keyed_free(&a->before);
    free(a->rows);
    free(groups.word);
    free(strata.word);
    free(columns.word);
}

int main(int argc, char **argv)
{
    struct assigning a = {0};
    tool_begin(argc, argv, &SPEC);
    begin(&a);
    if (strata.n)
        assign_in_strata(&a);
    else
        assign_by_hash(&a);
    end(&a);
    tsv_close(a.in);
    int status = tool_end();
    finish(&a);
    return status;
}
