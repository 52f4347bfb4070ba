/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shards: one stream of rows spread over many files, which appear all together or not at all.
 *
 * Any number of files up to SHARDS_MOST, whatever the limit on open ones: each has a buffer, and a file is open only
 * while its buffer is written out. The buffers share SHARDS_MEMORY, with at least SHARDS_LEAST bytes each, however long
 * the stream is. Every file begins with the header, even if it gets no row. The files are written under temporary names
 * beside their own names, and get these at shards_close, after all of them were written and checked. A tool that ends
 * earlier leaves no file. Write errors end the tool, status 3. */
#ifndef TSV_SHARDS_H
#define TSV_SHARDS_H

#include <stdint.h>

#include "base/slice.h"

enum { SHARDS_MOST = 65536, SHARDS_MEMORY = 64 << 20, SHARDS_LEAST = 4096 };

struct shards;

/* `pattern` holds {} once, where the number of the file goes: 0 .. n-1, zero-padded to the width of n-1. */
struct shards *shards_open(const char *pattern, uint64_t n, struct slice header);
void shards_row(struct shards *s, uint64_t i, struct slice row); /* `row` without its LF */
void shards_close(struct shards *s);

#endif
