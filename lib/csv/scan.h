/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan: where the values and rows of a block of delimited text end, 64 bytes at once.
 *
 * The bytes that matter are found by vector compares; what is inside quote marks is known from the prefix-xor of the
 * quotes' bits (G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", 2019). A misplaced quote mark would
 * swap inside and outside for all that follows, so the scan stops before the first row that holds one. AVX-512, AVX2 or
 * portable code is chosen at run time; all give the same results. */
#ifndef CSV_SCAN_H
#define CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/cpu.h"

enum { SCAN_WINDOW = 1 << 15 }; /* bytes that one scan looks at, at most */

struct scan {
    uint32_t *end; /* offsets of the delimiters and LFs outside of quotes, ascending; end[-1] is the reader's */
    uint32_t *row; /* row i ends with the LF at end[row[i]] */
    uint32_t rows;
    /* A bit a byte of the block. odd: NUL, a tab or LF inside a value, a CR not before an LF. high: above 0x7f.
     * doubled: the second of two quote marks inside a quoted value. The flags say whether any bit is set. */
    uint64_t *odd, *high, *quote, *doubled;
    bool any_odd, any_high, any_doubled, any_quote, any_cr;
    uint8_t *busy;  /* a byte for every 64 of the block: not 0 if any bit of these may be set */
    bool misquoted; /* the row after the last one found holds a misplaced quote mark */
};

void scan_init(struct scan *s);
void scan_free(struct scan *s);

/* Scans p[0 .. n), n <= SCAN_WINDOW, which begins with a row; 64 bytes after it may be read. Finds the rows that end
 * in it. `quotes`: values may be enclosed in quote marks, as in CSV. */
void scan_block(struct scan *s, enum cpu_level level, const char *p, size_t n, char delimiter, bool quotes);

/* Is a bit set in [from, to)? Where is the first one, or `to`? */
bool scan_any(const uint64_t *bits, size_t from, size_t to);
size_t scan_first(const uint64_t *bits, size_t from, size_t to);

/* Might a bit of any kind be set in [from, to), from < to? Asked of every row; scan_any then says which. */
static inline bool scan_busy(const struct scan *s, size_t from, size_t to)
{
    size_t first = from / 64, steps = (to - 1) / 64 - first + 1;
    uint64_t eight;
    if (__builtin_expect(steps > 8, 0))
        return true;
    memcpy(&eight, s->busy + first, sizeof eight);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? eight >> (64 - 8 * steps) : eight << (64 - 8 * steps);
}

#endif
