/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "tsv/census.h"
#include "tsv/tsv.h"

static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_LIST("columns", &only, "LIST", "describes these columns alone, in this order"),
    {0},
};

static const struct tool SPEC = {
    .name = "describe",
    .purpose = "says what each column of a table holds",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "one row per column",
    .memory = "O(distinct values)",
    .options = OPTIONS,
    .example = "",
};

static const char HEADER[] =
    "column\trows\tempty\tdistinct\tnumbers\tmin\tmax\tmean\tp25\tmedian\tp75\tcommonest\tcommonest_rows\n";

static void write_numbers(const struct census *c, const struct census_numbers *s, struct out *out)
{
    out_slice(out, map_key(&c->values, s->at[0].value));
    out_tab(out);
    out_slice(out, map_key(&c->values, census_greatest(s)->value));
    out_tab(out);
    out_double(out, census_mean(s));
    for (uint64_t i = 1; i < 4; i++) {
        out_tab(out);
        out_double(out, census_quantile(s, i, 4));
    }
}

static void write_text(const struct census *c, struct out *out)
{
    struct slice min, max;
    census_ends(c, &min, &max);
    out_slice(out, min);
    out_tab(out);
    out_slice(out, max);
    out_str(out, "\t\t\t\t");
}

static void write_column(const struct census *c, struct slice name, uint64_t rows, struct out *out)
{
    struct census_numbers s = census_numbers(c);
    uint32_t commonest = census_commonest(c);
    const uint64_t counts[] = {rows, c->empty, c->values.n, s.rows};
    out_slice(out, name);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        out_tab(out);
        out_uint(out, counts[i]);
    }
    out_tab(out);
    if (s.n && s.rows == rows - c->empty)
        write_numbers(c, &s, out);
    else
        write_text(c, out);
    out_tab(out);
    if (commonest != MAP_NONE)
        out_slice(out, map_key(&c->values, commonest));
    out_tab(out);
    out_uint(out, commonest == MAP_NONE ? 0 : c->rows[commonest]);
    out_char(out, '\n');
    tool_rows.out++;
    free(s.at);
}

/* The columns that are asked for, or all. */
static unsigned *choose_columns(const struct tsv *in, size_t *n)
{
    *n = only.n ? only.n : in->n;
    if (only.n)
        return tsv_need_list(in, only);
    unsigned *col = mem_zero(*n, sizeof *col);
    for (unsigned i = 0; i < in->n; i++)
        col[i] = i;
    return col;
}

int main(int argc, char **argv)
{
    size_t n;
    uint64_t rows = 0;
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    unsigned *col = choose_columns(in, &n);
    struct census *c = mem_zero(n, sizeof *c);
    for (; tsv_next(in); rows++)
        for (size_t i = 0; i < n; i++)
            census_count(&c[i], tsv_field(in, col[i]));
    out_str(out_stdout(), HEADER);
    for (size_t i = 0; i < n; i++) {
        if (rows)
            write_column(&c[i], in->column[col[i]], rows, out_stdout());
        census_free(&c[i]);
    }
    free(c);
    free(col);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
