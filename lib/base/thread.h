/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * thread: runs the parts of one job in several threads.
 *
 * The parts are fixed by the data, never by the number of threads, and each writes only what is its own; the caller
 * merges them in their order afterwards. So the result is the same bytes for any number of threads. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Calls fn(ctx, 0) ... fn(ctx, parts - 1), each once, in any order, on up to `threads` threads including the caller's,
 * and returns when all are done. If a thread cannot be started, the others do its work. */
void thread_each(unsigned threads, size_t parts, void (*fn)(void *ctx, size_t part), void *ctx);

/* The same for results that are used in the order of the parts: use(ctx, part) is called by the caller's thread alone,
 * after make(ctx, part), which is called as above, but for no part that is more than a few for each thread ahead of the
 * last one used. After use has returned false, no other part is used, and soon none is begun. */
void thread_in_order(unsigned threads, size_t parts, void (*make)(void *ctx, size_t part),
                     bool (*use)(void *ctx, size_t part), void *ctx);

/* One more thread, or false. It blocks all signals, so that a signal handler runs in the first thread and finds its
 * data consistent. The exception is SIGXFSZ, which goes to the thread that writes and ends the tool at once. */
bool thread_start(pthread_t *thread, void *(*fn)(void *ctx), void *ctx);

unsigned thread_cores(void); /* that this process may use, at least 1 */

#endif
