/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterfit.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "cluster/clusterorder.h"
#include "cluster/clusterpart.h"
#include "cluster/clusterscan.h"
#include "kmeans/matching.h"
#include "kmeans/measures.h"
#include "kmeans/nearest.h"

enum { AUTO_LOW = 2, AUTO_HIGH = 10 };

/* The results for the groups of the table, by their numbers in it. */
struct found {
    struct clusters_group **group; /* NULL: it has no clusters */
    uint32_t **to;                 /* the number that each cluster is to have */
};

/* ---- one group ---- */

static bool choose_k(const struct clusterfit *f, struct clusterpart *p, unsigned *k)
{
    const struct clusters *m = f->model;
    struct clusterscan scan = {
        .low = AUTO_LOW, .high = p->most, .threads = f->threads, .column = {SCAN_RULE}, .columns = 1};
    struct clusterscan_row row[AUTO_HIGH - AUTO_LOW + 1];
    enum measures_rule rule;
    if (!clusterscan_run(&scan, m, p, row, &rule))
        return false;
    unsigned i = clusterscan_suggested(row, scan.high - scan.low + 1);
    *k = scan.low + i;
    if (*k > scan.high)
        return clusterpart_fails(p, "the table", "has no silhouette in any number of clusters");
    if (rule != MEASURES_STABLE && m->by.n == 0)
        warn("-k auto takes %u: %s", *k, measures_rule_text(rule));
    return true;
}

/* The old centres in the new units. */
static double *rescaled(const struct clusters_group *old, const struct scaling *s, unsigned d)
{
    double *centre = mem_alloc((size_t)old->k * d * sizeof *centre);
    for (size_t i = 0; i < (size_t)old->k * d; i++) {
        const struct scaling *was = &old->scaling[i % d], *is = &s[i % d];
        centre[i] = (old->centre[i] * was->spread + was->centre - is->centre) / is->spread;
    }
    return centre;
}

static bool pair_with_old(const struct clusters_group *g, const double *old, unsigned d, uint32_t *to)
{
    double *cost = mem_alloc((size_t)g->k * g->k * sizeof *cost);
    for (unsigned a = 0; a < g->k; a++)
        for (unsigned b = 0; b < g->k; b++) {
            double squares = nearest_squared(g->centre + (size_t)a * d, old + (size_t)b * d, d);
            cost[(size_t)a * g->k + b] = sqrt(squares);
        }
    bool fine = matching_least(cost, g->k, g->k, to);
    free(cost);
    return fine;
}

/* The clusters of an open part; with `old` the search starts from those, and `to` tells which old cluster each one
 * is. */
static bool fit_clusters(const struct clusterfit *f, struct clusterpart *p, struct clusters_group *g,
                         const struct clusters_group *old, uint32_t *to)
{
    const struct clusters *m = f->model;
    const char *problem;
    struct kmeans_plan plan = {
        .k = g->k, .starts = (unsigned)m->starts, .seed = m->seed, .threads = f->threads, .weight = p->in.weight};
    struct kmeans_fit fit = {
        .centre = g->centre, .label = p->in.label, .distance = p->in.distance, .rows = g->rows, .weight = g->weight};
    memcpy(g->scaling, p->scaling, m->columns * sizeof *g->scaling);
    if (m->columns > 1) /* the partition has its own */
        clusterin_free_values(&p->in, m->columns);
    if (old) {
        double *centre = rescaled(old, p->scaling, m->columns);
        problem = partition_from(&p->partition, &plan, centre, &fit);
        if (!problem && !pair_with_old(g, centre, m->columns, to))
            problem = PARTITION_MEMORY;
        free(centre);
    } else {
        problem = partition_fit(&p->partition, &plan, &fit);
    }
    g->inertia = fit.inertia;
    g->rows_all = p->in.n;
    return !problem || clusterpart_fails(p, "the table", problem);
}

/* ---- labels by a model ---- */

static void label_by(const struct clusters *m, const struct clusters_group *g, double *const *value, size_t n,
                     unsigned threads, uint32_t *label, double *distance)
{
    size_t where;
    for (unsigned j = 0; j < m->columns; j++)
        if (!scaling_apply(&g->scaling[j], value[j], n, &where)) /* a value without a logarithm was refused when it was
                                                                  * read */
            die(STATUS_DATA, "column \"%.*s\" %s", (int)m->column[j].n, m->column[j].p,
                scaling_problem(SCALING_DOMAIN));
    kmeans_assign(g->centre, g->k, (const double *const *)value, n, m->columns, threads, label, distance);
}

static void label_by_old(const struct clusterfit *f, const struct clusters_group *old, const struct clusterin_part *in)
{
    unsigned d = f->model->columns;
    double **copy = mem_zero(d, sizeof *copy);
    uint32_t *label = mem_alloc(in->n * sizeof *label + 1);
    for (unsigned j = 0; j < d; j++) {
        copy[j] = mem_alloc(in->n * sizeof *copy[j] + 1);
        memcpy(copy[j], in->value[j], in->n * sizeof *copy[j]);
    }
    label_by(f->init, old, copy, in->n, f->threads, label, NULL);
    for (size_t i = 0; i < in->n; i++)
        f->was[in->point ? in->point[i] : i] = label[i];
    for (unsigned j = 0; j < d; j++)
        free(copy[j]);
    free(copy);
    free(label);
}

