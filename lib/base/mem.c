/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/die.h"

static _Noreturn void too_much(size_t count, size_t size)
{
    die(STATUS_ENV, "out of memory, asking for %zu times %zu bytes", count, size);
}

static size_t product(size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n))
        too_much(count, size);
    return n;
}

void *mem_alloc(size_t n)
{
    void *p = malloc(n);
    if (!p && n)
        too_much(n, 1);
    return p;
}

void *mem_zero(size_t count, size_t size)
{
    void *p = calloc(1, product(count, size));
    if (!p && count && size)
        too_much(count, size);
    return p;
}

void *mem_resize(void *p, size_t count, size_t size)
{
    size_t n = product(count, size);
    p = realloc(p, n);
    if (!p && n)
        too_much(count, size);
    return p;
}

char *mem_str(struct slice s)
{
    char *copy = mem_alloc(s.n + 1);
    if (s.n)
        memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return copy;
}

void *mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return p;
    size_t n = *cap ? *cap : 16;
    while (n < need)
        n *= 2;
    p = mem_resize(p, n, size);
    *cap = n;
    return p;
}

/* ---- large arrays ---- */

#if defined(MADV_HUGEPAGE) && defined(MREMAP_FIXED)
enum { PAGE = 1 << 12, MAPPED = 1 << 17, LARGE_PAGE = 1 << 21 };

/* Smaller ones are the allocator's. */
static bool is_mapped(size_t n)
{
    return n >= MAPPED && n <= SIZE_MAX - 2 * LARGE_PAGE;
}

static bool is_large(size_t n)
{
    return n >= 2 * LARGE_PAGE;
}

static size_t mapped_size(size_t n)
{
    return is_large(n) ? (n + LARGE_PAGE - 1) & ~(size_t)(LARGE_PAGE - 1) : n;
}

/* The pages of p[from .. to) are entered at once: that costs less than to stop at each that is touched for the first
 * time. If the kernel cannot, nothing is lost. */
static void enter_pages(char *p, size_t from, size_t to)
{
#ifdef MADV_POPULATE_WRITE
    from &= ~(size_t)(PAGE - 1);
    madvise(p + from, to - from, MADV_POPULATE_WRITE);
#else
    (void)p, (void)from, (void)to;
#endif
}

static char *new_pages(size_t n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        too_much(n, 1);
    return p;
}

/* One page more than needed is mapped; what lies before the first whole page and after the last one is unmapped. */
static char *new_large_pages(size_t n)
{
    n = mapped_size(n);
    char *p = new_pages(n + LARGE_PAGE);
    size_t front = -(uintptr_t)p & (LARGE_PAGE - 1);
    if (front)
        munmap(p, front);
    p += front;
    munmap(p + n, LARGE_PAGE - front);
    madvise(p, n, MADV_HUGEPAGE);
    return p;
}

void *mem_map(size_t n)
{
    if (!is_mapped(n))
        return mem_zero(n, 1);
    if (is_large(n))
        return new_large_pages(n);
    char *p = new_pages(n);
    enter_pages(p, 0, n);
    return p;
}

void mem_unmap(void *p, size_t n)
{
    if (is_mapped(n))
        munmap(p, mapped_size(n));
    else
        free(p);
}

/* Pages that are mapped are not copied. */
static char *move_pages(void *p, size_t old, size_t n)
{
    char *to = is_large(n) ? new_large_pages(n) : NULL;
    to = mremap(p, mapped_size(old), mapped_size(n), MREMAP_MAYMOVE | (to ? MREMAP_FIXED : 0), to);
    if (to == MAP_FAILED)
        too_much(n, 1);
    if (is_large(n))
        madvise(to, mapped_size(n), MADV_HUGEPAGE); /* those that moved may not have asked */
    else
        enter_pages(to, old, n);
    return to;
}
#else
static bool is_mapped(size_t n)
{
    (void)n;
    return false;
}

static char *move_pages(void *p, size_t old, size_t n)
{
    (void)old, (void)n;
    return p;
}

void *mem_map(size_t n)
{
    return mem_zero(n, 1);
}

void mem_unmap(void *p, size_t n)
{
    (void)n;
    free(p);
}
#endif

void *mem_map_grow(void *p, size_t old, size_t n)
{
    if (is_mapped(old))
        return move_pages(p, old, n);
    char *to = mem_map(n);
    if (old)
        memcpy(to, p, old);
    mem_unmap(p, old);
    return to;
}

void *mem_grow_map(void *p, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return p;
    size_t n = *cap ? *cap : 64, old = *cap * size;
    while (n < need)
        n *= 2;
    *cap = n;
    return mem_map_grow(p, old, product(n, size));
}

void buf_grow(struct buf *b, size_t more)
{
    b->p = mem_grow(b->p, &b->cap, b->n + more, 1);
}

void buf_grow_map(struct buf *b, size_t more)
{
    b->p = mem_grow_map(b->p, &b->cap, b->n + more < 4096 ? 4096 : b->n + more, 1);
}

void buf_unmap(struct buf *b)
{
    mem_unmap(b->p, b->cap);
    *b = (struct buf){0};
}

void buf_addstr(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addch(struct buf *b, char c)
{
    buf_room(b, 1);
    b->p[b->n++] = c;
}

void buf_free(struct buf *b)
{
    free(b->p);
    *b = (struct buf){0};
}
