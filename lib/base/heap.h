/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heap: the n best of many, in memory for n.
 *
 * The heap keeps numbers that mean something to the caller, such as rows or groups. `before` tells which of two comes
 * first. It must never call two of them equal (for equal values let the earlier row come first): then the n best are
 * the same for any order of input. A number offered to a full heap pushes the worst one out, which may be the number
 * itself; the one pushed out is returned. Its place can be used again, so n + 1 places are enough for a stream of any
 * length.
 *
 *     struct heap h;
 *     heap_begin(&h, 10, comes_before, rows);
 *     uint32_t place = 0;
 *     while (tsv_next(in)) {
 *         ... put the row into `place` ...
 *         uint32_t out = heap_offer(&h, place);
 *         place = out == HEAP_NONE ? h.n : out;
 *     }
 *     heap_sort(&h);                                 // h.item[0] is the best
 *     heap_end(&h);
 *
 * An offer that is kept costs about log2 n calls of `before`, one that is not kept costs one. */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HEAP_NONE = UINT32_MAX };

struct heap {
    uint32_t n, most; /* kept, and how many at most */
    uint32_t *item;   /* of them; item[0] is the worst */
    size_t cap;
    bool (*before)(const void *of, uint32_t a, uint32_t b);
    const void *of;
};

void heap_begin(struct heap *h, uint32_t most, bool (*before)(const void *of, uint32_t a, uint32_t b), const void *of);

/* Returns the number that was pushed out, or HEAP_NONE if there was room. */
uint32_t heap_offer(struct heap *h, uint32_t item);

/* Sorts the best first; after this nothing can be offered. */
void heap_sort(struct heap *h);
void heap_end(struct heap *h);

#endif
