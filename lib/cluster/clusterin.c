/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterin.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/tool.h"

enum { FIRST_POINTS = 1024 };

/* ---- columns ---- */

static unsigned place(const struct tsv *in, struct slice name)
{
    if (name.n == 0)
        return TSV_NONE;
    unsigned *col = tsv_need_list(in, (struct opt_list){&name, 1}), found = *col;
    free(col);
    return found;
}

/* A number that names something measures nothing, and clusters of it look splendid. */
static void refuse_id(const struct tsv *in, struct slice name)
{
    static const struct slice suffix = SLICE("_id");
    if (name.n > suffix.n && slice_eq(slice_of(name.p + name.n - suffix.n, suffix.n), suffix))
        die(STATUS_DATA, "%s:1: column \"%.*s\" names, it does not measure: no clusters can be made of it", in->name,
            (int)name.n, name.p);
}

void clusterin_begin(struct clusterin *t, struct tsv *in, const struct clusters *m, bool weights)
{
    *t = (struct clusterin){.in = in, .d = m->columns, .log1p = m->log1p};
    for (unsigned j = 0; j < m->columns; j++)
        refuse_id(in, m->column[j]);
    t->column = tsv_need_list(in, (struct opt_list){m->column, m->columns});
    t->weights = weights ? place(in, m->weights) : TSV_NONE;
    t->by = place(in, m->by);
    if (t->by == TSV_NONE)
        map_put(&t->groups, SLICE(""));
    t->value = mem_zero(t->d, sizeof *t->value);
    t->missing = tool_counter("missing_value");
}

/* ---- rows ---- */

static void make_room(struct clusterin *t)
{
    size_t cap = t->cap ? 2 * t->cap : FIRST_POINTS;
    for (unsigned j = 0; j < t->d; j++)
        t->value[j] = mem_resize(t->value[j], cap, sizeof *t->value[j]);
    if (t->weights != TSV_NONE)
        t->weight = mem_resize(t->weight, cap, sizeof *t->weight);
    if (t->by != TSV_NONE)
        t->group = mem_resize(t->group, cap, sizeof *t->group);
    t->cap = cap;
}

enum found { BAD, MISSING, POINT };

static enum found read_number(struct clusterin *t, unsigned col, double *v)
{
    if (tsv_field(t->in, col).n == 0)
        return MISSING;
    return tsv_double(t->in, col, v) ? POINT : BAD;
}

static enum found read_weight(struct clusterin *t, double *v)
{
    enum found found = read_number(t, t->weights, v);
    if (found == POINT && *v < 0)
        return tsv_bad(t->in, t->weights, "is a weight below 0", NULL), BAD;
    if (found == POINT && *v > SCALING_GREATEST)
        return tsv_bad(t->in, t->weights, "is beyond 1e150, too large to compute with", NULL), BAD;
    return found;
}

static enum found read_value(struct clusterin *t, unsigned j, double *v)
{
    enum found found = read_number(t, t->column[j], v);
    if (found == POINT && t->log1p[j] && *v <= -1)
        return tsv_bad(t->in, t->column[j], "is too low for --log1p", "log(1 + x) begins above -1"), BAD;
    if (found == POINT && !t->log1p[j] && fabs(*v) > SCALING_GREATEST)
        return tsv_bad(t->in, t->column[j], "is beyond 1e150, too large to compute with", NULL), BAD;
    return found;
}

/* All numbers are read, missing ones beside them or not: what is malformed is always found. */
static enum found read_point(struct clusterin *t)
{
    enum found all = POINT, found;
    for (unsigned j = 0; j < t->d; j++) {
        if ((found = read_value(t, j, &t->value[j][t->points])) == BAD)
            return BAD;
        all = found < all ? found : all;
    }
    if (t->weights != TSV_NONE) {
        if ((found = read_weight(t, &t->weight[t->points])) == BAD)
            return BAD;
        all = found < all ? found : all;
    }
    if (t->by != TSV_NONE) {
        struct slice name = tsv_field(t->in, t->by);
        if (name.n == 0)
            return MISSING;
        if (all == POINT)
            t->group[t->points] = map_put(&t->groups, name);
    }
    return all;
}

/* Points group by group, in their order within each: a counting sort. */
static void sort_by_group(struct clusterin *t)
{
    size_t *start = mem_zero((size_t)t->groups.n + 2, sizeof *start);
    for (size_t i = 0; i < t->points; i++)
        start[t->group[i] + 2]++;
    for (size_t g = 2; g < (size_t)t->groups.n + 2; g++)
        start[g] += start[g - 1];
    t->by_group = mem_zero(t->points, sizeof *t->by_group);
    for (size_t i = 0; i < t->points; i++)
        t->by_group[start[t->group[i] + 1]++] = (uint32_t)i;
    t->start = start;
}

