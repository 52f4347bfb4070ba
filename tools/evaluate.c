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
    OPT_TEXT("truth", &truth, "COLUMN", "what came"),
    OPT_TEXT("score", &score, "COLUMN", "a probability or another score of one class of two",
             .excludes = "class|value"),
    OPT_TEXT("class", &class, "COLUMN", "a predicted class", .excludes = "score|value"),
    OPT_TEXT("value", &value, "COLUMN", "a predicted number", .excludes = "score|class"),
    OPT_LIST("baseline", &choice.baselines, "LIST", "columns to compare with; -NAME is a score turned round"),
    OPT_TEXT("positive", &choice.positive, "VALUE", "the value of the truth that is scored (default 1)",
             .goes_with = SCORES),
    OPT_TEXT("key", &choice.key, "COLUMN",
             "whom a row is of; orders ties, and is what --bootstrap draws (default"
             " customer_id, if there is one)"),
    OPT_TEXT("amount", &choice.amount, "COLUMN", "what a row is worth (of --value: default the truth)",
             .goes_with = "score|value"),
    OPT_NUMBER("top", &choice.top, "PERCENT", "of the rows, whose share of the amount is measured", .most = 100,
               .open = true, .goes_with = "score|value"),
    OPT_NUMBER("threshold", &choice.threshold, "P", "the class is the positive one from this probability on", .most = 1,
               .goes_with = SCORES),
    OPT_UINT("bins", &choice.bins, "N", "bins of equal width for the calibration", .least = 1, .most = 1000,
             .goes_with = SCORES),
    OPT_UINT("count-bins", &choice.count_bins, "N", "bins with equal numbers of rows", .least = 1, .most = 1000,
             .goes_with = SCORES),
    OPT_NUMBER("cost", &choice.cost, "C", "of contacting one", .most = OPT_ANY, .goes_with = "benefit"),
    OPT_NUMBER("benefit", &choice.benefit, "B", "of a positive one who is contacted", .most = OPT_ANY,
               .goes_with = SCORES, .needed_by = "cost"),
    OPT_UINT("bootstrap", &choice.replicates, "N", "intervals from N samples drawn again", .least = 1, .most = 1000000),
    OPT_UINT("seed", &choice.seed, "N", "of the bootstrap", .most = OPT_ANY),
    OPT_NUMBER("level", &choice.level, "P", "of the intervals", .most = 1, .open = true, .goes_with = "bootstrap"),
    OPT_THREADS(&threads, "how many work (default all cores); the result is the same"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"revenue", TYPE_NUMBER}, {"gross", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "evaluate",
    .purpose = "measures predictions against what came, beside baselines",
    .shape = SHAPE_FOLD,
    .reads = "any table",
    .writes = "a row a measure",
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
