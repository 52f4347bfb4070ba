/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/kept.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct number {
    struct kept_row row;
    int64_t v;
};

static struct slice text_of(size_t i, char *room)
{
    return slice_of(room, i % 5 == 0 ? 0 : (size_t)snprintf(room, 32, "row\t%zu", i * i));
}

static void fill(struct kept *k, size_t n)
{
    char room[32];
    for (size_t i = 0; i < n; i++) {
        struct number *r = kept_add(k, text_of(i, room));
        cr_assert_eq(r->v, 0);
        r->v = (int64_t)i * 3;
    }
}

/* All rows from a part on are those that were added. */
static void assert_walks(const struct kept *k, struct kept_walk w, size_t from, size_t n)
{
    char room[32];
    for (size_t i = from; i < n; i++) {
        cr_assert(kept_next(k, &w));
        const struct number *r = w.record;
        cr_assert_eq(w.i, i);
        cr_assert(slice_eq(w.row, text_of(i, room)));
        cr_assert(r->v == (int64_t)i * 3 && r == kept_record(k, i));
    }
    cr_assert(!kept_next(k, &w));
}

Test(kept, rows_come_back_as_they_were)
{
    static const size_t size[] = {0, 1, 2, KEPT_PART - 1, KEPT_PART, KEPT_PART + 1, 5 * KEPT_PART + 7};
    struct kept k = kept_of(sizeof(struct number));
    for (size_t s = 0; s < sizeof size / sizeof *size; s++) {
        kept_clear(&k);
        fill(&k, size[s]);
        cr_assert_eq(k.rows, size[s]);
        assert_walks(&k, (struct kept_walk){0}, 0, size[s]);
        for (size_t part = 0; part * KEPT_PART < size[s]; part++)
            assert_walks(&k, kept_from(&k, part), part * KEPT_PART, size[s]);
    }
    kept_free(&k);
    fill(&k, 10);
    assert_walks(&k, (struct kept_walk){0}, 0, 10);
    kept_free(&k);
}

Test(kept, a_record_may_be_the_row_alone)
{
    struct kept k = kept_of(sizeof(struct kept_row));
    struct kept_walk w = {0};
    kept_add(&k, SLICE("a"));
    kept_add(&k, SLICE("bc"));
    cr_assert(kept_next(&k, &w) && slice_is(w.row, "a"));
    cr_assert(kept_next(&k, &w) && slice_is(w.row, "bc"));
    cr_assert(!kept_next(&k, &w));
    kept_free(&k);
}
