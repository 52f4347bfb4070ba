/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/segmap.h"

#include <criterion/criterion.h>

static struct segmap_grid grid_of(unsigned low, unsigned high)
{
    return (struct segmap_grid){low, high, {DECIMAL_ONE, DECIMAL_ONE, DECIMAL_ONE}};
}

/* The problem of a segment with these words, or NULL. */
static const char *add(struct segmap *m, const char *name, const char *words)
{
    struct slice wrong;
    return segmap_add(m, slice_str(name), slice_str(words), &wrong);
}

static const char *code_of(const struct segmap_grid *g, unsigned r, unsigned f, unsigned m)
{
    static char text[SEGMAP_CODE_ROOM + 1];
    const unsigned score[] = {r, f, m};
    text[segmap_print_code(text, g, score)] = '\0';
    return text;
}

static bool is_in(const struct segmap *m, unsigned r, unsigned f, unsigned v, const char *name)
{
    const unsigned score[] = {r, f, v};
    return slice_is(segmap_find(m, score), name);
}

Test(segmap, codes_are_digits_while_they_can_be)
{
    struct segmap_grid five = grid_of(1, 5), ten = grid_of(0, 9), most = grid_of(1, SEGMAP_HIGHEST);
    cr_assert_str_eq(code_of(&five, 5, 4, 1), "541");
    cr_assert_str_eq(code_of(&ten, 0, 9, 0), "090");
    cr_assert_str_eq(code_of(&most, 5, 12, 99), "5-12-99");
}

Test(segmap, scores_are_weighted_exactly)
{
    struct segmap_grid g = {1, 5, {100000, 200000, 0}};
    const unsigned score[] = {1, 1, 5};
    cr_assert_eq(segmap_score(&g, score), 300000, "0.1 + 0.2 is 0.3");
}

Test(segmap, every_code_is_found_where_its_pattern_put_it)
{
    struct segmap m;
    struct segmap_grid g = grid_of(1, 5);
    struct buf some = {0};
    segmap_begin(&m, &g, false);
    cr_assert_null(add(&m, "Low", "[1-2].. 3[1-4]."));
    cr_assert_null(add(&m, "High", "[4-5].. 35."));
    cr_assert_eq(segmap_missing(&m, &some), 0);
    cr_assert_eq(segmap_shared(&m, &some), 0);
    for (unsigned r = 1; r <= 5; r++)
        for (unsigned f = 1; f <= 5; f++)
            for (unsigned v = 1; v <= 5; v++)
                cr_assert(is_in(&m, r, f, v, r < 3 || (r == 3 && f < 5) ? "Low" : "High"));
    segmap_free(&m);
    buf_free(&some);
}

Test(segmap, names_codes_in_none_and_in_two)
{
    struct segmap m;
    struct segmap_grid g = grid_of(0, 3);
    struct buf some = {0};
    segmap_begin(&m, &g, false);
    cr_assert_null(add(&m, "A", "0.. 1.. 000")); /* the same segment twice is no harm */
    cr_assert_null(add(&m, "B", "2.. 03[2-3]"));
    cr_assert_eq(segmap_missing(&m, &some), 16);
    cr_assert(slice_is(buf_slice(&some), "300 301 302 303 310 311 312 313"));
    some.n = 0;
    cr_assert_eq(segmap_shared(&m, &some), 2);
    cr_assert(slice_is(buf_slice(&some), "032 (A, B) 033 (A, B)"));
    segmap_free(&m);
    buf_free(&some);
}

Test(segmap, ranges_of_the_weighted_score)
{
    struct segmap m;
    struct segmap_grid g = {0, 3, {DECIMAL_ONE / 2, DECIMAL_ONE, DECIMAL_ONE}};
    struct buf some = {0};
    segmap_begin(&m, &g, true);
    cr_assert_null(add(&m, "Low", "0-2"));
    cr_assert_null(add(&m, "High", "3-"));
    cr_assert_eq(segmap_missing(&m, &some), 5, "a score of 2.5 is in neither: %.*s", (int)some.n, some.p);
    cr_assert_null(add(&m, "Between", "2.5"));
    cr_assert_eq(segmap_missing(&m, &some), 0);
    cr_assert(is_in(&m, 1, 1, 1, "Between"));
    cr_assert(is_in(&m, 0, 1, 1, "Low"));
    cr_assert(is_in(&m, 3, 3, 3, "High"));
    segmap_free(&m);
    buf_free(&some);
}

Test(segmap, refuses_what_cannot_be_read)
{
    static const char *const code[] = {"",         "55",      "5555", "5x5",  "[1-6", "[3-1]11",
                                       "[1,2]11",  "[12]11",  "6..",  "0..",  "...x", "-11",
                                       "555  544", "[0-0]..", "..",   "....", ".[]."};
    static const char *const range[] = {"", "x", "5-3", "-2", "1-2-3", "16", "16-", "0-2", "3-x", "1,5", "3--5"};
    struct segmap m;
    struct segmap_grid g = grid_of(1, 5);
    for (size_t i = 0; i < sizeof code / sizeof *code; i++) {
        segmap_begin(&m, &g, false);
        cr_assert_not_null(add(&m, "A", code[i]), "\"%s\"", code[i]);
        segmap_free(&m);
    }
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        segmap_begin(&m, &g, true);
        cr_assert_not_null(add(&m, "A", range[i]), "\"%s\"", range[i]);
        segmap_free(&m);
    }
    segmap_begin(&m, &g, false);
    cr_assert_not_null(add(&m, "", "..."));
    cr_assert_null(add(&m, "A", "1.."));
    cr_assert_not_null(add(&m, "A", "2.."), "a segment twice");
    segmap_free(&m);
}
