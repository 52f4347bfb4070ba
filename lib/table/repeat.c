/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/repeat.h"

void repeat_init(struct repeat *r, const bool *chosen, unsigned columns)
{
    r->runs = 0;
    for (unsigned i = 0; i < columns; i++) {
        if (!chosen[i])
            continue;
        if (i == 0 || !chosen[i - 1]) {
            if (r->runs == REPEAT_RUNS) {
                r->runs = 0;
                return;
            }
            r->run[r->runs++].first = i;
        }
        r->run[r->runs - 1].last = i;
    }
    repeat_forget(r);
}

void repeat_forget(struct repeat *r)
{
    for (unsigned i = 0; i < r->runs; i++)
        r->run[i].size = r->run[i].joined_size = SIZE_MAX;
}

/* The run's values with an LF behind each, which no value holds; SIZE_MAX where there is no room for them. */
static size_t join(const struct repeat_run *run, struct record now, char *to)
{
    size_t n = 0;
    for (unsigned i = run->first; i <= run->last; i++) {
        struct slice v = record_value(now, i);
        if (n + v.n >= sizeof run->joined)
            return SIZE_MAX;
        memcpy(to + n, v.p, v.n);
        to[n + v.n] = '\n';
        n += v.n + 1;
    }
    return n;
}

/* One column is its own bytes. */
static bool same_values(const struct repeat_run *run, struct record now)
{
    char joined[sizeof run->joined];
    struct slice v = record_value(now, run->first);
    if (run->first == run->last)
        return slice_eq(v, slice_of(run->bytes, run->size));
    if (run->joined_size == SIZE_MAX)
        return false;
    size_t n = join(run, now, joined);
    return n == run->joined_size && memcmp(joined, run->joined, n) == 0;
}

bool repeat_same_values(const struct repeat *r, struct record now)
{
    for (unsigned i = 0; i < r->runs; i++)
        if (!same_values(&r->run[i], now))
            return false;
    return r->runs > 0;
}

void repeat_remember(struct repeat *r, struct record now)
{
    r->gap = now.gap;
    r->made = now.made;
    for (struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++) {
        struct slice v = record_values(now, run->first, run->last);
        run->size = v.n <= sizeof run->bytes ? v.n : SIZE_MAX;
        run->back = v.n <= 16 ? 0 : v.n <= REPEAT_SHORT ? v.n - 16 : 16; /* of more, all is compared anyway */
        memset(&run->mask, 0, sizeof run->mask);
        memset(&run->mask, 0xff, v.n < 16 ? v.n : 16);
        memcpy(run->bytes, v.p, sizeof run->bytes); /* behind the run there is padding */
        run->joined_size = run->first == run->last ? 0 : join(run, now, run->joined);
    }
}
