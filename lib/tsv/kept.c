/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/kept.h"

#include <stdlib.h>

void *kept_add(struct kept *k, struct slice row)
{
    const struct kept_row head = {(uint32_t)row.n};
    if (k->rows % KEPT_PART == 0) {
        k->part = mem_grow(k->part, &k->part_cap, k->rows / KEPT_PART + 1, sizeof *k->part);
        k->part[k->rows / KEPT_PART] = k->text.n;
    }
    buf_add_map(&k->text, row.p, row.n);
    if (k->records.n + k->size > k->records.cap)
        buf_grow_map(&k->records, k->size);
    char *record = k->records.p + k->records.n;
    memset(record, 0, k->size);
    memcpy(record, &head, sizeof head);
    k->records.n += k->size;
    k->rows++;
    return record;
}

struct kept_walk kept_from(const struct kept *k, size_t part)
{
    return (struct kept_walk){.next = part * KEPT_PART, .at = k->part[part]};
}

void kept_clear(struct kept *k)
{
    k->rows = k->text.n = k->records.n = 0;
}

void kept_free(struct kept *k)
{
    buf_unmap(&k->text);
    buf_unmap(&k->records);
    free(k->part);
    *k = kept_of(k->size);
}
