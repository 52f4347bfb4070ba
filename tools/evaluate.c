/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/thread.h"
#include "base/tool.h"
#include "learn/evaluation.h"

static const char *truth, *score, *class, *value;
static struct evaluation_choice choice = {
    .threshold = 0.5, .top = 20, .cost = NAN, .benefit = NAN, .level = 0.95, .bins = 10, .count_bins = 5, .seed = 1};
static uint64_t threads;
static struct opt_list only;

#define SCORES "score"

static const struct opt OPTIONS[] = {
    OPT_TEXT("truth", &truth, "COLUMN", "the column of what happened"),
    OPT_TEXT("score", &score, "COLUMN", "the column of a probability, or of another score, of one of two classes",
             .excludes = "class|value"),
    OPT_TEXT("class", &class, "COLUMN", "the column of a predicted class", .excludes = "score|value"),
    OPT_TEXT("value", &value, "COLUMN", "the column of a predicted number", .excludes = "score|class"),
    OPT_LIST("baseline", &choice.baselines, "LIST",
             "columns to compare with; -NAME is a score where lower means more likely"),
    OPT_TEXT("positive", &choice.positive, "VALUE", "the value of --truth that the score predicts (default 1)",
             .goes_with = SCORES),
    OPT_TEXT("key", &choice.key, "COLUMN",
             "the column that identifies a customer, to order ties and to draw samples (default customer_id, "
             "if there is one)"),
    OPT_TEXT("amount", &choice.amount, "COLUMN",
             "the column of the value of a row (with --value the default is the truth)", .goes_with = "score|value"),
    OPT_NUMBER("top", &choice.top, "PERCENT", "measures the share of the amount in this per cent of the rows",
               .most = 100, .open = true, .goes_with = "score|value"),
    OPT_NUMBER("threshold", &choice.threshold, "P", "predicts the positive class at this probability or above",
               .most = 1, .goes_with = SCORES),
    OPT_UINT("bins", &choice.bins, "N", "number of bins of equal width for the calibration", .least = 1, .most = 1000,
             .goes_with = SCORES),
    OPT_UINT("count-bins", &choice.count_bins, "N", "number of bins with equal numbers of rows", .least = 1,
             .most = 1000, .goes_with = SCORES),
    OPT_NUMBER("cost", &choice.cost, "C", "cost of contacting one customer", .most = OPT_ANY, .goes_with = "benefit"),
    OPT_NUMBER("benefit", &choice.benefit, "B", "benefit of contacting a customer of the positive class",
               .most = OPT_ANY, .goes_with = SCORES, .needed_by = "cost"),
    OPT_UINT("bootstrap", &choice.replicates, "N", "intervals from N bootstrap samples", .least = 1, .most = 1000000),
    OPT_UINT("seed", &choice.seed, "N", "seed of the bootstrap", .most = OPT_ANY),
    OPT_NUMBER("level", &choice.level, "P", "level of the intervals", .most = 1, .open = true,
               .goes_with = "bootstrap"),
    OPT_THREADS(&threads, "number of threads (default all cores); the result is the same"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {"gross", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "evaluate",
    .purpose = "compares predictions with what happened, and with baselines",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "one row per measure",
    .columns = COLUMNS, /* of the example */
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "truth score|class|value",
    .example = "--truth revenue --value gross\n--truth revenue --value gross --bootstrap 20",
};

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    choice.truth = truth;
    choice.kind = score ? EVALUATION_SCORE : class ? EVALUATION_CLASS : EVALUATION_VALUE;
    choice.predicted = score ? score : class ? class : value;
    choice.threads = threads ? (unsigned)threads : thread_cores();
    struct tsv *in = tsv_open();
    evaluation_write(out_stdout(), in, &choice, &only);
    tsv_close(in);
    free(choice.baselines.word);
    free(only.word);
    return tool_end();
}
