/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "segment/cut.h"
#include "segment/rules.h"
#include "tsv/columns.h"
#include "tsv/kept.h"
#include "tsv/table.h"

static const char *measure, *rules_file, *limits_in, *limits_out, *as;
static struct opt_list quantiles, bins, labels, labels_from;

static const struct opt OPTIONS[] = {
    OPT_TEXT("measure", &measure, "NAME", "the column to cut into classes", .needed_by = "quantiles|bins|limits",
             .goes_with = "quantiles|bins|limits"),
    OPT_LIST("quantiles", &quantiles, "LIST", "cuts at these shares of the rows: 0.2,0.8",
             .excludes = "bins|limits|rules|labels-from"),
    OPT_LIST("bins", &bins, "LIST", "cuts at these values: 100,500", .excludes = "limits|rules|labels-from"),
    OPT_LIST("labels", &labels, "LIST", "the names of the classes, from the lowest (default: their limits)",
             .goes_with = "quantiles|bins|limits"),
    OPT_OUTFILE("limits-out", &limits_out, "FILE", "writes the limits and labels", .goes_with = "quantiles|bins"),
    OPT_INFILE("limits", &limits_in, "FILE", "applies these limits instead of finding some",
               .excludes = "rules|labels-from"),
    OPT_TEXT("rules", &rules_file, "RULES", "labels by a rule file, a name or a file with a slash",
             .excludes = "labels-from"),
    OPT_LIST("labels-from", &labels_from, "LIST", "joins the labels of these columns to one"),
    OPT_TEXT("as", &as, "NAME", "the column that is added (default segment; rule; micro)"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "segment",
    .purpose = "labels rows by quantiles or limits of a measure, by a rule file, or by joining other labels",
    .shape = SHAPE_MAP,
    .reads = "any table",
    .writes = "the same table with a label",
    .columns = COLUMNS,
    .memory = "O(1), with --quantiles or top % O(rows)",
    .options = OPTIONS,
    .needs = "quantiles|bins|limits|rules|labels-from",
    .example = "--measure revenue --bins 10,500\n--measure revenue --quantiles 0.2,0.8 --labels Low,Medium,High",
};

static struct table table;

static void write_label(struct slice row, struct slice label)
{
    const struct cell cell[] = {cell_text(label)};
    table_row(&table, row, cell);
}

/* Rows that must be read before the first is written. */
struct seen {
    struct kept_row row;
    struct tsv_place place;
    struct amount value;
};

/* ---- classes of a measure ---- */

static struct cut cut;
static uint64_t *no_value;

static void write_class(struct slice row, struct amount a)
{
    bool is_empty = a.kind == AMOUNT_EMPTY;
    *no_value += is_empty;
    write_label(row, is_empty ? slice_of("", 0) : cut_label(&cut, a));
}

static void by_quantiles(struct tsv *in, unsigned col)
{
    struct kept kept = kept_of(sizeof(struct seen));
    struct amount a;
    while (tsv_next(in)) {
        if (!amount_read(in, col, &a))
            continue;
        ((struct seen *)kept_add(&kept, in->row))->value = a;
        if (a.kind != AMOUNT_EMPTY)
            cut_see(&cut, a);
    }
    if (cut.n == 0 && limits_out)
        die(STATUS_DATA, "no row has a value of \"%s\": there are no limits to save", measure);
    cut_find(&cut);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);)
        write_class(w.row, ((const struct seen *)w.record)->value);
    kept_free(&kept);
}

static void by_measure(struct tsv *in)
{
    unsigned col = tsv_need(in, measure);
    struct amount a;
    no_value = tool_counter("no_value");
    if (quantiles.n)
        by_quantiles(in, col);
    while (tsv_next(in))
        if (amount_read(in, col, &a))
            write_class(in->row, a);
}

static struct out *limits_file;
static void close_limits(void)
{
    cut_write(&cut, limits_file);
    out_close(limits_file);
}

static void choose_classes(void)
{
    if (limits_in)
        cut_read(&cut, measure, limits_in, labels);
    else if (quantiles.n)
        cut_quantiles(&cut, measure, quantiles, labels);
    else
        cut_bins(&cut, measure, bins, labels);
    if (limits_out) {
        limits_file = out_create(limits_out);
        tool_at_end(close_limits);
    }
}

/* ---- rules ---- */

static struct rules rules;

static void write_rule(struct tsv *in)
{
    struct slice label;
    if (rules_find(&rules, &label))
        write_label(in->row, label);
}

static void by_rules_later(struct tsv *in, struct expr_scope *scope)
{
    struct kept kept = kept_of(sizeof(struct seen));
    while (tsv_next(in))
        if (expr_gather(scope))
            ((struct seen *)kept_add(&kept, in->row))->place = tsv_place(in);
    expr_settle(scope);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        tsv_again(in, w.row, ((const struct seen *)w.record)->place);
        write_rule(in);
    }
    kept_free(&kept);
}

static void by_rules(struct tsv *in)
{
    struct expr_scope scope;
    expr_begin(&scope, in);
    rules_load(&rules, &scope, rules_file);
    if (expr_is_late(&scope))
        by_rules_later(in, &scope);
    while (tsv_next(in))
        write_rule(in);
    *tool_counter("no_rule") = rules.unmatched;
    rules_report(&rules);
    rules_free(&rules);
    expr_end(&scope);
}

/* ---- labels of labels ---- */

static void by_labels(struct tsv *in)
{
    unsigned *col = tsv_need_list(in, labels_from);
    struct buf joined = {0};
    while (tsv_next(in)) {
        joined.n = 0;
        for (size_t i = 0; i < labels_from.n; i++) {
            struct slice label = tsv_field(in, col[i]);
            if (i)
                buf_addstr(&joined, " / ");
            if (label.n)
                buf_add(&joined, label.p, label.n);
            else
                buf_addstr(&joined, "(none)");
        }
        write_label(in->row, buf_slice(&joined));
    }
    buf_free(&joined);
    free(col);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    if (measure)
        choose_classes();
    if (as)
        columns_check_name("--as", as);
    struct tsv *in = tsv_open();
    const struct column added[] = {{as ? as : measure ? "segment" : rules_file ? "rule" : "micro", TYPE_TEXT}, {0}};
    table_begin(&table, out_stdout(), in, added, NULL);
    if (measure)
        by_measure(in);
    else if (rules_file)
        by_rules(in);
    else
        by_labels(in);
    table_end(&table);
    tsv_close(in);
    cut_free(&cut);
    free(quantiles.word);
    free(bins.word);
    free(labels.word);
    free(labels_from.word);
    return tool_end();
}
