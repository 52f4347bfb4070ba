/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/nearest.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"

enum { COLUMNS = 5, CENTRES = 7, STRIDE = NEAREST_BLOCK + 40 };

struct block {
    _Alignas(64) double x[COLUMNS * STRIDE], weight[NEAREST_BLOCK];
    double centre[CENTRES * COLUMNS], number[CENTRES];
};

/* Every other time on a narrow grid, where distances are often equal. */
static void fill(struct block *b, struct rng *r, int round)
{
    for (size_t i = 0; i < COLUMNS * STRIDE; i++)
        b->x[i] = round % 2 ? (double)rng_below(r, 4) : 3 * rng_unit(r);
    for (size_t i = 0; i < NEAREST_BLOCK; i++)
        b->weight[i] = round % 3 ? (double)rng_below(r, 3) : rng_unit(r);
    for (size_t i = 0; i < CENTRES * COLUMNS; i++)
        b->centre[i] = round % 2 ? (double)rng_below(r, 4) : 3 * rng_unit(r);
    for (size_t i = 0; i < CENTRES; i++)
        b->number[i] = (double)(10 * i + 3);
}

static double squared(const struct block *b, unsigned d, size_t i, unsigned c)
{
    double sum = 0;
    for (unsigned j = 0; j < d; j++)
        sum += (b->x[j * STRIDE + i] - b->centre[c * d + j]) * (b->x[j * STRIDE + i] - b->centre[c * d + j]);
    return sum;
}

static void check_find(const struct block *b, unsigned d, unsigned m, const struct nearest_found *f)
{
    double gap = INFINITY, far = 0;
    for (size_t i = 0; i < NEAREST_BLOCK; i++) {
        double best = INFINITY, second = INFINITY;
        unsigned which = 0;
        for (unsigned c = 0; c < m; c++) {
            double s = squared(b, d, i, c);
            if (s < best) {
                second = best;
                best = s;
                which = c;
            } else {
                second = fmin(second, s);
            }
        }
        cr_assert_eq(f->best[i], best);
        cr_assert_eq(f->which[i], b->number[which]);
        gap = fmin(gap, second - best);
        far = fmax(far, m > 1 ? second : best);
    }
    cr_assert_eq(f->gap, gap);
    cr_assert_eq(f->far, far);
}

Test(nearest, finds_the_nearest_and_how_far_the_next_one_is)
{
    static struct block b;
    static struct nearest_found f;
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int round = 0; round < 200; round++) {
        unsigned d = 1 + (unsigned)round % COLUMNS, m = 1 + (unsigned)rng_below(&r, CENTRES);
        struct nearest_points p = {b.x, b.weight, STRIDE, d};
        fill(&b, &r, round);
        nearest_with(NEAREST_PORTABLE)->find(&p, b.centre, b.number, m, &f);
        check_find(&b, d, m, &f);
    }
}

Test(nearest, sums_what_belongs_to_one)
{
    static struct block b;
    struct rng r;
    rng_seed(&r, 2, 0);
    for (int round = 0; round < 100; round++) {
        unsigned d = 1 + (unsigned)round % COLUMNS;
        struct nearest_points p = {b.x, b.weight, STRIDE, d};
        _Alignas(64) double which[NEAREST_BLOCK];
        double got[1 + COLUMNS], want[1 + COLUMNS] = {0};
        fill(&b, &r, round);
        for (size_t i = 0; i < NEAREST_BLOCK; i++) {
            which[i] = b.number[rng_below(&r, 3)];
            for (unsigned j = 0; j <= d && which[i] == b.number[1]; j++)
                want[j] += b.weight[i] * (j ? b.x[(j - 1) * STRIDE + i] : 1);
        }
        nearest_with(NEAREST_PORTABLE)->sum(&p, which, b.number[1], got);
        for (unsigned j = 0; j <= d; j++)
            cr_assert_float_eq(got[j], want[j], 1e-12 * want[j]);
    }
}

Test(nearest, keeps_the_lesser_distance)
{
    static struct block b;
    struct rng r;
    rng_seed(&r, 3, 0);
    for (int round = 0; round < 100; round++) {
        unsigned d = 1 + (unsigned)round % COLUMNS;
        struct nearest_points p = {b.x, b.weight, STRIDE, d};
        _Alignas(64) double closest[NEAREST_BLOCK], lesser[NEAREST_BLOCK];
        double want = 0;
        fill(&b, &r, round);
        for (size_t i = 0; i < NEAREST_BLOCK; i++)
            closest[i] = round == 0 ? INFINITY : 2 * rng_unit(&r);
        double got = nearest_with(NEAREST_PORTABLE)->closer(&p, b.centre, closest, lesser);
        for (size_t i = 0; i < NEAREST_BLOCK; i++) {
            cr_assert_eq(lesser[i], fmin(closest[i], squared(&b, d, i, 0)));
            want += b.weight[i] * lesser[i];
        }
        cr_assert_float_eq(got, want, 1e-12 * want);
    }
}

/* Compared as bits: the results must not depend on the processor. */
static void same_bits(const struct nearest *a, const struct nearest *b)
{
    static struct block in;
    static struct nearest_found f, g;
    struct rng r;
    rng_seed(&r, 4, 0);
    for (int round = 0; round < 300; round++) {
        unsigned d = 1 + (unsigned)round % COLUMNS, m = 1 + (unsigned)rng_below(&r, CENTRES);
        struct nearest_points p = {in.x, in.weight, STRIDE, d};
        _Alignas(64) double near[NEAREST_BLOCK], other[NEAREST_BLOCK];
        double sum[1 + COLUMNS] = {0}, again[1 + COLUMNS] = {0};
        fill(&in, &r, round);
        a->find(&p, in.centre, in.number, m, &f);
        b->find(&p, in.centre, in.number, m, &g);
        cr_assert_arr_eq(f.best, g.best, sizeof f.best);
        cr_assert_arr_eq(f.which, g.which, sizeof f.which);
        cr_assert(f.gap == g.gap && f.far == g.far);
        a->sum(&p, f.which, in.number[0], sum);
        b->sum(&p, f.which, in.number[0], again);
        cr_assert_arr_eq(sum, again, sizeof sum);
        double x = a->closer(&p, in.centre + d, f.best, near), y = b->closer(&p, in.centre + d, f.best, other);
        cr_assert_arr_eq(&x, &y, sizeof x);
        cr_assert_arr_eq(near, other, sizeof near);
    }
}

Test(nearest, every_width_gives_the_same_bits)
{
    for (int w = NEAREST_AVX2; w <= NEAREST_AVX512; w++)
        if (nearest_with((enum nearest_width)w))
            same_bits(nearest_with(NEAREST_PORTABLE), nearest_with((enum nearest_width)w));
    same_bits(nearest_with(NEAREST_PORTABLE), nearest_widest());
}
