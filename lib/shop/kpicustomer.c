/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/kpicustomer.h"

#include <stdlib.h>

void kpicustomer_begin(struct kpicustomer *c, struct slice id, bool was_known)
{
    c->id.n = c->order.n = c->visits = 0;
    buf_add(&c->id, id.p, id.n);
    c->any = true;
    c->was_known = was_known;
    c->first = c->second = DATE_NONE;
}

void kpicustomer_count(struct kpicustomer *c, const struct order *p)
{
    if (p->sale_lines == 0 || c->second != DATE_NONE || slice_eq(p->order_id, buf_slice(&c->order)))
        return;
    c->order.n = 0;
    buf_add(&c->order, p->order_id.p, p->order_id.n);
    *(c->first == DATE_NONE ? &c->first : &c->second) = p->day;
}

void kpicustomer_visit(struct kpicustomer *c, uint32_t group, const struct order *p, const struct timeline *t)
{
    c->visit = mem_grow(c->visit, &c->cap, c->visits + 1, sizeof *c->visit);
    c->visit[c->visits++] = (struct kpi_visit){
        .group = group,
        .day = (uint32_t)(p->day - t->first),
        .sells = p->sale_lines > 0,
        .revenue = p->gross + p->returned,
    };
}

static struct kpi_known known_from(const struct kpicustomer *c, const struct timeline *t)
{
    if (c->was_known)
        return (struct kpi_known){0, 0};
    struct kpi_known k = {.second = TIMELINE_NONE};
    if (c->first != DATE_NONE && c->first >= t->first)
        k.known = t->in[c->first - t->first].to;
    if (c->second != DATE_NONE)
        k.second = c->second >= t->first ? t->in[c->second - t->first].from : 0;
    return k;
}

/* By group; the orders of a group stay in the order of time. */
static int compare_visits(const void *a, const void *b)
{
    const struct kpi_visit *p = a, *q = b;
    if (p->group != q->group)
        return p->group < q->group ? -1 : 1;
    return (p->day > q->day) - (p->day < q->day);
}

static bool is_sorted(const struct kpicustomer *c)
{
    for (size_t i = 1; i < c->visits; i++)
        if (c->visit[i].group < c->visit[i - 1].group)
            return false;
    return true;
}

void kpicustomer_end(struct kpicustomer *c, struct kpisums *s)
{
    struct kpi_known known = known_from(c, s->time);
    if (!is_sorted(c))
        qsort(c->visit, c->visits, sizeof *c->visit, compare_visits);
    for (size_t i = 0, n; i < c->visits; i += n) {
        for (n = 1; i + n < c->visits && c->visit[i + n].group == c->visit[i].group;)
            n++;
        kpisums_visits(s, c->visit[i].group, c->visit + i, n, known);
    }
    c->any = false;
}

void kpicustomer_free(struct kpicustomer *c)
{
    buf_free(&c->id);
    buf_free(&c->order);
    free(c->visit);
}
