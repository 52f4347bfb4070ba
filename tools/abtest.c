/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "stats/quantile.h"
#include "trial/outcomes.h"
#include "trial/profit.h"
#include "trial/redraw.h"
#include "trial/segments.h"
#include "trial/trialsay.h"
#include "trial/trialtable.h"
#include "trial/verdict.h"

static const char *key = "customer_id", *arm = "group", *outcome, *per, *before, *day, *since, *assigned, *baseline;
static struct opt_list groups, by, costs;
static date start = DATE_NONE;
static double level = 0.95, srm_alpha = 0.001, winsorise = 0, worth = 0, expected = 0;
static int correction = TEST_HOLM;
static uint64_t draws, permutations, seed = 1, threads = 1, digits;

static const struct opt OPTIONS[] = {
    OPT_TEXT("outcome", &outcome, "NAME", "the column to compare: a rate if it holds only 0 and 1, otherwise a mean"),
    OPT_TEXT("per", &per, "NAME",
             "compares ratios, the outcome divided by this column: revenue per order, clicks per mail"),
    OPT_TEXT("arm", &arm, "NAME", "the column of the groups"),
    OPT_TEXT("key", &key, "NAME", "the column that identifies a customer"),
    OPT_INFILE("assigned", &assigned, "FILE",
               "the table with the groups, made by abassign; customers without an outcome count as 0"),
    OPT_LIST("groups", &groups, "LIST",
             "planned shares, such as A:0.5,B:0.5 (default: equal shares of the groups found)"),
    OPT_TEXT("baseline", &baseline, "NAME", "the group to compare with (default: the first)"),
    OPT_TEXT("date", &day, "NAME", "the column of the day of an outcome; days before --start or --since are errors",
             .needed_by = "start|since", .goes_with = "start|since"),
    OPT_DATE("start", &start, "DATE", "the day on which the experiment began", .goes_with = "date"),
    OPT_TEXT("since", &since, "NAME", "the column of the day on which each customer was assigned", .goes_with = "date"),
    OPT_NUMBER("level", &level, "P", "level of the intervals", .most = 1, .open = true),
    OPT_NUMBER("sequential", &expected, "D",
               "intervals and p-values that hold however often you look; D is the size of difference that you expect",
               .most = 1e12, .open = true),
    OPT_CHOICE("adjust", &correction, "holm|bonferroni|bh|none",
               "corrects the p-values of three groups and more, and of segments"),
    OPT_NUMBER("srm-alpha", &srm_alpha, "P",
               "stops if the group sizes differ from the shares with a p-value below this", .most = 1),
    OPT_TEXT("before", &before, "NAME", "the column of the outcome before the experiment, to adjust by (CUPED)",
             .excludes = "per"),
    OPT_LIST("by", &by, "LIST", "compares within each value of these columns too"),
    OPT_NUMBER("winsorise", &winsorise, "Q", "sets values above this quantile of all customers to that quantile",
               .most = 1, .open = true),
    OPT_UINT("bootstrap", &draws, "N", "intervals from this many bootstrap samples, for heavy tails", .least = 100,
             .most = 1000000),
    OPT_UINT("permutations", &permutations, "N", "p-values from this many permutations", .least = 100, .most = 1000000),
    OPT_UINT("seed", &seed, "N", "seed of the random numbers", .most = OPT_ANY, .goes_with = "bootstrap|permutations"),
    OPT_THREADS(&threads, "number of threads that draw samples", .goes_with = "bootstrap|permutations"),
    OPT_NUMBER("worth", &worth, "V", "profit per unit of the outcome: of a conversion, or the margin of revenue",
               .least = -1e9, .most = 1e9, .excludes = "per"),
    OPT_LIST("costs", &costs, "LIST", "cost per customer of each group, such as A:0,B:0.25", .goes_with = "worth"),
    TABLE_DIGITS(&digits),
    {0},
};

static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {"orders", TYPE_NUMBER}, {"country", TYPE_TEXT}, {0}};
static const struct tool SPEC = {
    .name = "abtest",
    .purpose = "compares the outcomes of the groups of an experiment, with intervals, tests and a verdict",
    .shape = SHAPE_FOLD,
    .reads = "any table with one row per customer",
    .writes = "names and values of each group",
    .columns = COLUMNS, /* of the example */
    .memory = "O(customers)",
    .options = OPTIONS,
    .needs = "outcome",
    .drops = true,
    .example = "--outcome orders --arm country --srm-alpha 0",
};

