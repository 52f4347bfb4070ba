/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

enum { BLOCK = 1 << 16 };

struct arena_block {
    struct arena_block *next;
    alignas(max_align_t) char bytes[];
};

void *arena_alloc(struct arena *a, size_t n)
{
    n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if ((size_t)(a->end - a->p) < n || !a->p) {
        size_t size = n > BLOCK ? n : BLOCK;
        struct arena_block *b = mem_alloc(sizeof *b + size);
        b->next = a->block;
        a->block = b;
        a->p = b->bytes;
        a->end = b->bytes + size;
    }
    void *p = a->p;
    a->p += n;
    return p;
}

struct slice arena_copy(struct arena *a, struct slice s)
{
    return slice_of(arena_str(a, s), s.n);
}

char *arena_str(struct arena *a, struct slice s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return p;
}

void arena_free(struct arena *a)
{
    for (struct arena_block *b = a->block, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = (struct arena){0};
}
