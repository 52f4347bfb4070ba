/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/matching.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"

enum { MOST = 6 };

struct search {
    const double *cost;
    unsigned rows, columns;
    double least;
};

/* All ways to pair rows row .. rows - 1 with columns not yet taken. */
static void try_all(struct search *s, unsigned row, unsigned taken, double total)
{
    if (row == s->rows)
        s->least = fmin(s->least, total);
    for (unsigned c = 0; row < s->rows && c < s->columns; c++)
        if (!(taken >> c & 1))
            try_all(s, row + 1, taken | 1u << c, total + s->cost[row * s->columns + c]);
}

Test(matching, is_the_least_of_all_pairings)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int round = 0; round < 2000; round++) {
        double cost[MOST * MOST];
        unsigned columns = 1 + (unsigned)rng_below(&r, MOST), rows = 1 + (unsigned)rng_below(&r, columns), to[MOST],
                 taken = 0;
        for (unsigned i = 0; i < rows * columns; i++)
            cost[i] = round % 2 ? (double)rng_below(&r, 4) : rng_unit(&r) - 0.3;
        struct search s = {cost, rows, columns, INFINITY};
        try_all(&s, 0, 0, 0);
        cr_assert(matching_least(cost, rows, columns, to));
        double total = 0;
        for (unsigned i = 0; i < rows; i++) {
            cr_assert_lt(to[i], columns);
            cr_assert(!(taken >> to[i] & 1), "a column is taken twice");
            taken |= 1u << to[i];
            total += cost[i * columns + to[i]];
        }
        cr_assert_float_eq(total, s.least, 1e-12);
    }
}

Test(matching, of_equals_prefers_the_identity)
{
    const double cost[] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    unsigned to[3];
    cr_assert(matching_least(cost, 3, 3, to));
    for (unsigned i = 0; i < 3; i++)
        cr_assert_eq(to[i], i);
}

Test(matching, of_many)
{
    enum { K = 60 };
    static double cost[K * K];
    unsigned to[K];
    for (int a = 0; a < K; a++)
        for (int b = 0; b < K; b++)
            cost[a * K + b] = fabs((double)a - (b + 17) % K); /* row a is column a - 17, cyclically */
    cr_assert(matching_least(cost, K, K, to));
    for (unsigned a = 0; a < K; a++)
        cr_assert_eq(to[a], (a + K - 17) % K);
}
