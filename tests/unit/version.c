/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/version.h"

#include <criterion/criterion.h>

#include "base/rng.h"

static const char *check(struct version_order *o, const char *v)
{
    const char *remedy = NULL, *problem = version_check(o, slice_str(v), &remedy);
    cr_assert(!problem || remedy, "%s has no remedy", v);
    return problem;
}

/* Whether b is newer than a, equal or older, as the versions of a table with only these two. */
static int compare(const char *a, const char *b)
{
    struct version_order o = {0};
    cr_assert_null(check(&o, a), "%s", a);
    cr_assert_null(check(&o, b), "%s", b);
    int ab = version_compare(&o, slice_str(a), slice_str(b)), ba = version_compare(&o, slice_str(b), slice_str(a));
    cr_assert((ab < 0) == (ba > 0) && (ab == 0) == (ba == 0), "%s %s", a, b);
    return ab < 0 ? 1 : ab > 0 ? -1 : 0;
}

Test(version, order)
{
    static const struct {
        const char *older, *newer;
    } CASES[] = {{"9", "10"},
                 {"-2", "-1"},
                 {"1.5", "1.50001"},
                 {"", "0"},
                 {"", "2024-01-01"},
                 {"2023-12-31", "2024-01-01"},
                 {"2024-01-01", "2024-01-01 00:00"},
                 {"2024-01-01T09:00:00.5Z", "2024-01-01T10:00:00Z"},
                 {"v10", "v9"},
                 {"1609804800123456788", "1609804800123456789"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        cr_assert_eq(compare(CASES[i].older, CASES[i].newer), 1, "%s %s", CASES[i].older, CASES[i].newer);
    cr_assert_eq(compare("10", "1e1"), 0);
    cr_assert_eq(compare("1.0", "1"), 0);
}

Test(version, refused)
{
    static const char *const ALONE[] = {"31.12.2023", "1/2/2024", "02-03-24"};
    static const struct {
        const char *first, *then;
    } CASES[] = {{"7", "2024-01-01"},
                 {"2024-01-01", "7"},
                 {"v1", "2"},
                 {"2024-01-01T10:00Z", "2024-01-01T10:00"},
                 {"2024-01-01T10:00+01:00", "2024-07-01T10:00+02:00"},
                 {"2024-01-01", "2024-01-02 until further notice"}};
    for (size_t i = 0; i < sizeof ALONE / sizeof *ALONE; i++)
        cr_assert_not_null(check(&(struct version_order){0}, ALONE[i]), "%s", ALONE[i]);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct version_order o = {0};
        cr_assert_null(check(&o, CASES[i].first));
        cr_assert_not_null(check(&o, CASES[i].then), "%s %s", CASES[i].first, CASES[i].then);
    }
}

/* No three versions that are accepted form a circle. */
Test(version, transitive)
{
    static const char LETTER[] = "0129.-a:";
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int round = 0; round < 20000; round++) {
        char text[3][6] = {{0}};
        struct version_order o = {0};
        bool taken = true;
        for (int i = 0; i < 3; i++) {
            size_t n = 1 + rng_below(&r, 4);
            for (size_t k = 0; k < n; k++)
                text[i][k] = LETTER[rng_below(&r, sizeof LETTER - 1)];
            taken &= check(&o, text[i]) == NULL;
        }
        if (!taken)
            continue;
        struct slice a = slice_str(text[0]), b = slice_str(text[1]), c = slice_str(text[2]);
        if (version_compare(&o, a, b) < 0 && version_compare(&o, b, c) < 0)
            cr_assert(version_compare(&o, a, c) < 0, "%s %s %s", text[0], text[1], text[2]);
    }
}
