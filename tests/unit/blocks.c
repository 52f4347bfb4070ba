/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/blocks.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "mixture.h"

static void check_block(const struct blocks *c, const struct mixture *m, size_t b, char *seen)
{
    struct nearest_points p = blocks_at(c, b);
    for (size_t i = 0; i < NEAREST_BLOCK; i++) {
        bool real = i < blocks_points(c, b);
        uint32_t row = c->row[b * NEAREST_BLOCK + (real ? i : blocks_points(c, b) - 1)];
        cr_assert_lt(row, m->n);
        cr_assert(!real || seen[row]++ == 0);
        cr_assert_eq(p.weight[i], real ? 1 : 0);
        for (unsigned j = 0; j < m->d; j++) {
            double x = p.x[j * p.stride + i];
            cr_assert_eq(x, m->column[j][row]);
            cr_assert(c->low[b * m->d + j] <= x && x <= c->high[b * m->d + j]);
        }
    }
}

/* All blocks together. */
static double whole(const struct blocks *c, unsigned which)
{
    double sum = 0;
    for (size_t b = 0; b < c->blocks; b++)
        sum += c->whole[b * (1 + c->d) + which];
    return sum;
}

Test(blocks, holds_each_point_once_within_its_box)
{
    static const size_t SIZES[] = {1, 255, 256, 257, 513, 17000};
    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        struct mixture m = mixture_make(MIXTURE_OUTLIERS, SIZES[s], 1 + (unsigned)s % 4, s);
        struct blocks c;
        char *seen = calloc(m.n, 1);
        double sum = 0;
        cr_assert(blocks_open(&c, mixture_columns(&m), m.n, m.d, 2));
        cr_assert_eq(c.blocks, (m.n + NEAREST_BLOCK - 1) / NEAREST_BLOCK);
        for (size_t b = 0; b < c.blocks; b++)
            check_block(&c, &m, b, seen);
        for (size_t i = 0; i < m.n; i++)
            sum += m.column[0][i];
        cr_assert_eq(whole(&c, 0), (double)m.n);
        cr_assert_float_eq(whole(&c, 1), sum, 1e-12 * fabs(sum));
        blocks_close(&c);
        free(seen);
        mixture_free(&m);
    }
}

Test(blocks, takes_weights_by_the_rows_own_order)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, 700, 2, 1);
    struct blocks plain, c;
    double weight[700], all = 0, sum = 0;
    for (size_t i = 0; i < m.n; i++) {
        weight[i] = (double)(i % 3);
        all += weight[i];
        sum += weight[i] * m.column[1][i];
    }
    cr_assert(blocks_open(&plain, mixture_columns(&m), m.n, m.d, 1));
    cr_assert(blocks_weigh(&c, &plain, weight));
    for (size_t i = 0; i < m.n; i++)
        cr_assert_eq(c.weight[i], weight[c.row[i]]);
    for (size_t i = m.n; i < c.blocks * NEAREST_BLOCK; i++)
        cr_assert_eq(c.weight[i], 0);
    cr_assert_eq(whole(&c, 0), all);
    cr_assert_float_eq(whole(&c, 2), sum, 1e-12 * sum);
    cr_assert_eq(whole(&plain, 0), 700);
    blocks_unweigh(&c);
    cr_assert(blocks_weigh(&c, &plain, NULL));
    cr_assert_eq(whole(&c, 0), 700);
    blocks_unweigh(&c);
    blocks_close(&plain);
    mixture_free(&m);
}
