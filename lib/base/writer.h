/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer: a second thread that works on full buffers while the first fills the next one.
 *
 * Two buffers are passed back and forth: so at most one is being worked on, and the pieces are done one by one, in
 * order. Each side sleeps until the other has a buffer for it. Only one thread, the first, makes these
 * calls. */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

struct writer;

/* Is a thread worth its cost for this file? Yes for pipes, sockets and regular files, if there is a second core. Not
 * for a terminal, where a person waits for each line, nor for /dev/null, which costs nothing. */
bool writer_pays(int fd);

/* `work` returns 0, or an errno, after which no more may be handed over. NULL if no thread can be started. */
struct writer *writer_start(int (*work)(void *ctx, const char *p, size_t n), void *ctx);

/* Waits until what was handed over is done; returns 0, or what `work` returned. */
int writer_wait(struct writer *b);

/* Hands over `n` bytes at `p`, not none, of a buffer of `size` from malloc; the result is another of that size, for its
 * next bytes. Only after writer_wait. */
char *writer_hand(struct writer *b, char *p, size_t n, size_t size);

void writer_end(struct writer *b); /* only after writer_wait; NULL is fine */

#endif
