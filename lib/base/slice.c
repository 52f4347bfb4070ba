/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/slice.h"

struct slice slice_cut(struct slice *rest, char sep)
{
    const char *p = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    struct slice word = *rest;
    if (p) {
        word.n = (size_t)(p - rest->p);
        *rest = slice_of(p + 1, rest->n - word.n - 1);
    } else {
        *rest = slice_of(NULL, 0);
    }
    return word;
}

struct slice slice_trim(struct slice s)
{
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
        s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    return s;
}
