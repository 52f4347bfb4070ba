/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/srcvalue.h"

struct slice srcvalue_trim_slow(const struct srcvalue *s, struct slice v)
{
    struct slice t = slice_trim(v);
    *s->trimmed += t.n != v.n;
    return t;
}

struct slice srcvalue_unmark_slow(const struct srcvalue *s, struct slice v)
{
    if (map_get(s->marks, v) == MAP_NONE)
        return v;
    ++*s->missing;
    return slice_of(v.p, 0);
}

struct slice srcvalue_cut(struct slice v, unsigned first, unsigned last)
{
    size_t i = 0, from = v.n;
    unsigned n = 0;
    for (; i < v.n; i++) {
        if ((v.p[i] & 0xc0) == 0x80)
            continue;
        if (++n > last)
            break;
        if (n == first)
            from = i;
    }
    return slice_of(v.p + from, i - from);
}

struct slice srcvalue_float_id(struct slice id)
{
    if (id.n < 3 || id.p[id.n - 1] != '0' || id.p[id.n - 2] != '.')
        return id;
    for (size_t i = 0; i < id.n - 2; i++)
        if (id.p[i] < '0' || id.p[i] > '9')
            return id;
    return slice_of(id.p, id.n - 2);
}
