/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/nearest.h"

#include <math.h>

typedef double lanes __attribute__((vector_size(64)));
typedef int64_t mask __attribute__((vector_size(64)));

enum { SUMMED = 3 };

#define INLINE static inline __attribute__((always_inline))

/* Lane by lane: a where the mask is set, else b. */
#define CHOOSE(m, a, b) ((lanes)(((m) & (mask)(a)) | (~(m) & (mask)(b))))
#define AT(p, i)        (*(const lanes *)((p) + (i)))
#define PUT(p, i)       (*(lanes *)((p) + (i)))

/* ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)): halves are added to halves. */
INLINE double across(const lanes *v)
{
    double a = (*v)[0] + (*v)[4], b = (*v)[1] + (*v)[5], c = (*v)[2] + (*v)[6], e = (*v)[3] + (*v)[7];
    return (a + c) + (b + e);
}

#define SQUARED(to, p, i, d, centre)                                  \
    do {                                                              \
        lanes apart_ = AT((p)->x, i) - (centre)[0];                   \
        (to) = apart_ * apart_;                                       \
        for (unsigned j_ = 1; j_ < (d); j_++) {                       \
            apart_ = AT((p)->x + j_ * (p)->stride, i) - (centre)[j_]; \
            (to) += apart_ * apart_;                                  \
        }                                                             \
    } while (0)

INLINE double least_of(const lanes *v)
{
    double least = (*v)[0];
    for (int i = 1; i < NEAREST_LANES; i++)
        least = (*v)[i] < least ? (*v)[i] : least;
    return least;
}

INLINE void find_in(const struct nearest_points *p, unsigned d, const double *centre, const double *number, unsigned m,
                    struct nearest_found *f)
{
    lanes gap = (lanes){0} + INFINITY, far = (lanes){0};
    for (size_t i = 0; i < NEAREST_BLOCK; i += NEAREST_LANES) {
        lanes best, second = (lanes){0} + INFINITY, which = (lanes){0} + number[0];
        SQUARED(best, p, i, d, centre);
        for (unsigned c = 1; c < m; c++) {
            lanes other;
            SQUARED(other, p, i, d, centre + c * d);
            mask nearer = other < best;
            lanes more = CHOOSE(nearer, best, other);
            best = CHOOSE(nearer, other, best);
            which = CHOOSE(nearer, (lanes){0} + number[c], which);
            second = CHOOSE(more < second, more, second);
        }
        PUT(f->best, i) = best;
        PUT(f->which, i) = which;
        lanes apart = second - best, outer = m > 1 ? second : best;
        gap = CHOOSE(apart < gap, apart, gap);
        far = CHOOSE(outer > far, outer, far);
    }
    far = -far;
    f->gap = least_of(&gap);
    f->far = -least_of(&far);
}

/* The weights, and some columns, in one pass: each addition waits for the one before it, so several run side by side.
 */
INLINE void sum_columns(const struct nearest_points *p, const double *which, double number, unsigned j, unsigned count,
                        double *sum)
{
    lanes all = {0}, total[SUMMED] = {{0}};
    for (size_t i = 0; i < NEAREST_BLOCK; i += NEAREST_LANES) {
        mask in = AT(which, i) == number;
        lanes weight = (lanes)(in & (mask)AT(p->weight, i));
        all += weight;
        for (unsigned c = 0; c < count; c++)
            total[c] += weight * AT(p->x + (j + c) * p->stride, i);
    }
    sum[0] = across(&all);
    for (unsigned c = 0; c < count; c++)
        sum[1 + j + c] = across(&total[c]);
}

INLINE void sum_in(const struct nearest_points *p, const double *which, double number, double *sum)
{
    unsigned j = 0;
    for (; j + SUMMED <= p->d; j += SUMMED)
        sum_columns(p, which, number, j, SUMMED, sum);
    for (; j < p->d; j++)
        sum_columns(p, which, number, j, 1, sum);
}

INLINE double closer_in(const struct nearest_points *p, unsigned d, const double *centre, const double *closest,
                        double *lesser)
{
    lanes total = {0};
    for (size_t i = 0; i < NEAREST_BLOCK; i += NEAREST_LANES) {
        lanes far, least = AT(closest, i);
        SQUARED(far, p, i, d, centre);
        mask nearer = far < least;
        least = CHOOSE(nearer, far, least);
        PUT(lesser, i) = least;
        total += AT(p->weight, i) * least;
    }
    return across(&total);
}

/* The loops over few columns are unrolled. */
#define BY_COLUMNS(call, d, ...)       \
    ((d) == 1   ? call(1, __VA_ARGS__) \
     : (d) == 2 ? call(2, __VA_ARGS__) \
     : (d) == 3 ? call(3, __VA_ARGS__) \
                : call((d), __VA_ARGS__))
#define FIND(d, ...)   find_in(p, d, __VA_ARGS__)
#define CLOSER(d, ...) closer_in(p, d, __VA_ARGS__)

#define WIDTH(name, TARGET)                                                                                         \
    TARGET static void find_##name(const struct nearest_points *p, const double *centre, const double *number,      \
                                   unsigned m, struct nearest_found *f)                                             \
    {                                                                                                               \
        BY_COLUMNS(FIND, p->d, centre, number, m, f);                                                               \
    }                                                                                                               \
    TARGET static void sum_##name(const struct nearest_points *p, const double *which, double number, double *sum)  \
    {                                                                                                               \
        sum_in(p, which, number, sum);                                                                              \
    }                                                                                                               \
    TARGET static double closer_##name(const struct nearest_points *p, const double *centre, const double *closest, \
                                       double *lesser)                                                              \
    {                                                                                                               \
        return BY_COLUMNS(CLOSER, p->d, centre, closest, lesser);                                                   \
    }                                                                                                               \
    static const struct nearest NAME_##name = {find_##name, sum_##name, closer_##name};

WIDTH(portable, )
#ifdef __x86_64__
WIDTH(avx2, __attribute__((target("avx2"))))
WIDTH(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"))))
#endif

const struct nearest *nearest_with(enum nearest_width width)
{
    switch (width) {
    case NEAREST_AVX512:
#ifdef __x86_64__
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512vl"))
            return &NAME_avx512;
#endif
        return NULL;
    case NEAREST_AVX2:
#ifdef __x86_64__
        if (__builtin_cpu_supports("avx2"))
            return &NAME_avx2;
#endif
        return NULL;
    case NEAREST_PORTABLE:
        break;
    }
    return &NAME_portable;
}

const struct nearest *nearest_widest(void)
{
    for (int w = NEAREST_AVX512; w > NEAREST_PORTABLE; w--)
        if (nearest_with((enum nearest_width)w))
            return nearest_with((enum nearest_width)w);
    return &NAME_portable;
}
