/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/contrast.h"

#include <criterion/criterion.h>
#include <math.h>

#include "trial/verdict.h"

#define NEAR(got, want)                                                                                       \
    cr_assert(fabs((got) - (want)) <= 1e-12 * fabs((double)(want)), #got ": %.17g, not %.17g", (double)(got), \
              (double)(want))

Test(contrast, ratio)
{
    /* all customers have one order: the ratio is the mean, and its error the mean's */
    const double x[] = {3, 4, 8}, one[] = {1, 1, 1};
    struct sample mean = sample_of(CONTRAST_MEAN, x, NULL, 3, 0.025),
                  ratio = sample_of(CONTRAST_RATIO, x, one, 3, 0.025);
    NEAR(ratio.value, 5);
    NEAR(ratio.around.error, mean.around.error);
    NEAR(mean.around.error, sqrt(7.0 / 3));
}

Test(contrast, interaction)
{
    struct contrast c[] = {{.difference = 1, .error = 0.5}, {.difference = 3, .error = 0.5}, {.error = NAN}};
    struct test t = contrast_interaction(c, 3);
    NEAR(t.statistic, 8); /* (1 / 0.5)^2, twice */
    cr_assert(t.df == 1 && t.p > 0.0046 && t.p < 0.0047);
    cr_assert(isnan(contrast_interaction(c, 1).p));
}

Test(contrast, correct)
{
    double p[] = {0.01, NAN, 0.04, 0.03};
    cr_assert(contrast_correct(&(struct contrast_rule){.correction = TEST_HOLM}, p, 4));
    NEAR(p[0], 0.03);
    cr_assert(isnan(p[1]));
    NEAR(p[2], 0.06);
    NEAR(p[3], 0.06);
}

/* The values before explain all of it: nothing is left. */
Test(contrast, cuped)
{
    const double y[] = {2, 4, 6, 8}, x[] = {1, 2, 3, 4};
    double adjusted[4];
    struct cuped c = cuped_of(y, x, 4);
    NEAR(c.theta, 2);
    NEAR(c.reduction, 1);
    cuped_adjust(c.theta, y, x, 4, adjusted);
    for (unsigned i = 0; i < 4; i++)
        NEAR(adjusted[i], 5);
}

/* An interval without 0 shows nothing if P is too large after the correction. */
Test(contrast, verdict)
{
    const double a[] = {3, 4, 5}, b[] = {9, 10, 11};
    struct sample sa = sample_of(CONTRAST_MEAN, a, NULL, 3, 0.025), sb = sample_of(CONTRAST_MEAN, b, NULL, 3, 0.025);
    struct contrast c = contrast_of(&sa, &sb, &(struct contrast_rule){.tails = 0.025});
    struct buf text = {0};
    verdict_put(&text, &(struct verdict){SLICE("A"), SLICE("B"), "v", NULL, 0.95, 0.2}, &sa, &sb, &c);
    buf_addch(&text, '\0');
    cr_assert_str_eq(text.p, "no difference shown: B has v 6.0 more per customer than A, 95 % interval 3.7 to 8.3; "
                             "P is 0.2 after the correction for other comparisons");
    buf_free(&text);
}

/* One look shows a difference; with many looks there would be none. */
Test(contrast, sequential)
{
    struct contrast_rule once = {.tails = 0.025}, often = {.tails = 0.025, .expected = 0.02};
    struct sample a = {.kind = CONTRAST_RATE, .n = 2150, .share = {108, 2150}, .value = 108. / 2150};
    struct sample b = {.kind = CONTRAST_RATE, .n = 2188, .share = {153, 2188}, .value = 153. / 2188};
    struct contrast c = contrast_of(&a, &b, &once), d = contrast_of(&a, &b, &often);
    struct buf text = {0};
    cr_assert(!c.sequential && c.judged.low == c.of_difference.low && c.p == c.test.p && c.p < 0.05);
    cr_assert(d.sequential && d.of_difference.low == c.of_difference.low && d.test.p == c.p);
    cr_assert(d.judged.low < 0 && d.judged.high > c.of_difference.high && d.p > 0.05 && d.p < 1);
    verdict_put(&text, &(struct verdict){SLICE("A"), SLICE("B"), "v", NULL, 0.95, d.p}, &a, &b, &d);
    buf_addch(&text, '\0');
    cr_assert_str_eq(text.p,
                     "no difference shown: B converts 2.0 points more than A, 95 % interval at any look -0.2 to "
                     "4.2");
    buf_free(&text);
}
