/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/scores.h"

#include "base/decimal.h"
#include "base/ratio.h"
#include "kmeans/kmeans1d.h"
#include "stats/distinct.h"
#include "stats/quantile.h"

static uint64_t scale_of(enum scores_measure m)
{
    return m == SCORES_MONETARY ? DECIMAL_ONE : 1;
}

double scores_value(enum scores_measure m, int64_t v)
{
    return ratio_double(v, scale_of(m));
}

/* INT64_MIN, which is no value, if all values exceed the limit. */
static int64_t top_of(enum scores_measure m, double limit)
{
    int64_t low = INT64_MIN, high = INT64_MAX; /* low does not exceed it, and what is above high does */
    while (low < high) {
        int64_t middle = high - (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
        if (scores_value(m, middle) <= limit)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

void scores_cut(struct scores *s, enum scores_measure m)
{
    for (unsigned i = 0; i + 1 < s->classes; i++)
        s->top[m][i] = top_of(m, s->limit[m][i]);
}

struct slice scores_word(const char *words, int i)
{
    struct slice rest = slice_str(words), word = slice_cut(&rest, '|');
    for (; i > 0; i--)
        word = slice_cut(&rest, '|');
    return word;
}

/* ---- fitting ---- */

static void fit_quantiles(struct scores *s, enum scores_measure m, const int64_t *v, const uint64_t *rows, size_t n)
{
    size_t at = 0, end = rows[0]; /* the point with the value at p.low, and the end of its rows */
    for (unsigned i = 1; i < s->classes; i++) {
        struct quantile_place p = quantile_place(n, i, s->classes);
        while (end <= p.low)
            end += rows[++at];
        s->limit[m][i - 1] = quantile_int(v[at], v[at + (p.part > 0 && p.low + 1 == end)], p, scale_of(m));
    }
}

/* Halfway between two means: in the best clusters every value is nearer to its own mean. Rounding must not move the
 * limit to the values beyond it. */
static const char *fit_clusters(struct scores *s, enum scores_measure m, const int64_t *v, const uint64_t *rows,
                                size_t points)
{
    size_t first[SCORES_MOST * (SCORES_MOST + 1) / 2];
    enum kmeans1d_status status = kmeans1d_int(v, rows, points, s->classes, first);
    if (status != KMEANS1D_OK)
        return kmeans1d_problem(status);
    const size_t *begin = kmeans1d_first(first, s->classes);
    double below = distinct_run_int(v, rows, 0, s->classes > 1 ? begin[1] : points, scale_of(m)).mean;
    for (unsigned c = 1; c < s->classes; c++) {
        size_t end = c + 1 < s->classes ? begin[c + 1] : points;
        double mean = distinct_run_int(v, rows, begin[c], end, scale_of(m)).mean, limit = (below + mean) / 2;
        double last = scores_value(m, v[begin[c] - 1]), next = scores_value(m, v[begin[c]]);
        s->limit[m][c - 1] = last <= limit && limit < next ? limit : last;
        below = mean;
    }
    return NULL;
}

/* The first point from there on that is above `top`. */
static size_t end_of(const int64_t *v, size_t from, size_t points, int64_t top)
{
    while (from < points) {
        size_t middle = from + (points - from) / 2;
        if (v[middle] > top)
            points = middle;
        else
            from = middle + 1;
    }
    return from;
}

static void fill_classes(struct scores *s, enum scores_measure m, const int64_t *v, const uint64_t *rows, size_t points)
{
    for (size_t from = 0, to; from < points; from = to) {
        unsigned class = scores_class(s, m, v[from]);
        to = class + 1 < s->classes ? end_of(v, from, points, s->top[m][class]) : points;
        struct distinct_run run = distinct_run_int(v, rows, from, to, scale_of(m));
        s->class[m][class] = (struct scores_class){run.rows, v[from], v[to - 1], run.mean};
    }
}

/* Money in whole cents is counted in cents meanwhile: fewer bits are sorted faster. */
static size_t points_of(int64_t *v, uint64_t *rows, size_t n)
{
    int64_t rest = 0;
    for (size_t i = 0; i < n && rest == 0; i++)
        rest = v[i] % DECIMAL_CENT;
    if (rest)
        return distinct_of_unsorted(v, rows, n);
    for (size_t i = 0; i < n; i++)
        v[i] /= DECIMAL_CENT;
    size_t points = distinct_of_unsorted(v, rows, n);
    for (size_t i = 0; i < points; i++)
        v[i] *= DECIMAL_CENT;
    return points;
}

const char *scores_fit(struct scores *s, enum scores_measure m, int64_t *v, uint64_t *rows, size_t n)
{
    size_t points = m == SCORES_MONETARY ? points_of(v, rows, n) : distinct_of_unsorted(v, rows, n);
    const char *problem = NULL;
    if (s->method == SCORES_QUANTILE)
        fit_quantiles(s, m, v, rows, n);
    else
        problem = fit_clusters(s, m, v, rows, points);
    if (problem)
        return problem;
    scores_cut(s, m);
    fill_classes(s, m, v, rows, points);
    return NULL;
}
