/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "learn/linearfile.h"
#include "stats/dist.h"
#include "tsv/table.h"

static const char *model_in;
static double threshold = 0.5, level = 0.95;
static bool explain, in_sample;
static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_INFILE("model", &model_in, "FILE", "the model, made by learn"),
    OPT_NUMBER("threshold", &threshold, "P", "the class is the positive one from this probability on", .most = 1),
    OPT_NUMBER("level", &level, "P", "of the interval of a value", .most = 1, .open = true),
    OPT_FLAG("explain", &explain, "adds what each column contributes"),
    OPT_FLAG("in-sample", &in_sample, "takes rows whose future the model may know"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"orders", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "predict",
    .purpose = "adds what a model of learn predicts to the rows of a table",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with probability and class, or value, low and high",
    .columns = COLUMNS, /* of the example */
    .memory = "O(1)",
    .options = OPTIONS,
    .needs = "model",
    .example = "--model {data}/learned.tsv\n--model {data}/learned.tsv --explain",
};

enum { PROBABILITY, CLASS, CLASS_COLUMNS };
enum { ESTIMATE, LOW, HIGH, VALUE_COLUMNS };

static struct linear m;
static unsigned own; /* columns before those of --explain */
static double far;   /* how many standard deviations an interval reaches */

/* ---- columns ---- */

static struct column explained(const char *name)
{
    struct buf b = {0};
    buf_addstr(&b, "contribution_");
    buf_addstr(&b, name);
    struct column c = {mem_str(buf_slice(&b)), TYPE_NUMBER};
    buf_free(&b);
    return c;
}

static struct column *columns_of(void)
{
    static const struct column classes[] = {
        [PROBABILITY] = {"probability", TYPE_NUMBER}, [CLASS] = {"class", TYPE_TEXT}};
    static const struct column values[] = {
        [ESTIMATE] = {"value", TYPE_NUMBER}, [LOW] = {"low", TYPE_NUMBER}, [HIGH] = {"high", TYPE_NUMBER}};
    struct column *c = mem_zero((size_t)VALUE_COLUMNS + m.design.columns + 3, sizeof *c);
    own = m.family == LINEAR_LOGIT ? CLASS_COLUMNS : VALUE_COLUMNS;
    memcpy(c, m.family == LINEAR_LOGIT ? classes : values, own * sizeof *c);
    if (!explain)
        return c;
    c[own] = (struct column){"margin", TYPE_NUMBER};
    c[own + 1] = explained("base");
    for (unsigned j = 0; j < m.design.columns; j++)
        c[own + 2 + j] = explained(m.design.column[j].name);
    return c;
}

static void free_columns(struct column *c)
{
    for (unsigned j = 0; explain && j < m.design.columns + 1; j++)
        free((void *)(uintptr_t)c[own + 1 + j].name);
    free(c);
}

/* ---- does the model know the row's future? ---- */

struct days {
    unsigned column; /* TSV_NONE: nothing to look at */
    date first;      /* that may be in it */
    char problem[96];
};

static struct days find_days(const struct tsv *in)
{
    struct days d = {TSV_NONE, m.label_end, ""};
    char day[DATE_LEN];
    if (m.label_end == DATE_NONE || in_sample)
        return d;
    d.column = tsv_find(in, "cut");
    if (d.column == TSV_NONE) {
        d.column = tsv_find(in, "as_of");
        d.first--;
    }
    date_print(day, m.label_end);
    snprintf(d.problem, sizeof d.problem,
             "is too early for a model of labels that end on %.*s: it knows this row's future", DATE_LEN, day);
    return d;
}

static bool may_predict(struct tsv *in, const struct days *d)
{
    date day;
    if (d->column == TSV_NONE)
        return true;
    if (!tsv_date(in, d->column, &day))
        return false;
    return day >= d->first ||
           tsv_bad(in, d->column, d->problem, "learn --cut from earlier rows; --in-sample predicts all the same");
}

/* ---- rows ---- */

static void put_class(struct cell *cell, double margin)
{
    double p = logit_chance(margin);
    cell[PROBABILITY] = cell_number(p);
    cell[CLASS] = p >= threshold ? cell_str(m.positive ? m.positive : "1") : cell_str(m.negative ? m.negative : "0");
}

static void put_value(struct cell *cell, double margin, const double *x, double *z)
{
    double sd = m.fit[LINEAR_RESIDUAL_SD], reach = far * sqrt(sd * sd + linear_variance(&m, x, z));
    cell[ESTIMATE] = cell_number(margin);
    cell[LOW] = cell_number(margin - reach);
    cell[HIGH] = cell_number(margin + reach);
}

static void put_contributions(struct cell *cell, double margin, const double *x)
{
    cell[own] = cell_number(margin);
    cell[own + 1] = cell_number(linear_base(&m));
    for (unsigned j = 0; j < m.design.columns; j++)
        cell[own + 2 + j] = cell_number(linear_contribution(&m, j, x));
}

static void predict_rows(struct tsv *in, struct table *t)
{
    struct design_in reader;
    struct days days = find_days(in);
    struct cell *cell = mem_zero((size_t)own + m.design.columns + 2, sizeof *cell);
    double *x = mem_zero(m.q, sizeof *x), *z = mem_zero(m.q, sizeof *z);
    design_begin(&reader, &m.design, in);
    while (tsv_next(in)) {
        if (!may_predict(in, &days) || !design_row(&reader, x))
            continue;
        double margin = linear_margin(&m, x);
        if (m.family == LINEAR_LOGIT)
            put_class(cell, margin);
        else
            put_value(cell, margin, x, z);
        if (explain)
            put_contributions(cell, margin, x);
        table_row(t, in->row, cell);
    }
    design_end(&reader);
    free(cell);
    free(x);
    free(z);
}

int main(int argc, char **argv)
{
    struct table t;
    tool_begin(argc, argv, &SPEC);
    linearfile_read(&m, model_in);
    opt_goes_with(opt_given(&threshold), m.family == LINEAR_LOGIT, "--threshold", "a model of family logit");
    opt_goes_with(opt_given(&level), m.family != LINEAR_LOGIT, "--level", "a model of family ols or ridge");
    if (m.family != LINEAR_LOGIT)
        far = dist_t_point((1 - level) / 2, m.fit[LINEAR_FREEDOM]);
    struct tsv *in = tsv_open();
    struct column *columns = columns_of();
    table_begin(&t, out_stdout(), in, columns, &only);
    predict_rows(in, &t);
    table_end(&t);
    tsv_close(in);
    free_columns(columns);
    linear_free(&m);
    free(only.word);
    return tool_end();
}
