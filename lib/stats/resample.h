/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resample: how often each of n rows is drawn in n draws with replacement, a block of rows after another.
 *
 * Drawing row after row goes to a random place in memory each time. So the draws are split between two halves of the
 * rows by a binomial number, and these again, until 4,096 rows are left, whose counts fit in the nearest cache: there
 * each draw takes 12 random bits. This is the same distribution, multinomial. All of it is in integers, so a seed gives
 * the same on any machine.
 *
 * The binomial numbers are exact. A trial compares random bits with the binary digits of the chance, and the first that
 * differs decides it. Only the number of trials that are still undecided matters, so a digit takes one random bit for
 * each of them, 64 at once, and all digits take two bits a trial. */
#ifndef STATS_RESAMPLE_H
#define STATS_RESAMPLE_H

#include <stddef.h>

#include "base/rng.h"

enum { RESAMPLE_BLOCK = 4096 };

/* Row from + i is drawn times[i] times, i below n; blocks come in the order of the rows. */
typedef void resample_fn(void *ctx, size_t from, size_t n, const uint32_t *times);

/* `rows` is below 2^32, and above 0 if there are draws. */
void resample(struct rng *r, size_t rows, size_t draws, resample_fn *fn, void *ctx);

/* How many of n trials succeed, each with the chance a / b, a <= b < 2^32. */
uint64_t resample_binomial(struct rng *r, uint64_t n, uint64_t a, uint64_t b);

#endif
