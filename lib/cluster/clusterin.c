/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterin.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

/* ---- columns ---- */

static struct opt_list words(struct slice *name)
{
    return (struct opt_list){name, name->n > 0};
}

void clusterin_begin(struct clusterin *t, struct tsv *in, const struct clusters *m, bool weights)
{
    struct slice by = m->by;
    *t =
        (struct clusterin){.in = in, .d = m->columns, .log1p = m->log1p, .kept = kept_of(sizeof(struct clusterin_row))};
    numbers_of(&t->numbers, in, (struct opt_list){m->column, m->columns}, NUMBERS_SKIP,
               "no clusters can be made of it");
    t->weights = weights && m->weights.n ? tsv_need_slice(in, m->weights) : TSV_NONE;
    groups_of(&t->groups, in, words(&by));
    if (t->groups.keys == 0)
        groups_put(&t->groups, in);
}

/* ---- rows ---- */

static enum numbers_found read_weight(struct clusterin *t, double *v)
{
    enum numbers_found found = numbers_field(t->in, t->weights, v);
    if (found == NUMBERS_THERE && *v < 0)
        return tsv_bad(t->in, t->weights, "is a weight below 0", NULL), NUMBERS_BAD;
    if (found == NUMBERS_THERE && *v > SCALING_GREATEST)
        return tsv_bad(t->in, t->weights, "is beyond 1e150, too large to compute with", NULL), NUMBERS_BAD;
    return found;
}

static enum numbers_found read_value(struct clusterin *t, unsigned j)
{
    enum numbers_found found = numbers_value(&t->numbers, j);
    unsigned col = t->numbers.column[j];
    double v = t->numbers.value[j][t->numbers.rows];
    if (found == NUMBERS_THERE && t->log1p[j] && v <= -1)
        return tsv_bad(t->in, col, "is too low for --log1p", "log(1 + x) begins above -1"), NUMBERS_BAD;
    if (found == NUMBERS_THERE && !t->log1p[j] && fabs(v) > SCALING_GREATEST)
        return tsv_bad(t->in, col, "is beyond 1e150, too large to compute with", NULL), NUMBERS_BAD;
    return found;
}

static enum numbers_found read_numbers(struct clusterin *t, double *weight)
{
    enum numbers_found all = NUMBERS_THERE, found;
    for (unsigned j = 0; j < t->d && all != NUMBERS_BAD; j++)
        all = (found = read_value(t, j)) < all ? found : all;
    if (t->weights != TSV_NONE && all != NUMBERS_BAD)
        all = (found = read_weight(t, weight)) < all ? found : all;
    return all;
}

/* All numbers of a row are read, even if one is missing: a malformed value is always found. */
static enum numbers_found read_point(struct clusterin *t)
{
    double weight = 1;
    enum numbers_found found = read_numbers(t, &weight);
    if (found == NUMBERS_THERE && groups_lacks(&t->groups, t->in))
        found = NUMBERS_EMPTY;
    if (found != NUMBERS_THERE)
        return found;
    size_t i = t->numbers.rows;
    if (t->weights != TSV_NONE) {
        t->weight = mem_grow(t->weight, &t->weight_cap, i + 1, sizeof *t->weight);
        t->weight[i] = weight;
    }
    if (t->groups.keys) {
        t->group = mem_grow(t->group, &t->group_cap, i + 1, sizeof *t->group);
        t->group[i] = groups_put(&t->groups, t->in);
    }
    numbers_keep(&t->numbers);
    return NUMBERS_THERE;
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
    kept_clear(&t->kept);
    t->points = t->numbers.rows = 0;
}

bool clusterin_read(struct clusterin *t, size_t most)
{
    forget(t);
    while (t->kept.rows < most && tsv_next(t->in)) {
        enum numbers_found found = read_point(t);
        if (found == NUMBERS_BAD)
            continue;
        if (t->numbers.rows == CLUSTERIN_NONE)
            die(STATUS_DATA, "%s:%llu: more than 4,294,967,294 rows", t->in->name, (unsigned long long)t->in->line);
        struct clusterin_row *row = kept_add(&t->kept, t->in->row);
        row->point = found == NUMBERS_THERE ? (uint32_t)t->numbers.rows - 1 : CLUSTERIN_NONE;
        *t->numbers.skipped += found == NUMBERS_EMPTY;
    }
    t->points = t->numbers.rows;
    t->label = mem_alloc(t->points * sizeof *t->label + 1);
    memset(t->label, 0xff, t->points * sizeof *t->label); /* CLUSTERIN_NONE */
    t->distance = NULL;
    if (t->groups.keys)
        sort_by_group(t);
    return t->kept.rows > 0;
}

void clusterin_end(struct clusterin *t)
{
    forget(t);
    numbers_free(&t->numbers);
    free(t->weight);
    free(t->group);
    kept_free(&t->kept);
    groups_free(&t->groups);
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
        numbers_take(&t->numbers, p.value);
        p.label = t->label;
        p.distance = t->distance;
        return p;
    }
    p.point = t->by_group + t->start[group];
    p.n = t->start[group + 1] - t->start[group];
    for (unsigned j = 0; j < t->d; j++)
        p.value[j] = gather(t->numbers.value[j], p.point, p.n);
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

void clusterin_numbers(const struct clusterin *t, struct slice row, double *value)
{
    unsigned left = t->d;
    for (unsigned col = 0; left; col++) {
        struct slice field = slice_cut(&row, '\t');
        for (unsigned j = 0; j < t->d; j++)
            if (t->numbers.column[j] == col) {
                num_double(field, &value[j]);
                left--;
            }
    }
}
