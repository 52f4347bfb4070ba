/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "base/die.h"
#include "base/num.h"
#include "base/out.h"
#include "base/tool.h"
#include "sim/simrun.h"
#include "sim/simtruth.h"

static struct sim_setup setup = {
    .model = {.r = 0.8, .alpha = 60, .a = 0.6, .b = 3, .s = 0.6, .beta = 120, .p = 4, .q = 4, .gamma = 90},
    .seed = 1,
    .basket = 5,
};
static uint64_t customers = 1000;
static date from = DATE_NONE, to = DATE_NONE;
static int32_t join;
static int family, layout;
static struct opt_list params, spend;
static double guests, returns;
static const char *truth_file, *customers_file;
static struct simrun *run;

static const struct opt OPTIONS[] = {
    OPT_UINT("customers", &customers, "N", "how many customers join", .least = 1, .most = 1000000000),
    OPT_DATE("from", &from, "DATE", "first day (default 2011-01-01)"),
    OPT_DATE("to", &to, "DATE", "last day (default 2011-12-31)"),
    OPT_SPAN("join", &join, "SPAN", "first purchases fall in the first SPAN, as 90d (default: in all of the time)",
             .least = 1, .most = 3700000),
    OPT_CHOICE("family", &family, "bgnbd|mbgnbd|paretonbd", "model of the purchases"),
    OPT_LIST("params", &params, "NAME=X,...", "its parameters, in days: r, alpha, a, b; paretonbd: r, alpha, s, beta"),
    OPT_LIST("spend", &spend, "NAME=X,...", "parameters of Gamma-Gamma, the value of a purchase: p, q, gamma"),
    OPT_NUMBER("basket", &setup.basket, "X", "mean number of lines of an order, before short values cut it", .least = 1,
               .most = 100),
    OPT_CHOICE("seasons", &setup.seasons, "none|retail", "busy and quiet months and weekdays"),
    OPT_NUMBER("guests", &guests, "SHARE", "share of orders without a customer (default 0; 0.2 with --messy)",
               .most = 0.9),
    OPT_NUMBER("returns", &returns, "SHARE", "share of sold lines that come back (default 0; 0.02 with --messy)",
               .most = 1),
    OPT_FLAG("messy", &setup.messy, "quirks of real logs, listed in the manual page"),
    OPT_CHOICE("layout", &layout, "lines|online-retail", "lines table, or CSV of Online Retail"),
    OPT_UINT("seed", &setup.seed, "N", "another seed makes another log", .most = OPT_ANY),
    OPT_OUTFILE("truth", &truth_file, "FILE", "writes all parameters: section, name, value"),
    OPT_OUTFILE("truth-customers", &customers_file, "FILE", "writes what each customer drew, and when they were lost"),
    {0},
};

static const struct tool SPEC = {
    .name = "simulate",
    .purpose = "simulates a transaction log from customer models",
    .shape = SHAPE_SOURCE,
    .reads = "nothing",
    .writes = "lines, or CSV of Online Retail",
    .memory = "O(customers)",
    .options = OPTIONS,
    .example = "--customers 20 --returns 0.05 --guests 0.1",
};

struct param {
    const char *name;
    double *value;
};
static const struct param BG_PARAMS[] = {
    {"r", &setup.model.r}, {"alpha", &setup.model.alpha}, {"a", &setup.model.a}, {"b", &setup.model.b}, {0}};
static const struct param PARETO_PARAMS[] = {
    {"r", &setup.model.r}, {"alpha", &setup.model.alpha}, {"s", &setup.model.s}, {"beta", &setup.model.beta}, {0}};
static const struct param SPEND_PARAMS[] = {
    {"p", &setup.model.p}, {"q", &setup.model.q}, {"gamma", &setup.model.gamma}, {0}};

static void set_params(const char *option, struct opt_list list, const struct param *have)
{
    for (size_t i = 0; i < list.n; i++) {
        struct slice rest = list.word[i], name = slice_cut(&rest, '=');
        const struct param *p = have;
        while (p->name && !slice_is(name, p->name))
            p++;
        if (!p->name || !rest.p)
            die(STATUS_USAGE, "--%s \"%.*s\": not NAME=VALUE of a parameter of this model (--help names them)", option,
                (int)list.word[i].n, list.word[i].p);
        if (!num_double(rest, p->value) || *p->value < 1e-3 || *p->value > 1e9)
            die(STATUS_USAGE, "--%s \"%.*s\": the value is not a number from 0.001 to 1e9 (digits before a point: 0.5)",
                option, (int)list.word[i].n, list.word[i].p);
    }
}

static void check_options(void)
{
    setup.first = from != DATE_NONE ? from : date_of(2011, 1, 1);
    date last = to != DATE_NONE ? to : date_of(2011, 12, 31);
    if (last < setup.first)
        die(STATUS_USAGE, "--from is after --to: there is no day to simulate");
    setup.days = last - setup.first + 1;
    setup.joining = opt_given(&join) ? join : setup.days;
    if (setup.joining > setup.days)
        die(STATUS_USAGE, "--join must be from 1 day to the %d days from --from to --to", (int)setup.days);
    setup.customers = (uint32_t)customers;
    setup.model.family = (enum buyer_family)family;
    set_params("params", params, family == BUYER_PARETONBD ? PARETO_PARAMS : BG_PARAMS);
    set_params("spend", spend, SPEND_PARAMS);
    setup.guests = setup.messy && !opt_given(&guests) ? 0.2 : guests;
    setup.returns = setup.messy && !opt_given(&returns) ? 0.02 : returns;
}

static void write_side_files(void)
{
    if (truth_file)
        simtruth_parameters(truth_file, &setup);
    if (customers_file)
        simtruth_customers(customers_file, simrun_crowd(run));
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    check_options();
    struct simlog log = {.out = out_stdout(), .layout = (enum simlog_layout)layout, .crlf = setup.messy};
    simlog_begin(&log);
    run = simrun_new(&setup, &log);
    for (int32_t d = 0; d < setup.days; d++)
        simrun_day(run, d);
    simlog_end(&log);
    tool_at_end(write_side_files);
    int status = tool_end();
    simrun_free(run);
    return status;
}
