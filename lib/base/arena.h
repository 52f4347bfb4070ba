/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arena: memory that is freed all at once.
 *
 * For what lives until the tool ends (names, keys, records). An allocation only moves a pointer on; addresses never
 * change, and nothing is freed alone. A struct of zeros is an empty arena. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena {
    struct arena_block *block;
    char *p, *end;
};

void *arena_alloc(struct arena *a, size_t n); /* aligned for any type, not cleared */
struct slice arena_copy(struct arena *a, struct slice s);
char *arena_str(struct arena *a, struct slice s); /* NUL-terminated copy */
void arena_free(struct arena *a);

#endif
