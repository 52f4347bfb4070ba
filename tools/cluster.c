/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/thread.h"
#include "base/tool.h"
#include "cluster/clusterfile.h"
#include "cluster/clusterfit.h"
#include "cluster/clusterin.h"
#include "cluster/clusterout.h"
#include "cluster/clusterwarn.h"
#include "cluster/scantable.h"
#include "tsv/columns.h"

static struct opt_list columns, logged, labels, only;
static const char *clusters_text, *weights, *order_by, *as, *model_out, *model_in, *init_in, *scan_text, *by;
static int scale;
static uint64_t starts = 10, seed = 1, threads;

#define OLD "model|init" /* such a file has columns and choices of its own */

static const struct opt OPTIONS[] = {
    OPT_LIST("columns", &columns, "LIST", "the columns to cluster by", .excludes = OLD),
    OPT_TEXT("k", &clusters_text, "K|auto", "number of clusters; auto takes the number that --scan 2..10 suggests",
             .excludes = OLD "|scan"),
    OPT_CHOICE("scale", &scale, "none|zscore|minmax|robust",
               "how to make columns comparable; required for more than one column", .excludes = OLD),
    OPT_LIST("log1p", &logged, "LIST|all", "replaces x by log(1 + x) in these columns before scaling", .excludes = OLD),
    OPT_TEXT("weights", &weights, "COLUMN", "the column of the weight of each row", .excludes = OLD),
    OPT_UINT("starts", &starts, "N", "keeps the best of N random starts; one column needs none", .least = 1,
             .most = 1000000, .excludes = OLD),
    OPT_UINT("seed", &seed, "N", "the seed of the random numbers", .most = OPT_ANY, .excludes = OLD),
    OPT_THREADS(&threads, "number of threads; the result is the same (default all cores)"),
    OPT_TEXT("order-by", &order_by, "COLUMN", "numbers clusters by their means of this column (default the first)",
             .excludes = OLD "|scan"),
    OPT_LIST("labels", &labels, "LIST", "names of the clusters, in their order, instead of 1, 2 ...",
             .excludes = OLD "|scan"),
    OPT_TEXT("as", &as, "NAME", "names the columns NAME and NAME_distance instead of cluster and distance",
             .excludes = "scan"),
    OPT_TEXT("by", &by, "COLUMN", "makes separate clusters for each value of this column", .excludes = OLD),
    OPT_TEXT("scan", &scan_text, "A..B", "writes a quality table for each k from A to B instead", .excludes = OLD),
    OPT_LIST("only", &only, "LIST", "writes only these columns of the scan and does not compute the others",
             .goes_with = "scan"),
    OPT_OUTFILE("model-out", &model_out, "FILE", "writes the clusters, to label new rows later",
                .excludes = "model|scan"),
    OPT_INFILE("model", &model_in, "FILE", "labels rows by these clusters instead of finding new ones"),
    OPT_INFILE("init", &init_in, "FILE", "starts from these clusters and keeps their labels", .excludes = "model"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "cluster",
    .purpose = "groups the rows of a table into clusters, the same ones every time",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with cluster and distance",
    .columns = COLUMNS, /* of the example */
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "columns|model|init k|model|init|scan",
    .example = "--columns revenue -k 2",
};

enum { APPLY_ROWS = 1 << 16 }; /* at a time */

static struct clusters model, old;
static struct clusterfit fit = {.model = &model};
static struct clusterscan scan;
static struct clusterin table;
static char *distance_name;
static uint64_t *no_cluster;

/* ---- what the options ask for ---- */

enum mode { FIT = 1, SCAN = 2, APPLY = 4, INIT = 8 };
static enum mode mode;

/* The column's number among those that are used. */
static unsigned used(const char *option, struct slice name)
{
    for (unsigned j = 0; j < columns.n; j++)
        if (slice_eq(columns.word[j], name))
            return j;
    die(STATUS_USAGE, "%s: \"%.*s\" is not one of --columns", option, (int)name.n, name.p);
}

/* The result of a clustering should not be its input. */
static void warn_of_circles(struct slice name)
{
    const struct slice score = SLICE("_score");
    bool scored = name.n > score.n && slice_eq(slice_of(name.p + name.n - score.n, score.n), score);
    if (slice_is(name, "cluster") || scored)
        warn("column \"%.*s\" is %s: clusters of it contain no new information", (int)name.n, name.p,
             scored ? "a score" : "a clustering");
}

static void choose_columns(void)
{
    model.columns = (unsigned)columns.n;
    model.column = mem_zero(columns.n, sizeof *model.column);
    model.log1p = mem_zero(columns.n, sizeof *model.log1p);
    for (unsigned j = 0; j < columns.n; j++) {
        model.column[j] = columns.word[j];
        warn_of_circles(columns.word[j]);
    }
    bool all = logged.n == 1 && slice_is(logged.word[0], "all");
    for (unsigned j = 0; j < (all ? columns.n : logged.n); j++)
        model.log1p[all ? j : used("--log1p", logged.word[j])] = true;
    if (columns.n > 1 && !opt_given(&scale))
        die(STATUS_USAGE,
            "several columns need --scale zscore, minmax, robust or none: otherwise the column with the largest "
            "numbers would dominate");
}

static void choose_labels(void)
{
    for (size_t i = 0; i < labels.n; i++) {
        const struct slice *word = &labels.word[i];
        if (memchr(word->p, '\t', word->n) || memchr(word->p, '\n', word->n) || memchr(word->p, '\r', word->n))
            die(STATUS_USAGE, "--labels: \"%.*s\" cannot be a label (it contains a tab or a line end)", (int)word->n,
                word->p);
        for (size_t j = 0; j < i; j++)
            if (slice_eq(*word, labels.word[j]))
                die(STATUS_USAGE, "--labels: \"%.*s\" is given twice", (int)word->n, word->p);
    }
    if (labels.n && fit.k != labels.n)
        die(STATUS_USAGE, "--labels: %zu names, and -k %s clusters", labels.n, clusters_text);
    fit.label = labels.word;
}

static void choose_fit(void)
{
    choose_columns();
    model.scale = (enum scaling_kind)scale;
    model.by = slice_str(by ? by : "");
    model.weights = slice_str(weights ? weights : "");
    model.seed = seed;
    model.starts = starts;
    if (mode == SCAN) {
        scantable_choose(&scan, scan_text, only);
        return;
    }
    bool by_scan = strcmp(clusters_text, "auto") == 0;
    fit.k = by_scan ? 0 : clusters_number("-k", slice_str(clusters_text));
    fit.order = order_by ? used("--order-by", slice_str(order_by)) : 0;
    choose_labels();
}

/* A refit uses the columns and the choices of the file, and finds new clusters. */
static void begin_with_old(void)
{
    clusterfile_read(&old, init_in);
    fit.init = &old;
    model.columns = old.columns;
    model.column = mem_zero(old.columns, sizeof *model.column);
    model.log1p = mem_zero(old.columns, sizeof *model.log1p);
    memcpy(model.column, old.column, old.columns * sizeof *model.column);
    memcpy(model.log1p, old.log1p, old.columns * sizeof *model.log1p);
    model.scale = old.scale;
    model.by = old.by;
    model.weights = old.weights;
    model.seed = old.seed;
    model.starts = old.starts;
}

static void choose(void)
{
    mode = model_in ? APPLY : init_in ? INIT : scan_text ? SCAN : FIT;
    if (mode == APPLY)
        clusterfile_read(&model, model_in);
    else if (mode == INIT)
        begin_with_old();
    else
        choose_fit();
    fit.threads = scan.threads = threads ? (unsigned)threads : thread_cores();
}

/* ---- rows ---- */

static void report_drift(void)
{
    struct clusterfit_drift drift = clusterfit_drift(&fit, &table);
    warn("the labels of %s are kept: %.2f %% of the rows moved, adjusted Rand index %.4f", init_in, 100 * drift.moved,
         drift.ari);
    tool_stat("moved", "%.17g", drift.moved);
    tool_stat("ari", "%.17g", drift.ari);
    free(fit.was);
}

static void label_rows(struct tsv *in, struct out *out)
{
    const struct column added[] = {{as ? as : "cluster", TYPE_TEXT}, {distance_name, TYPE_NUMBER}, {0}};
    struct table labelled;
    table_begin(&labelled, out, in, added, NULL);
    while (clusterin_read(&table, mode == APPLY ? APPLY_ROWS : SIZE_MAX)) {
        if (mode == APPLY)
            clusterfit_apply(&model, &table, fit.threads);
        else if (table.points)
            clusterfit_run(&fit, &table);
        if (mode == INIT && table.points)
            report_drift();
        *no_cluster += clusterout_rows(&model, &table, &labelled);
    }
    table_end(&labelled);
    if (mode == APPLY)
        clusterwarn_unknown(&model, &table);
}

static void scan_rows(struct out *out)
{
    clusterin_read(&table, SIZE_MAX);
    scantable_write(&scan, &model, &table, out);
    tool_rows.out = table.kept.rows; /* all are in it */
}

static struct out *model_file;
static void close_model(void)
{
    clusterfile_write(&model, model_file);
    out_close(model_file);
}

static void name_columns(void)
{
    if (as)
        columns_check_name("--as", as);
    size_t n = as ? strlen(as) + sizeof "_distance" : sizeof "distance";
    distance_name = mem_alloc(n);
    snprintf(distance_name, n, "%s%sdistance", as ? as : "", as ? "_" : "");
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    no_cluster = tool_counter("no_cluster");
    choose();
    name_columns();
    if (model_out) {
        model_file = out_create(model_out);
        tool_at_end(close_model);
    }
    struct tsv *in = tsv_open();
    clusterin_begin(&table, in, &model, mode != APPLY);
    if (mode == SCAN)
        scan_rows(out_stdout());
    else
        label_rows(in, out_stdout());
    if (model_out && model.names.n == 0)
        die(STATUS_DATA, "no row has values in all columns: there are no clusters to save");
    int status = tool_end();
    clusterin_end(&table);
    tsv_close(in);
    clusters_free(&model);
    clusters_free(&old);
    free(distance_name);
    free(columns.word);
    free(logged.word);
    free(labels.word);
    free(only.word);
    return status;
}
