/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "expr/expr.h"
#include "tsv/kept.h"
#include "tsv/table.h"

static struct opt_list only, drop, add;
static const char *where;

static const struct opt OPTIONS[] = {
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order", .excludes = "drop"),
    OPT_LIST("drop", &drop, "LIST", "the columns to leave out"),
    OPT_TEXT("where", &where, "CONDITION", "the rows to keep: 'revenue > 2000 and country = \"France\"'"),
    OPT_TEXTS("add", &add, "NAME=FORMULA;...", "columns to add: 'aov = gross / orders'"),
    {0},
};

static const struct tool SPEC = {
    .name = "pick",
    .purpose = "keeps the columns and rows that you name, and adds computed columns",
    .shape = SHAPE_PICK,
    .reads = "any table",
    .writes = "the same table with other columns and fewer rows",
    .memory = "O(1), with top % O(rows)",
    .options = OPTIONS,
    .drops = true,
    .example = "",
};

static struct expr_scope scope;
static struct expr *condition;

/* --drop: all columns but these, as --only has them. */
static void only_without(const struct tsv *in)
{
    unsigned *col = tsv_need_list(in, drop);
    bool *is_left_out = mem_zero(in->n + 1, sizeof *is_left_out);
    for (size_t i = 0; i < drop.n; i++)
        is_left_out[col[i]] = true;
    only.word = mem_zero(in->n + scope.n + 1, sizeof *only.word);
    for (unsigned i = 0; i < in->n; i++)
        if (!is_left_out[i])
            only.word[only.n++] = in->column[i];
    for (size_t i = 0; i < scope.n; i++)
        only.word[only.n++] = scope.name[i];
    if (only.n == 0)
        die(STATUS_USAGE, "--drop leaves no column");
    free(is_left_out);
    free(col);
}

/* The columns that are added, as the table knows columns. */
static struct column *added_columns(void)
{
    struct column *c = mem_zero(scope.n + 1, sizeof *c);
    for (size_t i = 0; i < scope.n; i++)
        c[i] = (struct column){arena_str(&scope.arena, scope.name[i]), TYPE_TEXT};
    return c;
}

struct added {
    struct cell *cell;
    char (*room)[EXPR_ROOM];
};

/* False: a value could not be read, and the row was set aside. */
static bool compute(const struct added *a, const struct table *t)
{
    struct expr_value v;
    for (size_t i = 0; i < scope.n; i++) {
        if (!table_wants(t, i))
            continue;
        if (!expr_value(scope.added[i], &v))
            return false;
        a->cell[i] = cell_text(expr_text(&v, a->room[i]));
    }
    return true;
}

static void pick_row(struct tsv *in, struct table *t, const struct added *a)
{
    bool holds = true;
    expr_row(&scope);
    if (condition && !expr_holds(condition, &holds))
        return;
    if (!holds)
        tsv_drop(in, "where");
    else if (compute(a, t))
        table_row(t, in->row, a->cell);
}

/* `top 20 %` is known only after all rows: they are kept. */
struct seen {
    struct kept_row row;
    struct tsv_place place;
};

static void pick_rows_later(struct tsv *in, struct table *t, const struct added *a)
{
    struct kept kept = kept_of(sizeof(struct seen));
    while (tsv_next(in))
        if (expr_gather(&scope))
            ((struct seen *)kept_add(&kept, in->row))->place = tsv_place(in);
    expr_settle(&scope);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        tsv_again(in, w.row, ((const struct seen *)w.record)->place);
        pick_row(in, t, a);
    }
    kept_free(&kept);
}

static void pick_rows(struct tsv *in, struct table *t)
{
    const struct added a = {mem_zero(scope.n + 1, sizeof *a.cell), mem_zero(scope.n + 1, sizeof *a.room)};
    if (expr_is_late(&scope))
        pick_rows_later(in, t, &a);
    while (tsv_next(in))
        pick_row(in, t, &a);
    free(a.cell);
    free(a.room);
}

int main(int argc, char **argv)
{
    struct table t;
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    expr_begin(&scope, in);
    for (size_t i = 0; i < add.n; i++)
        expr_add(&scope, "--add", add.word[i]);
    condition = where ? expr_condition(&scope, "--where", slice_str(where)) : NULL;
    if (drop.n)
        only_without(in);
    struct column *columns = added_columns();
    table_begin(&t, out_stdout(), in, columns, &only);
    pick_rows(in, &t);
    table_end(&t);
    free(columns);
    free(only.word);
    free(drop.word);
    free(add.word);
    expr_end(&scope);
    tsv_close(in);
    return tool_end();
}
