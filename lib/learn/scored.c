/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/scored.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

const unsigned SCORED_SHARE[SCORED_SHARES] = {1, 5, 10, 20, 50};
const char *const SCORED_NAME[SCORED_SCALARS] = {"auc",
                                                 "ks",
                                                 "log_loss",
                                                 "brier",
                                                 "mean_prediction",
                                                 "share_of_positives",
                                                 "base_log_loss",
                                                 "calibration_intercept",
                                                 "calibration_slope",
                                                 "calibration_in_the_large",
                                                 "ece",
                                                 "top_share",
                                                 "best_profit",
                                                 "best_profit_share"};

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static double times_of(const struct scored *s, const uint32_t *times, size_t i)
{
    return times ? times[s->who[i]] : 1;
}

size_t scored_rows_of(size_t n, uint64_t part, uint64_t of)
{
    return (size_t)(((unsigned __int128)n * part + of - 1) / of);
}

/* ---- the order ---- */

struct sweep {
    const struct scored *s;
    const uint32_t *times;
    double rows, positives, amount; /* of all rows */
};

static void count_all(struct sweep *w)
{
    struct sums amount = {0};
    for (size_t i = 0; i < w->s->n; i++) {
        double t = times_of(w->s, w->times, i);
        w->rows += t;
        w->positives += w->s->positive[i] ? t : 0;
        if (w->s->amount && t > 0)
            sums_add(&amount, t * w->s->amount[i]);
    }
    w->amount = sums_total(&amount);
}

/* The end of the rows that have the score of row i. */
static size_t end_of_ties(const struct scored *s, size_t i)
{
    double score = s->score[i];
    while (i < s->n && s->score[i] == score)
        i++;
    return i;
}

/* One walk: AUC by the pairs that are in the wrong order, KS, and the best profit, at the ends of groups of ties. */
static void measure_order(const struct sweep *w, double *value)
{
    const struct scored *s = w->s;
    double p = 0, n = 0, wrong = 0, ks = 0, all_p = w->positives, all_n = w->rows - w->positives;
    double best = 0, best_rows = 0;
    for (size_t i = 0, end; i < s->n; i = end) {
        double up = 0, down = 0;
        for (end = i; end < s->n && s->score[end] == s->score[i]; end++) {
            double t = times_of(s, w->times, end);
            if (s->positive[end])
                up += t;
            else
                down += t;
        }
        wrong += up * (n + down / 2);
        p += up;
        n += down;
        ks = fmax(ks, fabs(p * all_n - n * all_p));
        double profit = p * s->benefit - (p + n) * s->cost;
        if (profit > best) {
            best = profit;
            best_rows = p + n;
        }
    }
    value[SCORED_AUC] = 1 - ratio(wrong, all_p * all_n);
    value[SCORED_KS] = ratio(ks, all_p * all_n);
    value[SCORED_BEST_PROFIT] = isnan(s->cost) ? NAN : best;
    value[SCORED_BEST_SHARE] = isnan(s->cost) ? NAN : ratio(best_rows, w->rows);
}

/* ---- the first k rows ---- */

struct list {
    double rows;              /* that it takes; then what they hold: */
    double positives, amount; /* the row that is cut counts in part */
    unsigned number;
};
enum { LISTS = SCORED_DECILES + SCORED_SHARES + 1 };

static int by_rows(const void *a, const void *b)
{
    const struct list *x = a, *y = b;
    return (x->rows > y->rows) - (x->rows < y->rows);
}

static void fill_lists(const struct sweep *w, struct list *list)
{
    struct sums amount = {0};
    double rows = 0, positives = 0;
    size_t k = 0;
    qsort(list, LISTS, sizeof *list, by_rows);
    for (size_t i = 0; i < w->s->n && k < LISTS; i++) {
        double t = times_of(w->s, w->times, i), a = w->s->amount ? w->s->amount[i] : 0;
        for (; k < LISTS && list[k].rows <= rows + t; k++) {
            struct sums so_far = amount;
            sums_add(&so_far, (list[k].rows - rows) * a);
            list[k].positives = positives + (w->s->positive[i] ? list[k].rows - rows : 0);
            list[k].amount = sums_total(&so_far);
        }
        rows += t;
        positives += w->s->positive[i] ? t : 0;
        if (t > 0)
            sums_add(&amount, t * a);
    }
}

