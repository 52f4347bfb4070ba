/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kmeans1d.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/ratio.h"

const char *kmeans1d_problem(enum kmeans1d_status status)
{
    switch (status) {
    case KMEANS1D_OK:
        return "is fine";
    case KMEANS1D_FEW:
        return "has fewer distinct values than clusters are asked for";
    case KMEANS1D_RANGE:
        return "has too many rows, or a value that is not finite";
    case KMEANS1D_MEMORY:
        break;
    }
    return "needs more memory than there is";
}

/* ---- the cost of a run of points ---- */

/* Of the points before this one: rows, sum and sum of squares of the values in units. */
struct sums {
    wide_uint x, xx;
    uint64_t w;
};

struct plan {
    size_t n;
    struct sums *sum;     /* n + 1 */
    wide_int *less, *now; /* the least for points 0..i in one cluster less, and in as many as are being placed */
    uint32_t *column;     /* 2 n, for SMAWK */
    uint32_t *begin;      /* first points first points of the highest cluster for points 0..i: n for each number of
                           * clusters 2 .. k - 1 */
    int fraction, guard;  /* the number of binary places of costs, and of those rounded off before a comparison */
    int narrow;           /* bits that are dropped so that a sum of values fits 62 bits */
    double widen, one;    /* 2^narrow, 2^fraction */
};

static const wide_int INFINITE = (wide_int)1 << 126;

/* Sum of squared distances to the mean of points j..i. Around any integer c it is
 *     Q - c (S + r) - r^2 / W,  r = S - c W,
 * for the sums S, Q of values and squares and W rows. With c near the mean r is small: the last term needs few bits.
 * All before it is exact, even if it wraps on the way, because its result fits. */
static inline wide_int cost(const struct plan *p, size_t j, size_t i)
{
    const struct sums *a = &p->sum[j], *b = &p->sum[i + 1];
    uint64_t w = b->w - a->w;
    wide_uint s = b->x - a->x;
    double inverse = 1 / (double)(int64_t)w;
    uint64_t c = (uint64_t)(int64_t)((double)(int64_t)(s >> p->narrow) * p->widen * inverse + 0.5);
    int64_t r = (int64_t)((uint64_t)s - c * w);
    wide_uint rest = (wide_uint)(wide_int)r, whole = b->xx - a->xx - c * (s + rest);
    int64_t part = (int64_t)((double)r * (double)r * inverse * p->one + 0.5);
    return (wide_int)(whole << p->fraction) - part;
}

/* Points 0..i, the highest cluster beginning at j. */
static inline wide_int least_from(const struct plan *p, size_t i, size_t j)
{
    return j > i ? INFINITE : p->less[j - 1] + cost(p, j, i);
}

/* Rounded for comparison. */
static inline wide_int rounded(const struct plan *p, wide_int v)
{
    return (v + ((wide_int)1 << p->guard >> 1)) >> p->guard;
}

/* ---- row minima, the leftmost of equal ones: rows are last points i, columns first points j ---- */

/* Rows a, a + d, ... (m of them) out of the rows; their columns are `col`, n of them. */
struct matrix {
    size_t a, d, m;
    const uint32_t *col;
    size_t n;
};

/* Leaves at most m columns, among them every leftmost row minimum. The column at place t of those kept is compared in
 * row t; its value there is kept in `now`, which is not needed before the row's own minimum. */
static size_t reduce(const struct plan *p, struct matrix x, uint32_t *kept)
{
    size_t top = 0;
    bool known = false;
    for (size_t c = 0; c < x.n; c++) {
        while (top) {
            size_t row = x.a + (top - 1) * x.d;
            if (!known)
                p->now[row] = rounded(p, least_from(p, row, kept[top - 1]));
            known = true;
            if (p->now[row] <= rounded(p, least_from(p, row, x.col[c])))
                break;
            top--;
        }
        if (top < x.m) {
            kept[top++] = x.col[c];
            known = false;
        }
    }
    return top;
}

static void smawk(const struct plan *p, struct matrix x, uint32_t *space, uint32_t *begin)
{
    if (x.m == 0)
        return;
    if (x.n > x.m) {
        x.n = reduce(p, x, space);
        x.col = space;
        space += x.n;
    }
    smawk(p, (struct matrix){x.a + x.d, 2 * x.d, x.m / 2, x.col, x.n}, space, begin);
    const uint32_t *col = x.col, *end = x.col + x.n;
    for (size_t row = x.a, t = 0; t < x.m; t += 2, row += 2 * x.d) {
        uint32_t last = t + 1 < x.m ? begin[row + x.d] : end[-1];
        wide_int best = INFINITE;
        for (;; col++) {
            wide_int v = least_from(p, row, *col);
            if (v != INFINITE && (best == INFINITE || rounded(p, v) < rounded(p, best))) {
                best = v;
                begin[row] = *col;
            }
            if (*col == last)
                break;
        }
        p->now[row] = best;
    }
}

/* The highest of c clusters for points 0..i, for every i that has c points. */
static void place_all(struct plan *p, unsigned c, uint32_t *begin)
{
    size_t m = p->n - (c - 1);
    for (size_t i = 0; i < m; i++)
        p->column[i] = (uint32_t)(i + c - 1);
    smawk(p, (struct matrix){c - 1, 1, m, p->column, m}, p->column + m, begin);
    wide_int *swap = p->less;
    p->less = p->now;
    p->now = swap;
}

/* The highest of c clusters for all points, without those for fewer. */
static uint32_t place_last(const struct plan *p, unsigned c)
{
    size_t best_j = c - 1;
    wide_int best = rounded(p, least_from(p, p->n - 1, best_j));
    for (size_t j = c; j < p->n; j++) {
        wide_int v = rounded(p, least_from(p, p->n - 1, j));
        if (v < best) {
            best = v;
            best_j = j;
        }
    }
    return (uint32_t)best_j;
}

