/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sort: by keys of 64 bits, and texts in the order of their bytes.
 *
 * What is sorted are numbers that stand for something of the caller's. What is equal keeps its order. There is no
 * comparison: items are dealt out by one byte of their keys after the other, texts by seven bytes at a time. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct sort_item {
    uint64_t key;
    uint32_t of; /* what the key is of */
};

/* By key. `spare` has room for n items, too. */
void sort_keys(struct sort_item *item, size_t n, struct sort_item *spare);

/* By text(from, of), as slice_cmp does. The keys need not be set; afterwards the first of each text has key 1, and the
 * others of the same text, which follow it, 0. */
typedef struct slice sort_text(const void *from, uint32_t of);
void sort_texts(struct sort_item *item, size_t n, struct sort_item *spare, sort_text *text, const void *from);

#endif