static void measure_decile(const struct sweep *w, const struct list *at, unsigned k, double *value)
{
    double rows = at[k + 1].rows - at[k].rows, positives = at[k + 1].positives - at[k].positives;
    value[SCORED_LIFT + k] = ratio(ratio(positives, rows), ratio(w->positives, w->rows));
    value[SCORED_GAIN + k] = ratio(at[k + 1].positives, w->positives);
    value[SCORED_PROFIT + k] = at[k + 1].positives * w->s->benefit - at[k + 1].rows * w->s->cost;
}

static void measure_lists(const struct sweep *w, double *value)
{
    struct list list[LISTS], at[LISTS + 1] = {{0}};
    for (unsigned k = 0; k < LISTS; k++) {
        double n = w->rows, rows = k < SCORED_DECILES ? ceil(n * (k + 1) / 10) : ceil(n * w->s->top / 100);
        if (k >= SCORED_DECILES && k < SCORED_DECILES + SCORED_SHARES)
            rows = ceil(n * SCORED_SHARE[k - SCORED_DECILES] / 100);
        list[k] = (struct list){.rows = rows, .number = k};
    }
    fill_lists(w, list);
    for (unsigned k = 0; k < LISTS; k++)
        at[list[k].number + 1] = list[k];
    for (unsigned k = 0; k < SCORED_DECILES; k++)
        measure_decile(w, at, k, value);
    for (unsigned k = 0; k < SCORED_SHARES; k++) {
        const struct list *first = &at[1 + SCORED_DECILES + k];
        value[SCORED_PRECISION_AT + k] = ratio(first->positives, first->rows);
        value[SCORED_CAPTURE_AT + k] = ratio(first->positives, w->positives);
    }
    value[SCORED_TOP_AMOUNT] = w->s->amount ? ratio(at[LISTS].amount, w->amount) : NAN;
}

/* ---- chances ---- */

unsigned scored_bin_of(double p, unsigned bins)
{
    unsigned b = (unsigned)(p * bins);
    b = b < bins ? b : bins - 1;
    while (b + 1 < bins && p >= (double)(b + 1) / bins)
        b++;
    while (b && p < (double)b / bins)
        b--;
    return b;
}

static double none_if_infinite(double v)
{
    return isfinite(v) ? v : NAN;
}

static void measure_sizes(const struct sweep *w, double *value)
{
    const struct scored *s = w->s;
    struct sums loss = {0}, square = {0}, sum = {0};
    struct scored_bin *bin = mem_zero(s->bins, sizeof *bin);
    double count[4] = {0}, share = ratio(w->positives, w->rows), ece = 0;
    for (size_t i = 0; i < s->n; i++) {
        double t = times_of(s, w->times, i), p = s->score[i], off = s->positive[i] ? 1 - p : p;
        if (!(t > 0))
            continue;
        sums_add(&loss, -t * (s->positive[i] ? log(p) : log1p(-p)));
        sums_add(&square, t * off * off);
        sums_add(&sum, t * p);
        count[2 * s->positive[i] + (p >= s->threshold)] += t;
        struct scored_bin *b = &bin[scored_bin_of(p, s->bins)];
        sums_add(&b->sum, t * p);
        b->positives += s->positive[i] ? t : 0;
    }
    for (unsigned b = 0; b < s->bins; b++)
        ece += fabs(sums_total(&bin[b].sum) - bin[b].positives);
    free(bin);
    value[SCORED_LOG_LOSS] = none_if_infinite(ratio(sums_total(&loss), w->rows));
    value[SCORED_BRIER] = ratio(sums_total(&square), w->rows);
    value[SCORED_MEAN] = ratio(sums_total(&sum), w->rows);
    value[SCORED_ECE] = ratio(ece, w->rows);
    value[SCORED_BASE_LOSS] = none_if_infinite(-share * log(share) - (1 - share) * log1p(-share));
    confusion_measure(count, 2, value + SCORED_CLASSES);
}

/* ---- calibration: two coefficients, by Newton ---- */

struct line {
    double intercept, slope, likelihood;
    double up[2], curve[3]; /* gradient, and the information: 00 01 11 */
};

static void look(const struct sweep *w, const double *logit, struct line *l)
{
    l->likelihood = l->up[0] = l->up[1] = l->curve[0] = l->curve[1] = l->curve[2] = 0;
    for (size_t i = 0; i < w->s->n; i++) {
        double t = times_of(w->s, w->times, i), x = logit[i], m = l->intercept + l->slope * x, e = exp(-fabs(m));
        double p = (m >= 0 ? 1 : e) / (1 + e), weight = t * e / ((1 + e) * (1 + e));
        double off = t * (w->s->positive[i] - p);
        l->likelihood -= t * (log1p(e) + (w->s->positive[i] == (m >= 0) ? 0 : fabs(m)));
        l->up[0] += off;
        l->up[1] += off * x;
        l->curve[0] += weight;
        l->curve[1] += weight * x;
        l->curve[2] += weight * x * x;
    }
}

