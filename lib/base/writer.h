/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer: a second thread that works on full buffers while the first fills the next one.
 *
 * There are two buffers, and they change hands: so at most one is at work, and the pieces are done one by one, in their
 * order. Each side sleeps until the other has a buffer for it. All calls are those of one thread, the first. The second
 * leaves the signals to it, so that what runs on a signal finds the first thread's data as that left them; but for
 * SIGXFSZ, which comes to the thread that writes and has always ended the tool at once. */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

struct writer;

/* Is it worth a thread to move the bytes of this file? Of pipes, sockets and regular files, where there is a second
 * core; on a terminal someone waits for each line, and /dev/null takes all at once. */
bool writer_pays(int fd);

/* `work` gives 0, or an errno, after which no more may be handed over. NULL where no thread can be had. */
struct writer *writer_start(int (*work)(void *ctx, const char *p, size_t n), void *ctx);

/* Waits until what was handed over is done; 0, or what `work` gave. */
int writer_wait(struct writer *b);

/* Hands over `n` bytes at `p`, not none, of a buffer of `size` from malloc; the result is another of that size, for its
 * next bytes. Only after writer_wait. */
char *writer_hand(struct writer *b, char *p, size_t n, size_t size);

void writer_end(struct writer *b); /* only after writer_wait; NULL is fine */

#endif
