/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "learn/gbtfile.h"
#include "learn/linearfile.h"
#include "learn/telling.h"

static const char *target, *positive;
static struct opt_list columns, labels, log1p_of, bases;
static int family = -1, impute, scale, predicts;
static double lambda = NAN, level = 0.95, rate = 0.3, min_leaf = 1;
static uint64_t number_of_trees = 100, depth = 6, patience = 20;
static date cut = DATE_NONE, stop_cut = DATE_NONE;
static bool force;

enum { IMPUTE_NONE, IMPUTE_MEDIAN };
enum { SCALE_ZSCORE, SCALE_NONE };

#define OF_TERMS "family=ols,ridge,logit"
#define TREES    .goes_with = "family=gbt"
static const struct opt OPTIONS[] = {
    OPT_TEXT("target", &target, "COLUMN", "the column to predict"),
    OPT_CHOICE("family", &family, LEARNED_FAMILIES,
               "least squares, with a penalty, logistic regression, or gradient-boosted trees"),
    OPT_LIST("columns", &columns, "LIST", "the columns to predict from"),
    OPT_LIST("labels", &labels, "LIST", "columns of --columns that hold labels, although they look like numbers"),
    OPT_LIST("base", &bases, "LIST",
             "COLUMN=LABEL: the base level that other labels are compared with (default the most frequent)",
             .goes_with = OF_TERMS),
    OPT_LIST("log1p", &log1p_of, "LIST|all", "replaces x by log(1 + x) in these columns of numbers",
             .goes_with = OF_TERMS),
    OPT_CHOICE("impute", &impute, "none|median", "replaces missing numbers, and adds a term for missing values",
               .goes_with = OF_TERMS),
    OPT_TEXT("positive", &positive, "VALUE", "the target value whose probability is predicted (default 1)",
             .goes_with = "family=logit,gbt", .excludes = "predicts=class,value"),
    OPT_NUMBER("lambda", &lambda, "L", "strength of the penalty", .most = OPT_ANY, .needed_by = "family=ridge",
               .goes_with = "family=ridge,gbt"),
    OPT_CHOICE("scale", &scale, "zscore|none",
               "penalises coefficients of standardised columns, or of the columns as they are",
               .goes_with = "family=ridge"),
    OPT_CHOICE("predicts", &predicts, LEARNED_KINDS,
               "a probability of one of two classes, one of several classes, or a number", TREES),
    OPT_UINT("trees", &number_of_trees, "N", "number of trees for each class; with --stop-cut the largest number",
             .least = 1, .most = 100000, TREES),
    OPT_UINT("depth", &depth, "N", "largest depth of a tree", .least = 1, .most = 20, TREES),
    OPT_NUMBER("rate", &rate, "R", "learning rate: the share of each tree that is added", .least = 0.0001, .most = 1,
               TREES),
    OPT_NUMBER("min-leaf", &min_leaf, "W",
               "smallest weight of a leaf: rows, or the sum of p (1 - p) for probabilities p", .most = OPT_ANY, TREES),
    OPT_DATE("stop-cut", &stop_cut, "DATE", "rows of this cut and later ones decide when to stop adding trees", TREES),
    OPT_UINT("patience", &patience, "N", "stops after this many trees without improvement", .least = 1, .most = 100000,
             .goes_with = "stop-cut"),
    OPT_DATE("cut", &cut, "DATE", "the cut to predict for: rows whose label_end is later are refused"),
    OPT_NUMBER("level", &level, "P", "of the intervals of coefficients", .most = 1, .open = true,
               .goes_with = OF_TERMS),
    OPT_FLAG("force", &force, "takes columns that alone determine the target, with a warning"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {"orders", TYPE_NUMBER}, {0}};

#ifdef WITHOUT_XGBOOST
#define OF_TREES
#else
#define OF_TREES "\n--target revenue --family gbt --predicts value --columns orders"
#endif

static const struct tool SPEC = {
    .name = "learn",
    .purpose = "fits a model that predicts a column from others, and refuses data that leak the answer",
    .shape = SHAPE_FIT,
    .reads = "any table",
    .writes = "a model",
    .columns = COLUMNS, /* of the example */
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "target family columns",
    .example = "--target revenue --family ols --columns orders" OF_TREES,
};

static const double TELLS = 0.98;

static enum examples_kind kind(void)
{
    if (family == LEARNED_GBT)
        return (enum examples_kind)predicts;
    return family == LEARNED_LOGIT ? EXAMPLES_CHANCE : EXAMPLES_VALUE;
}

/* A column that alone determines the target is most likely made of it. */
static double *check_leaks(const struct examples *e)
{
    double *alone = mem_zero(e->columns, sizeof *alone);
    for (unsigned j = 0; j < e->columns; j++) {
        struct slice name = columns.word[j];
        const char *what = kind() != EXAMPLES_VALUE ? "AUC" : "correlation";
        alone[j] = telling_of(e, j);
        if (!(alone[j] > TELLS))
            continue;
        if (!force)
            die(STATUS_DATA,
                "column \"%.*s\" alone determines \"%s\" (%s %.4f): it is most likely derived from it"
                " (--force takes it)",
                (int)name.n, name.p, target, what, alone[j]);
        warn("column \"%.*s\" alone determines \"%s\" (%s %.4f): is it derived from it?", (int)name.n, name.p, target,
             what, alone[j]);
    }
    return alone;
}

static void warn_of_terms(const struct linear *m)
{
    for (unsigned k = 1; k < m->q; k++) {
        char *name = linear_term(m, k);
        if (m->made_of[k] && m->made_of[k][0])
            warn("term \"%s\" is a combination of others, and has no coefficient: %s", name, m->made_of[k]);
        else if (m->made_of[k])
            warn("term \"%s\" is the same in all rows, and has no coefficient", name);
        if (m->term[k][LINEAR_SEPARATES] == 1 || m->term[k][LINEAR_SEPARATES] == -1)
            warn("term \"%s\" separates %s rows by \"%s\": its coefficient has no finite estimate (%cinf)", name,
                 m->separation == LOGIT_COMPLETE ? "all" : "some", target,
                 m->term[k][LINEAR_SEPARATES] > 0 ? '+' : '-');
        free(name);
    }
}

static void learn_terms(struct examples *e, const double *alone)
{
    const struct linear_choice how = {(enum learned_family)family, lambda, scale == SCALE_NONE, level};
    struct linear m;
    linear_fit(&m, e, &how);
    warn_of_terms(&m);
    linearfile_write(&m, alone, out_stdout());
    linear_free(&m);
}

static void learn_trees(struct examples *e, const double *alone)
{
    const struct gbt_choice how = {(unsigned)number_of_trees,  (unsigned)depth, (unsigned)patience, rate,
                                   isnan(lambda) ? 1 : lambda, min_leaf};
    struct gbt m;
    gbt_fit(&m, e, &how);
    gbtfile_write(&m, alone, out_stdout());
    gbt_free(&m);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    const struct examples_choice what = {.target = target,
                                         .positive = positive,
                                         .kind = kind(),
                                         .columns = columns,
                                         .labels = labels,
                                         .log1p = log1p_of,
                                         .base = bases,
                                         .impute = impute == IMPUTE_MEDIAN,
                                         .of_trees = family == LEARNED_GBT,
                                         .cut = cut,
                                         .stop_cut = stop_cut};
    if (family == LEARNED_GBT)
        booster_need();
    struct tsv *in = tsv_open();
    struct examples e;
    examples_read(&e, in, &what);
    double *alone = check_leaks(&e);
    (family == LEARNED_GBT ? learn_trees : learn_terms)(&e, alone);
    tool_rows.out = e.n; /* all are in it */
    free(alone);
    examples_free(&e);
    tsv_close(in);
    free(columns.word);
    free(labels.word);
    free(log1p_of.word);
    free(bases.word);
    return tool_end();
}
