/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "learn/future.h"
#include "learn/gbtblock.h"
#include "learn/gbtfile.h"
#include "learn/linearfile.h"
#include "stats/dist.h"
#include "tsv/table.h"

static const char *model_in;
static double threshold = 0.5, level = 0.95;
static bool explain, in_sample;
static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_INFILE("model", &model_in, "FILE", "the model, made by learn"),
    OPT_NUMBER("threshold", &threshold, "P", "predicts the positive class at this probability or above", .most = 1),
    OPT_NUMBER("level", &level, "P", "of the interval of a value", .most = 1, .open = true),
    OPT_FLAG("explain", &explain, "adds the contribution of each column"),
    OPT_FLAG("in-sample", &in_sample, "takes rows that the model may have been fitted to"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"orders", TYPE_NUMBER}, {0}};

#ifdef WITHOUT_XGBOOST
#define OF_TREES
#else
#define OF_TREES "\n--model {data}/boosted.tsv --explain"
#endif

static const struct tool SPEC = {
    .name = "predict",
    .purpose = "adds the predictions of a model made by learn to the rows of a table",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with probability and class, or value, low and high",
    .columns = COLUMNS, /* of the example */
    .memory = "O(1)",
    .options = OPTIONS,
    .needs = "model",
    .example = "--model {data}/learned.tsv\n--model {data}/learned.tsv --explain" OF_TREES,
};

static struct linear linear;
static struct gbt trees;
static const struct learned *head; /* of the one or the other */
static unsigned own;               /* columns before those of --explain */
static double far;                 /* how many standard deviations an interval reaches */

static bool is_of_trees(void)
{
    return head->family == LEARNED_GBT;
}

static void read_model(void)
{
    struct learned m;
    struct figures f = learned_open(&m, model_in);
    head = m.family == LEARNED_GBT ? &trees.head : &linear.head;
    if (m.family == LEARNED_GBT) {
        booster_need();
        gbtfile_read(&trees, &m, &f);
    } else {
        linearfile_read(&linear, &m, &f);
    }
    figures_close(&f);
    bool has_interval = !is_of_trees() && head->kind == EXAMPLES_VALUE;
    opt_goes_with(opt_given(&threshold), head->kind == EXAMPLES_CHANCE, "--threshold",
                  "a model of the chance of one class");
    opt_goes_with(opt_given(&level), has_interval, "--level", "a model of family ols or ridge");
    if (has_interval)
        far = dist_t_point((1 - level) / 2, linear.fit[LINEAR_FREEDOM]);
}

/* ---- columns ---- */

enum { PROBABILITY, CLASS, CHANCE_COLUMNS };
enum { ESTIMATE, LOW, HIGH, VALUE_COLUMNS };
enum { PREDICTED, CHANCES }; /* of any number of classes: one column each from CHANCES on */

static char *joined(const char *prefix, struct slice name)
{
    struct buf b = {0};
    buf_addstr(&b, prefix);
    buf_add(&b, name.p, name.n);
    char *whole = mem_str(buf_slice(&b));
    buf_free(&b);
    return whole;
}

/* Sets `own`. */
static void put_own(struct column *c)
{
    if (head->kind == EXAMPLES_VALUE) {
        c[ESTIMATE] = (struct column){"value", TYPE_NUMBER};
        c[LOW] = (struct column){"low", TYPE_NUMBER};
        c[HIGH] = (struct column){"high", TYPE_NUMBER};
        own = is_of_trees() ? LOW : VALUE_COLUMNS;
        c[own] = (struct column){0};
        return;
    }
    if (head->kind == EXAMPLES_CHANCE) {
        c[PROBABILITY] = (struct column){"probability", TYPE_NUMBER};
        c[CLASS] = (struct column){"class", TYPE_TEXT};
        own = CHANCE_COLUMNS;
        return;
    }
    c[PREDICTED] = (struct column){"class", TYPE_TEXT};
    for (uint32_t k = 0; k < head->classes.n; k++)
        c[CHANCES + k] = (struct column){joined("probability_", map_key(&head->classes, k)), TYPE_NUMBER};
    own = CHANCES + head->classes.n;
}

static struct column *columns_of(void)
{
    struct column *c = mem_zero((size_t)VALUE_COLUMNS + head->classes.n + head->design.columns + 3, sizeof *c);
    put_own(c);
    if (!explain)
        return c;
    c[own] = (struct column){"margin", TYPE_NUMBER};
    c[own + 1] = (struct column){joined("contribution_", SLICE("base")), TYPE_NUMBER};
    for (unsigned j = 0; j < head->design.columns; j++)
        c[own + 2 + j] = (struct column){joined("contribution_", slice_str(head->design.column[j].name)), TYPE_NUMBER};
    return c;
}

static void free_columns(struct column *c)
{
    for (uint32_t k = 0; k < head->classes.n; k++)
        free((void *)(uintptr_t)c[CHANCES + k].name);
    for (unsigned j = 0; explain && j < head->design.columns + 1; j++)
        free((void *)(uintptr_t)c[own + 1 + j].name);
    free(c);
}

