/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/churnrate.h"

#include <math.h>

#include "base/die.h"
#include "base/num.h"
#include "base/ratio.h"
#include "base/tool.h"

static void add(struct churnrate_share *s, decimal revenue)
{
    s->customers++;
    amount_add(&s->revenue, amount_exact(revenue));
}

static decimal revenue_of(const struct churnrate_share *s)
{
    struct amount total;
    if (!amount_total(&s->revenue, &total))
        die(STATUS_DATA, "the revenue of all customers " AMOUNT_BEYOND);
    return total.exact;
}

void churnrate_add(struct churnrate *r, decimal revenue, bool left)
{
    add(&r->all, revenue);
    if (left)
        add(&r->left, revenue);
}

double churnrate_customers(const struct churnrate *r)
{
    return r->all.customers ? ratio_double((wide_int)r->left.customers, r->all.customers) : NAN;
}

double churnrate_revenue(const struct churnrate *r)
{
    decimal all = revenue_of(&r->all);
    return all > 0 ? ratio_double(revenue_of(&r->left), (uint64_t)all) : NAN;
}

static void say(const char *name, double rate)
{
    char text[NUM_ROOM + 1];
    text[isnan(rate) ? 0 : num_print_double(text, rate)] = '\0';
    tool_stat(name, "%s", text);
}

void churnrate_stats(const struct churnrate *r)
{
    *tool_counter("churned") = r->left.customers;
    say("churn_rate", churnrate_customers(r));
    say("revenue_churn_rate", churnrate_revenue(r));
}

void churnrate_write(const struct churnrate *r, struct out *o)
{
    out_str(o, "method\tas_of\tuntil\tcustomers\tchurned\tchurn_rate\trevenue\trevenue_churned\trevenue_churn_rate\n");
    out_str(o, r->method);
    out_tab(o);
    out_date(o, r->as_of);
    out_tab(o);
    out_date(o, r->until);
    out_tab(o);
    out_uint(o, r->all.customers);
    out_tab(o);
    out_uint(o, r->left.customers);
    out_tab(o);
    out_double(o, churnrate_customers(r));
    out_tab(o);
    out_money(o, revenue_of(&r->all));
    out_tab(o);
    out_money(o, revenue_of(&r->left));
    out_tab(o);
    out_double(o, churnrate_revenue(r));
    out_char(o, '\n');
}
