/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/measures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ratio.h"
#include "kmeans/nearest.h"

enum { ADDED = 4096 }; /* rows that are first added up by themselves, to keep the last digits */

struct scoring {
    const double *const *column, *weight;
    const uint32_t *label;
    size_t n;
    unsigned d, k;
    double *total, *part; /* k x (1 + d): sums, of which the columns become means */
    double *away;         /* k: weight times distance to the mean */
    double inertia;
};

/* ---- means ---- */

static void add_rows(const struct scoring *s, size_t from, size_t to)
{
    size_t sums = 1 + (size_t)s->d;
    memset(s->part, 0, s->k * sums * sizeof *s->part);
    for (size_t i = from; i < to; i++) {
        double w = s->weight ? s->weight[i] : 1, *part = s->part + s->label[i] * sums;
        part[0] += w;
        for (unsigned j = 0; j < s->d; j++)
            part[1 + j] += w * s->column[j][i];
    }
    for (size_t i = 0; i < s->k * sums; i++)
        s->total[i] += s->part[i];
}

/* false: a cluster is empty. `all` becomes the sums of everything. */
static bool find_means(const struct scoring *s, double *all)
{
    size_t sums = 1 + (size_t)s->d;
    for (size_t i = 0; i < s->n; i += ADDED)
        add_rows(s, i, s->n - i < ADDED ? s->n : i + ADDED);
    for (size_t i = 0; i < s->k * sums; i++)
        all[i % sums] += s->total[i];
    for (unsigned z = 0; z < s->k; z++) {
        double *mean = s->total + z * sums;
        if (!(mean[0] > 0))
            return false;
        for (unsigned j = 1; j < sums; j++)
            mean[j] /= mean[0];
    }
    return true;
}

/* ---- distances to the means ---- */

static void measure_rows(struct scoring *s, size_t from, size_t to)
{
    double part = 0;
    memset(s->part, 0, s->k * sizeof *s->part);
    for (size_t i = from; i < to; i++) {
        const double *mean = s->total + s->label[i] * (1 + (size_t)s->d) + 1;
        double w = s->weight ? s->weight[i] : 1, sum = 0;
        for (unsigned j = 0; j < s->d; j++)
            sum += (s->column[j][i] - mean[j]) * (s->column[j][i] - mean[j]);
        part += w * sum;
        s->part[s->label[i]] += w * sqrt(sum);
    }
    s->inertia += part;
    for (unsigned z = 0; z < s->k; z++)
        s->away[z] += s->part[z];
}

/* `all`: the weight of everything, then the mean. */
static double calinski_harabasz(const struct scoring *s, const double *all)
{
    double between = 0;
    for (unsigned z = 0; z < s->k; z++) {
        const double *mean = s->total + z * (1 + (size_t)s->d);
        between += mean[0] * nearest_squared(mean + 1, all + 1, s->d);
    }
    return all[0] > s->k && s->inertia > 0 ? between * (all[0] - s->k) / (s->inertia * (s->k - 1)) : NAN;
}

/* Two equal means have no ratio, and count as 0. */
static double davies_bouldin(const struct scoring *s)
{
    double sum = 0;
    for (unsigned a = 0; a < s->k; a++) {
        const double *mean = s->total + a * (1 + (size_t)s->d);
        double worst = 0;
        for (unsigned b = 0; b < s->k; b++) {
            const double *other = s->total + b * (1 + (size_t)s->d);
            double apart = sqrt(nearest_squared(mean + 1, other + 1, s->d));
            double ratio = apart > 0 ? (s->away[a] / mean[0] + s->away[b] / other[0]) / apart : 0;
            worst = b != a && ratio > worst ? ratio : worst;
        }
        sum += worst;
    }
    return sum / s->k;
}

static void score(struct scoring *s, double *all, struct measures_scores *scores)
{
    *scores = (struct measures_scores){NAN, NAN, NAN};
    if (s->k == 0 || !find_means(s, all))
        return;
    for (size_t i = 0; i < s->n; i += ADDED)
        measure_rows(s, i, s->n - i < ADDED ? s->n : i + ADDED);
    scores->inertia = s->inertia;
    for (unsigned j = 1; j <= s->d; j++)
        all[j] /= all[0];
    if (s->k > 1 && all[0] > s->k) {
        scores->calinski_harabasz = calinski_harabasz(s, all);
        scores->davies_bouldin = davies_bouldin(s);
    }
}