static void forget(struct clusterin *t)
{
    free(t->label);
    free(t->distance);
    free(t->start);
    free(t->by_group);
    t->label = NULL;
    t->distance = NULL;
    t->start = NULL;
    t->by_group = NULL;
    t->text.n = t->rows = t->points = t->gaps = 0;
}

bool clusterin_read(struct clusterin *t, size_t most)
{
    forget(t);
    while (t->rows < most && tsv_next(t->in)) {
        if (t->points == t->cap)
            make_room(t);
        enum found found = read_point(t);
        if (found == BAD)
            continue;
        if (found == MISSING) {
            t->gap = mem_grow(t->gap, &t->gaps_cap, t->gaps + 1, sizeof *t->gap);
            t->gap[t->gaps++] = t->rows;
            ++*t->missing;
        } else if (++t->points == CLUSTERIN_NONE) {
            die(STATUS_DATA, "%s:%llu: more than 4,294,967,294 rows", t->in->name, (unsigned long long)t->in->line);
        }
        buf_add(&t->text, t->in->row.p, t->in->row.n);
        buf_addch(&t->text, '\n');
        t->rows++;
    }
    t->label = mem_alloc(t->points * sizeof *t->label + 1);
    memset(t->label, 0xff, t->points * sizeof *t->label); /* CLUSTERIN_NONE */
    t->distance = NULL;
    if (t->by != TSV_NONE)
        sort_by_group(t);
    return t->rows > 0;
}

void clusterin_end(struct clusterin *t)
{
    forget(t);
    for (unsigned j = 0; j < t->d; j++)
        free(t->value[j]);
    free(t->value);
    free(t->weight);
    free(t->group);
    free(t->gap);
    free(t->column);
    buf_free(&t->text);
    map_free(&t->groups);
}

/* ---- the points of a group ---- */

static double *room_for(size_t n)
{
    return mem_alloc(n * sizeof(double) + 1);
}

static double *gather(const double *from, const uint32_t *point, size_t n)
{
    double *to = room_for(n);
    for (size_t i = 0; i < n; i++)
        to[i] = from[point[i]];
    return to;
}

struct clusterin_part clusterin_take(struct clusterin *t, uint32_t group)
{
    struct clusterin_part p = {.n = t->points, .value = mem_zero(t->d, sizeof *p.value), .weight = t->weight};
    if (!t->distance)
        t->distance = room_for(t->points);
    if (!t->by_group) {
        memcpy(p.value, t->value, t->d * sizeof *p.value);
        memset(t->value, 0, t->d * sizeof *t->value);
        t->cap = 0;
        p.label = t->label;
        p.distance = t->distance;
        return p;
    }
    p.point = t->by_group + t->start[group];
    p.n = t->start[group + 1] - t->start[group];
    for (unsigned j = 0; j < t->d; j++)
        p.value[j] = gather(t->value[j], p.point, p.n);
    p.weight = t->weight ? gather(t->weight, p.point, p.n) : NULL;
    p.label = mem_alloc(p.n * sizeof *p.label + 1);
    memset(p.label, 0xff, p.n * sizeof *p.label);
    p.distance = room_for(p.n);
    return p;
}

void clusterin_free_values(struct clusterin_part *p, unsigned d)
{
    for (unsigned j = 0; j < d; j++) {
        free(p->value[j]);
        p->value[j] = NULL;
    }
}

void clusterin_give(struct clusterin *t, struct clusterin_part *p)
{
    clusterin_free_values(p, t->d);
    free(p->value);
    if (!p->point)
        return;
    for (size_t i = 0; i < p->n; i++) {
        t->label[p->point[i]] = p->label[i];
        t->distance[p->point[i]] = p->distance[i];
    }
    free(p->weight);
    free(p->label);
    free(p->distance);
}

/* ---- the rows again ---- */

bool clusterin_step(const struct clusterin *t, struct clusterin_walk *w)
{
    if (w->rows == t->rows)
        return false;
    const char *p = t->text.p + w->at, *end = memchr(p, '\n', t->text.n - w->at);
    w->row = slice_of(p, (size_t)(end - p));
    w->at += w->row.n + 1;
    bool gap = w->gaps < t->gaps && t->gap[w->gaps] == w->rows;
    w->point = gap ? CLUSTERIN_NONE : (uint32_t)w->points++;
    w->gaps += gap;
    w->rows++;
    return true;
}

void clusterin_numbers(const struct clusterin *t, struct slice row, double *value)
{
    unsigned left = t->d;
    for (unsigned col = 0; left; col++) {
        struct slice field = slice_cut(&row, '\t');
        for (unsigned j = 0; j < t->d; j++)
            if (t->column[j] == col) {
                num_double(field, &value[j]);
                left--;
            }
    }
}