void clusterfit_apply(const struct clusters *m, struct clusterin *t, unsigned threads)
{
    for (uint32_t g = 0; g < t->groups.n; g++) {
        const struct clusters_group *group = clusters_find(m, groups_key(&t->groups, g, 0));
        if (!group)
            continue;
        struct clusterin_part p = clusterin_take(t, g);
        label_by(m, group, p.value, p.n, threads, p.label, p.distance);
        clusterin_give(t, &p);
    }
}

/* ---- all groups ---- */

static bool fit_part(struct clusterfit *f, struct clusterpart *p, uint32_t i, struct slice name, struct found *found)
{
    struct clusters *m = f->model;
    struct clusters_group *g = &m->group[map_get(&m->names, name)];
    const struct clusters_group *old = f->init ? clusters_find(f->init, name) : NULL;
    unsigned k = old ? old->k : f->k;
    if (f->init && !old)
        return clusterpart_fails(p, "the model", "does not know it");
    if (old)
        label_by_old(f, old, &p->in);
    if (!clusterpart_open(p, m, k ? k : AUTO_LOW, k ? k : AUTO_HIGH, f->threads) || (!k && !choose_k(f, p, &k)))
        return false;
    clusters_make(m, g, k);
    found->to[i] = mem_zero(k, sizeof **found->to);
    if (!fit_clusters(f, p, g, old, found->to[i])) {
        g->k = 0;
        return false;
    }
    for (unsigned c = 0; c < k; c++)
        g->label[c] = old ? old->label[c] : f->label ? f->label[c] : g->label[c];
    found->group[i] = g;
    return true;
}

static bool fit_parts(struct clusterfit *f, struct clusterin *t, struct found *found)
{
    bool any = false;
    struct clusterwarn without = {0};
    /* all groups at once, since they move in memory when groups are added; the old ones first, in their order */
    for (uint32_t i = 0; f->init && i < f->init->names.n; i++)
        clusters_group(f->model, map_key(&f->init->names, i));
    for (uint32_t i = 0; i < t->groups.n; i++)
        clusters_group(f->model, groups_key(&t->groups, i, 0));
    for (uint32_t i = 0; i < t->groups.n; i++) {
        struct clusterpart p;
        clusterpart_take(&p, t, i);
        if (fit_part(f, &p, i, groups_key(&t->groups, i, 0), found))
            any = true;
        else
            clusterpart_refuse(&p, f->model, groups_key(&t->groups, i, 0), &without);
        clusterpart_close(&p, t);
    }
    clusterwarn_say(&without, f->model->by, "without clusters");
    return any;
}

/* Groups that are not in this table, or are too small in it, are kept unchanged: they may come back another day. */
static void keep_old(const struct clusterfit *f)
{
    for (uint32_t i = 0; i < f->init->names.n; i++)
        if (f->model->group[i].k == 0)
            f->model->group[i] = f->init->group[i];
}

void clusterfit_run(struct clusterfit *f, struct clusterin *t)
{
    struct found found = {mem_zero(t->groups.n, sizeof(void *)), mem_zero(t->groups.n, sizeof(void *))};
    if (f->init) {
        f->was = mem_alloc(t->points * sizeof *f->was + 1);
        memset(f->was, 0xff, t->points * sizeof *f->was); /* CLUSTERIN_NONE */
    }
    if (!fit_parts(f, t, &found))
        die(STATUS_DATA, "no %.*s gets clusters", (int)f->model->by.n, f->model->by.p);
    clusterorder_means(t, found.group);
    for (uint32_t i = 0; i < t->groups.n; i++)
        if (found.group[i] && !f->init)
            clusterorder_by_mean(found.group[i], f->model->columns, f->order, found.to[i]);
    clusterorder_renumber(t, found.group, found.to);
    for (uint32_t i = 0; i < t->groups.n; i++)
        free(found.to[i]);
    free(found.to);
    free(found.group);
    clusterwarn_small(f->model, t);
    if (f->model->by.n == 0) {
        tool_stat("clusters", "%u", f->model->group[0].k);
        tool_stat("inertia", "%.17g", f->model->group[0].inertia);
    }
    if (f->init)
        keep_old(f);
}

struct clusterfit_drift clusterfit_drift(const struct clusterfit *f, const struct clusterin *t)
{
    uint32_t *was = mem_alloc(t->points * sizeof *was + 1), *is = mem_alloc(t->points * sizeof *is + 1);
    unsigned *base = mem_zero(t->groups.n + 1U, sizeof *base);
    size_t n = 0, moved = 0;
    for (uint32_t g = 0; g < t->groups.n; g++) {
        const struct clusters_group *group = clusters_find(f->model, groups_key(&t->groups, g, 0));
        base[g + 1] = base[g] + (group ? group->k : 0);
    }
    for (size_t i = 0; i < t->points; i++) {
        if (t->label[i] == CLUSTERIN_NONE || f->was[i] == CLUSTERIN_NONE)
            continue;
        uint32_t g = t->group ? t->group[i] : 0;
        was[n] = base[g] + f->was[i];
        is[n++] = base[g] + t->label[i];
        moved += f->was[i] != t->label[i];
    }
    unsigned all = base[t->groups.n];
    struct clusterfit_drift drift = {measures_ari(was, all, is, all, n), n ? (double)moved / (double)n : NAN};
    if (isnan(drift.ari))
        clusterpart_no_memory();
    free(was);
    free(is);
    free(base);
    return drift;
}
