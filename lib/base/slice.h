/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slice: bytes that are owned elsewhere.
 *
 * A field of a row, a key, a word of an option: a pointer and a length, never NUL-terminated, valid as long as the
 * owner keeps it (a row's fields until the next row). What must live longer is copied into an arena, where the reader
 * of the code can see it. */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *p;
    size_t n;
};

#define SLICE(literal) ((struct slice){"" literal "", sizeof(literal) - 1})

static inline struct slice slice_of(const char *p, size_t n)
{
    return (struct slice){p, n};
}
static inline struct slice slice_str(const char *s)
{
    return (struct slice){s, strlen(s)};
}

/* Keys are short: up to 16 bytes are compared as two words, three times as fast as a call of memcmp. */
static inline bool slice_eq(struct slice a, struct slice b)
{
    uint64_t x, y, z, w;
    if (a.n != b.n)
        return false;
    if (a.n > 16 || a.n < 4)
        return a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0);
    size_t k = a.n < 8 ? 4 : 8;
    x = y = z = w = 0;
    if (k == 8) {
        memcpy(&x, a.p, 8), memcpy(&y, b.p, 8);
        memcpy(&z, a.p + a.n - 8, 8), memcpy(&w, b.p + a.n - 8, 8);
    } else {
        memcpy(&x, a.p, 4), memcpy(&y, b.p, 4);
        memcpy(&z, a.p + a.n - 4, 4), memcpy(&w, b.p + a.n - 4, 4);
    }
    return ((x ^ y) | (z ^ w)) == 0;
}
static inline bool slice_is(struct slice a, const char *s)
{
    return slice_eq(a, slice_str(s));
}
static inline bool slice_starts(struct slice a, struct slice prefix)
{
    return a.n >= prefix.n && (prefix.n == 0 || memcmp(a.p, prefix.p, prefix.n) == 0);
}

/* Order of the bytes as unsigned numbers, a prefix before what it begins: the order of `LC_ALL=C sort`. */
static inline int slice_cmp(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* Copies `s` and returns the end of the copy. Keys are short: up to 16 bytes are two words that may overlap, in half
 * the time of a call of memcpy. */
static inline char *slice_put(char *to, struct slice s)
{
    if (s.n > 16) {
        memcpy(to, s.p, s.n);
    } else if (s.n >= 8) {
        memcpy(to, s.p, 8);
        memcpy(to + s.n - 8, s.p + s.n - 8, 8);
    } else if (s.n >= 4) {
        memcpy(to, s.p, 4);
        memcpy(to + s.n - 4, s.p + s.n - 4, 4);
    } else if (s.n) {
        to[0] = s.p[0];
        to[s.n / 2] = s.p[s.n / 2];
        to[s.n - 1] = s.p[s.n - 1];
    }
    return to + s.n;
}

/* Cuts at the first `sep`: returns what is before it and leaves the rest in *rest (empty, p = NULL, when there was no
 * more). A loop `while (s.p) word = slice_cut(&s, ',')` therefore sees every word, empty ones too. */
struct slice slice_cut(struct slice *rest, char sep);

/* Without blanks (space and tab) at either end. */
struct slice slice_trim(struct slice s);

#endif
