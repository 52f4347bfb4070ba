/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "learn/linearfile.h"

static const char *target, *positive;
static struct opt_list columns, labels, log1p_of, bases;
static int family = -1, impute, scale;
static double lambda = NAN, level = 0.95;
static date cut = DATE_NONE;
static bool force;

enum { IMPUTE_NONE, IMPUTE_MEDIAN };
enum { SCALE_ZSCORE, SCALE_NONE };

static const struct opt OPTIONS[] = {
    OPT_TEXT("target", &target, "COLUMN", "what is to be predicted"),
    OPT_CHOICE("family", &family, LINEAR_FAMILIES, "least squares, with a penalty, or logistic regression"),
    OPT_LIST("columns", &columns, "LIST", "what it is predicted from"),
    OPT_LIST("labels", &labels, "LIST", "those of --columns that hold labels, though they look like numbers"),
    OPT_LIST("base", &bases, "LIST", "COLUMN=LABEL: what the other labels are compared with (default the commonest)"),
    OPT_LIST("log1p", &log1p_of, "LIST|all", "takes these columns of numbers to log(1 + x)"),
    OPT_CHOICE("impute", &impute, "none|median",
               "what a missing number becomes, with a term that tells it was missing"),
    OPT_TEXT("positive", &positive, "VALUE",
             "of a target with two values, the one whose chance is predicted (default 1)", .goes_with = "family=logit"),
    OPT_NUMBER("lambda", &lambda, "L", "the weight of the penalty", .most = OPT_ANY, .needed_by = "family=ridge",
               .goes_with = "family=ridge"),
    OPT_CHOICE("scale", &scale, "zscore|none", "the penalty is on standardised columns, or on columns as they are",
               .goes_with = "family=ridge"),
    OPT_DATE("cut", &cut, "DATE", "the cut that will be scored: rows whose label_end lies after it are refused"),
    OPT_NUMBER("level", &level, "P", "of the intervals of coefficients", .most = 1, .open = true),
    OPT_FLAG("force", &force, "takes columns that alone tell the target, with a warning"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {"orders", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "learn",
    .purpose = "fits a model that predicts a column from others, and refuses what would leak",
    .shape = SHAPE_FIT,
    .reads = "any table",
    .writes = "a model",
    .columns = COLUMNS, /* of the example */
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "target family columns",
    .example = "--target revenue --family ols --columns orders",
};

static const double TELLS = 0.98;

/* A column that alone tells the target is most likely made of it. */
static double *check_leaks(const struct examples *e)
{
    double *alone = mem_zero(e->columns, sizeof *alone);
    for (unsigned j = 0; j < e->columns; j++) {
        struct slice name = columns.word[j];
        const char *what = family == LINEAR_LOGIT ? "AUC" : "correlation";
        alone[j] = examples_tells(e, j);
        if (!(alone[j] > TELLS))
            continue;
        if (!force)
            die(STATUS_DATA,
                "column \"%.*s\" alone tells \"%s\" (%s %.4f): it is most likely made of it"
                " (--force takes it)",
                (int)name.n, name.p, target, what, alone[j]);
        warn("column \"%.*s\" alone tells \"%s\" (%s %.4f): is it made of it?", (int)name.n, name.p, target, what,
             alone[j]);
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

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    const struct examples_choice what = {.target = target,
                                         .positive = positive,
                                         .classes = family == LINEAR_LOGIT,
                                         .columns = columns,
                                         .labels = labels,
                                         .log1p = log1p_of,
                                         .base = bases,
                                         .impute = impute == IMPUTE_MEDIAN,
                                         .cut = cut};
    const struct linear_choice how = {(enum linear_family)family, lambda, scale == SCALE_NONE, level};
    struct tsv *in = tsv_open();
    struct examples e;
    struct linear m;
    examples_read(&e, in, &what);
    double *alone = check_leaks(&e);
    linear_fit(&m, &e, &how);
    warn_of_terms(&m);
    linearfile_write(&m, alone, out_stdout());
    tool_rows.out = e.n; /* all are in it */
    free(alone);
    linear_free(&m);
    examples_free(&e);
    tsv_close(in);
    free(columns.word);
    free(labels.word);
    free(log1p_of.word);
    free(bases.word);
    return tool_end();
}
