/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/scores.h"

#include "base/decimal.h"
#include "base/ratio.h"
#include "model/kmeans1d.h"
#include "model/points.h"
#include "model/quantile.h"

static uint64_t scale_of(enum scores_measure m)
{
    return m == SCORES_MONETARY ? DECIMAL_ONE : 1;
}

double scores_value(enum scores_measure m, int64_t v)
{
    return ratio_double(v, scale_of(m));
}

unsigned scores_low(const struct scores *s)
{
    return s->method == SCORES_QUANTILE;
}

unsigned scores_of_class(const struct scores *s, enum scores_measure m, unsigned class)
{
    return scores_low(s) + (m == SCORES_RECENCY ? s->classes - 1 - class : class);
}

unsigned scores_of(const struct scores *s, enum scores_measure m, double v)
{
    return scores_of_class(s, m, quantile_bin(v, s->limit[m], s->classes - 1));
}

struct slice scores_word(const char *words, int i)
{
    struct slice rest = slice_str(words), word = slice_cut(&rest, '|');
    for (; i > 0; i--)
        word = slice_cut(&rest, '|');
    return word;
}

/* ---- fitting ---- */

static void fit_quantiles(struct scores *s, enum scores_measure m, const int64_t *v, size_t n)
{
    for (unsigned i = 1; i < s->classes; i++) {
        struct quantile_place p = quantile_place(n, i, s->classes);
        s->limit[m][i - 1] = quantile_int(v[p.low], v[p.low + (p.part > 0)], p, scale_of(m));
    }
}

/* Halfway between two means: of the best clusters every value is nearer to its own. Rounding must not carry the limit
 * to the values beyond it. */
static const char *fit_clusters(struct scores *s, enum scores_measure m, const int64_t *v, const uint64_t *rows,
                                size_t points)
{
    size_t first[SCORES_MOST * (SCORES_MOST + 1) / 2];
    enum kmeans1d_status status = kmeans1d_int(v, rows, points, s->classes, first);
    if (status != KMEANS1D_OK)
        return kmeans1d_problem(status);
    const size_t *begin = kmeans1d_first(first, s->classes);
    double below = points_run_int(v, rows, 0, s->classes > 1 ? begin[1] : points, scale_of(m)).mean;
    for (unsigned c = 1; c < s->classes; c++) {
        size_t end = c + 1 < s->classes ? begin[c + 1] : points;
        double mean = points_run_int(v, rows, begin[c], end, scale_of(m)).mean, limit = (below + mean) / 2;
        double last = scores_value(m, v[begin[c] - 1]), next = scores_value(m, v[begin[c]]);
        s->limit[m][c - 1] = last <= limit && limit < next ? limit : last;
        below = mean;
    }
    return NULL;
}

static void fill_classes(struct scores *s, enum scores_measure m, const int64_t *v, const uint64_t *rows, size_t points)
{
    for (size_t from = 0, to; from < points; from = to) {
        unsigned class = quantile_bin(scores_value(m, v[from]), s->limit[m], s->classes - 1);
        for (to = from + 1; to < points; to++)
            if (quantile_bin(scores_value(m, v[to]), s->limit[m], s->classes - 1) != class)
                break;
        struct points_run run = points_run_int(v, rows, from, to, scale_of(m));
        s->class[m][class] = (struct scores_class){run.rows, v[from], v[to - 1], run.mean};
    }
}

const char *scores_fit(struct scores *s, enum scores_measure m, int64_t *v, int64_t *spare, uint64_t *rows, size_t n)
{
    quantile_sort_int(v, spare, n);
    if (s->method == SCORES_QUANTILE)
        fit_quantiles(s, m, v, n);
    size_t points = points_of_ints(v, rows, n);
    const char *problem = s->method == SCORES_KMEANS ? fit_clusters(s, m, v, rows, points) : NULL;
    if (!problem)
        fill_classes(s, m, v, rows, points);
    return problem;
}
