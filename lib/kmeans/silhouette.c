/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/silhouette.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/thread.h"
#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { LANES = 8, PART = 64 }; /* rows whose distances are computed at once; rows that a thread takes at a time */

/* The rows cluster by cluster, each filled up to a multiple of LANES with rows of weight 0. */
struct rows {
    size_t n, room; /* rows that count; all, with those that fill up */
    unsigned d, k;
    double *x, *weight; /* column j at x + j * room */
    uint32_t *label;    /* room */
    size_t *begin;      /* k + 1 */
    size_t *count;      /* k: that count */
    double *result;     /* room */
    double *sum;        /* parts x k */
};

/* ---- distances ---- */

/* The processor's square roots are exact to the last bit; sqrt() would also set errno, which takes time. */
static inline void take_roots(double v[LANES])
{
#ifdef __x86_64__
    for (int l = 0; l < LANES; l += 2)
        _mm_storeu_pd(v + l, _mm_sqrt_pd(_mm_loadu_pd(v + l)));
#else
    for (int l = 0; l < LANES; l++)
        v[l] = sqrt(v[l]);
#endif
}

/* From row i to the rows of one cluster. */
static double sum_to(const struct rows *r, size_t i, unsigned z)
{
    double sum[LANES] = {0};
    for (size_t at = r->begin[z]; at < r->begin[z + 1]; at += LANES) {
        double far[LANES] = {0};
        for (unsigned j = 0; j < r->d; j++) {
            const double *x = r->x + j * r->room;
            for (int l = 0; l < LANES; l++)
                far[l] += (x[at + (size_t)l] - x[i]) * (x[at + (size_t)l] - x[i]);
        }
        take_roots(far);
        for (int l = 0; l < LANES; l++)
            sum[l] += far[l] * r->weight[at + (size_t)l];
    }
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

static double of_row(const struct rows *r, size_t i, double *sum)
{
    unsigned own = r->label[i];
    double next = INFINITY;
    if (r->count[own] < 2)
        return 0;
    for (unsigned z = 0; z < r->k; z++) {
        sum[z] = sum_to(r, i, z);
        double mean = z != own && r->count[z] ? sum[z] / (double)r->count[z] : INFINITY;
        next = mean < next ? mean : next;
    }
    double mean = sum[own] / (double)(r->count[own] - 1), more = mean > next ? mean : next;
    return more > 0 ? (next - mean) / more : 0;
}

static void of_part(void *ctx, size_t part)
{
    const struct rows *r = ctx;
    for (size_t i = part * PART; i < r->room && i < (part + 1) * PART; i++)
        if (r->weight[i] > 0)
            r->result[i] = of_row(r, i, r->sum + part * r->k);
}

/* ---- the rows ---- */

size_t silhouette_sample(size_t n, uint64_t seed, size_t *row)
{
    static const uint64_t NAME = 0x73616d706c65; /* a stream of its own beside those of k-means */
    size_t m = n < SILHOUETTE_EXACT ? n : SILHOUETTE_EXACT;
    struct rng random;
    rng_seed(&random, rng_name(seed, NAME), 0);
    for (size_t i = 0, taken = 0; taken < m; i++)
        if (n - i <= m - taken || rng_below(&random, n - i) < m - taken)
            row[taken++] = i;
    return m;
}

static void arrange(struct rows *r, const double *const *column, const uint32_t *label, const size_t *chosen)
{
    for (size_t i = 0; i < r->n; i++)
        r->count[label[chosen[i]]]++;
    for (unsigned z = 0; z < r->k; z++)
        r->begin[z + 1] = r->begin[z] + (r->count[z] + LANES - 1) / LANES * LANES;
    for (unsigned z = 0; z < r->k; z++)
        r->count[z] = 0;
    for (size_t i = 0; i < r->n; i++) {
        uint32_t z = label[chosen[i]];
        size_t at = r->begin[z] + r->count[z]++;
        r->label[at] = z;
        r->weight[at] = 1;
        for (unsigned j = 0; j < r->d; j++)
            r->x[j * r->room + at] = column[j][chosen[i]];
    }
}

static void average(const struct rows *r, struct silhouette *s)
{
    double all = 0;
    unsigned clusters = 0;
    for (unsigned z = 0; z < r->k; z++) {
        double sum = 0;
        for (size_t i = r->begin[z]; i < r->begin[z + 1]; i++)
            sum += r->result[i];
        all += sum;
        clusters += r->count[z] > 0;
        if (s->cluster)
            s->cluster[z] = r->count[z] ? sum / (double)r->count[z] : NAN;
    }
    s->mean = clusters > 1 && clusters < r->n ? all / (double)r->n : NAN;
}

bool silhouette_of(const double *const *column, size_t n, unsigned d, const uint32_t *label, unsigned k, uint64_t seed,
                   unsigned threads, struct silhouette *s)
{
    size_t m = n < SILHOUETTE_EXACT ? n : SILHOUETTE_EXACT, room = m + (size_t)k * LANES;
    size_t parts = (room + PART - 1) / PART, *chosen = calloc(m + 1, sizeof *chosen);
    struct rows r = {.n = m,
                     .room = room,
                     .d = d,
                     .k = k,
                     .x = calloc(room + 1, d * sizeof *r.x),
                     .weight = calloc(room + 1, sizeof *r.weight),
                     .label = calloc(room + 1, sizeof *r.label),
                     .begin = calloc(k + 1, sizeof *r.begin),
                     .count = calloc(k + 1, sizeof *r.count),
                     .result = calloc(room + 1, sizeof *r.result),
                     .sum = calloc(parts + 1, k * sizeof *r.sum)};
    bool fine = chosen && r.x && r.weight && r.label && r.begin && r.count && r.result && r.sum;
    if (fine) {
        silhouette_sample(n, seed, chosen);
        arrange(&r, column, label, chosen);
        thread_each(threads, parts, of_part, &r);
        average(&r, s);
        s->rows = m;
    }
    free(chosen);
    free(r.x);
    free(r.weight);
    free(r.label);
    free(r.begin);
    free(r.count);
    free(r.result);
    free(r.sum);
    return fine;
}
