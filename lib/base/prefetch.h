/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prefetch: asks the memory for a line of the cache before it is used. Any address will do: nothing is read or written.
 */
#ifndef BASE_PREFETCH_H
#define BASE_PREFETCH_H

/* To be read soon. */
static inline void prefetch_read(const void *p)
{
    __builtin_prefetch(p);
}

/* To be read when some tens of KiB of other things have been: into the second cache, where these do not push it out. */
static inline void prefetch_later(const void *p)
{
    __builtin_prefetch(p, 0, 2);
}

/* To be written: where another core had it last, it is given up there. The builtin would ask to read on a processor
 * that may be any x86-64. */
static inline void prefetch_write(const void *p)
{
#ifdef __x86_64__
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
    __builtin_prefetch(p, 1);
#endif
}

#endif
