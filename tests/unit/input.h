/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * input: gives bytes to the readers, which read the tool's operands.
 *
 * A path is valid until the next call. The results must not depend on the pieces in which a file comes: input_file can
 * be read at once, input_drops gives one byte per read. */
#ifndef INPUT_H
#define INPUT_H

#include <stddef.h>

#include "base/mem.h"

const char *input_file(const void *p, size_t n);
const char *input_drops(const void *p, size_t n); /* n <= 200 */

/* Overwrites bytes of such a file, which keeps its length. */
void input_overwrite(const char *path, size_t at, const void *p, size_t n);

/* Begins a tool that skips bad records, with these operands (`second` may be NULL) and with counts of 0. */
void input_begin(const char *path, const char *second);

/* A pseudo-random document over an alphabet of byte strings. */
struct rng;
void input_random(struct rng *r, struct buf *to, const char *const *letter, size_t letters, size_t most);

#endif