bool measures_score(const double *const *column, const double *weight, size_t n, unsigned d, const uint32_t *label,
                    unsigned k, struct measures_scores *scores)
{
    size_t sums = 1 + (size_t)d;
    struct scoring s = {.column = column,
                        .weight = weight,
                        .label = label,
                        .n = n,
                        .d = d,
                        .k = k,
                        .total = calloc(k + 1, sums * sizeof *s.total),
                        .part = calloc(k + 1, sums * sizeof *s.part),
                        .away = calloc(k + 1, sizeof *s.away)};
    bool room = s.total && s.part && s.away;
    if (room)
        score(&s, s.total + k * sums, scores);
    free(s.total);
    free(s.part);
    free(s.away);
    return room;
}

/* ---- agreement ---- */

static wide_uint pairs(uint64_t n)
{
    return n ? (wide_uint)n * (n - 1) / 2 : 0;
}

/* With N pairs of rows, A of them together in a, B in b and T in both: (T N - A B) / ((A + B) N / 2 - A B), both
 * doubled. All fits 127 bits for n < 2^32. */
static double adjusted(wide_int n, wide_int a, wide_int b, wide_int both)
{
    wide_int above = 2 * (both * n - a * b), below = (a + b) * n - 2 * a * b;
    return below == 0 ? 1 : (double)above / (double)below;
}

double measures_ari(const uint32_t *a, unsigned ka, const uint32_t *b, unsigned kb, size_t n)
{
    uint64_t *cell = calloc((size_t)ka * kb + ka + kb + 1, sizeof *cell);
    if (!cell)
        return NAN;
    uint64_t *of_a = cell + (size_t)ka * kb, *of_b = of_a + ka;
    wide_uint in_a = 0, in_b = 0, both = 0;
    for (size_t i = 0; i < n; i++) {
        cell[(size_t)a[i] * kb + b[i]]++;
        of_a[a[i]]++;
        of_b[b[i]]++;
    }
    for (size_t i = 0; i < (size_t)ka * kb; i++)
        both += pairs(cell[i]);
    for (unsigned i = 0; i < ka; i++)
        in_a += pairs(of_a[i]);
    for (unsigned i = 0; i < kb; i++)
        in_b += pairs(of_b[i]);
    free(cell);
    return adjusted((wide_int)pairs(n), (wide_int)in_a, (wide_int)in_b, (wide_int)both);
}

/* ---- which number ---- */

static bool fulfils(const struct measures_candidate *c, enum measures_rule rule)
{
    return !isnan(c->silhouette) && (rule >= MEASURES_ANY || c->share >= MEASURES_SHARE) &&
           (rule >= MEASURES_SIZABLE || c->stability >= MEASURES_STABILITY);
}

static bool better(const struct measures_candidate *a, const struct measures_candidate *b)
{
    return a->silhouette > b->silhouette || (a->silhouette == b->silhouette && a->k < b->k);
}

size_t measures_suggest(const struct measures_candidate *c, size_t count, enum measures_rule *rule)
{
    for (int r = MEASURES_STABLE; r < MEASURES_NONE; r++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++)
            if (fulfils(&c[i], (enum measures_rule)r) && (best == count || better(&c[i], &c[best])))
                best = i;
        *rule = (enum measures_rule)r;
        if (best < count)
            return best;
    }
    *rule = MEASURES_NONE;
    return 0;
}

const char *measures_rule_text(enum measures_rule rule)
{
    switch (rule) {
    case MEASURES_STABLE:
        return "greatest silhouette of those whose clusters are all stable and hold 1 % of the rows";
    case MEASURES_SIZABLE:
        return "greatest silhouette of those whose clusters all hold 1 % of the rows; none is stable";
    case MEASURES_ANY:
        return "greatest silhouette; each has a cluster below 1 % of the rows";
    case MEASURES_NONE:
        break;
    }
    return "no silhouette is defined";
}
