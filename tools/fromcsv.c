/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fromcsv: any CSV to TSV, the values as they are. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "table/bad.h"
#include "table/csvin.h"

static const char *delimiter = ",", *fallback;
static int format, parser;
static struct opt_list names;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("format", &format, "csv|plain|blanks",
               "quoted where needed; a delimiter and no quoting; runs of blanks"),
    OPT_TEXT("delimiter", &delimiter, "C", "the character between values, or the word tab (default ,)"),
    OPT_LIST("names", &names, "LIST", "the columns' names, where the files have no header line"),
    OPT_TEXT("fallback", &fallback, "ENCODING", "of records that are not UTF-8: ISO-8859-1, WINDOWS-1252 ..."),
    OPT_CHOICE("parser", &parser, "auto|libcsv", "libcsv reads every record: the same bytes, slower"),
    {0},
};

static const struct tool SPEC = {
    .name = "fromcsv",
    .purpose = "turns any CSV into TSV, the values as they are",
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
    if (strlen(delimiter) != 1 || *delimiter == '"')
        die(STATUS_USAGE, "--delimiter \"%s\" is not one character, or tab", delimiter);
    return *delimiter;
}

/* A table's columns are named, each once. */
static void check_names(const struct csvin *in, const struct slice *name, size_t n)
{
    struct bad_place at = {.file = in->name, .line = 1};
    for (size_t i = 0; i < n; i++) {
        if (name[i].n == 0)
            bad_file(&at, NULL, (struct slice){0}, "a column has no name",
                     "tail -n +2 FILE | fromcsv --names ... names them all");
        for (size_t j = 0; j < i; j++)
            if (slice_eq(name[i], name[j]))
                bad_file(&at, NULL, name[i], "names two columns",
                         "tail -n +2 FILE | fromcsv --names ... names them anew");
    }
}

static void write_row(const struct slice *field, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            out_tab(out_stdout());
        out_slice(out_stdout(), field[i]);
    }
    out_char(out_stdout(), '\n');
}

/* Every file must have the columns of the first: values are told apart by their place in the output. */
static void check_file(const struct csvin *in, const struct slice *name, size_t n)
{
    struct bad_place at = {.file = in->name, .line = 1};
    bool same = in->n == n;
    for (unsigned i = 0; in->column && same && i < n; i++)
        same = slice_eq(in->column[i], name[i]);
    if (!same)
        bad_file(&at, NULL, (struct slice){0},
                 in->column ? "the header is not that of the first file"
                            : "the number of columns is not that of --names",
                 "turn files of different columns into tables of their own");
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct csvin *in =
        csvin_open(&(struct dialect){(unsigned)format, delimiter_char(), names.n == 0, fallback, parser});
    const struct slice *name = names.n ? names.word : in->column;
    size_t n = names.n ? names.n : in->n;
    check_names(in, name, n);
    write_row(name, n);
    while (csvin_next(in)) {
        if (in->new_file)
            check_file(in, name, n);
        write_row(in->field, in->n);
        tool_rows.out++;
    }
    csvin_close(in);
    free(names.word);
    return tool_end();
}
