/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "price/effecttable.h"
#include "price/producttable.h"
#include "segment/rules.h"

static const char *rules_file, *costs_file, *effect_file, *fit_file;
static struct sales_plan plan = {.units = "quantity", .price = "unit_price"};
static struct opt_list only;
static double level = 0.95, floor_factor = NAN, cap_factor = NAN, least_margin = NAN, ending = NAN,
              known_elasticity = NAN;
static uint64_t places = DECIMAL_PLACES, digits;

static const struct opt OPTIONS[] = {
    OPT_TEXT("rules", &rules_file, "RULES", "price changes in per cent: a rule file, a name or a path with a slash"),
    OPT_INFILE("costs", &costs_file, "FILE", "the cost of a unit of each product (default: 0)"),
    OPT_LIST("by", &plan.by, "LIST", "the columns that identify a product (default product_id)"),
    OPT_TEXT("units", &plan.units, "NAME", "the column of the units sold"),
    OPT_TEXT("price", &plan.price, "NAME", "the column of the price that was paid for a unit"),
    OPT_LIST("controls", &plan.controls, "LIST", "control columns of the regression, such as customer_type,month"),
    OPT_LIST("tiers", &plan.tiers, "LIST", "quantities at which quantity breaks begin, as a further control: 12,48"),
    OPT_NUMBER("level", &level, "P", "level of the intervals", .most = 1, .open = true),
    OPT_NUMBER("floor", &floor_factor, "F", "no new price is below F times the old one", .most = 1),
    OPT_NUMBER("cap", &cap_factor, "F", "no new price is above F times the old one", .least = 1, .most = 100),
    OPT_NUMBER("least-margin", &least_margin, "M", "no new price has a margin below this share of it", .most = 0.99,
               .goes_with = "costs"),
    OPT_NUMBER("ending", &ending, "E", "new prices end so: 0.99", .most = 0.999999),
    OPT_UINT("places", &places, "N", "new prices without an ending are rounded to N places", .most = DECIMAL_PLACES),
    OPT_NUMBER("elasticity", &known_elasticity, "E", "a known elasticity, which --effect uses instead of the estimate",
               .least = -100, .most = 0, .goes_with = "effect"),
    OPT_OUTFILE("effect", &effect_file, "FILE", "writes the effect of each rule on revenue and margin"),
    OPT_OUTFILE("fit", &fit_file, "FILE", "writes all coefficients of the regressions"),
    TABLE_DIGITS(&digits),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {
    {"product_id", TYPE_ID}, {"quantity", TYPE_DECIMAL}, {"unit_price", TYPE_MONEY}, {0}};

static const struct tool SPEC = {
    .name = "price",
    .purpose = "estimates how demand depends on prices, and what new prices would change",
    .shape = SHAPE_FOLD,
    .reads = "lines",
    .writes =
        "one row per product: prices paid, elasticity with its interval and verdict, best price, effect of the rules",
    .columns = COLUMNS,
    .memory = "O(rows)",
    .options = OPTIONS,
    .drops = true,
    .example = "",
};

static struct sales sales;
static struct guards guards = {.cap = GUARDS_NONE, .margin = GUARDS_NONE, .ending = GUARDS_NONE};
static struct unitcost costs;

/* ---- rules ---- */

static struct rules rules;
static struct expr_scope scope;
static decimal *percent; /* of each rule; the last is for lines without one */
static uint64_t is_short;

static void read_rules(struct tsv *in)
{
    expr_begin(&scope, in);
    if (rules_file)
        rules_load(&rules, &scope, rules_file);
    if (expr_is_late(&scope))
        die(STATUS_USAGE,
            "%s: top %% would be that of the lines (label the customers by segment --rules, add the label to the lines"
            " by lookup, and let the rule name it)",
            rules.path);
    percent = mem_zero(rules.n + 1, sizeof *percent);
    for (size_t i = 0; i < rules.n; i++) {
        struct slice label = rules.rule[i].label;
        if (decimal_parse(label, &percent[i]) != DECIMAL_OK || percent[i] <= -100 * (decimal)DECIMAL_ONE)
            die(STATUS_USAGE, "%s:%" PRIu64 ":1: \"%.*s\" is not a change in per cent, above -100 (-10 : CONDITION)",
                rules.path, rules.rule[i].line, (int)label.n, label.p);
    }
}

/* The rule of the current row, rules.n of none. False: the row was set aside. */
static bool find_rule(uint32_t *rule)
{
    struct slice label = slice_of("", 0);
    if (rules_file && !rules_find(&rules, &label))
        return false;
    *rule = 0;
    while (*rule < rules.n && rules.rule[*rule].label.p != label.p)
        ++*rule;
    return true;
}

static void change_price(struct sales_line *l)
{
    struct guarded g;
    if (!guards_change(&guards, l->price, percent[l->rule], unitcost_of(&costs, &sales.groups, l->group), &g))
        die(STATUS_DATA, "%s:%" PRIu64 ": column \"%s\": the new price " AMOUNT_BEYOND, sales.in->name, sales.in->line,
            plan.price);
    l->next = g.price;
    l->floored = g.floored;
    l->capped = g.capped;
    l->is_short = g.is_short;
    is_short += g.is_short;
}

/* ---- reading ---- */

static void read_guards(void)
{
    if (opt_given(&floor_factor))
        guards.floor = llround(floor_factor * DECIMAL_ONE);
    if (opt_given(&cap_factor))
        guards.cap = llround(cap_factor * DECIMAL_ONE);
    if (opt_given(&ending))
        guards.ending = llround(ending * DECIMAL_ONE);
    if (opt_given(&least_margin))
        guards.margin = llround(least_margin * DECIMAL_ONE);
    guards.places = (unsigned)places;
}

static void read_all(struct tsv *in)
{
    sales_begin(&sales, in, &plan);
    read_rules(in);
    while (tsv_next(in)) {
        if (!sales_read(&sales) || !find_rule(&sales.now.rule))
            continue;
        sales_keep(&sales);
        change_price(&sales.line[sales.n - 1]);
    }
    sales_end(&sales);
    unitcost_warn(&costs);
    if (is_short)
        warn("%" PRIu64 " new price%s less than --least-margin, because of --cap", is_short,
             is_short == 1 ? " leaves" : "s leave");
    rules_report(&rules);
}

/* ---- all products together ---- */

/* The elasticity that --effect assumes. */
static void find_ends(const struct pricefit *all, double ends[EFFECT_ENDS])
{
    if (opt_given(&known_elasticity)) {
        ends[EFFECT_AT] = ends[EFFECT_LOW] = ends[EFFECT_HIGH] = known_elasticity;
        return;
    }
    producttable_ends(all, ends);
    if (rules_file && isnan(ends[EFFECT_AT]) && sales.n)
        warn("the estimated elasticity is not clearly below 0: the effect of the rules is empty (give one with "
             "--elasticity)");
}

static void write_effect(const struct pricefit *all)
{
    struct effecttable_rule *r = mem_zero(rules.n + 1, sizeof *r);
    double ends[EFFECT_ENDS];
    find_ends(all, ends);
    for (size_t i = 0; i < rules.n; i++)
        r[i].text = rules.rule[i].label;
    r[rules.n].text = SLICE("(none)");
    for (size_t i = 0; i < sales.n; i++) {
        const struct sales_line *l = &sales.line[i];
        effect_add(&r[l->rule].effect, l, unitcost_of(&costs, &sales.groups, l->group), ends);
    }
    effecttable_write(effect_file, r, rules.n + 1, ends, (int)digits);
    free(r);
}

static void write_all(void)
{
    struct pricefit all = {.sales = &sales, .is_within = true, .level = level};
    struct pricefit_table fits;
    struct producttable p = {&sales, &guards, &costs, level, (int)digits, &only, fit_file ? &fits : NULL};
    if (fit_file)
        pricefit_table_begin(&fits, &sales.groups, fit_file, (int)digits);
    producttable_write(&p);
    pricefit_make(&all, sales.row, sales.n);
    if (effect_file)
        write_effect(&all);
    if (fit_file && sales.n)
        pricefit_table_add(&fits, &all, MAP_NONE);
    if (fit_file)
        pricefit_table_end(&fits);
    pricefit_free(&all);
}

int main(int argc, char **argv)
{
    static struct slice product = SLICE("product_id");
    tool_begin(argc, argv, &SPEC);
    if (!plan.by.n)
        plan.by = (struct opt_list){&product, 1};
    read_guards();
    unitcost_begin(&costs, costs_file, plan.by);
    struct tsv *in = tsv_open();
    read_all(in);
    write_all();
    if (rules_file)
        rules_free(&rules);
    expr_end(&scope);
    unitcost_free(&costs);
    sales_free(&sales);
    free(percent);
    free(plan.controls.word);
    free(plan.tiers.word);
    if (plan.by.word != &product)
        free(plan.by.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
