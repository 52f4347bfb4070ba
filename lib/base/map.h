/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * map: gives each distinct key a small number, in order of first appearance.
 *
 * Keys are bytes, copied into the map; the numbers 0, 1, 2 ... index the caller's own arrays, so one map serves
 * customers, orders, products and words alike. All zero is an empty map. Limit: 2^32 - 1 keys. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/slice.h"

struct map {
    uint32_t n;    /* keys so far */
    uint32_t last; /* the key of the last map_put */
    size_t *start; /* key i is bytes[start[i] .. start[i + 1]) */
    size_t start_cap;
    struct buf bytes;
    struct map_slot *slot;
    uint64_t mask; /* slots - 1, or 0 */
};

enum { MAP_NONE = UINT32_MAX };

static inline uint32_t map_hash(struct slice key)
{
    return (uint32_t)(hash_slice(key, HASH_MAP) >> 32);
}
uint32_t map_put(struct map *m, struct slice key);       /* adds it if it is new: then the result is the old m->n */
uint32_t map_get(const struct map *m, struct slice key); /* MAP_NONE if it is not there */
static inline struct slice map_key(const struct map *m, uint32_t i) /* until the next map_put */
{
    return slice_of(m->bytes.p + m->start[i], m->start[i + 1] - m->start[i]);
}
/* Asks for the memory that a look-up of this key will begin with: for keys that are known some work before. */
void map_ask(const struct map *m, struct slice key);

/* map_put of a key that is often that of the call before, which is then not looked up again. */
static inline uint32_t map_put_again(struct map *m, struct slice key)
{
    return m->n && slice_eq(key, map_key(m, m->last)) ? m->last : map_put(m, key);
}
uint64_t map_bytes(const struct map *m); /* of memory in use */
void map_free(struct map *m);

#endif
