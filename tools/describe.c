/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"
#include "tsv/census.h"
#include "tsv/table.h"

static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_LIST("columns", &only, "LIST", "describes only these columns, in this order"),
    {0},
};

static const struct tool SPEC = {
    .name = "describe",
    .purpose = "summarizes each column of a table",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "one row per column",
    .memory = "O(distinct values)",
    .options = OPTIONS,
    .example = "",
};

enum { COLUMN, ROWS, EMPTY, DISTINCT, NUMBERS, MIN, MAX, MEAN, P25, MEDIAN, P75, COMMONEST, COMMONEST_ROWS, COLUMNS };
static const struct column WRITTEN[] = {
    [COLUMN] = {"column", TYPE_TEXT},
    [ROWS] = {"rows", TYPE_COUNT},
    [EMPTY] = {"empty", TYPE_COUNT},
    [DISTINCT] = {"distinct", TYPE_COUNT},
    [NUMBERS] = {"numbers", TYPE_COUNT},
    [MIN] = {"min", TYPE_TEXT},
    [MAX] = {"max", TYPE_TEXT},
    [MEAN] = {"mean", TYPE_NUMBER},
    [P25] = {"p25", TYPE_NUMBER},
    [MEDIAN] = {"median", TYPE_NUMBER},
    [P75] = {"p75", TYPE_NUMBER},
    [COMMONEST] = {"commonest", TYPE_TEXT},
    [COMMONEST_ROWS] = {"commonest_rows", TYPE_COUNT},
    [COLUMNS] = {0},
};

static void set_numbers(const struct census *c, const struct census_numbers *s, struct cell *cell)
{
    cell[MIN] = cell_text(map_key(&c->values, census_least(c, s)->value));
    cell[MAX] = cell_text(map_key(&c->values, census_greatest(c, s)->value));
    cell[MEAN] = cell_number(census_mean(s));
    for (unsigned i = 1; i < 4; i++)
        cell[MEAN + i] = cell_number(census_quantile(s, i, 4));
}

static void set_text(const struct census *c, struct cell *cell)
{
    struct slice min, max;
    census_ends(c, &min, &max);
    cell[MIN] = cell_text(min);
    cell[MAX] = cell_text(max);
}

static void write_column(const struct census *c, struct slice name, uint64_t rows, struct table *t)
{
    struct census_numbers s = census_numbers(c);
    uint32_t commonest = census_commonest(c);
    bool any = commonest != MAP_NONE;
    struct cell cell[COLUMNS] = {
        [COLUMN] = cell_text(name),
        [ROWS] = cell_count(rows),
        [EMPTY] = cell_count(c->empty),
        [DISTINCT] = cell_count(c->values.n),
        [NUMBERS] = cell_count(s.rows),
        [COMMONEST] = any ? cell_text(map_key(&c->values, commonest)) : cell_empty(),
        [COMMONEST_ROWS] = cell_count(any ? c->rows[commonest] : 0),
    };
    if (s.n && s.rows == rows - c->empty)
        set_numbers(c, &s, cell);
    else
        set_text(c, cell);
    table_row(t, slice_of(NULL, 0), cell);
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
    struct table t;
    table_begin(&t, out_stdout(), NULL, WRITTEN, NULL);
    for (size_t i = 0; i < n; i++) {
        if (rows)
            write_column(&c[i], in->column[col[i]], rows, &t);
        census_free(&c[i]);
    }
    table_end(&t);
    free(c);
    free(col);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
