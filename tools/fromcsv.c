/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fromcsv: turns any CSV into TSV; values are unchanged. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "csv/csvin.h"
#include "tsv/bad.h"

static const char *delimiter = ",", *fallback;
static int format, parser;
static struct opt_list names;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("format", &format, "csv|plain|blanks",
               "csv: quoted if needed; plain: a delimiter and no quoting; blanks: columns between runs of blanks"),
    OPT_TEXT("delimiter", &delimiter, "C", "the character between values, or the word tab",
             .excludes = "format=blanks"),
    OPT_LIST("names", &names, "LIST", "the columns' names, if the files have no header line"),
    OPT_TEXT("fallback", &fallback, "ENCODING",
             "the encoding of records that are not UTF-8: ISO-8859-1, WINDOWS-1252 ..."),
    OPT_CHOICE("parser", &parser, "auto|libcsv", "libcsv parses every record: the same output, slower"),
    {0},
};

static const struct tool SPEC = {
    .name = "fromcsv",
    .purpose = "converts any CSV to TSV without changing the values",
    .shape = SHAPE_MAP,
    .reads = "CSV",
    .writes = "the same table",
    .memory = "O(1)",
    .options = OPTIONS,
    .example = "",
};

static char delimiter_char(void)
{
    if (strcmp(delimiter, "tab") == 0)
        return '\t';
    if (strlen(delimiter) != 1 || *delimiter < ' ' || *delimiter == '"') /* a byte above 127 is part of a character */
        die(STATUS_USAGE, "--delimiter \"%s\" is not one plain character, or the word tab", delimiter);
    return *delimiter;
}

struct columns {
    struct slice *name;
    size_t n;
};

/* The names in use, and of each: does a column have it, and the number to try next for another column of this name. */
struct naming {
    struct map names;
    struct naming_of {
        bool kept;
        size_t next;
    } * of;
    size_t cap;
    struct buf made;
};

static struct naming_of *name_put(struct naming *t, struct slice name)
{
    uint32_t known = t->names.n, k = map_put(&t->names, name);
    t->of = mem_grow(t->of, &t->cap, k + (size_t)1, sizeof *t->of);
    if (k == known)
        t->of[k] = (struct naming_of){.next = 2};
    return &t->of[k];
}

static void naming_free(struct naming *t)
{
    map_free(&t->names);
    buf_free(&t->made);
    free(t->of);
}

static struct arena made_names;

/* column_3 for the third if it has no name, amount_2 for the second amount. */
static struct slice new_name(struct naming *t, struct slice name, size_t i)
{
    char number[24];
    size_t k = name.n ? name_put(t, name)->next : i + 1;
    do {
        t->made.n = 0;
        snprintf(number, sizeof number, "_%zu", k++);
        buf_add(&t->made, name.n ? name.p : "column", name.n ? name.n : 6);
        buf_addstr(&t->made, number);
    } while (map_get(&t->names, buf_slice(&t->made)) != MAP_NONE);
    if (name.n)
        name_put(t, name)->next = k;
    name_put(t, buf_slice(&t->made));
    return arena_copy(&made_names, buf_slice(&t->made));
}

/* The columns of a table have different names: missing names are made up, with a warning. */
static void name_columns(const struct csvin *in, struct slice *name, size_t n)
{
    struct naming t = {0};
    for (size_t i = 0; i < n; i++)
        name_put(&t, name[i]);
    for (size_t i = 0; i < n; i++) {
        struct naming_of *of = name_put(&t, name[i]);
        if (name[i].n && !of->kept) {
            of->kept = true;
            continue;
        }
        struct slice made = new_name(&t, name[i], i);
        warn("%s: column %zu is called \"%.*s\" here, since %s", in->name, i + 1, (int)made.n, made.p,
             name[i].n ? "its name occurs twice" : "it has no name");
        name[i] = made;
    }
    naming_free(&t);
}

/* Names on the command line must be correct. */
static void check_names(const struct slice *name, size_t n)
{
    struct map seen = {0};
    for (size_t i = 0; i < n; i++)
        if (name[i].n == 0 || map_put(&seen, name[i]) != i)
            die(STATUS_USAGE, "--names: \"%.*s\" %s", (int)name[i].n, name[i].p,
                name[i].n ? "names two columns" : "is not a name");
    map_free(&seen);
}

/* A tab or line end in a name would break the table. */
static void check_option(void)
{
    for (size_t i = 0; i < names.n; i++)
        for (size_t j = 0; j < names.word[i].n; j++)
            if ((unsigned char)names.word[i].p[j] < ' ')
                die(STATUS_USAGE, "--names: \"%.*s\" holds a control character", (int)names.word[i].n, names.word[i].p);
}

static void write_value(unsigned i, struct slice value)
{
    if (i)
        out_tab(out_stdout());
    out_slice(out_stdout(), value);
}

static void write_names(const struct columns *c)
{
    for (unsigned i = 0; i < c->n; i++)
        write_value(i, c->name[i]);
    out_char(out_stdout(), '\n');
}

static void write_record(const struct csvin *in)
{
    for (unsigned i = 0; i < in->n; i++)
        write_value(i, csvin_field(in, i));
    out_char(out_stdout(), '\n');
}

/* Every file must have the columns of the first: in the output the place of a value decides its column. */
static void check_header(const struct csvin *in, void *first)
{
    const struct columns *c = first;
    struct bad_place at = {.file = in->name, .line = 1};
    bool same = in->n == c->n;
    if (same)
        name_columns(in, in->column, in->n);
    for (unsigned i = 0; same && i < in->n; i++)
        same = slice_eq(in->column[i], c->name[i]);
    if (!same)
        bad_file(&at, NULL, (struct slice){0}, "the header is not that of the first file",
                 "turn files of different columns into tables of their own");
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_option();
    struct csvin *in = csvin_open(&(struct dialect){(unsigned)format, delimiter_char(), names.n == 0, (unsigned)names.n,
                                                    fallback, NULL, CUT_FINE, parser});
    struct columns c = {names.n ? names.word : in->column, in->n};
    if (names.n)
        check_names(c.name, c.n);
    else
        name_columns(in, c.name, c.n);
    in->on_header = check_header;
    in->user = &c;
    write_names(&c);
    while (csvin_next(in)) {
        write_record(in);
        tool_rows.out++;
    }
    csvin_close(in);
    free(names.word);
    arena_free(&made_names);
    return tool_end();
}