/* ---- by a sum of terms ---- */

static void put_chance(struct cell *cell, double p)
{
    cell[PROBABILITY] = cell_number(p);
    cell[CLASS] =
        cell_str(p >= threshold ? (head->positive ? head->positive : "1") : (head->negative ? head->negative : "0"));
}

static void put_value(struct cell *cell, double margin, const double *x, double *z)
{
    double sd = linear.fit[LINEAR_RESIDUAL_SD], reach = far * sqrt(sd * sd + linear_variance(&linear, x, z));
    cell[ESTIMATE] = cell_number(margin);
    cell[LOW] = cell_number(margin - reach);
    cell[HIGH] = cell_number(margin + reach);
}

static void put_contributions(struct cell *cell, double margin, const double *x)
{
    cell[own] = cell_number(margin);
    cell[own + 1] = cell_number(linear_base(&linear));
    for (unsigned j = 0; j < head->design.columns; j++)
        cell[own + 2 + j] = cell_number(linear_contribution(&linear, j, x));
}

static void predict_by_terms(struct tsv *in, struct table *t, struct design_in *reader, struct cell *cell, double *x)
{
    struct future future = future_after(in, in_sample ? DATE_NONE : head->label_end);
    double *z = mem_zero(linear.q, sizeof *z);
    while (tsv_next(in)) {
        if (!future_is_open(&future, in) || !design_row(reader, x))
            continue;
        double margin = linear_margin(&linear, x);
        if (head->kind == EXAMPLES_CHANCE)
            put_chance(cell, logit_chance(margin));
        else
            put_value(cell, margin, x, z);
        if (explain)
            put_contributions(cell, margin, x);
        table_row(t, in->row, cell);
    }
    free(z);
}

/* ---- by trees ---- */

/* The class that is predicted: the likeliest, of several the first. */
static unsigned put_classes(struct cell *cell, const float *chance)
{
    unsigned best = 0;
    for (uint32_t k = 0; k < head->classes.n; k++) {
        cell[CHANCES + k] = cell_number(gbt_number(chance[k]));
        best = chance[k] > chance[best] ? k : best;
    }
    cell[PREDICTED] = cell_text(map_key(&head->classes, best));
    return best;
}

static void put_row(const struct gbtblock *b, size_t i, struct cell *cell)
{
    const float *result = b->result + i * b->outputs;
    unsigned k = 0; /* whose margin is explained */
    if (head->kind == EXAMPLES_CLASS)
        k = put_classes(cell, result);
    else if (head->kind == EXAMPLES_CHANCE)
        put_chance(cell, gbt_number(*result));
    else
        cell[ESTIMATE] = cell_number(gbt_number(*result));
    if (!explain)
        return;
    cell[own] = cell_number((double)b->margin[i * b->outputs + k]);
    cell[own + 1] = cell_number(gbtblock_share(b, i, k, head->design.columns));
    for (unsigned j = 0; j < head->design.columns; j++)
        cell[own + 2 + j] = cell_number(gbtblock_share(b, i, k, j));
}

static void put_block(struct gbtblock *b, struct table *t, struct cell *cell)
{
    gbtblock_predict(b);
    for (size_t i = 0; i < b->n; i++) {
        put_row(b, i, cell);
        table_row(t, gbtblock_row(b, i), cell);
    }
    gbtblock_clear(b);
}

static void predict_by_trees(struct tsv *in, struct table *t, struct design_in *reader, struct cell *cell, double *x)
{
    struct future future = future_after(in, in_sample ? DATE_NONE : head->label_end);
    struct gbtblock b;
    gbtblock_begin(&b, &trees, explain);
    while (tsv_next(in))
        if (future_is_open(&future, in) && design_row(reader, x) && gbtblock_add(&b, in->row, x))
            put_block(&b, t, cell);
    if (b.n)
        put_block(&b, t, cell);
    gbtblock_free(&b);
}

static void predict_rows(struct tsv *in, struct table *t)
{
    struct design_in reader;
    struct cell *cell = mem_zero((size_t)own + head->design.columns + 2, sizeof *cell);
    double *x = mem_zero(head->design.terms + (size_t)1, sizeof *x);
    design_begin(&reader, &head->design, in);
    (is_of_trees() ? predict_by_trees : predict_by_terms)(in, t, &reader, cell, x);
    design_end(&reader);
    free(cell);
    free(x);
}

int main(int argc, char **argv)
{
    struct table t;
    tool_begin(argc, argv, &SPEC);
    read_model();
    struct tsv *in = tsv_open();
    struct column *columns = columns_of();
    table_begin(&t, out_stdout(), in, columns, &only);
    predict_rows(in, &t);
    table_end(&t);
    tsv_close(in);
    free_columns(columns);
    linear_free(&linear);
    gbt_free(&trees);
    free(only.word);
    return tool_end();
}
