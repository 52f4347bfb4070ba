/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record: the places of the values of a record, one after another. */
#ifndef TSV_RECORD_H
#define TSV_RECORD_H

#include "base/slice.h"

/* Value i begins at begin + at[i] and ends `gap` bytes before the next. After each FEED_PADDING bytes may be read. */
struct record {
    const char *begin;
    const int32_t *at;
    int32_t gap; /* the delimiter; and quote marks, if all values have them */
};

static inline struct slice record_value(struct record r, unsigned i)
{
    return slice_of(r.begin + r.at[i], (size_t)(r.at[i + 1] - r.at[i] - r.gap));
}

#endif
