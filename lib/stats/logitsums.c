/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/logitsums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef double four __attribute__((vector_size(32)));
typedef double eight __attribute__((vector_size(64)));
typedef double four_anywhere __attribute__((vector_size(32), aligned(8), may_alias));
typedef double eight_anywhere __attribute__((vector_size(64), aligned(8), may_alias));

enum {
    WIDEST = 8,  /* doubles of a vector */
    BLOCK = 64,  /* rows whose z stay in the first cache */
    TOGETHER = 4 /* rows that are added while a sum is in a register */
};

#define INLINE static inline __attribute__((always_inline))

/* What is known of the rows of a block: beta z, e = exp(-|beta z|), what the gradient and the information add z and z
 * z' times, and how far the margin is on the wrong side. */
struct rows {
    double margin[BLOCK], positive[BLOCK], e[BLOCK], up[BLOCK], weight[BLOCK], missed[BLOCK];
};

/* ---- the z of a block ---- */

#define SCALE(type) (*(type *)(z + j) = (*(const type *)(x + j) - *(const type *)(mean + j)) * *(const type *)(by + j))

/* A row of z is like a row of the information: p + 1 values, and 0 to the end of the last vector. */
INLINE void scale_rows(const struct logitsums *s, size_t from, unsigned rows, unsigned lanes)
{
    unsigned p = s->t->p, whole = p / lanes * lanes;
    const double *mean = s->t->mean, *by = s->inverse;
    for (unsigned i = 0; i < rows; i++) {
        const double *x = s->t->x + (from + i) * p;
        double *z = s->z + (size_t)i * s->stride + 1;
        for (unsigned j = 0; j < whole; j += lanes)
            lanes == WIDEST ? (void)SCALE(eight_anywhere) : (void)SCALE(four_anywhere);
        for (unsigned j = whole; j < p; j++)
            z[j] = (x[j] - mean[j]) * by[j];
    }
}

/* Of four rows at once, since each addition waits for the one before it. */
INLINE void find_margins(const struct logitsums *s, const double *beta, double *margin)
{
    for (unsigned i = 0; i < BLOCK; i += TOGETHER) {
        const double *a = s->z + (size_t)i * s->stride, *b = a + s->stride, *c = b + s->stride, *d = c + s->stride;
        double sum[TOGETHER] = {0};
        for (unsigned k = 0; k < s->q; k++) {
            sum[0] += a[k] * beta[k];
            sum[1] += b[k] * beta[k];
            sum[2] += c[k] * beta[k];
            sum[3] += d[k] * beta[k];
        }
        memcpy(margin + i, sum, sizeof sum);
    }
}

/* ---- sums ---- */

#define AT(type, i) (*(const type *)(z + (i) * (size_t)stride + j))
#define ADD(type)        \
    (*(type *)(to + j) = \
         *(type *)(to + j) + w[0] * AT(type, 0) + w[1] * AT(type, 1) + w[2] * AT(type, 2) + w[3] * AT(type, 3))

/* Adds the first n values of each of four rows of z, times the weight of the row. */
INLINE void add_rows(double *to, const double *z, unsigned stride, const double *w, unsigned n, unsigned lanes)
{
    for (unsigned j = 0; j < n; j += lanes)
        lanes == WIDEST ? (void)ADD(eight) : (void)ADD(four);
}

/* The lines of the triangle that end in the last of n values. */
INLINE void add_lines(const struct logitsums *s, const double *z, const double *weight, unsigned n, unsigned lanes)
{
    unsigned to = n < s->q ? n : s->q;
    for (unsigned a = n - lanes; a < to; a++) {
        const double *of = z + a,
                     wz[TOGETHER] = {weight[0] * of[0], weight[1] * of[s->stride],
                                     weight[2] * of[2 * (size_t)s->stride], weight[3] * of[3 * (size_t)s->stride]};
        add_rows(s->information + (size_t)a * s->stride, z, s->stride, wz, n, lanes);
    }
}

/* The first vectors are unrolled, so that the z are in registers. */
INLINE void add_block(const struct logitsums *s, const struct rows *r, unsigned lanes)
{
    for (unsigned i = 0; i < BLOCK; i += TOGETHER) {
        const double *z = s->z + (size_t)i * s->stride;
        add_rows(s->gradient, z, s->stride, r->up + i, s->stride, lanes);
        add_lines(s, z, r->weight + i, lanes, lanes);
        if (s->q > lanes)
            add_lines(s, z, r->weight + i, 2 * lanes, lanes);
        if (s->q > 2 * lanes)
            add_lines(s, z, r->weight + i, 3 * lanes, lanes);
        for (unsigned n = 4 * lanes; n < s->q + lanes; n += lanes)
            add_lines(s, z, r->weight + i, n, lanes);
    }
}

/* ---- chances ---- */

