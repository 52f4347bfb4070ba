/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/topshare.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void topshare_add(struct topshare *t, date cut, decimal spent)
{
    t->row = mem_grow(t->row, &t->cap, t->n + 1, sizeof *t->row);
    t->row[t->n] = (struct topshare_row){t->n, spent, cut, false};
    t->n++;
}

static int by_row(const void *a, const void *b)
{
    const struct topshare_row *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static int most_first(const void *a, const void *b)
{
    const struct topshare_row *x = a, *y = b;
    if (x->cut != y->cut)
        return x->cut < y->cut ? -1 : 1;
    if (x->spent != y->spent)
        return x->spent > y->spent ? -1 : 1;
    return by_row(a, b);
}

/* The rows of one cut, sorted. */
static void mark(struct topshare_row *row, size_t n, uint64_t millionths)
{
    uint64_t most = (n * millionths + DECIMAL_ONE - 1) / DECIMAL_ONE;
    for (size_t i = 0; i < most && row[i].spent > 0; i++)
        row[i].top = true;
}

void topshare_end(struct topshare *t, double share)
{
    if (t->n == 0)
        return;
    qsort(t->row, t->n, sizeof *t->row, most_first);
    for (size_t i = 0, end; i < t->n; i = end) {
        for (end = i; end < t->n && t->row[end].cut == t->row[i].cut;)
            end++;
        mark(t->row + i, end - i, (uint64_t)llround(share * DECIMAL_ONE));
    }
    qsort(t->row, t->n, sizeof *t->row, by_row);
}

void topshare_free(struct topshare *t)
{
    free(t->row);
    *t = (struct topshare){0};
}