/* One step, halved until it rises. False: there is nothing more to gain, or no maximum. */
static bool climb(const struct sweep *w, const double *logit, struct line *l, bool both)
{
    double det = both ? l->curve[0] * l->curve[2] - l->curve[1] * l->curve[1] : l->curve[0];
    double step[2] = {l->up[0] / l->curve[0], 0};
    if (!(det > 1e-12 * (both ? l->curve[0] * l->curve[2] : 1)))
        return false;
    if (both) {
        step[0] = (l->curve[2] * l->up[0] - l->curve[1] * l->up[1]) / det;
        step[1] = (l->curve[0] * l->up[1] - l->curve[1] * l->up[0]) / det;
    }
    double left = step[0] * l->up[0] + step[1] * l->up[1];
    double part = 1;
    for (unsigned half = 0; half < 30; half++) {
        struct line tried = {l->intercept + part * step[0], l->slope + part * step[1], 0, {0}, {0}};
        look(w, logit, &tried);
        if (tried.likelihood >= l->likelihood - 1e-12 * fabs(l->likelihood)) {
            *l = tried;
            return left > 1e-12;
        }
        part /= 2;
    }
    return false;
}

static struct line fit_line(const struct sweep *w, const double *logit, bool both)
{
    struct line l = {0, 1, 0, {0}, {0}};
    unsigned steps = 0;
    look(w, logit, &l);
    while (steps++ < 50 && climb(w, logit, &l, both))
        ;
    if (steps > 50 || !(l.curve[0] > 0))
        l.intercept = l.slope = NAN;
    return l;
}

/* Chances of 0 and 1 have no logit. */
static void measure_calibration(const struct sweep *w, double *value)
{
    const struct scored *s = w->s;
    if (s->n == 0 || !(s->score[0] < 1) || !(s->score[s->n - 1] > 0) || w->positives == 0 || w->positives == w->rows)
        return;
    double *logit = mem_resize(NULL, s->n, sizeof *logit);
    for (size_t i = 0; i < s->n; i++)
        logit[i] = log(s->score[i]) - log1p(-s->score[i]);
    struct line both = {NAN, NAN, 0, {0}, {0}}, large = fit_line(w, logit, false);
    if (s->score[0] > s->score[s->n - 1])
        both = fit_line(w, logit, true);
    value[SCORED_INTERCEPT] = both.intercept;
    value[SCORED_SLOPE] = both.slope;
    value[SCORED_LARGE] = large.intercept;
    free(logit);
}

void scored_measure(const struct scored *s, const uint32_t *times, double *value)
{
    struct sweep w = {s, times, 0, 0, 0};
    for (unsigned i = 0; i < SCORED_MEASURES; i++)
        value[i] = NAN;
    count_all(&w);
    measure_order(&w, value);
    measure_lists(&w, value);
    value[SCORED_POSITIVE_SHARE] = ratio(w.positives, w.rows);
    if (!s->is_chance)
        return;
    measure_sizes(&w, value);
    measure_calibration(&w, value);
}

/* ---- for tables and drawings ---- */

size_t scored_positives(const struct scored *s, size_t rows)
{
    size_t n = 0;
    for (size_t i = 0; i < rows; i++)
        n += s->positive[i];
    return n;
}

/* Straight lines between the ends of groups of ties. */
void scored_roc(const struct scored *s, double *rate, unsigned n)
{
    double all_p = (double)scored_positives(s, s->n), all_n = (double)s->n - all_p, p = 0, no = 0;
    unsigned k = 0;
    for (size_t i = 0, end; i < s->n; i = end) {
        double up = 0;
        end = end_of_ties(s, i);
        for (size_t j = i; j < end; j++)
            up += s->positive[j];
        double down = (double)(end - i) - up;
        for (; k < n && all_n * k <= (no + down) * (n - 1) && down > 0; k++)
            rate[k] = ratio(p + up * (all_n * k / (n - 1) - no) / down, all_p);
        p += up;
        no += down;
    }
    for (; k < n; k++)
        rate[k] = ratio(p, all_p);
}
