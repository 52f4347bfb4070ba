/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/out.h"
#include "base/tool.h"
#include "tsv/tsv.h"

enum { LINE_CRLF, LINE_LF };

static struct opt_list only;
static const char *delimiter = ",", *decimal_mark = ".";
static int line_end = LINE_CRLF;
static bool bom, guard;

static const struct opt OPTIONS[] = {
    OPT_LIST("only", &only, "NAME[=NEW],...", "the columns to write, in this order, renamed"),
    OPT_TEXT("delimiter", &delimiter, "CHAR", "the character between values, or the word tab"),
    OPT_CHOICE("line-end", &line_end, "crlf|lf", "how a line ends"),
    OPT_FLAG("bom", &bom, "begins with a byte-order mark, by which spreadsheets know UTF-8"),
    OPT_TEXT("decimal-mark", &decimal_mark, "CHAR", "the character before decimals, for numbers that have a point"),
    OPT_FLAG("guard", &guard, "puts ' before text that a spreadsheet would take for a formula"),
    {0},
};

static const struct tool SPEC = {
    .name = "tocsv",
    .purpose = "turns a table into CSV",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "CSV",
    .memory = "O(1)",
    .options = OPTIONS,
    .example = "",
};

/* The columns to write: their places in the input and their names in the output. */
struct picks {
    size_t n;
    unsigned *column;
    struct slice *name;
    bool *id; /* its values are names, even those that look like a number */
};

static void check_delimiter(void)
{
    if (strcmp(delimiter, "tab") == 0)
        delimiter = "\t";
    unsigned char c = (unsigned char)delimiter[0];
    if (c == 0 || delimiter[1] || c >= 0x80 || (c < ' ' && c != '\t') || c == '"' || c == 127)
        die(STATUS_USAGE, "--delimiter: \"%s\" is not one plain character (such as , or ;)", delimiter);
    if (strcmp(decimal_mark, ",") != 0 && strcmp(decimal_mark, ".") != 0)
        die(STATUS_USAGE, "--decimal-mark: \"%s\" is not a decimal mark (expected: , or .)", decimal_mark);
}

/* Before any input is read: a wrong --only is a mistake on the command line for any table. */
static void split_names(struct picks *p, struct slice *source)
{
    for (size_t i = 0; i < only.n; i++) {
        struct slice rest = only.word[i];
        source[i] = slice_cut(&rest, '=');
        p->name[i] = rest.p ? rest : source[i];
        if (source[i].n == 0 || p->name[i].n == 0)
            die(STATUS_USAGE, "--only: \"%.*s\" lacks a name", (int)only.word[i].n, only.word[i].p);
        for (size_t j = 0; j < i; j++)
            if (slice_eq(p->name[i], p->name[j]))
                die(STATUS_USAGE, "--only: two columns would be called \"%.*s\"", (int)p->name[i].n, p->name[i].p);
    }
}

static void pick_all(const struct tsv *in, struct picks *p)
{
    p->n = in->n;
    p->column = mem_zero(p->n, sizeof *p->column);
    p->name = mem_resize(p->name, p->n, sizeof *p->name);
    for (unsigned i = 0; i < in->n; i++) {
        p->column[i] = i;
        p->name[i] = in->column[i];
    }
}

static bool holds_ids(struct slice name)
{
    return name.n >= 3 && memcmp(name.p + name.n - 3, "_id", 3) == 0;
}

static struct picks pick_columns(const struct tsv *in, struct slice *source, struct picks p)
{
    if (p.n)
        p.column = tsv_need_list(in, (struct opt_list){source, p.n});
    else
        pick_all(in, &p);
    p.id = mem_zero(p.n, sizeof *p.id);
    for (size_t i = 0; i < p.n; i++)
        p.id[i] = holds_ids(in->column[p.column[i]]);
    return p;
}

/* RFC 4180 wants quotes around a delimiter, a quote and a line end; blanks at an end are quoted too, since some readers
 * strip them, and so is the empty value of a lone column, whose line would be blank. */
static bool needs_quotes(struct slice s, bool alone)
{
    if (s.n == 0)
        return alone;
    if (s.p[0] == ' ' || s.p[0] == '\t' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')
        return true;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == delimiter[0] || s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n')
            return true;
    return false;
}

/* A spreadsheet computes what begins like this, text of strangers too. */
static bool is_formula(struct slice s)
{
    static const char FIRST[] = "=+-@\r";
    double number;
    return s.n && memchr(FIRST, s.p[0], sizeof FIRST - 1) && !num_double(s, &number);
}

static bool has_point(struct slice s)
{
    double number;
    return s.n && memchr(s.p, '.', s.n) && num_double(s, &number);
}

static void write_value(struct out *out, struct slice s, bool alone)
{
    bool guarded = guard && is_formula(s);
    if (!needs_quotes(s, alone)) {
        if (guarded)
            out_char(out, '\'');
        out_slice(out, s);
        return;
    }
    out_char(out, '"');
    if (guarded)
        out_char(out, '\'');
    while (s.p) {
        out_slice(out, slice_cut(&s, '"'));
        if (s.p)
            out_str(out, "\"\"");
    }
    out_char(out, '"');
}

/* With the decimal mark of --decimal-mark instead of the point. */
static void write_number(struct out *out, struct slice s)
{
    bool quoted = delimiter[0] == decimal_mark[0];
    if (quoted)
        out_char(out, '"');
    out_slice(out, slice_cut(&s, '.'));
    out_char(out, decimal_mark[0]);
    out_slice(out, s);
    if (quoted)
        out_char(out, '"');
}

static void write_field(struct out *out, const struct picks *p, size_t i, struct slice s)
{
    if (decimal_mark[0] != '.' && !p->id[i] && has_point(s))
        write_number(out, s);
    else
        write_value(out, s, p->n == 1);
}

/* The names, or with `row` the fields of its current row. */
static void write_line(struct out *out, const struct picks *p, const struct tsv *row)
{
    for (size_t i = 0; i < p->n; i++) {
        if (i)
            out_char(out, delimiter[0]);
        if (row)
            write_field(out, p, i, tsv_field(row, p->column[i]));
        else
            write_value(out, p->name[i], p->n == 1);
    }
    out_str(out, line_end == LINE_CRLF ? "\r\n" : "\n");
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_delimiter();
    struct slice *source = mem_zero(only.n + 1, sizeof *source);
    struct picks picks = {.n = only.n, .name = mem_zero(only.n + 1, sizeof *picks.name)};
    split_names(&picks, source);

    struct tsv *in = tsv_open();
    picks = pick_columns(in, source, picks);
    if (bom)
        out_str(out_stdout(), "\xEF\xBB\xBF");
    write_line(out_stdout(), &picks, NULL);
    while (tsv_next(in)) {
        write_line(out_stdout(), &picks, in);
        tool_rows.out++;
    }
    free(picks.column);
    free(picks.name);
    free(picks.id);
    free(source);
    tsv_close(in);
    return tool_end();
}
