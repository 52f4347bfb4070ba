/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/sales.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/num.h"

/* ---- columns ---- */

static void read_tiers(struct sales *s)
{
    struct opt_list tiers = s->plan->tiers;
    s->tier = mem_zero(tiers.n + 1, sizeof *s->tier);
    for (size_t i = 0; i < tiers.n; i++) {
        decimal *t = &s->tier[i];
        if (decimal_parse(tiers.word[i], t) != DECIMAL_OK || *t <= 0 || (i && *t <= t[-1]))
            die(STATUS_USAGE, "--tiers: \"%.*s\" is not a number of units, or not above the one before it (12,48)",
                (int)tiers.word[i].n, tiers.word[i].p);
    }
}

static bool is_id(struct slice name)
{
    static const struct slice suffix = SLICE("_id");
    return name.n > suffix.n && slice_eq(slice_of(name.p + name.n - suffix.n, suffix.n), suffix);
}

static void begin_controls(struct sales *s)
{
    struct opt_list list = s->plan->controls;
    unsigned *col = tsv_need_list(s->in, list);
    s->data.controls = (unsigned)list.n + (s->plan->tiers.n > 0);
    s->control = mem_zero(s->data.controls + (size_t)1, sizeof *s->control);
    for (size_t j = 0; j < list.n; j++) {
        s->control[j] = (struct sales_control){.col = col[j], .has_labels = is_id(list.word[j])};
        s->control[j].known = s->control[j].has_labels;
        groups_of(&s->control[j].labels, s->in, (struct opt_list){&list.word[j], 1});
    }
    free(col);
}

void sales_begin(struct sales *s, struct tsv *in, const struct sales_plan *plan)
{
    *s = (struct sales){.plan = plan, .in = in};
    groups_of(&s->groups, in, plan->by);
    s->units_at = tsv_need(in, plan->units);
    s->price_at = tsv_need(in, plan->price);
    read_tiers(s);
    begin_controls(s);
}

/* ---- rows ---- */

/* Above 0; otherwise the row is dropped. */
static bool read_positive(struct tsv *in, unsigned col, const char *reason, decimal *out)
{
    bool is_there = tsv_field(in, col).n > 0;
    if (is_there && !tsv_decimal(in, col, out))
        return false;
    if (is_there && *out > 0)
        return true;
    tsv_drop(in, reason);
    return false;
}

static bool read_control(struct sales_control *c, struct tsv *in)
{
    double v;
    if (!c->known)
        c->has_labels = !num_double(tsv_field(in, c->col), &v);
    c->known = true;
    if (!c->has_labels)
        return tsv_double(in, c->col, &c->now);
    c->now = groups_put(&c->labels, in);
    return true;
}

static unsigned tier_of(const struct sales *s, decimal units)
{
    unsigned tier = 0;
    while (tier < s->plan->tiers.n && s->tier[tier] <= units)
        tier++;
    return tier;
}

bool sales_read(struct sales *s)
{
    s->now = (struct sales_line){0};
    if (!groups_keyed(&s->groups, s->in) || !read_positive(s->in, s->units_at, "not_sold", &s->now.units) ||
        !read_positive(s->in, s->price_at, "no_price", &s->now.price))
        return false;
    for (size_t j = 0; j < s->plan->controls.n; j++)
        if (!read_control(&s->control[j], s->in))
            return false;
    s->now.next = s->now.price;
    return true;
}

void sales_keep(struct sales *s)
{
    s->now.group = groups_put(&s->groups, s->in);
    s->line = mem_grow(s->line, &s->cap, s->n + 1, sizeof *s->line);
    for (unsigned j = 0; j < s->data.controls; j++) {
        struct sales_control *c = &s->control[j];
        c->value = mem_grow(c->value, &c->cap, s->n + 1, sizeof *c->value);
        c->value[s->n] = j < s->plan->controls.n ? c->now : tier_of(s, s->now.units);
    }
    s->line[s->n++] = s->now;
}

