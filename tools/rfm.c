/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "segment/rfmin.h"
#include "segment/rfmlimits.h"
#include "segment/rfmout.h"
#include "segment/scores.h"
#include "segment/segmap.h"
#include "tsv/kept.h"
#include "tsv/table.h"

static int method = -1, frequency = -1, monetary = -1; /* -1: those of --limits, or the default */
static uint64_t bins, clusters;                        /* 0: likewise */
static struct opt_list weights;
static const char *segments, *limits_in, *limits_out;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("method", &method, SCORES_METHODS, "how values become scores (default quantile)"),
    OPT_UINT("bins", &bins, "N", "scores 1..N of the quantile method (default 5)", .least = 2, .most = SCORES_MOST,
             .excludes = "method=kmeans"),
    OPT_UINT("k", &clusters, "K", "scores 0..K-1 of the kmeans method (default 4)", .least = 2, .most = SCORES_MOST,
             .goes_with = "method=kmeans|limits"),
    OPT_CHOICE("frequency", &frequency, SCORES_FREQUENCIES, "what is counted (default orders)"),
    OPT_CHOICE("monetary", &monetary, SCORES_MONETARIES, "what is summed (default revenue)"),
    OPT_LIST("weights", &weights, "R,F,M", "what each score counts in rfm_score (default 1,1,1)"),
    OPT_TEXT("segments", &segments, "MAP",
             "segment map, a name or a file with a slash, or none (default eleven, low-mid-high with kmeans)"),
    OPT_OUTFILE("limits-out", &limits_out, "FILE", "writes the limits that were found", .excludes = "limits"),
    OPT_INFILE("limits", &limits_in, "FILE", "applies these limits instead of finding some"),
    {0},
};
static const struct column COLUMNS[] = {
    {"as_of", TYPE_DATE}, {"last_date", TYPE_DATE}, {"orders", TYPE_COUNT}, {"revenue", TYPE_MONEY}, {0}};

static const struct tool SPEC = {
    .name = "rfm",
    .purpose = "scores customers by recency, frequency and monetary value, and names their segments",
    .shape = SHAPE_MAP,
    .reads = "customers",
    .writes = "the same table with recency_days, scores and segment",
    .columns = COLUMNS,
    .memory = "O(customers)",
    .options = OPTIONS,
    .example = "",
};

static struct scores scores;
static struct segmap_grid grid;
static struct segmap segmap;
static bool mapped; /* else the segment stays empty */
static struct rfmout rows;
static struct table table;
static uint64_t *no_purchase_day;

/* ---- what the options ask for ---- */

static void choose_scores(void)
{
    unsigned quantiles = (unsigned)bins, means = (unsigned)clusters;
    scores = (struct scores){method, frequency, monetary, .classes = quantiles ? quantiles : means};
    if (limits_in)
        rfmlimits_read(&scores, limits_in);
    scores.method = scores.method > 0 ? scores.method : 0;
    scores.frequency = scores.frequency > 0 ? scores.frequency : 0;
    scores.monetary = scores.monetary > 0 ? scores.monetary : 0;
    if (scores.method == SCORES_KMEANS ? quantiles : means)
        die(STATUS_USAGE, means ? "-k goes with --method kmeans; for quantiles it is --bins"
                                : "--bins goes with --method quantile; for kmeans it is -k");
    if (scores.classes == 0)
        scores.classes = scores.method == SCORES_KMEANS ? 4 : 5;
}

/* The map that goes with these scores: eleven names codes of 1 to 5, low-mid-high sums up to 5 and more. For other
 * scores there is no map that fits every shop. */
static const char *default_map(void)
{
    bool means = scores.method == SCORES_KMEANS;
    if (means ? scores.classes > 2 : scores.classes == 5)
        return means ? "low-mid-high" : "eleven";
    warn("there is no segment map for %u scores, so the column segment is empty (--segments FILE is a map, --segments "
         "none"
         " asks for no segments)",
         scores.classes);
    return "none";
}

