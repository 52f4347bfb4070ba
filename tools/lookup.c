/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/columns.h"
#include "tsv/keyed.h"
#include "tsv/table.h"

enum { KEEP, DROP, STOP };

static struct opt_list key, only;
static const char *from;
static int where_missing = KEEP;

static const struct opt OPTIONS[] = {
    OPT_LIST("key", &key, "LIST", "the key columns of both tables; HERE=THERE if the side table has other names"),
    OPT_INFILE("from", &from, "FILE", "the side table, one row per key"),
    OPT_LIST("only", &only, "LIST", "the columns of the side table to add; NEW=THERE renames (default: all)"),
    OPT_CHOICE("where-missing", &where_missing, "keep|drop|stop",
               "what to do with rows whose key is not in the side table"),
    {0},
};

static const struct tool SPEC = {
    .name = "lookup",
    .purpose = "adds columns of a side table in which each key is unique",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with columns of the side table",
    .memory = "O(rows of the side table)",
    .options = OPTIONS,
    .needs = "key from",
    .drops = true,
    .example = "--key customer_id --from {data}/customers.tsv --only first_date,orders",
};

struct lookup {
    struct keyed side;
    unsigned *at;     /* the key's columns in the input */
    unsigned *source; /* the columns of the side table that are added */
    size_t n;
    struct column *added;
    struct slice *value; /* of the key, in the current row */
    struct cell *cell;
    uint64_t unknown, keyless;
    struct buf example; /* the first key that was not found, and its place */
};

/* HERE=THERE, or one name for both. */
static struct slice here_of(struct slice word, struct slice *there)
{
    *there = word;
    return slice_cut(there, '=');
}

static struct slice there_of(struct slice word)
{
    struct slice there, here = here_of(word, &there);
    return there.p ? there : here;
}

/* The same list by the names of the side table. */
static struct opt_list theirs(struct opt_list list)
{
    struct opt_list t = {mem_alloc((list.n + 1) * sizeof *t.word), list.n};
    for (size_t i = 0; i < list.n; i++)
        t.word[i] = there_of(list.word[i]);
    return t;
}

static void ours(struct opt_list list)
{
    struct slice there;
    for (size_t i = 0; i < list.n; i++)
        list.word[i] = here_of(list.word[i], &there);
}

/* Without --only: all columns of the side table but its key. */
static void all_but_key(struct lookup *k)
{
    const struct tsv *t = k->side.file;
    for (unsigned c = 0; c < t->n; c++) {
        bool is_key = false;
        for (unsigned i = 0; i < k->side.keys.keys; i++)
            is_key |= k->side.keys.col[i] == c;
        if (is_key)
            continue;
        k->source[k->n] = c;
        k->added[k->n++] = (struct column){mem_str(t->column[c]), TYPE_TEXT};
    }
}

static void those_of_only(struct lookup *k)
{
    struct opt_list there = theirs(only);
    unsigned *col = tsv_need_list(k->side.file, there);
    ours(only);
    for (size_t i = 0; i < only.n; i++) {
        char *name = mem_str(only.word[i]);
        columns_check_name("--only", name);
        k->source[i] = col[i];
        k->added[i] = (struct column){name, TYPE_TEXT};
    }
    k->n = only.n;
    free(col);
    free(there.word);
}

static void lookup_begin(struct lookup *k)
{
    struct opt_list there = theirs(key);
    keyed_read(&k->side, from, there);
    size_t room = k->side.file->n + only.n + 1;
    k->source = mem_zero(room, sizeof *k->source);
    k->added = mem_zero(room, sizeof *k->added);
    k->cell = mem_zero(room, sizeof *k->cell);
    k->value = mem_zero(key.n + 1, sizeof *k->value);
    if (only.n)
        those_of_only(k);
    else
        all_but_key(k);
    free(there.word);
}

/* ---- rows ---- */

static bool has_key(const struct lookup *k)
{
    for (size_t i = 0; i < key.n; i++)
        if (k->value[i].n == 0)
            return false;
    return true;
}

static void remember(struct lookup *k, const struct tsv *in)
{
    char place[32];
    for (size_t i = 0; i < key.n; i++) {
        buf_addstr(&k->example, i ? ", " : "");
        buf_add(&k->example, key.word[i].p, key.word[i].n);
        buf_addstr(&k->example, " \"");
        buf_add(&k->example, k->value[i].p, k->value[i].n);
        buf_addstr(&k->example, "\"");
    }
    buf_addstr(&k->example, " in ");
    buf_addstr(&k->example, in->name);
    snprintf(place, sizeof place, ":%" PRIu64, in->line);
    buf_addstr(&k->example, place);
}

/* Whether the row is written, with empty values. */
static bool miss(struct lookup *k, struct tsv *in)
{
    bool keyless = !has_key(k);
    if (where_missing == STOP)
        return tsv_bad(in, k->at[0], keyless ? "is empty but a key is needed" : "is not a key of the side table",
                       "--where-missing keep leaves the added columns empty");
    k->keyless += keyless;
    if (!keyless && k->unknown++ == 0)
        remember(k, in);
    if (where_missing == DROP)
        tsv_drop(in, keyless ? "no_key" : "not_found");
    return where_missing == KEEP;
}

static void lookup_row(struct lookup *k, struct tsv *in, struct table *t)
{
    for (size_t i = 0; i < key.n; i++)
        k->value[i] = tsv_field(in, k->at[i]);
    uint32_t row = has_key(k) ? keyed_find(&k->side, k->value) : KEYED_NONE;
    if (row == KEYED_NONE && !miss(k, in))
        return;
    for (size_t i = 0; i < k->n; i++)
        k->cell[i] = row == KEYED_NONE ? cell_empty() : cell_text(keyed_field(&k->side, row, k->source[i]));
    table_row(t, in->row, k->cell);
}

/* ---- the end ---- */

static void lookup_end(struct lookup *k)
{
    *tool_counter("not_found") = k->unknown;
    *tool_counter("no_key") = k->keyless;
    *tool_counter("side_rows") = k->side.n;
    *tool_counter("side_rows_used") = k->side.used;
    if (k->unknown)
        warn("%" PRIu64 " row%s %s a key that %s does not have: the first is %.*s (%s)", k->unknown,
             k->unknown == 1 ? "" : "s", k->unknown == 1 ? "has" : "have", from, (int)k->example.n, k->example.p,
             where_missing == KEEP ? "kept with empty values; --where-missing drop or stop" : "dropped");
    for (size_t i = 0; i < k->n; i++)
        free((char *)k->added[i].name);
    free(k->source);
    free(k->added);
    free(k->cell);
    free(k->value);
    free(k->at);
    buf_free(&k->example);
    keyed_free(&k->side);
}

int main(int argc, char **argv)
{
    struct lookup k = {0};
    struct table t;
    tool_begin(argc, argv, &SPEC);
    lookup_begin(&k);
    struct tsv *in = tsv_open();
    ours(key);
    k.at = tsv_need_list(in, key);
    table_begin(&t, out_stdout(), in, k.added, NULL);
    while (tsv_next(in))
        lookup_row(&k, in, &t);
    table_end(&t);
    lookup_end(&k);
    free(key.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
