/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/die.h"
#include "base/tool.h"
#include "stats/moments.h"
#include "stats/power.h"
#include "tsv/table.h"

enum { TWO, ONE };

static double rate, sd, size, power = 0.8, alpha = 0.05, ratio = 1, orders = 1, per_day;
static double effect = -INFINITY, lift = -INFINITY, icc = -1; // no defaults
static const char *pilot, *measure;
static int sides = TWO;

static const struct opt OPTIONS[] = {
    OPT_NUMBER("rate", &rate, "P", "share of customers of the first group who convert", .most = 1, .open = true,
               .excludes = "sd|pilot"),
    OPT_NUMBER("sd", &sd, "SD", "standard deviation of the measure, to compare means", .most = 1e12, .open = true,
               .excludes = "pilot"),
    OPT_INFILE("pilot", &pilot, "FILE", "a table to take the mean and the standard deviation from"),
    OPT_TEXT("measure", &measure, "NAME", "the column of the pilot table, such as revenue", .goes_with = "pilot",
             .needed_by = "pilot"),
    OPT_NUMBER("effect", &effect, "D", "the difference to detect: second group minus first", .least = -1e12,
               .most = 1e12, .excludes = "lift"),
    OPT_NUMBER("lift", &lift, "L",
               "the difference to detect as a share of the first group's rate or mean: 0.1 is 10 % more", .least = -1,
               .most = 1e6, .goes_with = "rate|pilot"),
    OPT_NUMBER("n", &size, "N", "customers of the first group", .least = 2, .most = 1e12),
    OPT_NUMBER("power", &power, "P", "probability that the effect is detected", .most = 1, .open = true),
    OPT_NUMBER("alpha", &alpha, "P", "level of the test", .most = 1, .open = true),
    OPT_CHOICE("sides", &sides, "two|one",
               "a test for a difference in both directions, or only for a larger second group"),
    OPT_NUMBER("ratio", &ratio, "K", "size of the second group divided by that of the first", .least = 1e-3,
               .most = 1e3),
    OPT_NUMBER("orders", &orders, "M", "orders per customer, if each order is a value of its own", .least = 1,
               .most = 1e6),
    OPT_NUMBER("icc", &icc, "R", "correlation between the orders of a customer (intraclass correlation)", .most = 1,
               .goes_with = "orders", .needed_by = "orders"),
    OPT_NUMBER("per-day", &per_day, "N", "customers who enter the experiment per day: writes how many days it takes",
               .least = 1e-3, .most = 1e12),
    {0},
};

static const struct tool SPEC = {
    .name = "absize",
    .purpose = "computes the size, the power or the smallest detectable effect of an experiment",
    .shape = SHAPE_SOURCE,
    .reads = "nothing",
    .writes = "names and values of the plan",
    .memory = "O(1)",
    .options = OPTIONS,
    .needs = "rate|sd|pilot n|effect|lift",
    .example = "--rate 0.05 --effect 0.02\n"
               "--pilot {data}/customers.tsv --measure revenue --lift 0.1 --per-day 200\n"
               "--sd 0.84 -n 1000 --sides one --ratio 0.5",
};

static const struct column WRITTEN[] = {{"name", TYPE_TEXT}, {"value", TYPE_NUMBER}, {0}};

struct plan {
    struct power_design design;
    struct moments pilot;
    bool of_rates, has_mean;
    double base, sd;  /* rate or mean of the first group; the deviation of means */
    double effect, n; /* values of the first group, not customers */
    double power;
    double each; /* values that a customer is worth */
};

static struct table written;

static void say(const char *name, double value)
{
    if (!isnan(value))
        table_row(&written, slice_of(NULL, 0), (const struct cell[]){cell_str(name), cell_number(value)});
}

static struct moments read_pilot(void)
{
    struct moments m = {0};
    struct tsv *in = tsv_open_file(pilot);
    unsigned col = tsv_need(in, measure);
    double x;
    while (tsv_next(in))
        if (tsv_double(in, col, &x))
            moments_add(&m, x);
    tsv_close(in);
    if (!(moments_variance(&m) > 0))
        die(STATUS_DATA, "%s: column \"%s\" has no variance: %s (a pilot needs two different values)", pilot, measure,
            m.n < 2 ? "there are fewer than two rows" : "all values are equal");
    return m;
}

/* ---- what is given ---- */

static void check_effect(const struct plan *p)
{
    double p2 = p->base + p->effect;
    if (p->effect == 0)
        die(STATUS_USAGE, "an effect of 0 cannot be seen by any number of customers (give the smallest that matters)");
    if (p->of_rates && !(p2 > 0 && p2 < 1))
        die(STATUS_USAGE, "the rate of the second group would be %.10g, which is not between 0 and 1", p2);
    if (sides == ONE && p->effect < 0)
        die(STATUS_USAGE, "--sides one tests for more, and the effect is negative (swap the groups)");
}

