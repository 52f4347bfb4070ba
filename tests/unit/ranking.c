/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/ranking.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/tool.h"
#include "input.h"

enum { ROWS = 400 };

struct line {
    int value, key;
};

static int by_rank(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    return x->value != y->value ? y->value - x->value : x->key - y->key;
}

/* A random table with many ties: the rows that are kept are the first ones of all rows sorted. */
static void assert_ranks(struct rng *r, uint32_t most)
{
    struct line line[ROWS];
    struct buf table = {0};
    char text[64];
    buf_addstr(&table, "v\tkey\n");
    for (int i = 0; i < ROWS; i++) {
        line[i] = (struct line){(int)rng_below(r, 40) - 10, 1000 + (int)rng_below(r, 500)};
        snprintf(text, sizeof text, "%d\t%d\n", line[i].value, line[i].key);
        buf_addstr(&table, text);
    }
    qsort(line, ROWS, sizeof *line, by_rank);
    input_begin(input_file(table.p, table.n), NULL);
    struct tsv *in = tsv_open();
    struct ranking k;
    ranking_begin(&k, in, 0, 1, (struct opt_list){0}, most);
    while (tsv_next(in))
        ranking_add(&k);
    const struct ranking_group *g = ranking_sorted(&k, 0);
    cr_assert_eq(g->best.n, most < ROWS ? most : ROWS);
    cr_assert(k.places <= g->best.n + 1, "memory is that of the rows kept, and one");
    cr_assert(tool_rows.dropped == ROWS - g->best.n && g->sum.n == ROWS);
    for (uint32_t i = 0; i < g->best.n; i++) {
        snprintf(text, sizeof text, "%d\t%d", line[i].value, line[i].key);
        cr_assert(slice_is(ranking_row(&k, g, i)->row, text), "rank %u", i);
    }
    ranking_end(&k);
    tsv_close(in);
    buf_free(&table);
}

Test(ranking, keeps_what_sorting_all_rows_puts_first)
{
    struct rng r;
    rng_seed(&r, 9, 0);
    for (int i = 0; i < 10; i++) {
        assert_ranks(&r, 1);
        assert_ranks(&r, 1 + (uint32_t)rng_below(&r, ROWS));
        assert_ranks(&r, UINT32_MAX);
    }
}
