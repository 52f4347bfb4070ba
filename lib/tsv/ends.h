/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ends: where the fields and rows of a block of TSV end.
 *
 * TSV has no quoting: an end is a tab or an LF, whatever is around it. That needs a third of the work of scan.h, which
 * also reads CSV. Each level gives the same results. */
#ifndef TSV_ENDS_H
#define TSV_ENDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cpu.h"

enum {
    ENDS_WINDOW = 1 << 15
}; /* bytes that are looked at at once, at most: what is found of them stays in the cache */

struct ends {
    uint32_t *end; /* offsets of the tabs and LFs, ascending; end[-1] is that of the byte in front of the block */
    uint32_t *row; /* filled if the block is not even: row i ends with the LF at end[row[i]] */
    uint32_t ends, rows;
    bool any_nul; /* there is a NUL in the block */
    bool even;    /* no NUL; each row has as many fields as the table, none ends with a CR, the first is not blank */
};

void ends_init(struct ends *c);
void ends_free(struct ends *c);

/* Looks at p[0 .. n), n <= ENDS_WINDOW, of a table of `columns` columns. */
void ends_find(struct ends *c, enum cpu_level level, const char *p, size_t n, uint32_t columns);

#endif