/* ---- the end ---- */

/* Gives the labels other numbers: in the order of their bytes. */
static void order_labels(struct sales_control *c, size_t n)
{
    uint32_t *rank = mem_zero(c->labels.n + (size_t)1, sizeof *rank);
    c->order = groups_sorted(&c->labels);
    for (uint32_t i = 0; i < c->labels.n; i++)
        rank[c->order[i]] = i;
    for (size_t i = 0; i < n; i++)
        c->value[i] = rank[(uint32_t)c->value[i]];
    free(rank);
}

static void end_controls(struct sales *s)
{
    s->made = mem_zero(s->data.controls + (size_t)1, sizeof *s->made);
    for (unsigned j = 0; j < s->data.controls; j++) {
        struct sales_control *c = &s->control[j];
        bool is_tier = j == s->plan->controls.n;
        if (c->has_labels)
            order_labels(c, s->n);
        s->made[j] = (struct elasticity_control){c->value, is_tier         ? (uint32_t)s->plan->tiers.n + 1
                                                           : c->has_labels ? c->labels.n
                                                                           : 0};
    }
    s->data.control = s->made;
}

static void group_lines(struct sales *s)
{
    s->start = mem_zero(s->groups.n + (size_t)2, sizeof *s->start);
    s->row = mem_zero(s->n + 1, sizeof *s->row);
    for (size_t i = 0; i < s->n; i++)
        s->start[s->line[i].group + 1]++;
    for (uint32_t g = 0; g < s->groups.n; g++)
        s->start[g + 1] += s->start[g];
    size_t *at = mem_zero(s->groups.n + (size_t)1, sizeof *at);
    memcpy(at, s->start, s->groups.n * sizeof *at);
    for (size_t i = 0; i < s->n; i++)
        s->row[at[s->line[i].group]++] = (uint32_t)i;
    free(at);
}

void sales_end(struct sales *s)
{
    if (s->n > UINT32_MAX - 1)
        die(STATUS_DATA, "more than %u lines are sold", UINT32_MAX - 1);
    s->log_units = mem_zero(s->n + 1, sizeof *s->log_units);
    s->log_price = mem_zero(s->n + 1, sizeof *s->log_price);
    s->group = mem_zero(s->n + 1, sizeof *s->group);
    for (size_t i = 0; i < s->n; i++) {
        s->log_units[i] = log(decimal_mean(s->line[i].units, 1));
        s->log_price[i] = log(decimal_mean(s->line[i].price, 1));
        s->group[i] = s->line[i].group;
    }
    end_controls(s);
    group_lines(s);
    s->data.units = s->log_units;
    s->data.price = s->log_price;
    s->data.group = s->group;
    s->data.groups = s->groups.n;
}

char *sales_term(const struct sales *s, const struct elasticity_term *t)
{
    struct buf b = {0};
    const struct sales_control *c = &s->control[t->control];
    bool is_tier = t->control == s->plan->controls.n;
    struct slice name = is_tier ? SLICE("units>") : s->plan->controls.word[t->control], label = SLICE("");
    buf_add(&b, name.p, name.n);
    if (is_tier)
        label = s->plan->tiers.word[t->label - 1];
    else if (c->has_labels)
        label = groups_key(&c->labels, c->order[t->label], 0);
    if (is_tier || c->has_labels)
        buf_addch(&b, '=');
    buf_add(&b, label.p, label.n);
    char *text = mem_str(buf_slice(&b));
    buf_free(&b);
    return text;
}

void sales_free(struct sales *s)
{
    for (unsigned j = 0; j < s->data.controls; j++) {
        if (j < s->plan->controls.n)
            groups_free(&s->control[j].labels);
        free(s->control[j].value);
        free(s->control[j].order);
    }
    free(s->control);
    free(s->made);
    free(s->tier);
    free(s->line);
    free(s->log_units);
    free(s->log_price);
    free(s->group);
    free(s->row);
    free(s->start);
    groups_free(&s->groups);
}
