/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prefetch: asks for a cache line before it is used. Any address is allowed: nothing is read or written.
 */
#ifndef BASE_PREFETCH_H
#define BASE_PREFETCH_H

/* To be read soon. */
static inline void prefetch_read(const void *p)
{
    __builtin_prefetch(p);
}

/* To be written: if another core had the line last, that core gives it up. The compiler's builtin would ask for
 * reading, as it must run on any x86-64. */
static inline void prefetch_write(const void *p)
{
#ifdef __x86_64__
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
    __builtin_prefetch(p, 1);
#endif
}

#endif
