/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simtruth.h"

#include <math.h>

#include "base/num.h"
#include "base/out.h"

static void fact(struct out *o, const char *section, const char *name, const char *value)
{
    out_str(o, section);
    out_tab(o);
    out_str(o, name);
    out_tab(o);
    out_str(o, value);
    out_char(o, '\n');
}

/* Texts that last until the next call. */
static const char *number(double value)
{
    static char p[NUM_ROOM + 1];
    p[num_print_double(p, value)] = '\0';
    return p;
}
static const char *count(uint64_t value)
{
    static char p[NUM_ROOM + 1];
    p[num_print_uint(p, value)] = '\0';
    return p;
}
static const char *day(date value)
{
    static char p[DATE_LEN + 1];
    date_print(p, value);
    return p;
}

static void model_facts(struct out *o, const struct buyer_model *m)
{
    static const char *const FAMILY[] = {"bgnbd", "mbgnbd", "paretonbd"};
    bool pareto = m->family == BUYER_PARETONBD;
    fact(o, "purchases", "family", FAMILY[m->family]);
    fact(o, "purchases", "unit", "day");
    fact(o, "purchases", "r", number(m->r));
    fact(o, "purchases", "alpha", number(m->alpha));
    fact(o, "purchases", pareto ? "s" : "a", number(pareto ? m->s : m->a));
    fact(o, "purchases", pareto ? "beta" : "b", number(pareto ? m->beta : m->b));
    fact(o, "spend", "family", "gammagamma");
    fact(o, "spend", "p", number(m->p));
    fact(o, "spend", "q", number(m->q));
    fact(o, "spend", "gamma", number(m->gamma));
}

void simtruth_parameters(const char *path, const struct sim_setup *s)
{
    struct out *o = out_create(path);
    out_str(o, "section\tname\tvalue\n");
    model_facts(o, &s->model);
    fact(o, "log", "customers", count(s->customers));
    fact(o, "log", "from", day(s->first));
    fact(o, "log", "to", day(s->first + s->days - 1));
    fact(o, "log", "join_days", count((uint64_t)s->joining));
    fact(o, "log", "basket", number(s->basket));
    fact(o, "log", "seasons", s->seasons == SEASON_NONE ? "none" : "retail");
    fact(o, "log", "guests", number(s->guests));
    fact(o, "log", "returns", number(s->returns));
    fact(o, "log", "messy", s->messy ? "yes" : "no");
    fact(o, "log", "seed", count(s->seed));
    out_close(o);
}

void simtruth_customers(const char *path, const struct simcrowd *crowd)
{
    const struct buyer_model *m = &crowd->setup->model;
    struct out *o = out_create(path);
    out_str(o, "customer_id\tlambda\t");
    out_str(o, m->family == BUYER_PARETONBD ? "mu" : "p");
    out_str(o, "\tmean_spend\talive_until\n");
    for (uint32_t i = 0; i < crowd->setup->customers; i++) {
        const struct buyer *b = &crowd->customer[i].buyer;
        out_uint(o, simcrowd_id(i));
        out_tab(o);
        out_double(o, b->lambda);
        out_tab(o);
        out_double(o, b->drop);
        out_tab(o);
        out_double(o, b->nu > 0 ? m->p / b->nu : NAN);
        out_tab(o);
        out_date(o, simcrowd_lost(crowd, i));
        out_char(o, '\n');
    }
    out_close(o);
}