static void solve(struct plan *p, unsigned k, size_t *first)
{
    for (size_t i = 0; i < p->n && k > 1; i++)
        p->less[i] = cost(p, 0, i);
    for (unsigned c = 1; c <= k; c++) {
        size_t *f = kmeans1d_first(first, c);
        if (c > 1 && c < k)
            place_all(p, c, p->begin + (c - 2) * p->n);
        if (c > 1)
            f[c - 1] = c < k ? p->begin[(c - 1) * p->n - 1] : place_last(p, c);
        for (unsigned q = c - 1; q > 1; q--)
            f[q - 1] = p->begin[(q - 2) * p->n + f[q] - 1];
        f[0] = 0;
    }
}

/* ---- values in units ---- */

static int bits(uint64_t v)
{
    return v ? 64 - __builtin_clzll(v) : 0;
}

static uint64_t common_divisor(const uint64_t *u, size_t n)
{
    uint64_t g = 0;
    for (size_t i = 0; i < n && g != 1; i++)
        for (uint64_t a = u[i], rest; a; a = rest) {
            rest = g % a;
            g = a;
        }
    return g ? g : 1;
}

/* Chooses the widths such that rows x range^2 x 2^fraction stays below 2^125, and the rounding of r^2 / W below
 * 2^-fraction. */
static void add_up(struct plan *p, const uint64_t *u, const uint64_t *w, uint64_t rows)
{
    uint64_t unit = common_divisor(u, p->n);
    int room = (125 - bits(rows)) / 2, range = bits(u[p->n - 1] / unit);
    room = room < 52 ? room : 52;
    int drop = range > room ? range - room : 0;
    range -= drop;
    int narrow = bits(rows) + range - 62, fraction = 125 - bits(rows) - 2 * range;
    fraction = fraction < 52 - bits(rows) ? fraction : 52 - bits(rows);
    p->fraction = fraction < 0 ? 0 : fraction > 40 ? 40 : fraction;
    p->guard = p->fraction < 8 ? p->fraction : 8;
    p->narrow = narrow > 0 ? narrow : 0;
    p->widen = ldexp(1, p->narrow);
    p->one = ldexp(1, p->fraction);
    struct sums sum = {0};
    p->sum[0] = sum;
    for (size_t i = 0; i < p->n; i++) {
        uint64_t v = u[i] / unit >> drop;
        sum.w += w[i];
        sum.x += (wide_uint)v * w[i];
        sum.xx += (wide_uint)v * v * w[i];
        p->sum[i + 1] = sum;
    }
}

static enum kmeans1d_status solve_units(const uint64_t *u, const uint64_t *w, size_t n, unsigned k, size_t *first)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < n; i++)
        if (__builtin_add_overflow(rows, w[i], &rows) || rows >> 60)
            return KMEANS1D_RANGE;
    size_t layers = k > 2 ? k - 2 : 0;
    struct plan p = {.n = n,
                     .sum = calloc(n + 1, sizeof *p.sum),
                     .less = calloc(n, sizeof *p.less),
                     .now = calloc(n, sizeof *p.now),
                     .column = calloc(n, 2 * sizeof *p.column),
                     .begin = calloc(layers * n + 1, sizeof *p.begin)};
    bool room = p.sum && p.less && p.now && p.column && p.begin;
    if (room) {
        add_up(&p, u, w, rows);
        solve(&p, k, first);
    }
    free(p.sum);
    free(p.less);
    free(p.now);
    free(p.column);
    free(p.begin);
    return room ? KMEANS1D_OK : KMEANS1D_MEMORY;
}

static enum kmeans1d_status solve_and_free(uint64_t *u, const uint64_t *w, size_t n, unsigned k, size_t *first)
{
    enum kmeans1d_status status = u ? solve_units(u, w, n, k, first) : KMEANS1D_MEMORY;
    free(u);
    return status;
}

static enum kmeans1d_status check(size_t n, unsigned k)
{
    return k == 0 || n < k ? KMEANS1D_FEW : n > UINT32_MAX ? KMEANS1D_RANGE : KMEANS1D_OK;
}

enum kmeans1d_status kmeans1d_int(const int64_t *x, const uint64_t *w, size_t n, unsigned k, size_t *first)
{
    enum kmeans1d_status status = check(n, k);
    if (status)
        return status;
    uint64_t *u = calloc(n, sizeof *u);
    for (size_t i = 0; u && i < n; i++)
        u[i] = (uint64_t)x[i] - (uint64_t)x[0];
    return solve_and_free(u, w, n, k, first);
}

/* In units of a 2^-52nd of the power of two above the range: exact for integers and other values of few digits. */
enum kmeans1d_status kmeans1d_double(const double *x, const uint64_t *w, size_t n, unsigned k, size_t *first)
{
    enum kmeans1d_status status = check(n, k);
    if (status)
        return status;
    if (!isfinite(x[0]) || !isfinite(x[n - 1]))
        return KMEANS1D_RANGE;
    uint64_t *u = calloc(n, sizeof *u);
    double shrink = isfinite(x[n - 1] - x[0]) ? 1 : 0.25;
    int e;
    frexp(x[n - 1] * shrink - x[0] * shrink, &e);
    for (size_t i = 0; u && i < n; i++)
        u[i] = (uint64_t)(ldexp(x[i] * shrink - x[0] * shrink, 52 - e) + 0.5);
    return solve_and_free(u, w, n, k, first);
}
