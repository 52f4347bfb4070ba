/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * segmap: which segment each combination of three scores belongs to.
 *
 * A map is a table of two columns. `segment` and `codes`: the codes of the segment as patterns with blanks between
 * them, each of three places for R, F and M, a place being a digit, a range [1-3] or a point for any. Or `segment` and
 * `score`: ranges of rfm_score, 0-2, 7, 5- (upwards), both ends included. When the map is read, it is applied to all
 * codes, so that a code in no segment, or in two, is found before any customer is read. */
#ifndef SEGMENT_SEGMAP_H
#define SEGMENT_SEGMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/slice.h"

enum { SEGMAP_PLACES = 3, SEGMAP_HIGHEST = 99, SEGMAP_CODE_ROOM = 16 };

/* All codes: each score runs from low to high, high <= SEGMAP_HIGHEST. rfm_score is the weighted sum of the three; the
 * weights are not negative, and high times their sum is in the range of a decimal. */
struct segmap_grid {
    unsigned low, high;
    decimal weight[SEGMAP_PLACES];
};

/* As rfm_code shows it, SEGMAP_CODE_ROOM bytes at most, no NUL: 555, or 5-12-1 if scores pass 9. */
int segmap_print_code(char *p, const struct segmap_grid *g, const unsigned *score);
decimal segmap_score(const struct segmap_grid *g, const unsigned *score);

struct segmap {
    struct segmap_grid grid;
    bool by_score; /* else by codes */
    struct arena arena;
    struct slice *name; /* of the segments, in the order of the map */
    size_t n, cap;
    struct segmap_place *place; /* of every code */
};

/* Reads the map, a shipped one's name or a path. Ends the tool, status 2, if it is unusable: a pattern or range that
 * cannot be read or that no code fits, a segment that is given twice, codes in no segment or in two (the first of them
 * are named). Free it with segmap_free. */
void segmap_load(struct segmap *m, const char *name, const struct segmap_grid *g);
void segmap_free(struct segmap *m);

/* The segment of three scores, each within low..high. */
struct slice segmap_find(const struct segmap *m, const unsigned *score);

/* The part that cannot end the tool: an empty map, its segments one by one, and the check of all of them. segmap_add
 * returns NULL, or what is wrong, with the wrong word in *wrong. */
void segmap_begin(struct segmap *m, const struct segmap_grid *g, bool by_score);
const char *segmap_add(struct segmap *m, struct slice name, struct slice words, struct slice *wrong);

/* How many codes are in no segment, or in more than one; the first few are written to `some`. */
size_t segmap_missing(const struct segmap *m, struct buf *some);
size_t segmap_shared(const struct segmap *m, struct buf *some);

#endif
