/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repeat: does a record repeat some columns of the record before, byte for byte?
 *
 * The lines of an order follow one another in most logs, with the same customer, date and country. To compare these
 * bytes costs a twentieth of what it costs to read them. Neighbouring columns are one run, compared as its first and
 * its last 16 bytes where it has up to 32. */
#ifndef TABLE_REPEAT_H
#define TABLE_REPEAT_H

#include "table/csvin.h"
#include "table/feed.h"

typedef unsigned char repeat_bytes __attribute__((vector_size(16)));
enum { REPEAT_RUNS = 8, REPEAT_SHORT = 32 };

struct repeat_run {
    unsigned first, last;
    size_t size;       /* SIZE_MAX: nothing is the same */
    size_t back;       /* where the last 16 bytes begin; 0: there are no more than 16 */
    repeat_bytes mask; /* of the first 16 */
    char bytes[FEED_PADDING];
    char joined[FEED_PADDING]; /* of several: the values with an LF behind each, however quoted */
    size_t joined_size;        /* SIZE_MAX: too long */
};

struct repeat {
    struct repeat_run run[REPEAT_RUNS];
    unsigned runs; /* 0: no record is compared */
    int32_t gap;
    bool made;
};

/* Sets the columns up, which are numbered from 0: column i is compared where chosen[i]. More runs than REPEAT_RUNS, or
 * none, and no record repeats another. */
void repeat_init(struct repeat *r, const bool *chosen, unsigned columns);

void repeat_remember(struct repeat *r, struct record now);
void repeat_forget(struct repeat *r);

/* Are the values those remembered, whatever quote marks or delimiters stand between them? */
bool repeat_same_values(const struct repeat *r, struct record now);

static inline repeat_bytes repeat_load(const char *p)
{
    repeat_bytes b;
    memcpy(&b, p, sizeof b);
    return b;
}

static inline bool repeat_same_bytes(const struct repeat *r, struct record now)
{
    repeat_bytes all = {0};
    uint64_t half[2];
    for (const struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++) {
        struct slice v = record_values(now, run->first, run->last);
        if (v.n != run->size)
            return false;
        if (__builtin_expect(v.n > REPEAT_SHORT, 0) && memcmp(v.p, run->bytes, v.n) != 0)
            return false;
        all |= (repeat_load(v.p) ^ repeat_load(run->bytes)) & run->mask;
        if (run->back)
            all |= repeat_load(v.p + run->back) ^ repeat_load(run->bytes + run->back);
    }
    memcpy(half, &all, sizeof half);
    return (half[0] | half[1]) == 0;
}

static inline bool repeat_same(const struct repeat *r, struct record now)
{
    if (__builtin_expect(now.gap == r->gap && now.made == r->made, 1))
        return r->runs && repeat_same_bytes(r, now);
    return repeat_same_values(r, now);
}

#endif
