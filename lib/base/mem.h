/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mem: allocation that ends the tool (status 3) instead of returning NULL, and the one growing byte buffer. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/slice.h"

void *mem_alloc(size_t n);                 /* not cleared; free() it */
void *mem_zero(size_t count, size_t size); /* cleared; the product is checked */
void *mem_resize(void *p, size_t count, size_t size);

char *mem_str(struct slice s); /* a copy that ends in a NUL; free() it */

/* Makes room for at least `need` elements of `size` bytes: *cap grows by doubling, the array may move. */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

/* Cleared memory for an array that may be large and is read in random order. It asks for large pages, so that a cache
 * miss is not also a miss in the page tables; a smaller array has its pages at once. Free it with its size. */
void *mem_map(size_t n);
void mem_unmap(void *p, size_t n);

/* The same array with n bytes instead of `old`, the new ones cleared. It may move, but a large one is not copied: its
 * pages are remapped. */
void *mem_map_grow(void *p, size_t old, size_t n);

/* mem_grow with such memory: new elements are cleared. */
void *mem_grow_map(void *p, size_t *cap, size_t need, size_t size);

/* A buffer that is reused: set n = 0 and fill it again. All zero is an empty one; free with buf_free. */
struct buf {
    char *p;
    size_t n, cap;
};

void buf_grow(struct buf *b, size_t more);
static inline void buf_room(struct buf *b, size_t more) /* b->p + b->n has room for `more` bytes */
{
    if (__builtin_expect(b->n + more > b->cap, 0))
        buf_grow(b, more);
}
static inline void buf_add(struct buf *b, const void *p, size_t n)
{
    if (n == 0)
        return;
    buf_room(b, n);
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

/* The same for a buffer that may become large, of mem_map's memory: free it with buf_unmap. */
void buf_grow_map(struct buf *b, size_t more);
static inline void buf_add_map(struct buf *b, const void *p, size_t n)
{
    if (__builtin_expect(b->n + n > b->cap, 0))
        buf_grow_map(b, n);
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
}
void buf_unmap(struct buf *b);

void buf_addstr(struct buf *b, const char *s);
void buf_addch(struct buf *b, char c);
void buf_free(struct buf *b);
static inline struct slice buf_slice(const struct buf *b)
{
    return slice_of(b->p, b->n);
}

#endif
