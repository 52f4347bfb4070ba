/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of 20 digits come from arithmetic of 40 to 300 digits. */
#include "btyd/negbin.h"

#include <criterion/criterion.h>
#include <math.h>

enum { MOST = 6000 };

Test(negbin, mass_and_tail)
{
    static const struct {
        double r, u;
        size_t n;
        double mass, above; /* chances of n, of more than n */
    } row[] = {
        {0.243, 8.836, 0, 0.57377959501165744644, 0.42622040498834255356},
        {0.243, 8.836, 3, 0.046969083555382595722, 0.18406765946542418841},
        {0.3848, 0.61, 40, 5.1336175155699859641e-19, 3.0575681464232125656e-19},
        {10000, 0.5, 5000, 0.0046064990879314860775, 0.49616127350769514611},
        {0.001, 10000000, 1500, 6.6110412642681495771e-7, 0.0081945381954129149221},
        {2000, 0.4, 20, 3.4527695242736827525e-256, 1},
    };
    static double mass[MOST];
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        size_t n = row[i].n + 1;
        negbin_mass(row[i].r, row[i].u, n, mass);
        double above = negbin_tail(row[i].r, row[i].u, n, mass);
        cr_expect(fabs(mass[n - 1] / row[i].mass - 1) < 1e-12, "row %zu: %.17g, not %.17g", i, mass[n - 1],
                  row[i].mass);
        cr_expect(fabs(above / row[i].above - 1) < 1e-12, "row %zu: %.17g, not %.17g", i, above, row[i].above);
    }
}

Test(negbin, adds_up_to_one)
{
    static double mass[MOST];
    for (int i = 0; i < 9; i++)
        for (int j = 0; j < 12; j++) {
            double r = 1e-3 * pow(7, i), u = 1e-6 * pow(13, j);
            double sum = 0, few[7];
            negbin_mass(r, u, MOST, mass);
            negbin_mass(r, u, 7, few);
            for (int k = MOST; k-- > 0;)
                sum += mass[k];
            cr_expect_float_eq(sum + negbin_tail(r, u, MOST, mass), 1, 1e-11, "r %g u %g", r, u);
            for (int k = 0; k < 7; k++)
                cr_expect(fabs(few[k] - mass[k]) <= 1e-11 * mass[k] + 1e-290, "r %g u %g: as many as are asked for", r,
                          u);
        }
    cr_assert_eq(negbin_tail(1, 1, 0, NULL), 1);
}

Test(negbin, moments)
{
    /* half of the customers buy at a rate of 1, half at 3: E x (x - 1) = 5 T^2 since counts are Poisson, so 1/r = 1/4
     */
    double x[] = {0, 1, 2, 3}, T[] = {1, 1, 1, 1}, weight[] = {3, 5, 4, 8};
    struct patterns p = {.n = 4, .x = x, .T = T, .weight = weight, .total = 20};
    struct negbin_moments m = negbin_moments(&p);
    cr_assert_float_eq(m.rate, (5 + 8 + 24) / 20., 1e-15);
    cr_assert_eq(m.r, 100, "less scattered than any gamma makes it");
    weight[0] = 9;
    weight[1] = weight[2] = 0;
    weight[3] = 3;
    m = negbin_moments(&p);
    cr_assert_float_eq(m.rate, 0.75, 1e-15);
    cr_assert_float_eq(m.r, 0.6, 1e-12, "18 / 12 = 0.75^2 (1 + 1/r)");
    weight[3] = 0;
    cr_assert_gt(negbin_moments(&p).rate, 0, "nobody bought");
}
