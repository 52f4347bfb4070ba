/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "clv/modelin.h"
#include "clv/predict.h"
#include "clv/textbook.h"

enum { HISTORIC, SIMPLE };
static int method = -1;
static const char *model, *spend, *family, *discount_period, *step, *lifespan, *least;
static struct opt_list horizons, alive_in;
static uint64_t digits, chances, threads = 1;
static double discount = 0.1, margin = 1, acquisition, level = NAN;
static bool dert, newcomers;

static const struct opt OPTIONS[] = {
    OPT_INFILE("model", &model, "FILE", "the model of purchases, made by clvfit", .excludes = "method"),
    OPT_TEXT("family", &family, "NAME", "the family to use, if the file has several", .goes_with = "model"),
    OPT_INFILE("spend", &spend, "FILE", "the model of spend (clvfit --family gammagamma)", .goes_with = "model"),
    OPT_LIST("horizon", &horizons, "LIST", "expected purchases, and value, within each of these times: 30d,12w,1y",
             .goes_with = "model"),
    OPT_LIST("alive-in", &alive_in, "LIST", "P(alive) after each of these times", .goes_with = "model",
             .excludes = "new"),
    OPT_UINT("pmf", &chances, "N", "probabilities of 0 .. N - 1 purchases within each horizon", .least = 1,
             .most = 10000, .goes_with = "horizon"),
    OPT_FLAG("dert", &dert, "discounted expected purchases, and value, without a time limit", .goes_with = "model"),
    OPT_NUMBER("discount", &discount, "RATE", "discount rate as a share: 0.1 is 10 %", .most = 1e6,
               .goes_with = "spend|dert"),
    OPT_TEXT("discount-period", &discount_period, "LENGTH", "the time that the discount rate is for (default 1y)",
             .goes_with = "spend|dert"),
    OPT_TEXT("step", &step, "LENGTH", "discounts purchases at the end of each step of this length (default 30d)",
             .goes_with = "spend|dert"),
    OPT_NUMBER("margin", &margin, "SHARE", "profit as a share of the value of a purchase", .most = 1,
               .goes_with = "spend|method"),
    OPT_NUMBER("acquisition-cost", &acquisition, "MONEY", "subtracted from each value", .most = OPT_ANY,
               .goes_with = "spend|method"),
    OPT_NUMBER("interval", &level, "LEVEL", "adds the ends of intervals of this level, such as 0.9", .most = 1,
               .open = true, .goes_with = "model"),
    OPT_FLAG("new", &newcomers, "reads nothing, and predicts for a new customer", .goes_with = "model"),
    OPT_CHOICE("method", &method, "historic|simple",
               "textbook formulas without a model: historic (revenue so far), or simple"),
    OPT_TEXT("lifespan", &lifespan, "LENGTH", "how long a customer stays, for the simple formula (default 3y)",
             .goes_with = "method=simple"),
    OPT_TEXT("floor", &least, "LENGTH",
             "the shortest observation time to divide by: shorter ones are raised to it (default 1y)",
             .goes_with = "method=simple"),
    TABLE_DIGITS(&digits),
    OPT_THREADS(&threads, "number of threads; the result is the same", .goes_with = "model"),
    {0},
};

static const struct column COLUMNS[] = {
    {"as_of", TYPE_DATE}, {"x", TYPE_COUNT}, {"t_x", TYPE_COUNT}, {"T", TYPE_COUNT}, {0}};

static const struct tool SPEC = {
    .name = "clvpredict",
    .purpose = "predicts who is still a customer, purchases and value, by a model or textbook formulas",
    .shape = SHAPE_MAP,
    .reads = "customers",
    .writes = "the same table with predictions",
    .columns = COLUMNS,
    .memory = "O(patterns of customers)",
    .options = OPTIONS,
    .needs = "model|method",
    .example = "--model {data}/model.tsv --horizon 90d",
};

/* ---- what the options ask for ---- */

static void check_options(void)
{
    if (newcomers && (tool_files() > 1 || strcmp(tool_file(0), "-") != 0))
        die(STATUS_USAGE, "--new reads nothing, but \"%s\" was given", tool_file(0));
}

/* A length in the model's unit; if none was given, `otherwise` days, or one period of a model of periods. */
static double length_or(const char *text, const char *name, const char *otherwise, const struct model_unit *unit,
                        bool whole)
{
    if (!text && whole)
        return 1;
    struct length l = length_of(name, text ? text : otherwise);
    double v = length_in(&l, name, unit, whole);
    length_free(&l);
    return v;
}

static void choose_discount(struct predict *f, const struct model_unit *unit, bool counted)
{
    struct outlook *o = &f->ask;
    if (!o->present && !o->residual)
        return;
    if (!unit && !discount_period)
        die(STATUS_USAGE, "the model counts periods, whose length is unknown: a discount rate needs"
                          " --discount-period N, in periods");
    double period = discount_period || unit ? length_or(discount_period, "--discount-period", "1y", unit, false) : 1;
    o->delta = clv_delta(discount, period);
    o->step = length_or(step, "--step", "30d", unit, counted);
    if (o->residual && !(o->delta > 0))
        die(STATUS_USAGE, "--dert needs a --discount above 0: without discounting the sum is infinite");
}

