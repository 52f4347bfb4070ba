/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spill: streams of bytes that do not fit in memory.
 *
 * Many streams share one file in $TMPDIR (or /tmp). Its name is removed as soon as it is opened: nothing is left over,
 * however the tool ends. A stream is written first, then read once from its beginning. Memory: SPILL_CHUNK bytes a
 * stream in use, and 8 bytes for each chunk on disk. A full disk ends the tool, status 3. */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPILL_CHUNK = 1 << 14 };

struct spill *spill_new(unsigned streams);
void spill_write(struct spill *s, unsigned stream, const void *p, size_t n);

/* The next n bytes of the stream, all of them: false at its end. Data must be read in the same pieces in which they
 * were written; a stream that ends within a piece is a defect of the tool. */
bool spill_read(struct spill *s, unsigned stream, void *p, size_t n);

void spill_free(struct spill *s);

#endif
