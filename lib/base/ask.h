/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ask: asks the memory for a line of the cache before it is used. Any address will do: nothing is read or written. */
#ifndef BASE_ASK_H
#define BASE_ASK_H

/* To be read, from the second cache. */
static inline void ask_read(const char *p)
{
    __builtin_prefetch(p, 0, 2);
}

/* To be written: where another core had it last, it is given up there. */
static inline void ask_write(const char *p)
{
#ifdef __x86_64__
    __asm__ volatile("prefetchw %0" : : "m"(*p)); /* the builtin asks to read, where it must suit every x86-64 */
#else
    __builtin_prefetch(p, 1);
#endif
}

#endif