/* The rows that fill up the last block are certain not to be positive. */
static void find_powers(const struct logitsums *s, size_t from, unsigned rows, struct rows *r)
{
    for (unsigned i = 0; i < BLOCK; i++) {
        r->margin[i] = i < rows ? r->margin[i] : (double)-INFINITY;
        r->positive[i] = i < rows && s->y[from + i];
        r->e[i] = exp(-fabs(r->margin[i]));
    }
}

/* With e = exp(-|m|) the likelier class has the chance 1 / (1 + e), the other one e / (1 + e), of which 1 - p would
 * lose digits. */
INLINE void find_chances(struct rows *r)
{
    for (unsigned i = 0; i < BLOCK; i++) {
        double m = r->margin[i], e = r->e[i], likelier = 1 / (1 + e), other = e / (1 + e);
        double chance = m >= 0 ? likelier : other, rest = m >= 0 ? other : 1 - other;
        double wrong = m >= 0 ? 1 - r->positive[i] : r->positive[i];
        r->up[i] = r->positive[i] > 0 ? rest : -chance;
        r->weight[i] = e / ((1 + e) * (1 + e));
        r->missed[i] = wrong > 0 ? fabs(m) : 0;
    }
}

/* Instead of a logarithm for each row there is one of the product of all 1 + e; it is kept less 1, so that small e
 * count. */
static double find_likelihood(const struct rows *r)
{
    double product = 0, missed = 0;
    for (unsigned i = 0; i < BLOCK; i++) {
        product += r->e[i] + product * r->e[i];
        missed += r->missed[i];
    }
    return -missed - log1p(product);
}

/* ---- levels ---- */

#define LEVEL(name, LANES, TARGET)                                                                          \
    TARGET static void begin_##name(const struct logitsums *s, size_t from, unsigned n, const double *beta, \
                                    struct rows *r)                                                         \
    {                                                                                                       \
        scale_rows(s, from, n, LANES);                                                                      \
        find_margins(s, beta, r->margin);                                                                   \
    }                                                                                                       \
    TARGET static void add_##name(const struct logitsums *s, struct rows *r)                                \
    {                                                                                                       \
        find_chances(r);                                                                                    \
        add_block(s, r, LANES);                                                                             \
    }

LEVEL(portable, 4, )
#ifdef __x86_64__
LEVEL(avx2, 4, __attribute__((target("avx2"))))
LEVEL(avx512, 8, __attribute__((target("avx512f"))))
#else
#define begin_avx2   begin_portable
#define begin_avx512 begin_portable
#define add_avx2     add_portable
#define add_avx512   add_portable
#endif

/* By enum cpu_level. */
static const struct {
    void (*begin)(const struct logitsums *, size_t from, unsigned n, const double *beta, struct rows *);
    void (*add)(const struct logitsums *, struct rows *);
} AS_WIDE[CPU_LEVELS] = {
    [CPU_PORTABLE] = {begin_portable, add_portable},
    [CPU_AVX2] = {begin_avx2, add_avx2},
    [CPU_AVX512] = {begin_avx512, add_avx512},
};

void logitsums_at(struct logitsums *s, const double *beta)
{
    struct rows r;
    s->likelihood = 0;
    memset(s->gradient, 0, (s->q + (size_t)1) * s->stride * sizeof *s->gradient);
    for (size_t from = 0; from < s->t->n; from += BLOCK) {
        unsigned n = s->t->n - from < BLOCK ? (unsigned)(s->t->n - from) : BLOCK;
        AS_WIDE[s->level].begin(s, from, n, beta, &r);
        find_powers(s, from, n, &r);
        AS_WIDE[s->level].add(s, &r);
        s->likelihood += find_likelihood(&r);
    }
}

/* ---- memory ---- */

/* One block: the gradient, the information, 1 / sd and z. */
bool logitsums_begin(struct logitsums *s, const struct terms *t, const bool *y, enum cpu_level level)
{
    unsigned q = t->p + 1, stride = (q + WIDEST - 1) / WIDEST * WIDEST;
    size_t n = (q + (size_t)2 + BLOCK) * stride * sizeof(double);
    double *room = aligned_alloc(sizeof(eight), n);
    if (!room)
        return false;
    memset(room, 0, n);
    *s = (struct logitsums){t, y, level, q, stride, 0, room, room + stride, NULL, NULL};
    s->inverse = s->information + (size_t)q * stride;
    s->z = s->inverse + stride;
    for (unsigned j = 0; j < t->p; j++)
        s->inverse[j] = t->sd[j] > 0 ? 1 / t->sd[j] : 0;
    for (unsigned i = 0; i < BLOCK; i++)
        s->z[(size_t)i * stride] = 1;
    return true;
}

void logitsums_free(struct logitsums *s)
{
    free(s->gradient);
    *s = (struct logitsums){0};
}
