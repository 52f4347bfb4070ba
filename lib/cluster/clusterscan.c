/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterscan.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "kmeans/silhouette.h"
#include "kmeans/stability.h"

bool clusterscan_wants(const struct clusterscan *s, enum clusterscan_column c)
{
    for (unsigned i = 0; i < s->columns; i++)
        if (s->column[i] == c)
            return true;
    return false;
}

/* ---- one k ---- */

struct scan {
    const struct clusterscan *want;
    struct clusterpart *part;
    const double *const *value;
    unsigned d;
    bool rule, silhouette, scores, stability;
    struct kmeans_plan plan;
    struct kmeans_fit fit;
    struct kmeans *sample; /* the rows that the bootstrap draws from, made when they are needed, */
    size_t *row;           /* their number, their weights or NULL, and their labels by the clusters in question */
    size_t rows;
    double *weight;
    uint32_t *label;
};

static double *drawn(const struct scan *s, const double *from)
{
    double *to = mem_zero(s->rows, sizeof *to);
    for (size_t i = 0; i < s->rows; i++)
        to[i] = from[s->row[i]];
    return to;
}

/* The bootstrap draws from the rows that the silhouette is computed from. */
static enum kmeans_status open_sample(struct scan *s)
{
    double **value = mem_zero(s->d, sizeof *value);
    s->row = mem_zero(SILHOUETTE_EXACT, sizeof *s->row);
    s->rows = silhouette_sample(s->part->in.n, s->plan.seed, s->row);
    for (unsigned j = 0; j < s->d; j++)
        value[j] = drawn(s, s->value[j]);
    s->weight = s->plan.weight ? drawn(s, s->plan.weight) : NULL;
    s->label = mem_zero(s->rows, sizeof *s->label);
    enum kmeans_status status = kmeans_open(&s->sample, (const double *const *)value, s->rows, s->d, s->plan.threads);
    for (unsigned j = 0; j < s->d; j++)
        free(value[j]);
    free(value);
    return status;
}

static void close_sample(struct scan *s)
{
    if (s->sample)
        kmeans_close(s->sample);
    free(s->row);
    free(s->weight);
    free(s->label);
}

static bool measure_stability(struct scan *s, struct clusterscan_row *row)
{
    struct stability stability = {.jaccard = mem_zero(s->plan.k, sizeof *stability.jaccard)};
    enum kmeans_status status = s->sample ? KMEANS_OK : open_sample(s);
    if (status == KMEANS_OK) {
        struct kmeans_plan plan = s->plan;
        plan.weight = s->weight;
        for (size_t i = 0; i < s->rows; i++)
            s->label[i] = s->fit.label[s->row[i]];
        status = stability_of(s->sample, &plan, s->label, CLUSTERSCAN_REPLICATES, &stability);
    }
    row->ari = stability.ari;
    row->jaccard = stability.least;
    row->measured_rows = s->rows;
    free(stability.jaccard);
    if (status == KMEANS_MEMORY)
        clusterpart_no_memory();
    return status == KMEANS_OK || clusterpart_fails(s->part, "the table", kmeans_problem(status));
}

static bool measure(struct scan *s, struct clusterscan_row *row)
{
    const struct clusterin_part *in = &s->part->in;
    unsigned k = s->plan.k;
    *row = (struct clusterscan_row){.k = k,
                                    .inertia = s->fit.inertia,
                                    .gain = NAN,
                                    .silhouette = NAN,
                                    .ari = NAN,
                                    .jaccard = NAN,
                                    .scores = {NAN, NAN, NAN},
                                    .smallest = UINT64_MAX};
    for (unsigned c = 0; c < k; c++)
        if (s->fit.rows[c] < row->smallest)
            row->smallest = s->fit.rows[c];
    if (k == 1)
        return true;
    if (s->silhouette) {
        struct silhouette silhouette = {0};
        if (!silhouette_of(s->value, in->n, s->d, s->fit.label, k, s->plan.seed, s->plan.threads, &silhouette))
            clusterpart_no_memory();
        row->silhouette = silhouette.mean;
        row->measured_rows = silhouette.rows;
    }
    if (s->scores && !measures_score(s->value, in->weight, in->n, s->d, s->fit.label, k, &row->scores))
        clusterpart_no_memory();
    return !s->stability || measure_stability(s, row);
}

/* The inertia of k clusters alone, for the gain of k + 1. */
static bool inertia_of(struct scan *s, unsigned k, double *inertia)
{
    s->plan.k = k;
    const char *problem = partition_fit(&s->part->partition, &s->plan, &s->fit);
    *inertia = s->fit.inertia;
    return !problem || clusterpart_fails(s->part, "the table", problem);
}

static bool scan_all(struct scan *s, struct clusterscan_row *row)
{
    const struct clusterscan *want = s->want;
    double before = NAN;
    if (want->low > 1 && clusterscan_wants(want, SCAN_GAIN) && !inertia_of(s, want->low - 1, &before))
        return false;
    for (unsigned k = want->low; k <= want->high; k++, row++) {
        double inertia;
        if (!inertia_of(s, k, &inertia) || !measure(s, row))
            return false;
        row->gain = before > 0 ? 1 - inertia / before : NAN;
        before = inertia;
    }
    return true;
}

/* ---- all of them ---- */

static enum measures_rule suggest(const struct clusterscan *s, size_t n, struct clusterscan_row *row)
{
    unsigned count = s->high - s->low + 1;
    enum measures_rule rule;
    struct measures_candidate *c = mem_zero(count, sizeof *c);
    for (unsigned i = 0; i < count; i++)
        c[i] = (struct measures_candidate){row[i].k, row[i].silhouette, row[i].jaccard,
                                           (double)row[i].smallest / (double)n};
    size_t best = measures_suggest(c, count, &rule);
    row[best].suggested = rule != MEASURES_NONE;
    free(c);
    return rule;
}

bool clusterscan_run(const struct clusterscan *s, const struct clusters *m, struct clusterpart *p,
                     struct clusterscan_row *row, enum measures_rule *rule)
{
    struct scan scan = {.want = s, .part = p, .value = (const double *const *)p->in.value, .d = m->columns};
    scan.rule = clusterscan_wants(s, SCAN_SUGGESTED) || clusterscan_wants(s, SCAN_RULE);
    scan.silhouette = scan.rule || clusterscan_wants(s, SCAN_SILHOUETTE) || clusterscan_wants(s, SCAN_MEASURED_ROWS);
    scan.scores = clusterscan_wants(s, SCAN_CALINSKI_HARABASZ) || clusterscan_wants(s, SCAN_DAVIES_BOULDIN);
    scan.stability =
        scan.rule || clusterscan_wants(s, SCAN_STABILITY_ARI) || clusterscan_wants(s, SCAN_STABILITY_JACCARD);
    scan.plan = (struct kmeans_plan){
        .starts = (unsigned)m->starts, .seed = m->seed, .threads = s->threads, .weight = p->in.weight};
    scan.fit = (struct kmeans_fit){.centre = mem_zero((size_t)s->high * m->columns, sizeof(double)),
                                   .label = p->in.label,
                                   .rows = mem_zero(s->high, sizeof(uint64_t))};
    bool fine = scan_all(&scan, row);
    if (fine && scan.rule)
        *rule = suggest(s, p->in.n, row);
    close_sample(&scan);
    free(scan.fit.centre);
    free(scan.fit.rows);
    return fine;
}

unsigned clusterscan_suggested(const struct clusterscan_row *row, unsigned count)
{
    unsigned i = 0;
    while (i < count && !row[i].suggested)
        i++;
    return i;
}
