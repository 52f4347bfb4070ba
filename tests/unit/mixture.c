/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mixture.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

const struct mixture_figure mixture_figure[MIXTURE_FIGURES] = {
    {MIXTURE_PLAIN, 1, 753.5834079367},    {MIXTURE_PLAIN, 2, 566.9891379571},    {MIXTURE_PLAIN, 3, 552.5893052176},
    {MIXTURE_PLAIN, 4, 534.5057879316},    {MIXTURE_PLAIN, 5, 472.2855674352},    {MIXTURE_REPEATED, 1, 738.6791797556},
    {MIXTURE_REPEATED, 2, 2955.196301374}, {MIXTURE_REPEATED, 3, 530.8136594283}, {MIXTURE_REPEATED, 4, 533.2287429323},
    {MIXTURE_REPEATED, 5, 455.5384942247}, {MIXTURE_OUTLIERS, 1, 25848.98630295}, {MIXTURE_OUTLIERS, 2, 68975.46877314},
    {MIXTURE_OUTLIERS, 3, 25830.1395373},  {MIXTURE_OUTLIERS, 4, 45404.52894565}, {MIXTURE_OUTLIERS, 5, 95802.11230431},
    {MIXTURE_OBLIQUE, 1, 15506.32228683},  {MIXTURE_OBLIQUE, 2, 19888.52351931},  {MIXTURE_OBLIQUE, 3, 13253.47576658},
    {MIXTURE_OBLIQUE, 4, 10994.5716811},   {MIXTURE_OBLIQUE, 5, 6534.454693867},
};

static double u(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 33) / 0x1p31;
}

static void change(struct mixture *m, enum mixture_kind kind, size_t i)
{
    for (unsigned j = 0; j < m->d; j++) {
        double *x = m->column[j];
        if (kind == MIXTURE_REPEATED && i % 3)
            x[i] = x[i - 1];
        if (kind == MIXTURE_OUTLIERS && i % 50 == 0)
            x[i] *= 20;
        if (kind == MIXTURE_ROUNDED)
            x[i] = round(x[i]);
    }
    if (kind == MIXTURE_OBLIQUE && m->d > 1) {
        m->column[1][i] += m->column[0][i] * 4;
        m->column[0][i] *= 10;
    }
}

struct mixture mixture_make(enum mixture_kind kind, size_t n, unsigned d, uint64_t seed)
{
    struct mixture m = {.n = n, .d = d};
    double middle[4][MIXTURE_COLUMNS];
    cr_assert_leq(d, MIXTURE_COLUMNS);
    for (int c = 0; c < 4; c++)
        for (unsigned j = 0; j < d; j++)
            middle[c][j] = 8 * u(&seed);
    for (unsigned j = 0; j < d; j++)
        m.column[j] = calloc(n, sizeof(double));
    for (size_t i = 0; i < n; i++) {
        for (unsigned j = 0; j < d; j++) {
            double sum = u(&seed);
            for (int more = 0; more < 3; more++)
                sum += u(&seed);
            m.column[j][i] = middle[i % 4][j] + sum;
        }
        change(&m, kind, i);
    }
    return m;
}

void mixture_free(struct mixture *m)
{
    for (unsigned j = 0; j < m->d; j++)
        free(m->column[j]);
}

void mixture_begin(const struct mixture *m, double *centre, unsigned k)
{
    for (unsigned c = 0; c < k; c++)
        for (unsigned j = 0; j < m->d; j++)
            centre[c * m->d + j] = m->column[j][37 * c % m->n];
}

unsigned mixture_nearest(const struct mixture *m, size_t row, const double *centre, unsigned k, double *squared)
{
    unsigned nearest = 0;
    *squared = INFINITY;
    for (unsigned c = 0; c < k; c++) {
        double sum = 0;
        for (unsigned j = 0; j < m->d; j++)
            sum += (m->column[j][row] - centre[c * m->d + j]) * (m->column[j][row] - centre[c * m->d + j]);
        if (sum < *squared) {
            *squared = sum;
            nearest = c;
        }
    }
    return nearest;
}
