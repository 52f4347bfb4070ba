/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/slice.h"

#include <criterion/criterion.h>

#include "base/rng.h"

Test(slice, order_is_that_of_unsigned_bytes)
{
    static const char *const sorted[] = {"",      "\x01", " ", "A",    "Z",        "Za",  "a",
                                         "a\x01", "aa",   "b", "\x7f", "\xc3\xa9", "\xff"};
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
        for (size_t j = 0; j < sizeof sorted / sizeof *sorted; j++) {
            int c = slice_cmp(slice_str(sorted[i]), slice_str(sorted[j]));
            cr_assert_eq((c > 0) - (c < 0), (i > j) - (i < j), "%zu %zu", i, j);
            cr_assert_eq(slice_eq(slice_str(sorted[i]), slice_str(sorted[j])), i == j);
        }
    cr_assert_lt(slice_cmp(slice_of("a\0a", 3), slice_of("a\0b", 3)), 0, "a NUL is a byte like any other");
    cr_assert_lt(slice_cmp(slice_of("a", 1), slice_of("a\0", 2)), 0);
}

Test(slice, nothing_equals_nothing)
{
    cr_assert(slice_eq(slice_of(NULL, 0), slice_of("", 0)));
    cr_assert_eq(slice_cmp(slice_of(NULL, 0), slice_of("", 0)), 0);
    cr_assert(slice_starts(slice_of(NULL, 0), slice_of(NULL, 0)));
    cr_assert(slice_starts(SLICE("ab"), SLICE("")));
    cr_assert(slice_starts(SLICE("ab"), SLICE("ab")));
    cr_assert(!slice_starts(SLICE("a"), SLICE("ab")));
    cr_assert_eq(slice_trim(slice_of(NULL, 0)).n, 0);
}

/* Cutting and joining again gives the same, and there is one word more than separators. */
Test(slice, cut_sees_every_word)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int i = 0; i < 10000; i++) {
        char text[20], joined[40];
        size_t n = rng_below(&r, sizeof text), separators = 0, words = 0, at = 0;
        for (size_t k = 0; k < n; k++)
            separators += (text[k] = ",,ab"[rng_below(&r, 4)]) == ',';
        for (struct slice rest = slice_of(text, n), word; rest.p; words++) {
            word = slice_cut(&rest, ',');
            cr_assert(!memchr(word.p, ',', word.n));
            memcpy(joined + at, word.p, word.n);
            at += word.n;
            joined[at++] = ',';
        }
        cr_assert_eq(words, separators + 1);
        cr_assert(slice_eq(slice_of(text, n), slice_of(joined, at - 1)));
    }
    struct slice none = {0};
    cr_assert_eq(slice_cut(&none, ',').n, 0);
    cr_assert_null(none.p);
}

Test(slice, trim_takes_blanks_and_tabs_at_the_ends_alone)
{
    cr_assert(slice_is(slice_trim(SLICE(" \t a \t b\t ")), "a \t b"));
    cr_assert(slice_is(slice_trim(SLICE(" \t ")), ""));
    cr_assert(slice_is(slice_trim(SLICE("\na\r")), "\na\r"));
    cr_assert(slice_is(slice_trim(SLICE("\xc2\xa0"
                                        "a")),
                       "\xc2\xa0"
                       "a"));
}

/* Nothing is written after the end, for any length. */
Test(slice, put)
{
    static const char text[] = "abcdefghijklmnopqrstuvwxyz";
    for (size_t n = 0; n < 26; n++) {
        char to[32];
        memset(to, '-', sizeof to);
        cr_assert_eq(slice_put(to, slice_of(text, n)), to + n);
        cr_assert(memcmp(to, text, n) == 0 && to[n] == '-' && to[n + 1] == '-', "%zu", n);
    }
    cr_assert_eq(slice_put(NULL, slice_of(NULL, 0)), NULL);
}
