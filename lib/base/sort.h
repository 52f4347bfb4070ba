/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sort: by keys of 64 bits, and texts in the order of their bytes.
 *
 * The items are numbers that mean something to the caller. Equal items end in no particular order. Nothing is compared:
 * items are distributed by those bits of their keys that differ, texts by seven bytes at a time. Many items are first
 * split in place into parts that fit in the cache. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct sort_item {
    uint64_t key;
    uint32_t of; /* what the key is of */
};

/* By key. `spare` has room for n items, too, but for no more than SORT_SPARE. */
enum { SORT_SPARE = 1 << 15 };
void sort_keys(struct sort_item *item, size_t n, struct sort_item *spare);

/* By text(from, of), as slice_cmp does. Each key must be sort_key of its text; afterwards the first of each text has
 * key 1, and the others of the same text, which follow it, 0. fetch(from, of) is called some items before their text is
 * needed, and may prefetch it. */
struct sort_source {
    const void *from;
    struct slice (*text)(const void *from, uint32_t of);
    void (*fetch)(const void *from, uint32_t of);
};
void sort_texts(struct sort_item *item, size_t n, struct sort_item *spare, const struct sort_source *source);
uint64_t sort_key(struct slice text);

#endif
