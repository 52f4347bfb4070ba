/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/groups.h"
#include "tsv/table.h"
#include "tsv/version.h"

enum { STOP, LAST };

static struct opt_list key, only;
static const char *version;
static int ties = STOP;

static const struct opt OPTIONS[] = {
    OPT_LIST("key", &key, "LIST", "the key columns: all versions of a row have the same values in them"),
    OPT_TEXT("newest", &version, "NAME", "the column of the version (dates, numbers or text): the greatest is kept"),
    OPT_CHOICE("ties", &ties, "stop|last",
               "different rows with the same key and version: an error, or the last one is kept"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};

static const struct tool SPEC = {
    .name = "latest",
    .purpose = "keeps the newest version of each row that was sent more than once",
    .shape = SHAPE_PICK,
    .reads = "any table",
    .writes = "the same table, one row per key",
    .memory = "O(keys)",
    .options = OPTIONS,
    .needs = "key newest",
    .drops = true,
    .example = "--key order_id,product_id --newest date --ties last",
};

/* The newest row of each key so far. */
struct newest {
    char *row;
    size_t n, cap;
    uint32_t version, version_n; /* its place in the row */
    struct tsv_place place, tie; /* tie.name: another row of this version is there */
};

struct latest {
    struct groups keys;
    struct newest *of; /* by key */
    size_t cap;
    unsigned version;
    struct version_order order;
};

static struct slice row_of(const struct newest *e)
{
    return slice_of(e->row, e->n);
}

static void keep(struct newest *e, const struct tsv *in, struct slice v)
{
    e->row = mem_grow(e->row, &e->cap, in->row.n + 1, 1);
    memcpy(e->row, in->row.p, in->row.n);
    e->n = in->row.n;
    e->version = (uint32_t)(v.p - in->row.p);
    e->version_n = (uint32_t)v.n;
    e->place = tsv_place(in);
    e->tie = (struct tsv_place){0};
}

/* A row of the key's newest version. */
static void tie(struct newest *e, struct tsv *in, struct slice v)
{
    if (slice_eq(row_of(e), in->row)) {
        tsv_drop(in, "repeated");
    } else if (ties == LAST) {
        tsv_drop_row(in, row_of(e), "tied");
        keep(e, in, v);
    } else {
        if (!e->tie.name)
            e->tie = tsv_place(in);
        tsv_drop(in, "tied"); /* a newer one may still come */
    }
}

static bool is_readable(struct latest *l, struct tsv *in, struct slice v)
{
    const char *remedy, *problem;
    for (unsigned i = 0; i < l->keys.keys; i++)
        if (tsv_field(in, l->keys.col[i]).n == 0)
            return tsv_bad(in, l->keys.col[i], "is empty but a key is needed",
                           "rows without a key are not versions of each other");
    problem = version_check(&l->order, v, &remedy);
    return !problem || tsv_bad(in, l->version, problem, remedy);
}

static void take(struct latest *l, struct tsv *in)
{
    struct slice v = tsv_field(in, l->version);
    if (!is_readable(l, in, v))
        return;
    uint32_t before = l->keys.n, k = groups_put(&l->keys, in);
    l->of = mem_grow(l->of, &l->cap, k + (size_t)1, sizeof *l->of);
    if (k == before) {
        l->of[k] = (struct newest){0};
        keep(&l->of[k], in, v);
        return;
    }
    struct newest *e = &l->of[k];
    int order = version_compare(&l->order, v, slice_of(e->row + e->version, e->version_n));
    if (order == 0) {
        tie(e, in, v);
    } else if (order < 0) {
        tsv_drop(in, "replaced");
    } else {
        tsv_drop_row(in, row_of(e), "replaced");
        keep(e, in, v);
    }
}

/* Ties without a newer version. */
static void refuse_ties(const struct latest *l)
{
    uint32_t first = UINT32_MAX, n = 0;
    for (uint32_t i = 0; i < l->keys.n; i++)
        if (l->of[i].tie.name && n++ == 0)
            first = i;
    if (n == 0)
        return;
    const struct newest *e = &l->of[first];
    struct slice name = l->keys.name[0], value = groups_key(&l->keys, first, 0);
    die(STATUS_DATA,
        "%s:%" PRIu64 ": column \"%.*s\": \"%.*s\" has another row of the same key and version, %s:%" PRIu64
        ", with other values; keys in all of which this is so: %" PRIu32 " (--ties last keeps the last one)",
        e->tie.name, e->tie.line, (int)name.n, name.p, (int)value.n, value.p, e->place.name, e->place.line, n);
}

static void write_all(const struct latest *l, struct table *t)
{
    for (uint32_t i = 0; i < l->keys.n; i++)
        table_row(t, row_of(&l->of[i]), NULL);
}

/* --version NAME is --newest NAME; alone it is what it is in all tools. */
static void read_version_as_newest(int argc, char **argv)
{
    static char newest[] = "--newest";
    for (int i = 1; i + 1 < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--version") == 0 && argv[i + 1][0] != '-')
            argv[i] = newest;
}

int main(int argc, char **argv)
{
    static const struct column NONE[] = {{0}};
    struct latest l = {0};
    struct table t;
    read_version_as_newest(argc, argv);
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    groups_of(&l.keys, in, key);
    l.version = tsv_need(in, version);
    table_begin(&t, out_stdout(), in, NONE, &only);
    while (tsv_next(in))
        take(&l, in);
    refuse_ties(&l);
    write_all(&l, &t);
    table_end(&t);
    *tool_counter("keys") = l.keys.n;
    for (uint32_t i = 0; i < l.keys.n; i++)
        free(l.of[i].row);
    free(l.of);
    groups_free(&l.keys);
    free(key.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
