/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/secondorder.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/grouphead.h"
#include "tsv/table.h"

static const uint32_t BY_DAY[] = {30, 60, 90, 180, 365};
enum { SHARES = sizeof BY_DAY / sizeof *BY_DAY };

enum { COHORT, CUSTOMERS, WITH_SECOND, MEDIAN, MIDPOINT, SHARE, COLUMNS = SHARE + SHARES };
static const struct column COLUMN[COLUMNS] = {
    [COHORT] = {"cohort", TYPE_TEXT},
    [CUSTOMERS] = {"customers", TYPE_COUNT},
    [WITH_SECOND] = {"with_second_order", TYPE_COUNT},
    [MEDIAN] = {"median_days", TYPE_COUNT},
    [MIDPOINT] = {"median_days_midpoint", TYPE_NUMBER},
    [SHARE] = {"share_by_30d", TYPE_NUMBER},
    {"share_by_60d", TYPE_NUMBER},
    {"share_by_90d", TYPE_NUMBER},
    {"share_by_180d", TYPE_NUMBER},
    {"share_by_365d", TYPE_NUMBER},
};

void secondorders_add(struct secondorders *s, uint32_t group, uint32_t cohort, uint32_t seen, struct survival_case time)
{
    s->customer = mem_grow(s->customer, &s->cap, s->n + 1, sizeof *s->customer);
    s->customer[s->n++] = (struct secondorder_customer){group, cohort, seen, time};
}

static int compare(const void *a, const void *b)
{
    const struct secondorder_customer *p = a, *q = b;
    if (p->group != q->group)
        return p->group < q->group ? -1 : 1;
    return (p->cohort > q->cohort) - (p->cohort < q->cohort);
}

/* The cells of some customers; `room` has a place for each. */
static void set_cells(struct cell *c, const struct secondorder_customer *who, size_t n, struct survival_case *room)
{
    struct survival_median median;
    uint64_t with_second = 0;
    uint32_t seen = 0;
    for (size_t i = 0; i < n; i++) {
        room[i] = who[i].time;
        with_second += who[i].time.event;
        seen = who[i].seen > seen ? who[i].seen : seen;
    }
    survival_sort(room, n);
    enum survival_status status = survival_median(room, n, &median);
    if (status == SURVIVAL_NO_MEMORY)
        die(STATUS_ENV, "out of memory");
    bool found = status == SURVIVAL_FOUND;
    c[CUSTOMERS] = cell_count(n);
    c[WITH_SECOND] = cell_count(with_second);
    c[MEDIAN] = found ? cell_count(median.time) : cell_empty();
    c[MIDPOINT] = found ? cell_number(median.midpoint) : cell_empty();
    for (int k = 0; k < SHARES; k++)
        c[SHARE + k] = n && BY_DAY[k] <= seen ? cell_number(1 - survival_at(room, n, BY_DAY[k])) : cell_empty();
}

struct writer {
    const struct groups *groups;
    const struct timeline *time;
    struct table table;
    struct cell *cell; /* those of the keys first */
    struct survival_case *room;
};

static void write_group(struct writer *w, uint32_t group, const struct secondorder_customer *who, size_t n)
{
    struct cell *c = w->cell + w->groups->keys;
    char name[PERIOD_ROOM];
    grouphead_cells(w->groups, group, w->cell);
    for (size_t from = 0, i = 0; i < w->time->n; i++) {
        size_t to = from;
        while (to < n && who[to].cohort == i)
            to++;
        int size = period_print(name, w->time->unit, w->time->base + (period)i);
        c[COHORT] = cell_text(slice_of(name, (size_t)size));
        set_cells(c, who + from, to - from, w->room);
        table_row(&w->table, (struct slice){0}, w->cell);
        from = to;
    }
    c[COHORT] = cell_str("all");
    set_cells(c, who, n, w->room);
    table_row(&w->table, (struct slice){0}, w->cell);
}

static const struct secondorder_customer *first_of(const struct secondorders *s, uint32_t group)
{
    size_t low = 0;
    for (size_t high = s->n; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (s->customer[middle].group < group)
            low = middle + 1;
        else
            high = middle;
    }
    return s->customer + low;
}

void secondorders_write(struct secondorders *s, const struct groups *groups, const struct timeline *time,
                        const struct opt_list *only, int digits)
{
    struct writer w = {.groups = groups, .time = time};
    struct grouphead head;
    uint32_t *sorted = groups_sorted(groups);
    if (s->n)
        qsort(s->customer, s->n, sizeof *s->customer, compare);
    w.cell = mem_zero(groups->keys + (size_t)COLUMNS, sizeof *w.cell);
    w.room = mem_zero(s->n, sizeof *w.room);
    table_begin(&w.table, out_stdout(), NULL, grouphead_columns(&head, groups, COLUMN, COLUMNS), only);
    w.table.digits = digits;
    for (uint32_t g = 0; g < groups->n; g++) {
        const struct secondorder_customer *who = first_of(s, sorted[g]);
        write_group(&w, sorted[g], who, (size_t)(first_of(s, sorted[g] + 1) - who));
    }
    table_end(&w.table);
    grouphead_free(&head);
    free(sorted);
    free(w.cell);
    free(w.room);
    free(s->customer);
}
