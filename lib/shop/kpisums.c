/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/kpisums.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

void kpisums_begin(struct kpisums *s, const struct timeline *t)
{
    *s = (struct kpisums){.time = t};
}

struct kpi_period *kpisums_group(struct kpisums *s, uint32_t group)
{
    if (group >= s->groups) {
        s->group = mem_grow(s->group, &s->cap, (size_t)group + 1, sizeof(struct kpi_period *));
        while (s->groups <= group)
            s->group[s->groups++] = NULL;
    }
    if (!s->group[group])
        s->group[group] = mem_zero((size_t)s->time->n + 1, sizeof **s->group);
    return s->group[group];
}

static void add(int64_t *sum, int64_t v)
{
    if (__builtin_add_overflow(*sum, v, sum))
        die(STATUS_DATA, "the sums of a period exceed 9223372036854.775807");
}

static void add_span(struct kpi_period *p, struct timeline_span span, enum kpi_sum sum, int64_t v)
{
    if (span.from >= span.to)
        return;
    add(&p[span.from].sum[sum], v);
    add(&p[span.to].sum[sum], -v);
}

void kpisums_add(struct kpisums *s, uint32_t group, struct timeline_span span, enum kpi_sum sum, int64_t v)
{
    add_span(kpisums_group(s, group), span, sum, v);
}

void kpisums_order(struct kpisums *s, uint32_t group, const struct order *p)
{
    struct kpi_period *to = kpisums_group(s, group);
    struct timeline_span span = s->time->in[p->day - s->time->first];
    add_span(to, span, KPI_GROSS, p->gross);
    add_span(to, span, KPI_RETURNED, p->returned);
    add_span(to, span, KPI_UNITS, p->units);
    add_span(to, span, KPI_RETURNED_UNITS, p->returned_units);
    add_span(to, span, KPI_LINES, p->lines);
    add_span(to, span, KPI_ORDERS, p->sale_lines > 0);
    if (p->customer_id.n)
        return;
    add_span(to, span, KPI_GUEST_ORDERS, p->sale_lines > 0);
    add_span(to, span, KPI_GUEST_REVENUE, p->gross + p->returned);
    add_span(to, span, KPI_GUEST_GROSS, p->gross);
    add_span(to, span, KPI_GUEST_ITEMS, p->units - p->returned_units);
}

/* ---- a customer, period by period ---- */

/* What a customer has in a period, or in the one before it. */
struct basket {
    int64_t orders;
    decimal revenue;
};

/* The orders enter and leave the period, and the one before, in the order of time: four places in the same list. */
struct sweep {
    const struct kpi_visit *visit;
    const struct timeline *time;
    size_t n, enter, leave, enter_before, leave_before;
    struct basket now, before;
};

static uint32_t enters(const struct sweep *w, size_t i)
{
    return i < w->n ? w->time->in[w->visit[i].day].from : TIMELINE_NONE;
}

static uint32_t leaves(const struct sweep *w, size_t i)
{
    return i < w->n ? w->time->in[w->visit[i].day].to : TIMELINE_NONE;
}

static uint32_t leaves_before(const struct sweep *w, size_t i)
{
    return i < w->n ? w->time->after[w->visit[i].day] : TIMELINE_NONE;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t next_change(const struct sweep *w)
{
    return least(least(enters(w, w->enter), leaves(w, w->leave)),
                 least(leaves(w, w->enter_before), leaves_before(w, w->leave_before)));
}

static void change(struct basket *b, const struct kpi_visit *v, int sign)
{
    b->orders += sign * (int)v->sells;
    b->revenue += sign * v->revenue;
}

/* All that changes at period i. A visit leaves the period where it enters the one before of a later period. */
static void move_to(struct sweep *w, uint32_t i)
{
    for (; enters(w, w->enter) == i; w->enter++)
        change(&w->now, &w->visit[w->enter], 1);
    for (; leaves(w, w->leave) == i; w->leave++)
        change(&w->now, &w->visit[w->leave], -1);
    for (; leaves(w, w->enter_before) == i; w->enter_before++)
        change(&w->before, &w->visit[w->enter_before], 1);
    for (; leaves_before(w, w->leave_before) == i; w->leave_before++)
        change(&w->before, &w->visit[w->leave_before], -1);
}

static struct timeline_span up_to(struct timeline_span span, uint32_t end)
{
    return (struct timeline_span){span.from, least(span.to, end)};
}

static struct timeline_span from_on(struct timeline_span span, uint32_t begin)
{
    return (struct timeline_span){span.from > begin ? span.from : begin, span.to};
}

static void add_active(struct kpi_period *to, struct timeline_span span, const struct sweep *w, struct kpi_known known)
{
    struct timeline_span is_new = up_to(span, known.known), existing = from_on(span, known.known);
    add_span(to, is_new, KPI_NEW_CUSTOMERS, 1);
    add_span(to, is_new, KPI_NEW_REVENUE, w->now.revenue);
    add_span(to, existing, KPI_EXISTING_CUSTOMERS, 1);
    add_span(to, existing, KPI_EXISTING_REVENUE, w->now.revenue);
    add_span(to, from_on(span, known.second), KPI_REPEAT_CUSTOMERS, 1);
    if (w->before.orders) {
        add_span(to, span, KPI_RETAINED, 1);
        add_span(to, span, KPI_RETAINED_BEFORE, w->before.revenue);
    } else {
        add_span(to, existing, KPI_REACTIVATED_REVENUE, w->now.revenue);
    }
}

void kpisums_visits(struct kpisums *s, uint32_t group, const struct kpi_visit *v, size_t n, struct kpi_known known)
{
    struct sweep w = {.visit = v, .time = s->time, .n = n};
    struct kpi_period *to = kpisums_group(s, group);
    for (uint32_t i = next_change(&w); i < s->time->n;) {
        move_to(&w, i);
        struct timeline_span span = {i, least(next_change(&w), s->time->n)};
        if (w.now.orders)
            add_active(to, span, &w, known);
        if (w.before.orders)
            add_span(to, span, KPI_RETAINED_REVENUE, w.now.revenue);
        i = span.to;
    }
}

/* ---- sign-ups ---- */

void kpisums_signup(struct kpisums *s, uint32_t group, uint32_t day, const struct kpi_visit *v, size_t n)
{
    struct timeline_span signed_up = s->time->in[day];
    uint32_t counted = signed_up.from;
    kpisums_add(s, group, signed_up, KPI_SIGNUPS, 1);
    for (size_t i = 0; i < n; i++) {
        struct timeline_span bought = up_to(from_on(s->time->in[v[i].day], counted), signed_up.to);
        if (!v[i].sells || bought.from >= bought.to)
            continue;
        kpisums_add(s, group, bought, KPI_ACTIVATED, 1);
        counted = bought.to;
    }
}

/* ---- the end ---- */

void kpisums_end(struct kpisums *s)
{
    for (size_t g = 0; g < s->groups; g++)
        for (uint32_t i = 1; s->group[g] && i < s->time->n; i++)
            for (int k = 0; k < KPI_SUMS; k++)
                add(&s->group[g][i].sum[k], s->group[g][i - 1].sum[k]);
}

void kpisums_free(struct kpisums *s)
{
    for (size_t g = 0; g < s->groups; g++)
        free(s->group[g]);
    free(s->group);
}
