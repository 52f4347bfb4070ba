/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/heap.h"

#include <stdlib.h>

#include "base/mem.h"

/* A binary heap (J. W. J. Williams, "Algorithm 232", 1964) with the worst on top: what is below item i, 2 i + 1 and
 * 2 i + 2, comes before it. */

void heap_begin(struct heap *h, uint32_t most, bool (*before)(const void *of, uint32_t a, uint32_t b), const void *of)
{
    *h = (struct heap){.most = most, .before = before, .of = of};
}

void heap_end(struct heap *h)
{
    free(h->item);
    *h = (struct heap){0};
}

/* Puts the item where i is, or below. */
static void sink(struct heap *h, size_t i, uint32_t item)
{
    for (size_t below = 2 * i + 1; below < h->n; below = 2 * i + 1) {
        if (below + 1 < h->n && h->before(h->of, h->item[below], h->item[below + 1]))
            below++;
        if (!h->before(h->of, item, h->item[below]))
            break;
        h->item[i] = h->item[below];
        i = below;
    }
    h->item[i] = item;
}

/* Puts the item where i is, or above. */
static void rise(struct heap *h, size_t i, uint32_t item)
{
    for (size_t above; i && h->before(h->of, h->item[above = (i - 1) / 2], item); i = above)
        h->item[i] = h->item[above];
    h->item[i] = item;
}

uint32_t heap_offer(struct heap *h, uint32_t item)
{
    if (h->n < h->most) {
        h->item = mem_grow(h->item, &h->cap, h->n + (size_t)1, sizeof *h->item);
        rise(h, h->n++, item);
        return HEAP_NONE;
    }
    if (h->n == 0 || !h->before(h->of, item, h->item[0]))
        return item;
    uint32_t out = h->item[0];
    sink(h, 0, item);
    return out;
}

void heap_sort(struct heap *h)
{
    uint32_t all = h->n;
    while (h->n > 1) {
        uint32_t worst = h->item[0], last = h->item[--h->n];
        sink(h, 0, last);
        h->item[h->n] = worst;
    }
    h->n = all;
}
