/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/totals.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "tsv/tsv.h"

static double number(struct tsv *t, unsigned column)
{
    double v = 0;
    if (column != TSV_NONE && tsv_field(t, column).n)
        tsv_double(t, column, &v);
    return v;
}

static int largest_first(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x > y ? -1 : x < y;
}

/* A tenth is rounded up: there is always one customer in it. */
static double tenth_of(double *value, const struct totals *p)
{
    double sum = 0;
    qsort(value, p->n, sizeof *value, largest_first);
    for (size_t i = 0; i < (p->n + 9) / 10; i++)
        sum += value[i];
    return p->sum > 0 ? sum / p->sum : NAN;
}

static unsigned find(const struct tsv *t, const char *name)
{
    return name ? tsv_find(t, name) : TSV_NONE;
}

struct totals totals_of(const char *path, const char *value, const char *chance, const char *label)
{
    struct totals p = {0};
    size_t cap = 0;
    double *all = NULL;
    struct tsv *t = tsv_open_table(path);
    unsigned v = find(t, value), c = find(t, chance), l = find(t, label);
    while (tsv_next(t)) {
        all = mem_grow(all, &cap, p.n + 1, sizeof *all);
        all[p.n] = number(t, v);
        p.sum += all[p.n];
        p.chance += number(t, c);
        if (p.n++ == 0 && l != TSV_NONE)
            buf_add(&p.first_label, tsv_field(t, l).p, tsv_field(t, l).n);
    }
    tsv_close(t);
    p.best_tenth = p.n ? tenth_of(all, &p) : NAN;
    free(all);
    return p;
}

void totals_free(struct totals *p)
{
    buf_free(&p->first_label);
}

char *totals_horizon(const char *path, const char *prefix)
{
    struct tsv *t = tsv_open_table(path);
    char *found = NULL;
    int32_t most = 0, days;
    size_t n = strlen(prefix);
    for (unsigned i = 0; i < t->n; i++) {
        struct slice name = t->column[i];
        if (!slice_starts(name, slice_str(prefix)) || !span_parse(slice_of(name.p + n, name.n - n), &days) ||
            days <= most)
            continue;
        most = days;
        free(found);
        found = mem_str(name);
    }
    tsv_close(t);
    return found;
}