static struct trialtable t;
static struct outcomes o;
static enum contrast_kind kind;
static struct contrast_rule rule;

static struct sample sample_at(const double *value, uint32_t i)
{
    size_t from = outcomes_begin(&o, i);
    return sample_of(kind, value + from, o.per ? o.per + from : NULL, outcomes_count(&o, i), rule.tails);
}

/* ---- each group, and the plan ---- */

/* Are the groups as large as was planned? If not, something that made customers stay or go was different between them,
 * and no comparison tells what. */
static bool sizes_fit(const struct arms *planned)
{
    uint64_t *count = mem_zero(o.arms, sizeof *count);
    double *share = mem_zero(o.arms, sizeof *share);
    for (uint32_t i = 0; i < o.arms; i++) {
        count[i] = outcomes_count(&o, i);
        share[i] = planned ? (double)planned->share[arms_find(planned, o.arm[i])] : 1;
    }
    struct test srm = test_goodness(count, share, o.arms);
    trialtable_number(&t, "srm_statistic", srm.statistic);
    trialtable_number(&t, "srm_df", srm.df);
    trialtable_number(&t, "srm_p", srm.p);
    free(count);
    free(share);
    return !(srm.p < srm_alpha);
}

static void stop(void)
{
    static const char WHY[] =
        "stopped: the sizes of the groups do not fit their shares, so that customers were lost or "
        "doubled in one of them; find out why before anything is compared";
    for (uint32_t i = 0; i < o.arms; i++) {
        trialtable_group(&t, o.arm[i]);
        trialtable_count(&t, "customers", outcomes_count(&o, i));
    }
    trialtable_group(&t, slice_of(NULL, 0));
    trialtable_text(&t, "verdict", slice_str(WHY));
    warn("%s (--groups states other shares than equal ones, --srm-alpha 0 compares nevertheless)", WHY);
}

/* ---- a group against the baseline ---- */

static void say_redrawn(uint32_t i, const struct interval *difference, const struct interval *ratio)
{
    struct redraw r = {&o, permutations, seed, (unsigned)threads, rule.tails};
    if (draws) {
        trialtable_interval(&t, "bootstrap_low", "bootstrap_high", difference[i]);
        trialtable_number(&t, "bootstrap_error", difference[i].error);
        trialtable_interval(&t, "bootstrap_ratio_low", "bootstrap_ratio_high", ratio[i]);
    }
    if (permutations)
        trialtable_number(&t, "permutation_p", redraw_permutation(&r, i));
}

static double *adjust(void)
{
    if (!before)
        return NULL;
    struct cuped c = cuped_of(o.value, o.before, o.n);
    double *adjusted = mem_zero(o.n, sizeof *adjusted);
    if (isnan(c.theta))
        warn("column \"%s\" is the same for all customers: CUPED has nothing to adjust by", before);
    cuped_adjust(isnan(c.theta) ? 0 : c.theta, o.value, o.before, o.n, adjusted);
    trialtable_number(&t, "cuped_theta", c.theta);
    trialtable_number(&t, "cuped_variance_reduction", c.reduction);
    return adjusted;
}

static void say_verdict(const struct sample *a, const struct sample *b, const struct contrast *c, uint32_t i, double p)
{
    struct buf text = {0};
    verdict_put(&text, &(struct verdict){o.arm[0], o.arm[i], outcome, per, level, p}, a, b, c);
    trialtable_text(&t, "verdict", buf_slice(&text));
    buf_free(&text);
}

static void say_arms(const struct sample *s, const struct contrast *c, const double *p, const double *adjusted)
{
    struct interval *difference = mem_zero(2 * (size_t)o.arms, sizeof *difference), *ratio = difference + o.arms;
    double *cost = profit_costs("--costs", costs, o.arm, o.arms);
    if (draws)
        redraw_bootstrap(&(struct redraw){&o, draws, seed, (unsigned)threads, rule.tails}, difference, ratio);
    for (uint32_t i = 0; i < o.arms; i++) {
        trialtable_group(&t, o.arm[i]);
        trialsay_sample(&t, &s[i]);
        if (i == 0)
            continue;
        trialsay_contrast(&t, kind, &c[i]);
        if (o.arms > 2)
            trialsay_corrected(&t, &rule, p[i]);
        trialsay_others(&t, &s[0], &s[i], &c[i], rule.tails);
        say_redrawn(i, difference, ratio);
        if (adjusted)
            trialsay_cuped(&t, &o, i, adjusted, &rule);
        if (opt_given(&worth))
            profit_say(&t, worth, cost[i] - cost[0], &s[i], &c[i]);
        say_verdict(&s[0], &s[i], &c[i], i, p[i]);
    }
    free(difference);
    free(cost);
}

