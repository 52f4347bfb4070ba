/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * thread: the parts of one job, spread over threads.
 *
 * The parts are fixed by the data, never by the number of threads, and each writes only what is its own; the caller
 * merges them in their order afterwards. So the result is the same bytes for any number of threads. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <stddef.h>

/* Calls fn(ctx, 0) ... fn(ctx, parts - 1), each once, in any order, on up to `threads` threads of which the caller is
 * one, and returns when all are done. Where no thread can be had, those that there are do the work. */
void thread_each(unsigned threads, size_t parts, void (*fn)(void *ctx, size_t part), void *ctx);

unsigned thread_cores(void); /* that this process may use, at least 1 */

#endif