static struct plan plan_of_options(void)
{
    struct plan p = {.design = {alpha, sides == ONE, false, ratio}, .of_rates = opt_given(&rate), .sd = sd};
    if (pilot) {
        p.pilot = read_pilot();
        p.base = p.pilot.mean;
        p.sd = sqrt(moments_variance(&p.pilot));
    } else if (p.of_rates) {
        p.base = rate;
        p.sd = NAN;
    }
    p.has_mean = pilot || p.of_rates;
    p.each = orders / (1 + (orders - 1) * icc);
    bool has_effect = opt_given(&effect) || opt_given(&lift);
    if (opt_given(&size) && has_effect && opt_given(&power))
        die(STATUS_USAGE, "size, effect and power are all given: leave out the one to be found");
    p.n = opt_given(&size) ? size * p.each : (double)NAN;
    p.effect = !has_effect ? (double)NAN : opt_given(&lift) ? lift * p.base : effect;
    p.power = opt_given(&size) && has_effect ? (double)NAN : power;
    if (has_effect)
        check_effect(&p);
    return p;
}

/* ---- what is to be found ---- */

static double power_of(const struct plan *p, bool both_tails)
{
    struct power_design d = p->design;
    d.both_tails = both_tails;
    return p->of_rates ? power_shares(&d, p->base, p->base + p->effect, p->n)
                       : power_means(&d, p->effect / p->sd, p->n);
}

static double n_of(const struct plan *p, bool both_tails)
{
    struct power_design d = p->design;
    d.both_tails = both_tails;
    return p->of_rates ? power_shares_n(&d, p->base, p->base + p->effect, p->power)
                       : power_means_n(&d, p->effect / p->sd, p->power);
}

static double effect_of(const struct plan *p, bool below)
{
    return p->of_rates ? power_shares_effect(&p->design, p->base, p->n, p->power, below) - p->base
                       : power_means_effect(&p->design, p->n, p->power) * p->sd * (below ? -1 : 1);
}

static void say_sizes(const struct plan *p)
{
    double n = p->n / p->each, a = ceil(n), b = ceil(n * ratio), most = 9007199254740992;
    if (isnan(n) || a > most || b > most)
        die(STATUS_USAGE, "no number of customers up to 9e15 gives this power (a larger effect, or less power)");
    say("n_a", a);
    say("n_b", b);
    say("n_total", a + b);
    if (!opt_given(&size)) {
        say("n_a_exact", n);
        say("n_b_exact", n * ratio);
        if (!p->of_rates) {
            double normal = power_means_n_normal(&p->design, p->effect / p->sd, p->power) / p->each;
            say("n_a_normal", normal);
            say("n_b_normal", normal * ratio);
        }
        if (sides == TWO)
            say("n_a_both_tails", n_of(p, true) / p->each);
    }
    if (opt_given(&per_day))
        say("days", ceil((a + b) / per_day));
}

static void say_effect(const struct plan *p)
{
    if (p->of_rates)
        say("rate_b", p->base + p->effect);
    say("effect", p->effect);
    if (p->has_mean)
        say("lift", p->base == 0 ? (double)NAN : p->effect / p->base);
    if (!opt_given(&effect) && !opt_given(&lift) && sides == TWO)
        say("effect_below", effect_of(p, true));
}

static void say_plan(const struct plan *p)
{
    if (p->has_mean)
        say(p->of_rates ? "rate_a" : "mean_a", p->base);
    say("sd", p->sd);
    say_effect(p);
    say("alpha", alpha);
    say("sides", sides == TWO ? 2 : 1);
    say("power", p->power);
    if (sides == TWO && opt_given(&size))
        say("power_both_tails", power_of(p, true));
    if (opt_given(&orders)) {
        say("design_effect", 1 + (orders - 1) * icc);
        say("orders_a", ceil(p->n / p->each) * orders);
    }
    say_sizes(p);
}

/* The formulas stand on the normal law, to which few successes do not come near. */
static void warn_of_few(const struct plan *p)
{
    double low = fmin(p->base, p->base + p->effect), high = fmax(p->base, p->base + p->effect);
    double n = p->n * fmin(1, ratio), least = n * fmin(low, 1 - high);
    if (p->of_rates && least < 5)
        warn("a group is expected to have %.2g successes or failures; below five these formulas are rough", least);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct plan p = plan_of_options();
    if (isnan(p.power))
        p.power = power_of(&p, false);
    else if (isnan(p.n))
        p.n = n_of(&p, false);
    else
        p.effect = effect_of(&p, false);
    if (isnan(p.effect))
        die(STATUS_USAGE, "no effect can be seen with this power by so few customers (a larger -n)");
    table_begin(&written, out_stdout(), NULL, WRITTEN, NULL);
    say_plan(&p);
    warn_of_few(&p);
    table_end(&written);
    return tool_end();
}
