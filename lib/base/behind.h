/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * behind: a second thread that works on full buffers while the first fills the next one.
 *
 * There are two buffers, and they change hands: so at most one is at work, and the pieces are done one by one, in their
 * order. Each side sleeps until the other has a buffer for it. All calls are those of one thread, the first. The second
 * leaves the signals to it, so that what runs on a signal finds the first thread's data as that left them; but for
 * SIGXFSZ, which comes to the thread that writes and has always ended the tool at once. */
#ifndef BASE_BEHIND_H
#define BASE_BEHIND_H

#include <stdbool.h>
#include <stddef.h>

struct behind;

/* Is it worth a thread to move the bytes of this file? Of pipes, sockets and regular files, where there is a second
 * core; on a terminal someone waits for each line, and /dev/null takes all at once. */
bool behind_pays(int fd);

/* `work` gives 0, or an errno, after which no more may be handed over. NULL where no thread can be had. */
struct behind *behind_start(int (*work)(void *ctx, const char *p, size_t n), void *ctx);

/* Waits until what was handed over is done; 0, or what `work` gave. */
int behind_wait(struct behind *b);

/* Hands over `n` bytes at `p`, not none, of a buffer of `size` from malloc; the result is another of that size, for its
 * next bytes. Only after behind_wait. */
char *behind_hand(struct behind *b, char *p, size_t n, size_t size);

void behind_end(struct behind *b); /* only after behind_wait; NULL is fine */

#endif