static void compare(void)
{
    struct sample *s = mem_zero(o.arms, sizeof *s);
    struct contrast *c = mem_zero(o.arms, sizeof *c);
    double *p = mem_zero(o.arms, sizeof *p);
    p[0] = NAN;
    for (uint32_t i = 0; i < o.arms; i++)
        s[i] = sample_at(o.value, i);
    for (uint32_t i = 1; i < o.arms; i++) {
        c[i] = contrast_of(&s[0], &s[i], &rule);
        p[i] = c[i].p;
    }
    if (!contrast_correct(&rule, p, o.arms))
        die(STATUS_ENV, "out of memory");
    trialsay_any(&t, &o, s);
    double *adjusted = adjust();
    say_arms(s, c, p, adjusted);
    if (by.n)
        segments_say(&t, &o, kind, &rule, &(struct verdict){.outcome = outcome, .per = per, .level = level});
    free(adjusted);
    free(p);
    free(c);
    free(s);
}

/* ---- all ---- */

static void warn_of_rows(void)
{
    *tool_counter("without_outcome") = o.without;
    *tool_counter("without_group") = o.unknown;
    if (o.unknown)
        warn("%" PRIu64 " customer%s with an outcome %s no group in %s: the first is %s", o.unknown,
             o.unknown == 1 ? "" : "s", o.unknown == 1 ? "has" : "have", assigned, o.example.p);
    if (o.negative)
        warn("%" PRIu64 " customer%s a negative %s (returns of what was bought before?)", o.negative,
             o.negative == 1 ? " has" : "s have", outcome);
    trialtable_count(&t, "customers", o.n);
    if (assigned) {
        trialtable_count(&t, "without_outcome", o.without);
        trialtable_count(&t, "without_group", o.unknown);
    }
}

/* Large values come down to the quantile. */
static void cut_tail(void)
{
    double *sorted = mem_zero(2 * o.n, sizeof *sorted);
    const uint64_t parts = 1000000;
    memcpy(sorted, o.value, o.n * sizeof *sorted);
    quantile_sort_double(sorted, sorted + o.n, o.n);
    struct quantile_place p = quantile_place(o.n, (uint64_t)llround(winsorise * (double)parts), parts);
    double limit = quantile_double(sorted[p.low], sorted[p.low + (p.part != 0)], p);
    uint64_t cut = 0;
    for (size_t i = 0; i < o.n; i++)
        if (o.value[i] > limit) {
            o.value[i] = limit;
            cut++;
        }
    trialtable_number(&t, "winsorised_at", limit);
    trialtable_count(&t, "winsorised_customers", cut);
    free(sorted);
}

static void analyse(const struct arms *planned)
{
    trialtable_segment(&t, &o.segments, MAP_NONE);
    trialtable_group(&t, slice_of(NULL, 0));
    warn_of_rows();
    if (!sizes_fit(planned)) {
        stop();
        return;
    }
    if (winsorise > 0)
        cut_tail();
    kind = per ? CONTRAST_RATIO : o.is_rate ? CONTRAST_RATE : CONTRAST_MEAN;
    compare();
}

int main(int argc, char **argv)
{
    struct arms planned = {0};
    tool_begin(argc, argv, &SPEC);
    rule = (struct contrast_rule){(1 - level) / 2, expected, correction};
    if (groups.n)
        arms_parse(&planned, "--groups", groups);
    struct outcomes_plan plan = {
        key, arm, outcome, per, before, day, start, since, assigned, by, groups.n ? &planned : NULL, baseline};
    struct tsv *in = tsv_open();
    outcomes_read(&o, &plan, in);
    trialtable_begin(&t, by, (int)digits);
    if (o.n)
        analyse(groups.n ? &planned : NULL);
    trialtable_end(&t);
    outcomes_free(&o);
    arms_free(&planned);
    free(groups.word);
    free(costs.word);
    free(by.word);
    tsv_close(in);
    return tool_end();
}