static void choose_segments(void)
{
    const decimal most = (decimal)1000000000 * DECIMAL_ONE; /* 99 times three of these are a decimal */
    if (weights.n && weights.n != SEGMAP_PLACES)
        die(STATUS_USAGE, "--weights takes three numbers, R,F,M");
    grid.low = scores_low(&scores);
    grid.high = grid.low + scores.classes - 1;
    for (size_t i = 0; i < SEGMAP_PLACES; i++) {
        struct slice word = weights.n ? weights.word[i] : SLICE("1");
        if (decimal_parse(word, &grid.weight[i]) != DECIMAL_OK || grid.weight[i] < 0 || grid.weight[i] > most)
            die(STATUS_USAGE, "--weights: \"%.*s\" is not a weight: 0 to 1000000000, at most 6 decimal places",
                (int)word.n, word.p);
    }
    if (!segments)
        segments = default_map();
    mapped = strcmp(segments, "none") != 0;
    if (mapped)
        segmap_load(&segmap, segments, &grid);
}

/* ---- customers ---- */

static void begin_rows(void)
{
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        scores_cut(&scores, m);
    rows = rfmout_of(&scores, &grid, mapped ? &segmap : NULL);
}

static void write_customer(struct slice row, const int64_t *value)
{
    rfmout_row(&rows, row, value, &table);
    *no_purchase_day += value[SCORES_RECENCY] == RFMIN_NEVER;
}

static void apply_and_write(struct tsv *in, struct rfmin *reader)
{
    struct rfmin_row c;
    begin_rows();
    while (tsv_next(in))
        if (rfmin_read(reader, in, &c))
            write_customer(in->row, c.value);
}

/* ---- limits need all customers ---- */

struct customer {
    struct kept_row row;
    int32_t recency; /* days of the calendar */
    int64_t frequency, monetary;
};
static struct kept customers;

static void keep(struct tsv *in, struct rfmin *reader)
{
    struct rfmin_row row;
    customers = kept_of(sizeof(struct customer));
    while (tsv_next(in))
        if (rfmin_read(reader, in, &row)) {
            struct customer *c = kept_add(&customers, in->row);
            c->recency = (int32_t)row.value[SCORES_RECENCY];
            c->frequency = row.value[SCORES_FREQUENCY];
            c->monetary = row.value[SCORES_MONETARY];
        }
}

static int64_t measure_of(const struct customer *c, unsigned m)
{
    return m == SCORES_RECENCY ? c->recency : m == SCORES_FREQUENCY ? c->frequency : c->monetary;
}

/* The values of those with a purchase day; how many they are. */
static size_t gather(unsigned m, int64_t *value)
{
    size_t n = 0;
    for (size_t i = 0; i < customers.rows; i++) {
        const struct customer *c = kept_record(&customers, i);
        value[n] = measure_of(c, m);
        n += c->recency != RFMIN_NEVER;
    }
    return n;
}

static void fit(void)
{
    size_t size = (customers.rows + 1) * sizeof(int64_t), buyers = 0;
    int64_t *value = mem_map(size);
    uint64_t *count = mem_map(size);
    for (unsigned m = 0; m < SCORES_MEASURES; m++) {
        buyers = gather(m, value);
        if (buyers == 0)
            break;
        const char *problem = scores_fit(&scores, m, value, count, buyers);
        struct slice name = scores_word(SCORES_NAMES, (int)m);
        if (problem)
            die(STATUS_DATA, "%.*s %s (-k %u)", (int)name.n, name.p, problem, scores.classes);
    }
    if (buyers == 0 && limits_out)
        die(STATUS_DATA, "no customer with a purchase day: there are no limits to save");
    mem_unmap(value, size);
    mem_unmap(count, size);
}

static void fit_and_write(struct tsv *in, struct rfmin *reader)
{
    keep(in, reader);
    fit();
    begin_rows();
    for (struct kept_walk w = {0}; kept_next(&customers, &w);) {
        const struct customer *c = w.record;
        const int64_t value[] = {c->recency, c->frequency, c->monetary};
        write_customer(w.row, value);
    }
    kept_free(&customers);
}

static struct out *limits_file;
static void close_limits(void)
{
    rfmlimits_write(&scores, limits_file);
    out_close(limits_file);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    no_purchase_day = tool_counter("no_purchase_day");
    choose_scores();
    choose_segments();
    if (limits_out) {
        limits_file = out_create(limits_out);
        tool_at_end(close_limits);
    }
    struct tsv *in = tsv_open();
    struct rfmin reader;
    rfmin_begin(&reader, in, &scores);
    table_begin(&table, out_stdout(), in, RFMOUT_COLUMNS, NULL);
    if (limits_in)
        apply_and_write(in, &reader);
    else
        fit_and_write(in, &reader);
    table_end(&table);
    tsv_close(in);
    if (mapped)
        segmap_free(&segmap);
    free(weights.word);
    rfmout_free(&rows);
    return tool_end();
}
