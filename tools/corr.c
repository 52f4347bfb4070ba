/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "stats/moments.h"
#include "stats/rank.h"
#include "stats/test.h"
#include "tsv/groups.h"
#include "tsv/numbers.h"
#include "tsv/table.h"

static struct opt_list columns, by, only;

static const struct opt OPTIONS[] = {
    OPT_LIST("columns", &columns, "LIST", "the columns to correlate (default: all that hold numbers)"),
    OPT_LIST("by", &by, "LIST", "columns of labels: writes how much of each column they explain"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {"orders", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "corr",
    .purpose = "correlates columns with each other, by values and by ranks, and with labels",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "one row for each pair of columns and statistic",
    .columns = COLUMNS,
    .memory = "O(rows)",
    .options = OPTIONS,
    .example = "--columns revenue,orders",
};

static struct numbers numbers;
static struct labels {
    struct groups groups;
    uint32_t *of; /* each row; UINT32_MAX: it has none */
    size_t cap;
} * labels; /* by.n of them */
static struct table table;

/* Fewer than two columns have no pair, and without labels there would be nothing to write. */
static void check_lists(void)
{
    struct groups once;
    groups_of_keys(&once, by); /* refuses a column of labels that is given twice */
    groups_free(&once);
    if (columns.n == 1 && by.n == 0)
        die(STATUS_USAGE, "--columns: a correlation needs two columns (or one, and --by)");
}

static void read_all(struct tsv *in)
{
    check_lists();
    labels = mem_zero(by.n + 1, sizeof *labels);
    for (size_t i = 0; i < by.n; i++)
        groups_of(&labels[i].groups, in, (struct opt_list){&by.word[i], 1});
    if (columns.n)
        numbers_of(&numbers, in, columns, NUMBERS_NAN, "its correlation says nothing");
    else
        numbers_of_types(&numbers, in, by, NUMBERS_NAN);
    while (tsv_next(in))
        if (numbers_add(&numbers))
            for (size_t i = 0; i < by.n; i++) {
                struct labels *l = &labels[i];
                l->of = mem_grow(l->of, &l->cap, numbers.rows, sizeof *l->of);
                l->of[numbers.rows - 1] = groups_lacks(&l->groups, in) ? UINT32_MAX : groups_put(&l->groups, in);
            }
    if (numbers.rows || columns.n)
        numbers_end(&numbers, NULL);
    if (numbers.rows && numbers.d < 2 && by.n == 0)
        die(STATUS_DATA, "%s: a correlation needs two columns of numbers, and there is one (ids apart)", in->name);
}

/* Rows that lack a value are left out of the pairs with it; --stats tells how many there are. */
static void count_missing(void)
{
    uint64_t *missing = tool_counter("missing_value");
    for (size_t i = 0; i < numbers.rows; i++) {
        bool lacks = false;
        for (unsigned j = 0; j < numbers.d; j++)
            lacks |= isnan(numbers.value[j][i]);
        *missing += lacks;
    }
}

static struct slice name_of(const struct tsv *in, unsigned j)
{
    return in->column[numbers.column[j]];
}

static void put(struct slice a, struct slice b, const char *statistic, double value, size_t n)
{
    const struct cell cell[] = {cell_text(a), cell_text(b), cell_str(statistic), cell_number(value), cell_count(n)};
    table_row(&table, slice_of("", 0), cell);
}

/* The rows that have both values. */
static size_t pairs_of(unsigned j, unsigned k, double *x, double *y)
{
    size_t n = 0;
    for (size_t i = 0; i < numbers.rows; i++)
        if (!isnan(numbers.value[j][i]) && !isnan(numbers.value[k][i])) {
            x[n] = numbers.value[j][i];
            y[n++] = numbers.value[k][i];
        }
    return n;
}

static void write_pair(const struct tsv *in, unsigned j, unsigned k, double *x, double *y)
{
    size_t n = pairs_of(j, k, x, y);
    struct moments_pair m = moments_of_pairs(x, y, n);
    double rho = NAN;
    if (n && !rank_spearman(x, y, n, &rho))
        die(STATUS_ENV, "out of memory");
    put(name_of(in, j), name_of(in, k), "pearson", n > 1 ? moments_correlation(&m) : (double)NAN, n);
    put(name_of(in, j), name_of(in, k), "spearman", n > 1 ? rho : (double)NAN, n);
}

/* The values that rows of the label have (UINT32_MAX: of any). */
static size_t label_values(const struct labels *l, unsigned j, uint32_t label, double *x)
{
    size_t n = 0;
    for (size_t i = 0; i < numbers.rows; i++)
        if ((label == UINT32_MAX ? l->of[i] != label : l->of[i] == label) && !isnan(numbers.value[j][i]))
            x[n++] = numbers.value[j][i];
    return n;
}

/* Eta squared: what share of a column's variance lies between the labels. */
static void write_label(const struct tsv *in, const struct labels *l, unsigned j, double *x)
{
    struct moments *group = mem_zero(l->groups.n + (size_t)1, sizeof *group);
    size_t all = label_values(l, j, UINT32_MAX, x);
    double mean = moments_of(x, all).mean;
    for (uint32_t g = 0; g < l->groups.n; g++)
        group[g] = moments_around(x, label_values(l, j, g, x), mean);
    put(l->groups.name[0], name_of(in, j), "eta_squared", test_anova(group, l->groups.n).eta_squared, all);
    free(group);
}

static void write_all(const struct tsv *in)
{
    double *x = mem_zero(numbers.rows + 1, sizeof *x), *y = mem_zero(numbers.rows + 1, sizeof *y);
    for (unsigned j = 0; j < numbers.d; j++)
        for (unsigned k = j + 1; k < numbers.d; k++)
            write_pair(in, j, k, x, y);
    for (size_t i = 0; i < by.n; i++)
        for (unsigned j = 0; j < numbers.d; j++)
            write_label(in, &labels[i], j, x);
    free(x);
    free(y);
}

int main(int argc, char **argv)
{
    static const struct column written[] = {{"column", TYPE_TEXT},  {"with", TYPE_TEXT},  {"statistic", TYPE_TEXT},
                                            {"value", TYPE_NUMBER}, {"rows", TYPE_COUNT}, {0}};
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    table_begin(&table, out_stdout(), NULL, written, &only);
    read_all(in);
    count_missing();
    if (numbers.rows)
        write_all(in);
    table_end(&table);
    for (size_t i = 0; i < by.n; i++) {
        groups_free(&labels[i].groups);
        free(labels[i].of);
    }
    free(labels);
    numbers_free(&numbers);
    free(columns.word);
    free(by.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
