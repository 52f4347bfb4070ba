/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/die.h"
#include "base/tool.h"
#include "shop/outlooks.h"
#include "tsv/table.h"

enum { STOP, ZERO };

static struct outlooks o = {.horizon = 6, .level = 0.95, .draws = 2000, .seed = 1, .origins = 400, .phi = 1};
static struct series_options read = {0};
static int gaps = STOP;
static uint64_t digits;
static struct opt_list only;
static const char *seasons, *parts, *errors, *fit;

static const struct opt OPTIONS[] = {
    OPT_TEXT("measure", &read.measure, "NAME", "the column to forecast"),
    OPT_TEXT("period", &read.period, "NAME",
             "the column of the period (default: period, month, week, quarter, day or year)"),
    OPT_TEXT("until", &read.until, "PERIOD", "the last period to use"),
    OPT_CHOICE("gaps", &gaps, "stop|zero", "a missing period is an error, or counts as 0"),
    OPT_UINT("horizon", &o.horizon, "N", "number of periods to forecast", .least = 1, .most = 1000),
    OPT_UINT(
        "cycle", &o.cycle, "N",
        "number of periods in a season cycle, 1 for none (default: by the period: 12 months, 4 quarters, 52 weeks, 7 "
        "days)",
        .least = 1, .most = 1000),
    OPT_CHOICE("seasonal", &o.seasonal, "auto|multiplicative|additive",
               "seasons as factors or as additive differences"),
    OPT_CHOICE("method", &o.method, "auto|naive|holtwinters",
               "the forecast to write; auto: the method with the smaller past errors"),
    OPT_FLAG("damped", &o.damped, "damps the trend: it fades over the forecast", .excludes = "alpha"),
    OPT_NUMBER("alpha", &o.alpha, "A", "smoothing parameter of the level, instead of its estimate", .most = 1,
               .needed_by = "beta|gamma|phi"),
    OPT_NUMBER("beta", &o.beta, "B", "smoothing parameter of the trend", .most = 1, .needed_by = "alpha"),
    OPT_NUMBER("gamma", &o.gamma, "G", "smoothing parameter of the seasons", .most = 1, .goes_with = "alpha"),
    OPT_NUMBER("phi", &o.phi, "P", "damping parameter: how much of the trend remains after each period", .most = 1,
               .goes_with = "alpha"),
    OPT_NUMBER("level", &o.level, "P", "level of the intervals", .most = 1, .open = true),
    OPT_UINT("draws", &o.draws, "N", "number of simulated paths that intervals are made from", .least = 100,
             .most = 1000000),
    OPT_UINT("seed", &o.seed, "N", "seed of the simulated paths", .most = OPT_ANY),
    OPT_UINT("origins", &o.origins, "N", "tests past forecasts from this many periods, the latest ones",
             .most = 1000000),
    OPT_UINT("test", &o.test, "N", "also tests the forecast from N periods ago", .least = 1, .most = 1000000,
             .goes_with = "errors"),
    OPT_OUTFILE("seasons", &seasons, "FILE", "writes the season indices"),
    OPT_OUTFILE("parts", &parts, "FILE", "writes the decomposition of each value: trend, season, rest"),
    OPT_OUTFILE("errors", &errors, "FILE", "writes the past errors of both methods"),
    OPT_OUTFILE("fit", &fit, "FILE", "writes the parameters"),
    TABLE_DIGITS(&digits),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"month", TYPE_PERIOD}, {"revenue", TYPE_NUMBER}, {0}};

static const struct tool SPEC = {
    .name = "forecast",
    .purpose = "forecasts a measure by period, with intervals and the errors of past forecasts",
    .shape = SHAPE_FOLD,
    .reads = "periods",
    .writes = "one row per future period: forecast, low, high, naive, method, fallback",
    .columns = COLUMNS,
    .memory = "O(rows)",
    .options = OPTIONS,
    .needs = "measure",
    .drops = true,
    .example = "--measure revenue --cycle 3 --gaps zero --only month,forecast,naive,method,fallback",
};

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    read.zero = gaps == ZERO;
    o.fixed = opt_given(&o.alpha);
    o.digits = (int)digits;
    series_read(&o.series, in, read);
    outlooks_fit(&o);
    outlooks_write(&o, out_stdout(), &only);
    if (seasons)
        outlooks_seasons(&o, seasons);
    if (parts)
        outlooks_parts(&o, parts);
    if (errors)
        outlooks_errors(&o, errors);
    if (fit)
        outlooks_parameters(&o, fit);
    outlooks_end(&o);
    tsv_close(in);
    return tool_end();
}
