/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/prefetch.h"

/* Open addressing with linear probing, at most 3/4 full. A slot keeps 32 bits of the hash, so that a probe reads the
 * key only where it is very likely the same, and growing never reads a key. index is the key's number + 1; 0 is free.
 */
struct map_slot {
    uint32_t index, hash;
};

static struct map_slot *probe(const struct map *m, struct slice key, uint32_t hash)
{
    for (uint64_t i = hash & m->mask;; i = (i + 1) & m->mask) {
        struct map_slot *s = &m->slot[i];
        if (s->index == 0 || (s->hash == hash && slice_eq(map_key(m, s->index - 1), key)))
            return s;
    }
}

static void grow(struct map *m)
{
    uint64_t old = m->slot ? m->mask + 1 : 0, size = old ? old * 2 : 64;
    struct map_slot *slot = mem_map(size * sizeof *slot);
    m->mask = size - 1;
    for (uint64_t i = 0; i < old; i++)
        if (m->slot[i].index) {
            uint64_t j = m->slot[i].hash & m->mask;
            while (slot[j].index)
                j = (j + 1) & m->mask;
            slot[j] = m->slot[i];
        }
    mem_unmap(m->slot, old * sizeof *slot);
    m->slot = slot;
}

void map_ask(const struct map *m, struct slice key)
{
    if (m->slot)
        prefetch_read(&m->slot[map_hash(key) & m->mask]);
}

uint32_t map_get(const struct map *m, struct slice key)
{
    if (!m->slot)
        return MAP_NONE;
    return probe(m, key, map_hash(key))->index - 1;
}

uint32_t map_put(struct map *m, struct slice key)
{
    uint32_t hash = map_hash(key);
    if (!m->slot || m->n >= (m->mask + 1) / 4 * 3)
        grow(m);
    struct map_slot *s = probe(m, key, hash);
    if (s->index)
        return m->last = s->index - 1;
    if (m->n == MAP_NONE - 1)
        die(STATUS_ENV, "more than %u distinct keys", MAP_NONE - 1);
    m->start = mem_grow_map(m->start, &m->start_cap, (size_t)m->n + 2, sizeof *m->start);
    if (m->n == 0)
        m->start[0] = 0;
    buf_add_map(&m->bytes, key.p, key.n);
    m->start[m->n + 1] = m->bytes.n;
    *s = (struct map_slot){++m->n, hash};
    return m->last = m->n - 1;
}

uint64_t map_bytes(const struct map *m)
{
    return m->bytes.n + m->n * (uint64_t)sizeof *m->start + (m->slot ? (m->mask + 1) * sizeof *m->slot : 0);
}

void map_free(struct map *m)
{
    mem_unmap(m->start, m->start_cap * sizeof *m->start);
    mem_unmap(m->slot, m->slot ? (m->mask + 1) * sizeof *m->slot : 0);
    buf_unmap(&m->bytes);
    *m = (struct map){0};
}
