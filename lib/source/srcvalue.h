/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * srcvalue: turns values as a source writes them into the form of the tables. */
#ifndef SOURCE_SRCVALUE_H
#define SOURCE_SRCVALUE_H

#include "base/map.h"
#include "base/mem.h"
#include "shop/tables.h"

struct srcvalue {
    const struct map *marks;     /* of missing values */
    uint64_t *trimmed, *missing; /* how many were changed */
};

struct slice srcvalue_trim_slow(const struct srcvalue *s, struct slice v);

/* Without blanks at either end. */
static inline struct slice srcvalue_trim(const struct srcvalue *s, struct slice v)
{
    return v.n && (v.p[0] == ' ' || v.p[v.n - 1] == ' ') ? srcvalue_trim_slow(s, v) : v;
}

/* Empty if it is a mark for a missing value. */
struct slice srcvalue_unmark_slow(const struct srcvalue *s, struct slice v);
static inline struct slice srcvalue_unmark(const struct srcvalue *s, struct slice v)
{
    return s->marks->n ? srcvalue_unmark_slow(s, v) : v;
}

/* Characters `first` to `last`, counted from 1. Not bytes: half a character would not be text. In a record in the
 * fallback encoding characters are its bytes. */
struct slice srcvalue_cut(struct slice v, unsigned first, unsigned last);

/* 17850.0 is 17850. */
struct slice srcvalue_float_id(struct slice id);

#endif
