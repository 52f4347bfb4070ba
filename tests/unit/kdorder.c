/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kdorder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "mixture.h"

static uint32_t *order(const struct mixture *m, unsigned threads)
{
    uint32_t *row = calloc(m->n, sizeof *row);
    cr_assert(kdorder_rows(mixture_columns(m), m->n, m->d, 64, threads, row));
    return row;
}

Test(kdorder, holds_each_row_once_whatever_the_threads)
{
    static const size_t SIZES[] = {1, 2, 63, 64, 65, 127, 1000, 5000};
    for (int kind = 0; kind < MIXTURE_KINDS; kind++)
        for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
            struct mixture m = mixture_make((enum mixture_kind)kind, SIZES[s], 1 + (unsigned)s % 4, s);
            uint32_t *row = order(&m, 1), *again = order(&m, 3);
            char *seen = calloc(m.n, 1);
            for (size_t i = 0; i < m.n; i++) {
                cr_assert_lt(row[i], m.n);
                cr_assert_eq(seen[row[i]]++, 0);
            }
            cr_assert_arr_eq(row, again, m.n * sizeof *row);
            free(seen);
            free(row);
            free(again);
            mixture_free(&m);
        }
}

/* Sum over runs of 64 rows of the squared distances to their mean. */
static double squares(const struct mixture *m, const uint32_t *row, size_t run)
{
    double all = 0;
    for (size_t from = 0; from < m->n; from += run)
        for (unsigned j = 0; j < m->d; j++) {
            double sum = 0, sq = 0;
            size_t count = m->n - from < run ? m->n - from : run;
            for (size_t i = from; i < from + count; i++)
                sum += m->column[j][row[i]];
            for (size_t i = from; i < from + count; i++)
                sq += (m->column[j][row[i]] - sum / (double)count) * (m->column[j][row[i]] - sum / (double)count);
            all += sq;
        }
    return all;
}

Test(kdorder, puts_near_ones_together)
{
    for (int kind = 0; kind < MIXTURE_KINDS; kind++) {
        struct mixture m = mixture_make((enum mixture_kind)kind, 20000, 3, 5);
        uint32_t *row = order(&m, 2);
        cr_assert_lt(squares(&m, row, 64), 0.1 * squares(&m, row, m.n), "kind %d", kind);
        free(row);
        mixture_free(&m);
    }
}
