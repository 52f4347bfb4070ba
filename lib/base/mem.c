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

#ifdef MADV_HUGEPAGE
enum { LARGE_PAGE = 1 << 21 };

static bool is_large(size_t n)
{
    return n >= 2 * LARGE_PAGE && n <= SIZE_MAX - 2 * LARGE_PAGE;
}

static size_t whole_pages(size_t n)
{
    return (n + LARGE_PAGE - 1) & ~(size_t)(LARGE_PAGE - 1);
}

/* One page more than needed is mapped; what lies before the first whole page and after the last one is unmapped. */
void *mem_map(size_t n)
{
    if (!is_large(n))
        return mem_zero(n, 1);
    n = whole_pages(n);
    char *p = mmap(NULL, n + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        too_much(n, 1);
    size_t front = -(uintptr_t)p & (LARGE_PAGE - 1);
    if (front)
        munmap(p, front);
    p += front;
    munmap(p + n, LARGE_PAGE - front);
    madvise(p, n, MADV_HUGEPAGE); /* if it cannot, nothing is lost */
    return p;
}

void mem_unmap(void *p, size_t n)
{
    if (is_large(n))
        munmap(p, whole_pages(n));
    else
        free(p);
}
#else
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

#if defined(MADV_HUGEPAGE) && defined(MREMAP_FIXED)
static bool move_pages(char *to, void *p, size_t old, size_t n)
{
    if (!is_large(old))
        return false;
    if (mremap(p, whole_pages(old), whole_pages(n), MREMAP_MAYMOVE | MREMAP_FIXED, to) == MAP_FAILED)
        too_much(n, 1);
    return true;
}
#else
static bool move_pages(char *to, void *p, size_t old, size_t n)
{
    (void)to, (void)p, (void)old, (void)n;
    return false;
}
#endif

void *mem_map_grow(void *p, size_t old, size_t n)
{
    char *to = mem_map(n);
    if (move_pages(to, p, old, n))
        return to;
    if (old)
        memcpy(to, p, old);
    mem_unmap(p, old);
    return to;
}

void buf_grow(struct buf *b, size_t more)
{
    b->p = mem_grow(b->p, &b->cap, b->n + more, 1);
}

void buf_grow_map(struct buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap : 4096;
    while (cap < b->n + more)
        cap *= 2;
    b->p = mem_map_grow(b->p, b->cap, cap);
    b->cap = cap;
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
