/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/groups.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "input.h"

static struct slice names[] = {SLICE("a"), SLICE("b"), SLICE("c")};

static struct opt_list by(size_t n)
{
    return (struct opt_list){names, n};
}

/* The groups of a table as text: the number of each row's group, then the keys of the groups, sorted. */
static void describe(struct buf *to, const char *table, size_t keys)
{
    struct groups g;
    input_begin(input_file(table, strlen(table)), NULL);
    struct tsv *in = tsv_open();
    groups_of(&g, in, by(keys));
    while (tsv_next(in))
        buf_addch(to, (char)('0' + groups_put(&g, in)));
    uint32_t *order = groups_sorted(&g);
    for (uint32_t i = 0; i < g.n; i++)
        for (unsigned k = 0; k < g.keys; k++) {
            struct slice key = groups_key(&g, order[i], k);
            buf_addch(to, k ? ',' : ' ');
            buf_add(to, key.p, key.n);
        }
    free(order);
    groups_free(&g);
    tsv_close(in);
}

static void assert_groups(const char *table, size_t keys, const char *want)
{
    struct buf got = {0};
    describe(&got, table, keys);
    cr_assert(slice_is(buf_slice(&got), want), "wanted %s, got %.*s", want, (int)got.n, got.p);
    buf_free(&got);
}

Test(groups, are_numbered_by_first_rows_and_sorted_key_by_key)
{
    assert_groups("a\tb\nx\t1\nx\t1\ny\t1\nx\t2\ny\t1\n", 0, "00000");
    assert_groups("a\tb\nx\t1\nx\t1\ny\t1\nx\t2\ny\t1\n", 1, "00101 x y");
    assert_groups("a\tb\nx\t1\nx\t1\ny\t1\nx\t2\ny\t1\n", 2, "00121 x,1 x,2 y,1");
    assert_groups("b\ta\n2\ty\n1\tx\n2\tx\n", 2, "012 x,1 x,2 y,2");
    assert_groups("a\tb\nx\t\n\tx\n\t\nx\t\n", 2, "0120 , ,x x,");
    assert_groups("a\tb\n", 2, "");
    assert_groups("a\tb\n", 0, "");
}

/* With a joining byte above '!', "UK!" and "UK" would be in the wrong order; without one, they would be equal. */
Test(groups, keys_are_never_joined)
{
    assert_groups("a\tb\nUK!\t1\nUK\t2\nUK\t!1\n", 2, "012 UK,!1 UK,2 UK!,1");
    assert_groups("a\tb\tc\nxy\tz\t\nx\tyz\t\nx\ty\tz\n", 3, "012 x,y,z x,yz, xy,z,");
}

Test(groups, keys_that_are_handed_over_may_hold_any_bytes)
{
    static const struct slice key[][2] = {{{"a\tb", 3}, {"c", 1}}, {{"a", 1}, {"b\tc", 3}}, {{"a\0", 2}, {NULL, 0}}};
    struct groups g;
    groups_of_keys(&g, by(2));
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 3; i++)
            cr_assert_eq(groups_put_keys(&g, key[i]), i);
    cr_assert_eq(g.n, 3);
    for (uint32_t i = 0; i < 3; i++) {
        cr_assert_eq(groups_get(&g, key[i]), i);
        for (unsigned k = 0; k < 2; k++)
            cr_assert(slice_eq(groups_key(&g, i, k), key[i][k]));
    }
    const struct slice crossed[] = {key[0][0], key[1][1]}, unknown[] = {SLICE("a"), SLICE("d")};
    cr_assert_eq(groups_get(&g, crossed), (uint32_t)MAP_NONE, "known values, but not together");
    cr_assert_eq(groups_get(&g, unknown), (uint32_t)MAP_NONE);
    cr_assert_eq(g.n, 3, "asking adds none");
    groups_free(&g);
    groups_of_keys(&g, by(0));
    cr_assert_eq(groups_get(&g, NULL), (uint32_t)MAP_NONE, "no row yet");
    cr_assert_eq(groups_put_keys(&g, NULL), 0);
    cr_assert_eq(groups_get(&g, NULL), 0);
    groups_free(&g);
}

/* Compared with the plain way: a search from the start in the list of all keys so far. */
enum { ROWS = 3000, MOST_KEYS = 3 };
static char text[ROWS][MOST_KEYS][8];
static const struct groups *sorted_groups;

static int compare_keys(uint32_t a, uint32_t b)
{
    for (unsigned k = 0; k < sorted_groups->keys; k++) {
        int c = slice_cmp(groups_key(sorted_groups, a, k), groups_key(sorted_groups, b, k));
        if (c)
            return c;
    }
    return 0;
}

static void assert_sorted(const struct groups *g)
{
    uint32_t *order = groups_sorted(g);
    sorted_groups = g;
    for (uint32_t i = 1; i < g->n; i++)
        cr_assert_lt(compare_keys(order[i - 1], order[i]), 0);
    free(order);
}

static void check_random(struct rng *r, unsigned keys, uint64_t values)
{
    static uint32_t first[ROWS]; /* the first row of each group */
    struct groups g;
    groups_of_keys(&g, by(keys));
    for (uint32_t i = 0; i < ROWS; i++) {
        struct slice key[MOST_KEYS];
        for (unsigned k = 0; k < keys; k++) {
            uint64_t v = rng_below(r, values);
            if (i && rng_below(r, 2))
                memcpy(text[i][k], text[i - 1][k], sizeof *text[i]);
            else
                snprintf(text[i][k], sizeof text[i][k], "%.*s%c", (int)(v / 7 % 4), "aaab", (int)('a' + v % 7));
            key[k] = slice_str(text[i][k]);
        }
        uint32_t known = g.n, want = 0;
        while (want < known && memcmp(text[first[want]], text[i], sizeof *text[i] * keys) != 0)
            want++;
        if (want == known)
            first[want] = i;
        cr_assert_eq(groups_put_keys(&g, key), want);
    }
    assert_sorted(&g);
    groups_free(&g);
}

Test(groups, are_those_of_a_list_of_all_keys)
{
    struct rng r;
    rng_seed(&r, 5, 0);
    for (unsigned keys = 1; keys <= MOST_KEYS; keys++)
        for (uint64_t values = 1; values <= 28; values += 9) {
            memset(text, 0, sizeof text);
            check_random(&r, keys, values);
        }
}
