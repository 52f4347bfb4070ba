/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "trial/arms.h"
#include "trial/balance.h"

static struct arms arms_for(const char *salt, struct slice *word, size_t n)
{
    struct arms a;
    arms_parse(&a, "--groups", (struct opt_list){word, n});
    arms_salt(&a, salt);
    return a;
}

/* Shares are proportions: their unit does not matter, and a group ends exactly at its share. */
Test(trial, arms)
{
    struct slice half[] = {SLICE("A:0.5"), SLICE("B:0.5")}, ones[] = {SLICE("A:1"), SLICE("B:1")};
    struct slice three[] = {SLICE("A:0.45"), SLICE("B:0.45"), SLICE("holdout:0.1")};
    struct arms a = arms_for("spring", half, 2), b = arms_for("spring", ones, 2), c = arms_for("spring", three, 3);
    cr_assert(arms_of(&a, 0) == 0 && arms_of(&a, UINT64_MAX / 2) == 0 && arms_of(&a, UINT64_MAX / 2 + 1) == 1);
    cr_assert(arms_of(&c, UINT64_MAX) == 2 && arms_find(&c, SLICE("holdout")) == 2);
    cr_assert(arms_find(&c, SLICE("hold")) == ARMS_NONE);
    size_t count[3] = {0};
    for (unsigned i = 0; i < 20000; i++) {
        char id[8];
        struct slice s = slice_of(id, (size_t)snprintf(id, sizeof id, "%u", i));
        uint64_t h = arms_hash(&c, s);
        cr_assert(arms_hash(&a, s) == h && arms_of(&a, h) == arms_of(&b, h));
        const struct slice two[] = {s, SLICE("an id that is longer than 16 bytes")};
        uint32_t arm[2];
        arms_assign(&c, two, 2, arm);
        cr_assert(arm[0] == arms_of(&c, h) && arm[1] == arms_of(&c, arms_hash(&c, two[1])));
        count[arms_of(&c, h)]++;
    }
    cr_assert(abs((int)count[0] - 9000) < 280 && abs((int)count[2] - 2000) < 170);
    arms_free(&a);
    arms_free(&b);
    arms_free(&c);
}

Test(trial, standardised_difference)
{
    const double a[] = {1, 2, 3}, b[] = {2, 3, 4}, same[] = {5, 5}, other[] = {6, 6};
    struct moments ma = moments_of(a, 3), mb = moments_of(b, 3), ms = moments_of(same, 2), mo = moments_of(other, 2);
    cr_assert(fabs(balance_difference(&ma, &mb) - 1) < 1e-15);
    cr_assert(balance_difference(&ms, &ms) == 0 && isnan(balance_difference(&ms, &mo)));
}
