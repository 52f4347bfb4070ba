/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/concentrationtable.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/concentration.h"
#include "tsv/groups.h"
#include "tsv/table.h"

struct values {
    struct amount *at;
    size_t n, cap;
    struct amount_sum sum;
};

struct writer_of {
    struct table table;
    struct groups groups;
    struct cell *cell; /* the keys, then the three below */
};
enum { STATISTIC, PERCENT, VALUE, OWN };

static const unsigned TOP[] = {1, 5, 10, 20, 50};
enum { MOST_MAKE = 80, LORENZ_STEPS = 100 };

static struct values *collect(struct tsv *in, unsigned measure, struct groups *groups)
{
    struct values *v = NULL;
    size_t cap = 0;
    uint64_t *none = tool_counter("no_value");
    while (tsv_next(in)) {
        struct amount a;
        if (!amount_read(in, measure, &a))
            continue;
        uint32_t before = groups->n, i = groups_put(groups, in);
        v = mem_grow(v, &cap, i + (size_t)1, sizeof *v);
        if (i == before)
            v[i] = (struct values){0};
        amount_add(&v[i].sum, a);
        *none += a.kind == AMOUNT_EMPTY;
        tool_rows.out++; /* all are in it */
        if (a.kind == AMOUNT_EMPTY)
            continue;
        v[i].at = mem_grow(v[i].at, &v[i].cap, v[i].n + 1, sizeof *v[i].at);
        v[i].at[v[i].n++] = a;
    }
    return v;
}

static void put(struct writer_of *w, const char *statistic, struct cell percent, struct cell value)
{
    struct cell *own = w->cell + w->groups.keys;
    own[STATISTIC] = cell_str(statistic);
    own[PERCENT] = percent;
    own[VALUE] = value;
    table_row(&w->table, slice_of("", 0), w->cell);
}

static void write_group(struct writer_of *w, struct values *v)
{
    struct concentration c;
    struct amount total;
    if (!amount_total(&v->sum, &total))
        die(STATUS_DATA, "the sum of the measure " AMOUNT_BEYOND);
    concentration_begin(&c, v->at, v->n);
    put(w, "rows", cell_empty(), cell_count(c.n));
    put(w, "negative_rows", cell_empty(), cell_count(c.negative));
    put(w, "total", cell_empty(), cell_amount(total));
    for (size_t i = 0; i < sizeof TOP / sizeof *TOP; i++)
        put(w, "top_share", cell_count(TOP[i]), cell_number(concentration_top(&c, TOP[i])));
    put(w, "rows_that_make", cell_count(MOST_MAKE),
        c.sum[c.n] > 0 ? cell_count(concentration_rows(&c, MOST_MAKE)) : cell_empty());
    put(w, "gini", cell_empty(), cell_number(concentration_gini(&c)));
    for (unsigned p = 0; p <= LORENZ_STEPS; p++)
        put(w, "lorenz", cell_count(p), cell_number(concentration_lorenz(&c, p)));
    concentration_end(&c);
}

static struct column *columns_of(const struct groups *g, const struct tsv *in)
{
    static const struct column own[OWN] = {
        [STATISTIC] = {"statistic", TYPE_TEXT}, [PERCENT] = {"percent", TYPE_COUNT}, [VALUE] = {"value", TYPE_NUMBER}};
    struct column *c = mem_zero(g->keys + (size_t)OWN + 1, sizeof *c);
    for (unsigned k = 0; k < g->keys; k++)
        c[k] = (struct column){mem_str(in->column[g->col[k]]), TYPE_TEXT};
    memcpy(c + g->keys, own, sizeof own);
    return c;
}

void concentrationtable_write(struct out *out, struct tsv *in, unsigned measure, struct opt_list by,
                              const struct opt_list *only)
{
    struct writer_of w;
    groups_of(&w.groups, in, by);
    struct column *column = columns_of(&w.groups, in);
    w.cell = mem_zero(w.groups.keys + (size_t)OWN, sizeof *w.cell);
    table_begin(&w.table, out, NULL, column, only);
    struct values *v = collect(in, measure, &w.groups);
    w.table.counts = false;
    uint32_t *order = groups_sorted(&w.groups);
    for (uint32_t i = 0; i < w.groups.n; i++) {
        for (unsigned k = 0; k < w.groups.keys; k++)
            w.cell[k] = cell_text(groups_key(&w.groups, order[i], k));
        write_group(&w, &v[order[i]]);
        free(v[order[i]].at);
    }
    table_end(&w.table);
    for (unsigned k = 0; k < w.groups.keys; k++)
        free((void *)(uintptr_t)column[k].name);
    groups_free(&w.groups);
    free(column);
    free(order);
    free(w.cell);
    free(v);
}
