/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

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

void buf_grow(struct buf *b, size_t more)
{
    b->p = mem_grow(b->p, &b->cap, b->n + more, 1);
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