static void choose_intervals(struct predict *f)
{
    if (isnan(level))
        return;
    f->tails = (1 - level) / 2;
    f->bootstrap = modelpick_has_bootstrap(&f->purchases) && (!f->has_spend || modelpick_has_bootstrap(&f->spend));
    const struct modelpick *lacks = !modelpick_has_covariance(&f->purchases)               ? &f->purchases
                                    : f->has_spend && !modelpick_has_covariance(&f->spend) ? &f->spend
                                                                                           : NULL;
    size_t replicates = f->purchases.first->fit.replicates;
    if (f->bootstrap && (double)replicates * f->tails < 1)
        warn("%s: too few replicates (%zu) for an interval of %g: its ends are the outermost replicates (at least "
             "%.0f are needed)",
             f->purchases.path, replicates, level, ceil(1 / f->tails));
    if (!f->bootstrap && lacks)
        warn("%s: a model in it has no covariance, so that its intervals are empty (clvfit --bootstrap N or --prior)",
             lacks->path);
}

static void choose_forecast(struct predict *f)
{
    modelpick_read(&f->purchases, model, MODELPICK_PURCHASES, family);
    f->has_spend = spend != NULL;
    if (spend)
        modelpick_read(&f->spend, spend, MODELPICK_SPEND, NULL);
    const struct model_unit *unit = f->purchases.first->unit;
    bool counted = modelin_kind(f->purchases.family) != MODELIN_TIMES;
    if (newcomers && f->purchases.family == &FAMILY_SBG)
        die(STATUS_USAGE, "--new: contract models do not support it; predict for a customer of age 0");
    f->alive_in = lengths_of("--alive-in", alive_in);
    f->horizon = lengths_of("--horizon", horizons);
    lengths_convert(&f->alive_in, "--alive-in", unit, counted);
    lengths_convert(&f->horizon, "--horizon", unit, counted);
    f->worth = (struct clv_value){.margin = margin, .acquisition = acquisition};
    f->threads = (unsigned)threads;
    f->digits = (int)digits;
    f->ask = (struct outlook){.family = f->purchases.family, .newcomer = newcomers};
    f->ask.alive_in = f->alive_in.units;
    f->ask.alive_ins = f->alive_in.n;
    f->ask.horizon = f->horizon.units;
    f->ask.horizons = f->horizon.n;
    f->ask.chances = chances;
    f->ask.present = spend && horizons.n > 0;
    f->ask.residual = dert;
    choose_discount(f, unit, counted);
    choose_intervals(f);
    if (!outlook_plan(&f->ask))
        die(STATUS_ENV, "out of memory");
}

/* ---- ways ---- */

static double years(const char *text, const char *name, const char *otherwise)
{
    static const struct model_unit year = {"year", 365};
    return length_or(text, name, otherwise, &year, false);
}

static void write_textbook(void)
{
    struct tsv *in = tsv_open();
    struct textbook b = {
        .simple = method == SIMPLE, .digits = (int)digits, .worth = {.margin = margin, .acquisition = acquisition}};
    b.lifespan = years(lifespan, "--lifespan", "3y");
    b.least = years(least, "--floor", "1y");
    textbook_rows(&b, in, out_stdout());
    tsv_close(in);
}

static void warn_of_rows(const struct predict *f)
{
    if (f->certain)
        warn("customers who bought once: %" PRIu64
             "; BG/NBD cannot see that such a customer has left, so their P(alive) is 1 (use MBG/NBD or Pareto/NBD)",
             f->certain);
    if (f->unknown)
        warn("customers with a label that the model does not know: %" PRIu64 "; it counts as the most frequent one",
             f->unknown);
    if (f->purchases.first->by)
        *tool_counter("pooled_model") = f->pooled;
    if (f->pooled)
        warn("customers in groups without a model of their own: %" PRIu64 "; the model of all customers is used",
             f->pooled);
}

static void write_forecast(void)
{
    struct predict f = {0};
    choose_forecast(&f);
    if (newcomers) {
        predict_newcomers(&f, out_stdout());
    } else {
        struct tsv *in = tsv_open();
        predict_rows(&f, in, out_stdout());
        tsv_close(in);
    }
    warn_of_rows(&f);
    *tool_counter("no_expected_value") = f.no_mean;
    if (f.no_mean)
        warn("rows without an expected value: %" PRIu64
             "; under the model of spend it is infinite for customers with few purchases (q is too small)",
             f.no_mean);
    outlook_free(&f.ask);
    lengths_free(&f.alive_in);
    lengths_free(&f.horizon);
    modelpick_free(&f.purchases);
    modelpick_free(&f.spend);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_options();
    if (method >= 0)
        write_textbook();
    else
        write_forecast();
    free(horizons.word);
    free(alive_in.word);
    return tool_end();
}
