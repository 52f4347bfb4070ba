/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/cohorts.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

void cohorts_begin(struct cohorts *c, const struct timeline *t)
{
    *c = (struct cohorts){.time = t};
}

static struct cohort_cell **make_group(struct cohorts *c, uint32_t group)
{
    while (c->groups <= group) {
        c->group = mem_grow(c->group, &c->cap, c->groups + 1, sizeof(struct cohort_cell **));
        c->group[c->groups++] = mem_zero(c->time->n, sizeof(struct cohort_cell *));
    }
    return c->group[group];
}

struct cohort_cell *cohorts_make(struct cohorts *c, uint32_t group, uint32_t cohort)
{
    struct cohort_cell **cells = &make_group(c, group)[cohort];
    if (!*cells)
        *cells = mem_zero(c->time->n - cohort, sizeof **cells);
    return *cells;
}

void cohorts_add(int64_t *sum, int64_t v)
{
    if (__builtin_add_overflow(*sum, v, sum))
        die(STATUS_DATA, "the sums of a cohort exceed 9223372036854.775807");
}

void cohorts_customer(struct cohorts *c, uint32_t group, const struct cohort_visit *v, size_t n)
{
    uint32_t cohort = v[0].period, last = cohort, counted = TIMELINE_NONE;
    struct cohort_cell *cell = cohorts_make(c, group, cohort);
    for (size_t i = 0; i < n; i++) {
        struct cohort_cell *to = &cell[v[i].period - cohort];
        to->orders += v[i].orders;
        cohorts_add(&to->revenue, v[i].revenue);
        if (v[i].orders == 0 || v[i].period == counted)
            continue;
        to->active++;
        last = counted = v[i].period;
    }
    cell[last - cohort].active_or_later++;
}

/* So far active_or_later counts those whose last active period it is. */
void cohorts_end(struct cohorts *c)
{
    for (size_t g = 0; g < c->groups; g++)
        for (uint32_t k = 0; k < c->time->n; k++)
            for (uint32_t age = c->time->n - k - 1; c->group[g][k] && age-- > 0;)
                c->group[g][k][age].active_or_later += c->group[g][k][age + 1].active_or_later;
}

const struct cohort_cell *cohorts_cells(const struct cohorts *c, uint32_t group, uint32_t cohort)
{
    return group < c->groups ? c->group[group][cohort] : NULL;
}

void cohorts_free(struct cohorts *c)
{
    for (size_t g = 0; g < c->groups; g++) {
        for (uint32_t k = 0; k < c->time->n; k++)
            free(c->group[g][k]);
        free(c->group[g]);
    }
    free(c->group);
}
